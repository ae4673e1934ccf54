"""Editions by e-mail, to real servers on this machine: each reader once, whatever breaks in between."""

from __future__ import annotations

import datetime
import os
import re
import signal
import socket
import sqlite3
import ssl
import stat
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from pathlib import Path

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banxin.cli.sending import send
from banxin.errors import EditionError, Problem, SetupError, UsageError
from banxin.sending.deliver import DeliveryOutcome, Fate, deliver, rehearse
from banxin.sending.log import NAME, DeliveryKey, Log, State
from banxin.sending.mail_addresses import mailbox
from banxin.sending.message import Parcel, compose, parcel
from banxin.sending.recipients import MailList, Server, read_recipients
from banxin.sending.settings import SUBJECT, ListSettings, SmtpSettings
from command import environment
from conftest import ROOT
from post_office import PASSWORD, USER, Office, free_port, odd_server, speak

DAY = datetime.date(2024, 12, 22)
KEY = "gansu-daily-2024-12-22"
MOMENT = datetime.datetime(2024, 12, 22, 6, 30, tzinfo=datetime.UTC)
SENDER = mailbox("编辑部 <news@example.cn>")


def make_parcel(data: bytes = b"PK-the-book", **changes: str) -> Parcel:
    words = {"key": KEY, "title": "甘肃日报 2024-12-22", "paper": "甘肃日报", "issue": "第26810期"}
    words |= {"name": f"{KEY}-kindle.epub"} | changes
    return parcel(date=DAY, data=data, **words)


def make_list(*addresses: str, **changes: object) -> MailList:
    fields: dict[str, object] = {"name": "kindle", "product": "-kindle.epub", "subject": SUBJECT, "most_mb": 50.0}
    fields |= {"addresses": tuple(map(mailbox, addresses)), "most_at_once": 50} | changes
    return MailList(**fields)  # type: ignore[arg-type]


def make_server(port: int, **changes: object) -> Server:
    fields: dict[str, object] = {"host": "127.0.0.1", "port": port, "security": "none", "user": "", "timeout_s": 5.0}
    fields |= {"password_file": None, "password_env": "", "sender": SENDER} | changes
    return Server(**fields)  # type: ignore[arg-type]


def run(
    library: Path, to: MailList, port: int, sent: Parcel | None = None, again: tuple[str, ...] = (), **changes: object
) -> dict[str, DeliveryOutcome]:
    """One run; address → outcome."""
    with Log(library) as log:
        made = deliver(sent or make_parcel(), to, make_server(port, **changes), log, again=again, pause_s=0.02)
    return {outcome.address: outcome for outcome in made}


def fates(outcomes: dict[str, DeliveryOutcome]) -> list[Fate]:
    return [outcome.fate for outcome in outcomes.values()]


@pytest.fixture
def office() -> Iterator[Office]:
    with Office().open() as serving:
        yield serving


# What is sent, and how often.


def test_each_reader_gets_a_message_of_their_own_once(tmp_path: Path, office: Office) -> None:
    to = make_list("a@kindle.com", "李四 <b@kindle.com>", "c@例子.中国")
    assert fates(run(tmp_path, to, office.port)) == [Fate.SENT] * 3
    assert office.readers() == ["a@kindle.com", "b@kindle.com", "c@xn--fsqu00a.xn--fiqs8s"]
    assert len(office.sessions) == 1, "one connection carries all"
    for (reader, _), message in zip(office.got, office.messages(), strict=True):
        assert [address.addr_spec for address in message["To"].addresses] == [reader]
        assert message["Cc"] is message["Bcc"] is None
        (book,) = message.iter_attachments()
        assert book.get_content_type() == "application/epub+zip"
        assert (book.get_filename(), book.get_content()) == (f"{KEY}-kindle.epub", b"PK-the-book")
        assert "甘肃日报 2024-12-22" in message.get_body().get_content()  # type: ignore[union-attr]
        assert message["Subject"] == "甘肃日报 2024-12-22 第26810期"
        assert message["From"].addresses[0].display_name == "编辑部"
    again = run(tmp_path, to, office.port)
    assert fates(again) == [Fate.ALREADY] * 3
    assert again["a@kindle.com"].moment.startswith("20")
    assert len(office.got) == 3


def test_a_corrected_issue_and_another_list_are_deliveries_of_their_own(tmp_path: Path, office: Office) -> None:
    to = make_list("a@kindle.com")
    run(tmp_path, to, office.port)
    assert fates(run(tmp_path, to, office.port, make_parcel(b"PK-corrected", key=f"{KEY}-r2"))) == [Fate.SENT]
    assert fates(run(tmp_path, make_list("a@kindle.com", name="club"), office.port)) == [Fate.SENT]
    assert len({message["Message-ID"] for message in office.messages()}) == 3


