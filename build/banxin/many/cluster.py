"""Building editions on the workers of a dask.distributed cluster; their products are written by this process."""

from __future__ import annotations

import importlib
import logging
import sys
import time
import warnings
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from banxin import pipeline
from banxin.errors import Phrase, Problem, SetupError, UsageError, phrase
from banxin.many.address import CERTIFICATES, Scheduler, is_loopback
from banxin.many.edition_snapshot import Snapshot, UnsendableError, places, take
from banxin.many.jobs import Began
from banxin.many.outcome import BuildOutcome, failure, killed, outcome_of
from banxin.many.remote import WorkerReply, build_snapshot
from banxin.wanted import BuildRequest, tools

Client = Any
Future = Any
"""distributed.Client and distributed.Future, which have no types and are installed only where clusters are used."""
CONNECT_S = 10.0
WORKERS_S = 30.0
"""Seconds to wait for the first worker, and for another one when all are lost."""
LOOK_S = 2.0
"""Seconds between checks that the cluster is still there."""


def build_on_cluster(
    todo: Iterable[Path | BuildOutcome], out: Path, wanted: BuildRequest, cluster: Scheduler, began: Began
) -> Generator[BuildOutcome, None, None]:
    """The outcome of every edition of `todo`, as they come. Outcomes in `todo` are passed on.

    At most twice as many editions are in work as the workers have threads. An edition whose files cannot be sent is
    built by this process. When a worker dies several times, the scheduler fails every edition that it had: these are
    sent once more, one at a time, and only an edition that kills its worker again has failed. Raises SetupError when
    the cluster cannot be reached or is lost, UsageError when it is open to others.
    """
    waiting, accused, judged = iter(todo), deque[Path](), set[Path]()
    with _client(cluster) as client:
        running: dict[Future, tuple[Path, float]] = {}

        def send(folder: Path) -> Iterator[BuildOutcome]:
            try:
                running[_sent(client, take(folder, out, wanted))] = folder, time.perf_counter()
            except UnsendableError:
                yield _built_here(folder, out, wanted)

        try:
            while True:
                room = 2 * max(1, sum(client.nthreads().values()))
                for each in waiting:
                    if isinstance(each, BuildOutcome):
                        yield each
                        continue
                    began(each)
                    yield from send(each)
                    if len(running) >= room:
                        break
                while not running and accused:
                    judged.add(accused[0])
                    yield from send(accused.popleft())
                if not running:
                    return
                for future in _finished(client, running):
                    folder, start = running.pop(future)
                    outcome = _received(future, folder, out, wanted)
                    future.release()
                    if outcome is None and folder not in judged:
                        accused.append(folder)
                        continue
                    yield replace(outcome or killed(folder), seconds=time.perf_counter() - start)
        except (OSError, _distributed().CancelledError):  # Errors of an edition have become outcomes before.
            raise _lost(cluster) from None
        finally:
            if running:
                with suppress(Exception):
                    client.cancel(list(running), force=True)


def _built_here(folder: Path, out: Path, wanted: BuildRequest) -> BuildOutcome:
    return outcome_of(folder, lambda: pipeline.write(pipeline.make(folder, out, wanted), out))


def _sent(client: Client, snapshot: Snapshot) -> Future:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # dask warns of large arguments; pictures are large, and sent once.
        return client.submit(build_snapshot, snapshot, dict(tools()), pure=False)


def _finished(client: Client, running: Iterable[Future]) -> list[Future]:
    """The ones of `running` that are done, at least one.

    Raises SetupError when there has been no worker for long, OSError when the scheduler is lost.
    """
    distributed = _distributed()
    alone = time.monotonic()
    while True:
        with suppress(TimeoutError, distributed.CancelledError):
            distributed.wait(list(running), timeout=LOOK_S, return_when="FIRST_COMPLETED")
        done = [future for future in running if future.done()]
        if any(future.status not in ("finished", "error") for future in done) or client.status != "running":
            raise ConnectionError
        if done:
            return done
        if client.nthreads():
            alone = time.monotonic()
        elif time.monotonic() - alone > WORKERS_S:
            raise _without_workers()


