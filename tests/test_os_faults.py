"""Faults of the operating system that reach the command line: a sentence and exit code 3, whoever raised them."""

from __future__ import annotations

import errno

import pytest

from banxin import cli


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "/tmp/x"), "disk-full: there is no room for /tmp/x"),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), "disk-full: there is no room for"),
        (OSError("encoder error -2 when writing image file"), "encoder error -2"),
        (PermissionError(errno.EACCES, "Permission denied", "/x"), "/x: Permission denied."),
    ],
)
def test_a_fault_of_the_system_is_told_in_words(
    fault: OSError, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(**_options: object) -> None:
        raise fault

    monkeypatch.setattr(cli.commands, "main", fail)
    with pytest.raises(SystemExit) as ended:
        cli.main(["check", "x"])
    told = capsys.readouterr().err
    assert ended.value.code == 3
    assert said in told
    assert "None" not in told