def test_temporary_refusal_is_tried_again_in_the_run_and_by_the_next(tmp_path: Path, office: Office) -> None:
    to = make_list("a@kindle.com", "b@kindle.com")
    office.rcpt = {"a@kindle.com": ["451 later"], "b@kindle.com": ["451 \x1b[31mlater"] * 3}
    first = run(tmp_path, to, office.port)
    assert fates(first) == [Fate.SENT, Fate.FAILED]
    assert [outcome.attempts for outcome in first.values()] == [2, 3]
    assert first["b@kindle.com"].reason == "the server replied 451 [31mlater"
    assert fates(run(tmp_path, to, office.port)) == [Fate.ALREADY, Fate.SENT]
    assert office.readers() == ["a@kindle.com", "b@kindle.com"]


def test_permanent_refusal_is_told_and_others_still_go(tmp_path: Path, office: Office) -> None:
    to = make_list("a@kindle.com", "gone@kindle.com", "c@kindle.com")
    office.rcpt = {"gone@kindle.com": ["550 no such user"]}
    first = run(tmp_path, to, office.port)
    assert fates(first) == [Fate.SENT, Fate.REFUSED, Fate.SENT]
    assert first["gone@kindle.com"].attempts == 1
    assert "550 no such user" in first["gone@kindle.com"].reason
    assert fates(run(tmp_path, to, office.port)) == [Fate.ALREADY, Fate.REFUSED, Fate.ALREADY]
    assert "gone@kindle.com" not in office.readers()
    asked = run(tmp_path, to, office.port, again=("gone@kindle.com",))
    assert fates(asked) == [Fate.ALREADY, Fate.SENT, Fate.ALREADY]


def test_refusal_of_a_whole_message_counts_as_the_server_says(tmp_path: Path, office: Office) -> None:
    office.data = ["554 a virus", "451 disk full", "451 disk full"]
    assert fates(run(tmp_path, make_list("a@kindle.com", "b@kindle.com"), office.port)) == [Fate.REFUSED, Fate.SENT]
    assert office.readers() == ["b@kindle.com"]


def test_line_cut_after_the_message_is_uncertain_and_not_sent_again_unasked(tmp_path: Path, office: Office) -> None:
    to = make_list("a@kindle.com", "b@kindle.com")
    office.drops = 1
    first = run(tmp_path, to, office.port)
    assert fates(first) == [Fate.UNCERTAIN, Fate.SENT], "the next reader gets a new connection"
    assert office.readers() == ["a@kindle.com", "b@kindle.com"]
    assert fates(run(tmp_path, to, office.port)) == [Fate.UNCERTAIN, Fate.ALREADY]
    assert len(office.got) == 2
    assert fates(run(tmp_path, to, office.port, again=("a@kindle.com",))) == [Fate.SENT, Fate.ALREADY]
    first_id, _, last_id = (message["Message-ID"] for message in office.messages())
    assert first_id == last_id, "the reader's mail can tell that it is the same"


def test_line_cut_within_the_message_is_a_failure(tmp_path: Path) -> None:
    def cut(connection: socket.socket) -> None:
        speak(connection, b"DATA")
        connection.sendall(b"354 go on\r\n")
        connection.recv(100)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")  # Hangs up at once.

    with odd_server(cut) as port:
        made = run(tmp_path, make_list("a@kindle.com"), port, make_parcel(os.urandom(9_000_000)))
    assert fates(made) == [Fate.FAILED]
    assert made["a@kindle.com"].reason == "the connection broke before the message was complete"
    assert made["a@kindle.com"].attempts == 3


def test_an_answer_nobody_understands_is_uncertain(tmp_path: Path) -> None:
    def mumble(connection: socket.socket) -> None:
        read = speak(connection, b"DATA")
        connection.sendall(b"354 go on\r\n")
        while b"\r\n.\r\n" not in read:
            read += connection.recv(65536)
        connection.sendall(b"well\r\n")

    with odd_server(mumble) as port:
        assert fates(run(tmp_path, make_list("a@kindle.com"), port)) == [Fate.UNCERTAIN]


def test_a_sender_that_is_refused_is_no_fault_of_the_readers(tmp_path: Path) -> None:
    asked = Counter[str]()

    def strict(connection: socket.socket) -> None:
        speak(connection, b"MAIL")
        asked["mail"] += 1
        connection.sendall(b"553 you may not\r\n")
        connection.recv(100)

    with odd_server(strict) as port:
        made = run(tmp_path, make_list("a@kindle.com"), port)
    assert (fates(made), asked["mail"]) == ([Fate.FAILED], 1)
    with Office().open() as better:
        assert fates(run(tmp_path, make_list("a@kindle.com"), better.port)) == [Fate.SENT]