def _received(future: Future, folder: Path, out: Path, wanted: BuildRequest) -> BuildOutcome | None:
    """The outcome of a worker's edition, written; None when its workers died.

    Raises the client's errors when it lost the scheduler.
    """
    distributed = _distributed()
    try:
        answer: WorkerReply = future.result()
    except distributed.KilledWorker:
        return None
    except Exception as error:
        if future.status != "error":  # The connection to the worker failed, not the worker.
            raise
        return _unbuilt(folder, error)
    if answer.made is not None:
        made = answer.made
        return outcome_of(folder, lambda: pipeline.write(made, out))
    failed = answer.failed or BuildOutcome(folder)
    here = places(folder, out, wanted, Path(answer.root))
    problems = tuple(_problem_here(found, here) for found in failed.problems)
    return replace(failed, folder=folder, problems=problems, error=_with_local_paths(failed.error, here))


def _unbuilt(folder: Path, error: Exception) -> BuildOutcome:
    if isinstance(error, ModuleNotFoundError) and (error.name or "").partition(".")[0] == "banxin":
        told = phrase("a worker of the cluster has no banxin; install the same version there as here.")
        return BuildOutcome(folder, error=told, code=SetupError.exit_code)
    return failure(folder, error)


def _problem_here(found: Problem, here: dict[str, str]) -> Problem:
    fields = tuple((name, _with_local_paths(value, here)) for name, value in found.fields)
    return replace(
        found, message=_with_local_paths(found.message, here), hint=_with_local_paths(found.hint, here), fields=fields
    )


def _with_local_paths(value: Any, here: dict[str, str]) -> Any:
    """A text from a worker with its paths replaced by those of this machine."""
    if not isinstance(value, str | Path):
        return value
    text = str(value)
    for there, own in here.items():
        text = text.replace(there, own)
    if isinstance(value, Phrase):
        told = Phrase(text)
        told.template, told.fields = (
            value.template,
            tuple((name, _with_local_paths(field, here)) for name, field in value.fields),
        )
        return told
    return type(value)(text)


def _distributed() -> Any:
    try:
        return importlib.import_module("distributed")
    except ImportError:
        raise SetupError(
            phrase(
                "--cluster needs dask.distributed. Install it: {command}",
                command=f"{sys.executable} -m pip install distributed",
            )
        ) from None


@contextmanager
def _client(cluster: Scheduler) -> Iterator[Client]:
    """A connected client with workers. Raises SetupError and UsageError."""
    distributed = _distributed()
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in ("distributed", "tornado"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # Whatever matters is raised as an error.
    security = None
    if cluster.tls:
        ca, cert, key = (str(cluster.tls / name) for name in CERTIFICATES)
        security = distributed.Security(
            tls_ca_file=ca, tls_client_cert=cert, tls_client_key=key, require_encryption=True
        )  # fmt: skip
    warnings.filterwarnings("ignore", module="distributed")  # Versions of more packages are compared by `remote`.
    try:
        client = distributed.Client(cluster.address, timeout=CONNECT_S, security=security)
    except (OSError, TimeoutError) as error:
        raise SetupError(
            phrase(
                "There is no scheduler at {address} ({reason}). Start one: dask scheduler --host 127.0.0.1",
                address=cluster.address,
                reason=str(error).splitlines()[0][:200] if str(error) else type(error).__name__,
            )
        ) from None
    try:
        _check_workers(client, cluster)
        yield client
    finally:
        with suppress(Exception):
            client.close(timeout=2)


def _check_workers(client: Client, cluster: Scheduler) -> None:
    try:
        client.wait_for_workers(1, timeout=WORKERS_S)
    except TimeoutError:
        raise _without_workers() from None
    told = client.scheduler_info(n_workers=-1)
    open_ones = [address for address in (told["address"], *told["workers"]) if not is_loopback(address)]
    if open_ones and cluster.tls is None:
        raise UsageError(
            phrase(
                "The cluster at {address} listens to the network ({open}) without certificates, so anybody there "
                "could run programs on it. Start scheduler and workers with --host 127.0.0.1, or with certificates.",
                address=cluster.address,
                open=open_ones[0],
            )
        )


def _without_workers() -> SetupError:
    return SetupError(phrase("The cluster has no worker. Start some: dask worker ADDRESS --nthreads 1"))


def _lost(cluster: Scheduler) -> SetupError:
    where = cluster.address
    return SetupError(
        phrase(
            "The connection to the scheduler at {address} was lost; what is built stays. Build again for the rest.",
            address=where,
        )
    )
