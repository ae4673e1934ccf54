"""A crowd before the readers' web site, measured: `.venv/bin/python tests/crowd_figures.py [--seconds 60]`.

A hundred readers ask for pages, searches, parts of files; twenty slow ones say half requests, say them byte by byte, or
take answers byte by byte. Prints requests, errors and the server's memory at the begin and at the end; exit code 1 for
any error, or memory that grew by a tenth.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx

from library_shelf import make_shelf
from readers_site import addresses_of, opened, serving

READERS, SLOW = 100, 20
GROWTH = 1.1
"""Memory at the end, to that after a tenth of the time."""
WORDS = ("甘肃", "产业", "记者", "“民乐县金山小学”", "大棚 采摘", "没有的")


def megabytes(process: int) -> float:
    """A process' memory."""
    rows = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(row.split()[1]) / 1024 for row in rows if row.startswith("VmRSS:"))


def read(base: str, known: list[str], seed: int, until: float) -> Counter[str]:
    """A reader's answers by kind: "ok", or what was wrong."""
    rng, found = random.Random(seed), Counter[str]()
    with httpx.Client(base_url=base, timeout=60) as client:
        while time.monotonic() < until:
            address = rng.choice(known)
            headers = {"Range": f"bytes={rng.randrange(1000)}-65535"} if address.endswith((".pdf", ".epub")) else {}
            try:
                answer = client.get(address, headers=headers)
                found["ok" if answer.status_code in (200, 206, 308) else f"{answer.status_code} {address}"] += 1
            except httpx.HTTPError as error:
                found[f"{type(error).__name__} {address}"] += 1
            time.sleep(rng.random())
    return found


def dawdle(port: int, known: list[str], seed: int, until: float) -> int:
    """A slow reader; how many connections they had, since they are hung up on."""
    rng, count = random.Random(seed), 0
    while time.monotonic() < until:
        count += 1
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5) as line:
            request = f"GET {rng.choice(known)} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: {'x' * 200}\r\n\r\n".encode()
            match seed % 3:
                case 0:
                    for byte in request:
                        line.sendall(bytes([byte]))
                        time.sleep(0.3)
                case 1:
                    line.sendall(request)
                    while time.monotonic() < until and line.recv(1):
                        time.sleep(0.05)
                case _:
                    line.sendall(request[:-2])
                    line.settimeout(60)
                    line.recv(1)
    return count


def main() -> None:
    """Measure."""
    words = argparse.ArgumentParser(description="A crowd before the readers' web site.")
    words.add_argument("--seconds", type=float, default=60)
    seconds = words.parse_args().seconds
    with tempfile.TemporaryDirectory() as name:
        make_shelf(Path(name))
        library = Path(name) / "library"
        with opened(library) as site:
            known = [quote(address) for address in addresses_of(site)]
        known += [f"/search/?q={quote(word)}" for word in WORDS]
        with serving(library) as server, ThreadPoolExecutor(READERS + SLOW) as pool:
            until, port = time.monotonic() + seconds, urlsplit(server.address).port
            assert port
            readers = [pool.submit(read, server.address, known, seed, until) for seed in range(READERS)]
            slow = [pool.submit(dawdle, port, known, seed, until) for seed in range(SLOW)]
            wait = threading.Event()
            wait.wait(seconds / 4)
            before = megabytes(server.process.pid)
            found = sum((one.result() for one in readers), Counter[str]())
            after = megabytes(server.process.pid)
            hung_up = sum(one.result() for one in slow)
            _, told = server.stop()
    errors = sum(found.values()) - found["ok"]
    asked = sum(found.values())
    print(f"{READERS} readers and {SLOW} slow ones for {seconds:.0f} s: {asked} requests, {errors} errors; "
          f"{hung_up} slow connections; memory {before:.0f} MB after a quarter, {after:.0f} MB at the end; "
          f"log of {len(told)} characters")  # fmt: skip
    for what, count in found.most_common(12):
        print(f"  {count:6} {what}")
    sys.exit(int(bool(errors or told) or after > before * GROWTH))


if __name__ == "__main__":
    main()