def test_connection_is_renewed_after_so_many_messages(tmp_path: Path, office: Office) -> None:
    to = make_list(*(f"r{number}@kindle.com" for number in range(5)), most_at_once=2)
    assert set(fates(run(tmp_path, to, office.port))) == {Fate.SENT}
    assert len(office.sessions) == 3


def test_dead_server_fails_everybody_and_the_next_run_sends(tmp_path: Path) -> None:
    to = make_list("a@kindle.com", "b@kindle.com")
    made = run(tmp_path, to, free_port())
    assert fates(made) == [Fate.FAILED] * 2
    assert made["a@kindle.com"].reason.startswith("no connection to 127.0.0.1:")
    with Office().open() as office:
        assert fates(run(tmp_path, to, office.port)) == [Fate.SENT] * 2


def test_silent_server_times_out(tmp_path: Path) -> None:
    start = time.monotonic()
    with odd_server(lambda connection: time.sleep(1.0)) as port, Log(tmp_path) as log:
        server = make_server(port, timeout_s=0.3)
        (outcome,) = deliver(make_parcel(), make_list("a@kindle.com"), server, log, tries=1)
    assert (outcome.fate, "timed out" in outcome.reason) == (Fate.FAILED, True)
    assert time.monotonic() - start < 4


def test_progress_ends_at_the_whole(tmp_path: Path, office: Office) -> None:
    office.rcpt = {"a@kindle.com": ["451 later"]}
    told: list[float] = []
    with Log(tmp_path) as log:
        to = make_list("a@kindle.com", "b@kindle.com")
        deliver(
            make_parcel(), to, make_server(office.port), log, pause_s=0.01, tell=lambda _, share: told.append(share)
        )
    assert told == [0.0, 0.5, 1.0]


# Sizes, dry runs.


def test_too_large_a_product_is_refused_before_anything_is_connected(tmp_path: Path, office: Office) -> None:
    to = make_list("a@kindle.com", most_mb=0.5)
    with pytest.raises(UsageError, match=r"gansu-daily-2024-12-22-kindle.epub has 0.6 MB, more than the 0.5 MB"):
        run(tmp_path, to, office.port, make_parcel(b"x" * 600_000))
    with Log(tmp_path, write=False) as log, pytest.raises(UsageError):
        rehearse(make_parcel(b"x" * 600_000), to, log)
    assert (office.got, office.sessions) == ([], set())
    assert fates(run(tmp_path, to, office.port, make_parcel(b"x" * 500_000))) == [Fate.SENT]


OPENS_NO_SOCKET = """
import sys
from pathlib import Path
from test_sending import make_list, make_parcel, rehearse, Log

def stop(event, arguments):
    if event.startswith("socket.") or event == "open" and "sqlite" in str(arguments[0]):
        raise SystemExit(f"{event} in a dry run")

sys.addaudithook(stop)
with Log(Path(sys.argv[1]), write=False) as log:
    for outcome in rehearse(make_parcel(), make_list("a@kindle.com", "b@kindle.com"), log, again=sys.argv[2:]):
        print(outcome.address, outcome.fate)
"""


def test_dry_run_opens_no_socket_and_tells_who_has_it(tmp_path: Path, office: Office) -> None:
    def dry(*again: str) -> list[str]:
        made = child(OPENS_NO_SOCKET, tmp_path, *again).communicate(timeout=60)
        return made[0].splitlines()

    assert dry() == ["a@kindle.com waiting", "b@kindle.com waiting"]
    assert list(tmp_path.iterdir()) == []
    run(tmp_path, make_list("a@kindle.com"), office.port)
    assert dry() == ["a@kindle.com already", "b@kindle.com waiting"]
    assert dry("a@kindle.com") == ["a@kindle.com waiting", "b@kindle.com waiting"]
    assert len(office.got) == 1


# Kills, and two at once.


def child(script: str, *words: object) -> subprocess.Popen[str]:
    """A process that can import the tests' helpers."""
    path = os.pathsep.join([str(ROOT / "tests"), str(ROOT / "build")])
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, words)],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env=environment(PYTHONPATH=path),
    )


KILLED_AT_STEP = """
import os, signal, sys
from pathlib import Path
from test_sending import deliver, make_list, make_parcel, make_server, Log

root, port, stride = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
WATCHED = {"execute", "sendall", "readline", "connect", "flock", "close"}

def steps(last):
    count = 0
    def stop(frame, event, argument):
        nonlocal count
        if event in ("c_call", "c_return") and argument.__name__ in WATCHED:
            count += 1
            if count == last:
                os.kill(os.getpid(), signal.SIGKILL)
    return stop

step, code = 1 - stride, -signal.SIGKILL
while code == -signal.SIGKILL:
    step += stride
    library = root / str(step)
    library.mkdir()
    pid = os.fork()
    if not pid:
        sys.setprofile(steps(step))
        with Log(library) as log:
            deliver(make_parcel(), make_list(f"r{step}@kindle.com"), make_server(port), log)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
print(step, code)
"""


@pytest.mark.parametrize("stride", [pytest.param(4, id="some"), pytest.param(1, id="every", marks=pytest.mark.slow)])
def test_kill_at_any_step_leaves_a_log_that_tells_the_truth(tmp_path: Path, office: Office, stride: int) -> None:
    process = child(KILLED_AT_STEP, tmp_path, office.port, stride)
    steps, code = map(int, process.communicate(timeout=240)[0].split())
    assert code == 0
    assert steps > 40, "the steps were not seen"
    time.sleep(0.5)  # The server may still be taking what the last one sent.
    delivered, seen = Counter(office.readers()), Counter[tuple[str, bool]]()
    for step in range(1, steps + 1, stride):
        address, library = f"r{step}@kindle.com", tmp_path / str(step)
        with Log(library) as log:
            entry = log.entry(DeliveryKey(KEY, "kindle", address, make_parcel().sha256))
        state = entry.state if entry else State.FAILED
        seen[state, delivered[address] == 1] += 1
        (fate,) = fates(run(library, make_list(address), office.port))
        wanted = {State.FAILED: Fate.SENT, State.SENT: Fate.ALREADY, State.UNCERTAIN: Fate.UNCERTAIN}
        assert fate is wanted[state]
        assert sorted(path.name for path in library.iterdir()) == [NAME], "nothing of the killed run is left"
    sure, doubtful = {(State.FAILED, False), (State.SENT, True)}, {(State.UNCERTAIN, False), (State.UNCERTAIN, True)}
    assert sure <= set(seen) <= sure | doubtful
    assert doubtful <= set(seen) or stride > 1
    assert max(Counter(office.readers()).values()) == 1, "nobody has it twice"


def test_stop_before_the_message_is_whole_is_a_failure_and_after_it_uncertain(tmp_path: Path) -> None:
    stopped = False

    def serve(connection: socket.socket) -> None:
        read = speak(connection, b"DATA")
        if not stopped:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.5)
            return
        connection.sendall(b"354 go on\r\n")
        while b"\r\n.\r\n" not in read:
            read += connection.recv(65536)
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.5)

    key = DeliveryKey(KEY, "kindle", "a@kindle.com", make_parcel().sha256)
    with odd_server(serve) as port:
        for state in (State.FAILED, State.UNCERTAIN):
            with pytest.raises(KeyboardInterrupt):
                run(tmp_path, make_list("a@kindle.com"), port)
            with Log(tmp_path) as log:
                entry = log.entry(key)
                assert entry is not None
                assert (entry.state, entry.reason) == (state, "the run was stopped")
            stopped = True


ONE_OF_TWO = """
import sys, time
from pathlib import Path
from test_sending import deliver, make_list, make_parcel, make_server, Log

library, port, start, count = Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
time.sleep(max(0.0, start - time.time()))
to = make_list(*(f"r{number}@kindle.com" for number in range(count)))
with Log(library) as log:
    for outcome in deliver(make_parcel(), to, make_server(port), log):
        print(outcome.address, outcome.fate)
"""


def test_two_senders_at_once_send_one_message_each(tmp_path: Path, office: Office) -> None:
    office.slow_s, count = 0.01, 25
    start = time.time() + 2.0
    both = [child(ONE_OF_TWO, tmp_path, office.port, start, count) for _ in range(2)]
    told = [process.communicate(timeout=120)[0].split("\n")[:-1] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert Counter(office.readers()) == Counter(f"r{number}@kindle.com" for number in range(count))
    sent = [{line.split()[0] for line in lines if line.endswith(" sent")} for lines in told]
    assert len(sent[0]) + len(sent[1]) == count
    assert not sent[0] & sent[1]
    others = {line.split()[1] for lines in told for line in lines} - {"sent"}
    assert others <= {"already", "elsewhere"}


def test_what_another_run_is_sending_is_left_to_it_even_when_asked_for(tmp_path: Path, office: Office) -> None:
    key = DeliveryKey(KEY, "kindle", "a@kindle.com", make_parcel().sha256)
    with Log(tmp_path) as other:
        assert other.claim(key) is None
        made = run(tmp_path, make_list("a@kindle.com"), office.port, again=("a@kindle.com",))
        assert fates(made) == [Fate.ELSEWHERE]
        other.settle(key, State.SENT)
    assert fates(run(tmp_path, make_list("a@kindle.com"), office.port)) == [Fate.ALREADY]
    assert office.got == []


def test_what_was_asked_for_twice_at_once_is_sent_once(tmp_path: Path) -> None:
    key = DeliveryKey(KEY, "kindle", "a@kindle.com", make_parcel().sha256)
    with Log(tmp_path) as log, Log(tmp_path) as other:
        for _ in range(2):
            assert log.claim(key, 1) is None
            log.settle(key, State.UNCERTAIN, "the line broke")
            assert other.entry(key) == log.entry(key)
            assert (entry := other.claim(key)) is not None
            assert entry.state is State.UNCERTAIN
        assert (late := other.claim(key, 1)) is not None, "two attempts were made since it was asked for"
        assert late.attempts == 2


# The log's file.


@pytest.mark.parametrize("harm", [b"this is no database, but a text of some length. " * 40, None])
def test_damaged_log_stops_everything_and_says_what_to_do(tmp_path: Path, office: Office, harm: bytes | None) -> None:
    run(tmp_path, make_list(*(f"reader-{number}@kindle.com" for number in range(60))), office.port)
    path, before = tmp_path / NAME, len(office.got)
    data = path.read_bytes()
    path.write_bytes(harm or data[:4096] + os.urandom(len(data) - 4096))
    with pytest.raises(SetupError, match=r"deliveries.sqlite is damaged: .*Restore a copy of it"):
        run(tmp_path, make_list("new@kindle.com"), office.port)
    assert len(office.got) == before
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".lock"] == []


def test_log_of_a_newer_banxin_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / NAME) as base:
        base.execute("pragma user_version = 9")
    base.close()
    with pytest.raises(SetupError, match="written by a newer banxin"):
        Log(tmp_path)


def test_log_is_for_its_owner_alone_and_keeps_what_is_written(tmp_path: Path, office: Office) -> None:
    run(tmp_path, make_list("a@kindle.com"), office.port)
    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
    base = sqlite3.connect(tmp_path / NAME)
    assert base.execute("pragma journal_mode").fetchone() == ("wal",)
    row = base.execute("select edition, list, address, state, attempts, reason from delivery").fetchall()
    assert row == [(KEY, "kindle", "a@kindle.com", "sent", 1, "")]
    base.close()


def test_no_library_no_log(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no library"):
        Log(tmp_path / "nowhere")


# TLS and logins.


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of localhost that nobody signed, and its key."""
    folder = tmp_path_factory.mktemp("certificate")
    cert, key = folder / "cert.pem", folder / "key.pem"
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    words += ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(cert)]
    subprocess.run(words, check=True, capture_output=True)
    return cert, key


@pytest.fixture
def context(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    made.load_cert_chain(*certificate)
    return made


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_secure_server_with_a_login(
    tmp_path: Path,
    security: str,
    context: ssl.SSLContext,
    certificate: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    secret = tmp_path / "password"
    secret.write_text(f"{PASSWORD}\n")
    to, wish = make_list("a@kindle.com"), {"security": security, "user": USER, "password_file": secret}
    with Office().open(**{security: context}) as office:
        with pytest.raises(SetupError, match="has a certificate that is not trusted"):
            run(tmp_path, to, office.port, host="localhost", **wish)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
        with pytest.raises(SetupError, match=r"is not trusted.*127\.0\.0\.1"):
            run(tmp_path, to, office.port, **wish)
        assert office.logins == [], "no password to a server that is not the right one"
        assert fates(run(tmp_path, to, office.port, host="localhost", **wish)) == [Fate.SENT]
        assert office.logins == [USER]
        secret.write_text("wrong\n")
        with pytest.raises(SetupError, match=rf"localhost rejects the login of {USER}: 535"):
            run(tmp_path, make_list("b@kindle.com"), office.port, host="localhost", **wish)
    assert office.readers() == ["a@kindle.com"]


def test_server_without_starttls_gets_nothing(tmp_path: Path, office: Office) -> None:
    with pytest.raises(SetupError, match="STARTTLS extension not supported"):
        run(tmp_path, make_list("a@kindle.com"), office.port, security="starttls")
    with pytest.raises(SetupError, match=r"does not use TLS \(WRONG_VERSION_NUMBER\)"):
        run(tmp_path, make_list("a@kindle.com"), office.port, security="tls")
    assert office.got == []
    assert fates(run(tmp_path, make_list("a@kindle.com"), office.port)) == [Fate.SENT], "nothing was claimed"


def test_password_from_the_surroundings(
    tmp_path: Path, context: ssl.SSLContext, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    wish = {"security": "starttls", "user": USER, "password_env": "NEWS_PASSWORD", "host": "localhost"}
    with Office().open(starttls=context) as office:
        with pytest.raises(SetupError, match="There is no password in NEWS_PASSWORD"):
            run(tmp_path, make_list("a@kindle.com"), office.port, **wish)
        monkeypatch.setenv("NEWS_PASSWORD", PASSWORD)
        assert fates(run(tmp_path, make_list("a@kindle.com"), office.port, **wish)) == [Fate.SENT]


# The message.


def test_same_message_same_bytes() -> None:
    to = make_list("a@kindle.com")
    made = [compose(make_parcel(), to, to.addresses[0], SENDER, MOMENT).as_bytes() for _ in range(2)]
    assert made[0] == made[1]
    assert made[0].isascii()
    assert max(map(len, made[0].split(b"\r\n"))) <= 78
    assert b"\n" not in made[0].replace(b"\r\n", b"")
    assert re.search(rb"\r\nMessage-ID: <[0-9a-f]{40}@example\.cn>\r\n", made[0])


def test_pdf_and_a_chinese_name_of_a_file() -> None:
    to = make_list("a@example.cn", product=".pdf")
    message = compose(make_parcel(name="甘肃日报.pdf"), to, to.addresses[0], SENDER, MOMENT)
    read = message_from_bytes(message.as_bytes(), policy=policy.default)
    (pdf,) = read.iter_attachments()  # type: ignore[attr-defined]
    assert (pdf.get_content_type(), pdf.get_filename()) == ("application/pdf", "甘肃日报.pdf")
    assert pdf["Content-Type"].params["name"] == f"{KEY}.pdf"


@pytest.mark.parametrize("length", range(1, 60))
def test_long_chinese_subject_and_name_keep_their_spaces_wherever_lines_end(length: int) -> None:
    words = "政" * length + " 协 报 周 末 版"
    to = make_list("a@kindle.com", subject="{paper}")
    data = compose(make_parcel(paper=words), to, mailbox(f"{words} <a@kindle.com>"), SENDER, MOMENT).as_bytes()
    read = message_from_bytes(data)
    assert str(make_header(decode_header(read["Subject"]))) == words
    assert str(make_header(decode_header(read["To"].rpartition("<")[0]))).strip() == words
    assert message_from_bytes(data, policy=policy.default)["Subject"] == words
    assert max(map(len, data.split(b"\r\n"))) <= 78


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=150) | st.sampled_from(
    [
        "=?utf-8?q?x=0D=0ABcc:_all@example.com?=",
        "a\r\nBcc: all@example.com",
        "报\n\n正文",
        "x\x00y",
        "=?utf-8?q?a?=",
        '"><',
        "名\u2028Subject: x",
        "../../a.epub",
    ]
)


@settings(max_examples=150, deadline=None)
@given(title=ANY_TEXT, paper=ANY_TEXT, issue=ANY_TEXT, name=ANY_TEXT, reader=ANY_TEXT)
def test_no_headline_or_name_gets_into_other_headers(
    title: str, paper: str, issue: str, name: str, reader: str
) -> None:
    sent = make_parcel(title=title, paper=paper, issue=issue, name=f"{name}.epub")
    to = make_list("a@kindle.com", subject="{paper}·{issue}")
    try:
        to_whom = mailbox(f"{reader} <a@kindle.com>")
    except ValueError:
        to_whom = mailbox("a@kindle.com")
    message = compose(sent, to, to_whom, SENDER, MOMENT)
    data = message.as_bytes()
    read = message_from_bytes(data, policy=policy.default)
    assert data.isascii()
    assert sorted(read.keys()) == sorted(
        ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Type", "MIME-Version"]
    )
    assert read["Subject"] == " ".join(printable(f"{paper}·{issue}"))
    assert [each.addr_spec for each in read["To"].addresses] == ["a@kindle.com"]
    raw = message_from_bytes(data)["To"].rpartition("<")[0].strip()
    said = str(make_header(decode_header(raw))).strip()
    assert (said.strip('"') if to_whom.name.isascii() else said).replace("\\", "") == to_whom.name.replace("\\", "")
    letter, book = read.iter_parts()  # type: ignore[attr-defined]
    assert book.get_content() == sent.data
    assert book.get_filename() == next(message.iter_attachments()).get_filename()
    assert book.get_filename().endswith(".epub")
    assert not set('/\r\n"') & set(book.get_filename())
    assert letter.get_content_type() == "text/plain"


def printable(text: str) -> list[str]:
    from banxin.sources.text import SPECIAL

    return SPECIAL.sub(" ", text).replace("=?", "= ?").split()


@pytest.mark.parametrize(
    ("written", "address", "name"),
    [
        ("news@example.cn", "news@example.cn", ""),
        (" 编辑部 <news@Example.CN> ", "news@example.cn", "编辑部"),
        ('"云溪日报, 编辑部" <news@example.cn>', "news@example.cn", "云溪日报, 编辑部"),
        ("读者@例子.中国", None, ""),
        ("reader@例子.中国", "reader@xn--fsqu00a.xn--fiqs8s", ""),
        ("root@localhost", "root@localhost", ""),
        *((wrong, None, "") for wrong in ("", "a", "a@", "@b.cn", "a@b", "a b@c.cn", "a@b..cn", "a@-b.cn", "a＠b.cn")),
        *((wrong, None, "") for wrong in ("a@b.cn, c@d.cn", "a@b.cn\r\nBcc: c@d.cn", "<a@b.cn> c", "a..b@c.cn")),
        ("a" * 65 + "@b.cn", None, ""),
        ("a@" + "b." * 130 + "cn", None, ""),
    ],
)
def test_addresses(written: str, address: str | None, name: str) -> None:
    if address is None:
        with pytest.raises(ValueError, match=r"."):
            mailbox(written)
    else:
        made = mailbox(written)
        assert (made.address, made.name) == (address, name)


@given(st.text(max_size=60))
def test_any_text_is_an_address_that_may_stand_in_a_header_or_none(text: str) -> None:
    try:
        made = mailbox(text)
    except ValueError:
        return
    assert str(made.header()).isprintable() or made.name
    assert made.address.isascii()


# recipients.toml.

WHOLE = """
[smtp]
host = "127.0.0.1"
security = "none"
from = "编辑部 <news@example.cn>"

[list.kindle]
product = "-kindle.epub"
addresses = ["a@kindle.com", "李四 <b@free.kindle.com>"]

[list."读书会"]
product = ".pdf"
addresses = ["c@example.cn"]
subject = "{paper} {issue}"
most_mb = 8
most_at_once = 5
"""


def faults(folder: Path, text: str) -> list[Problem]:
    (folder / "recipients.toml").write_text(text, "utf-8")
    with pytest.raises(EditionError) as caught:
        read_recipients(folder / "recipients.toml")
    return list(caught.value.problems)


def test_recipients_are_read_with_what_is_usual(tmp_path: Path) -> None:
    (tmp_path / "recipients.toml").write_text(WHOLE, "utf-8")
    found = read_recipients(tmp_path / "recipients.toml")
    assert found.problems == ()
    assert (found.server.port, found.server.timeout_s, found.server.sender.name) == (25, 60.0, "编辑部")
    kindle, club = found.lists
    assert (kindle.most_mb, kindle.subject, kindle.most_at_once) == (50.0, SUBJECT, 50)
    assert [reader.address for reader in kindle.addresses] == ["a@kindle.com", "b@free.kindle.com"]
    assert (club.name, club.most_mb, club.most_at_once, club.product) == ("读书会", 8.0, 5, ".pdf")
    (tmp_path / "recipients.toml").write_text(WHOLE.replace("b@free.kindle.com", "b@notkindle.com"), "utf-8")
    assert read_recipients(tmp_path / "recipients.toml").lists[0].most_mb == 20.0


@pytest.mark.parametrize(
    ("old", "new", "line", "code", "said"),
    [
        ("host =", "hosst =", 3, "unknown-key", 'Did you mean "host"?'),
        ('host = "127.0.0.1"', 'host = "a b"', 3, "bad-value", "a mail server"),
        ('host = "127.0.0.1"', 'host = "mail.example.cn"', 4, "bad-value", "mail.example.cn is not"),
        ('security = "none"', "port = 0", 4, "bad-value", "from 1 to 65535"),
        ("from =", "form =", 5, "unknown-key", "from"),
        ("<news@example.cn>", "<news>", 5, "bad-value", "编辑部 <news@example.cn>"),
        ("[list.kindle]", "[list]", 7, "bad-value", "such as [list.kindle]"),
        ("-kindle.epub", "kindle", 8, "bad-value", "-kindle.epub"),
        ("a@kindle.com", "a＠kindle.com", 9, "bad-value", "e-mail addresses"),
        ("a@kindle.com", "b@FREE.kindle.com", 9, "bad-value", "not on the list yet"),
        ('product = ".pdf"', 'produkt = ".pdf"', 12, "unknown-key", 'Did you mean "product"?'),
        ('addresses = ["c@example.cn"]', "addresses = []", 13, "bad-value", "addresses"),
        ("{issue}", "{isue}", 14, "bad-value", "paper, date and issue"),
        ("{issue}", "{paper.__class__}", 14, "bad-value", "paper, date and issue"),
        ("{issue}", "{", 14, "bad-value", "paper, date and issue"),
        ("most_mb = 8", "most_mb = 0", 15, "bad-value", "megabytes"),
        ("most_mb = 8", 'most_mb = "8', 15, "bad-toml", "most_mb"),
        ('security = "none"', 'security = "none"\nuser = "news"', 5, "missing-key", "password_file"),
        ('security = "none"', 'security = "none"\npassword_env = "X"', 5, "missing-key", "user"),
        ('security = "none"', 'security = "none"\nuser = "news"\npassword_file = "x"', 6, "missing-file", "one line"),
    ],
)
def test_faults_of_recipients_have_line_and_way_out(
    tmp_path: Path, old: str, new: str, line: int, code: str, said: str
) -> None:
    assert WHOLE.count(old) >= 1
    found = faults(tmp_path, WHOLE.replace(old, new, 1))
    matching = [fault for fault in found if (fault.origin.line, fault.code) == (line, code)]
    assert matching, found
    assert any(said in f"{fault.message} {fault.hint}" for fault in matching), found
    assert matching[0].origin.file == "recipients.toml"


def test_recipients_without_server_or_lists(tmp_path: Path) -> None:
    assert [(fault.code, dict(fault.fields)["key"]) for fault in faults(tmp_path, "")] == [
        ("missing-key", "smtp"),
        ("missing-key", "list"),
    ]
    with pytest.raises(UsageError, match=r"There is no .*nobody.toml"):
        read_recipients(tmp_path / "nobody.toml")


@pytest.mark.parametrize(("mode", "codes"), [(0o600, []), (0o640, ["open-password"]), (0o644, ["open-password"])])
def test_password_that_others_can_read_is_told(tmp_path: Path, mode: int, codes: list[str]) -> None:
    (tmp_path / "secret").write_text(PASSWORD)
    (tmp_path / "secret").chmod(mode)
    text = WHOLE.replace('security = "none"', 'security = "none"\nuser = "news"\npassword_file = "secret"')
    (tmp_path / "recipients.toml").write_text(text, "utf-8")
    found = read_recipients(tmp_path / "recipients.toml")
    assert [fault.code for fault in found.problems] == codes
    assert found.server.password_file == tmp_path / "secret"
    assert PASSWORD not in repr(found)


def test_example_of_the_guide_is_right_and_has_every_key(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "guide.zh-CN.md").read_text("utf-8").partition("## 每天寄到电子阅读器")[2]
    example = next(block for block in re.findall(r"```text\n(.*?)```", guide, re.DOTALL) if "[smtp]" in block)
    (tmp_path / "recipients.toml").write_text(example, "utf-8")
    (tmp_path / "smtp-password").write_text(PASSWORD)
    (tmp_path / "smtp-password").chmod(0o600)
    found = read_recipients(tmp_path / "recipients.toml")
    assert (found.problems, [to.name for to in found.lists][:1]) == ((), ["kindle"])
    for model in (SmtpSettings, ListSettings):
        for name, known in model.model_fields.items():
            assert re.search(rf"\b{known.alias or name}\b", guide), name


# The command, as far as it goes without a library.


def command(*words: object) -> object:
    group = click.Group("library")
    group.add_command(send)
    return group.main(["send", KEY, *map(str, words)], standalone_mode=False)


def test_command_refuses_unknown_lists_and_addresses_before_it_looks_for_the_edition(tmp_path: Path) -> None:
    (tmp_path / "recipients.toml").write_text(WHOLE, "utf-8")
    with pytest.raises(UsageError, match="There is no list kobo; there are: kindle, 读书会"):
        command("--to", "kobo", "--library", tmp_path)
    with pytest.raises(UsageError, match=r"--again x@kindle.com: it is not an address of kindle"):
        command("--to", "kindle", "--library", tmp_path, "--again", "x@kindle.com")
    with pytest.raises(click.MissingParameter, match="names"):
        command("--library", tmp_path)
    assert not (tmp_path / NAME).exists()
