"""The site over HTTP: read only, with ranges, ETags and headers that block foreign scripts."""

from __future__ import annotations

import contextlib
import hashlib
import re
import socket
import sys
import threading
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from banxin.errors import BanxinError, SetupError, phrase
from banxin.library.appearance import Appearance
from banxin.library.archive.store import Library
from banxin.library.index.catalogue import Catalogue
from banxin.library.index.search import Query
from banxin.library.site.access import Access
from banxin.library.site.pages import A_PAGE, POLICY
from banxin.library.site.shelf import Shelf
from banxin.library.site.site import Moved, Resource, Site

try:
    import uvicorn
    from anyio import CapacityLimiter, to_thread
    from starlette.applications import Starlette
    from starlette.concurrency import run_in_threadpool
    from starlette.datastructures import MutableHeaders
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware
    from starlette.requests import Request
    from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
    from starlette.routing import Route
    from starlette.types import ASGIApp, Message, Receive, Scope, Send
except ImportError:
    raise SetupError(
        phrase(
            "library serve needs Starlette and Uvicorn. Install them: {command}",
            command=f"{sys.executable} -m pip install starlette uvicorn",
        )
    ) from None

HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(?::\d{1,5})?")
HEADERS = {
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
OF_FILES = f"{HEADERS['Content-Security-Policy']}; sandbox"
"""The policy of a bag's files: nothing in them runs, and if it did it would not be of this site."""
MOST_QUERY = 1000
"""Most characters of a search."""
NO_TEXT = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot contain."""
LOCAL = ("127.0.0.1", "localhost")
BACKLOG = 512
"""Connections that may wait."""


class Shelves:
    """A site for each thread, with its own connection; opened again after the catalogue was rebuilt."""

    def __init__(self, folder: Path) -> None:
        self.library = Library(folder)
        with self.library.reading():
            pass  # An issue left by a killed addition is entered now.
        self.look = Appearance(folder)
        self._own = threading.local()

    def site(self, base: str) -> Site:
        """The site, with the address used by this request. Raises SetupError for a damaged catalogue."""
        path = self.library.catalogue_path
        try:
            now = path.stat().st_ino
        except OSError as error:
            raise SetupError(f"{path} cannot be read: {error.strerror}.") from error
        if getattr(self._own, "inode", 0) != now:
            self._own.inode = 0  # Once closed, the file's inode may be another file's, and opening may fail.
            if hasattr(self._own, "shelf"):
                self._own.shelf.catalogue.close()
            self._own.shelf = Shelf(self.library, Catalogue(path, write=False))
            self._own.inode = now
        self._own.shelf.look_again()
        return Site(self._own.shelf, self.look, base, served=True)


def make_app(
    folder: Path,
    access: Access,
    hosts: tuple[str, ...],
    url: str = "",
    *,
    public: bool = False,
    failed: Callable[[BanxinError], None] | None = None,
) -> ASGIApp:
    """The application.

    hosts: allowed host names, or `*`. url: its address behind a proxy. public: whether scripts of other sites may read
    it, such as IIIF viewers. failed: called with the reason of a 503. Raises UsageError for a folder that is not a
    library, SetupError for a damaged catalogue.
    """
    shelves = Shelves(folder)
    guesses = CapacityLimiter(1)  # Only those who try wrong passwords wait for each other.

    async def endpoint(request: Request) -> Response:
        named = request.headers.getlist("host")
        if len(named) != 1 or not HOST.fullmatch(named[0]):
            return PlainTextResponse("400", 400)
        header = request.headers.get("authorization", "")
        if not access.knows(header) and not await to_thread.run_sync(access.allows, header, limiter=guesses):
            asked = {"WWW-Authenticate": 'Basic realm="banxin", charset="UTF-8"'}
            return PlainTextResponse("401", 401, asked)
        try:
            answer, left_out = await run_in_threadpool(_answer, shelves, request, url)
            if failed:
                for reason in left_out:
                    failed(reason)
            return answer
        except BanxinError as error:
            if failed:
                failed(error)
            told = shelves.look.words("zh-Hans")["unavailable"]
            return PlainTextResponse(f"503\n{told}\n", 503, {"Retry-After": "60"})

    async def unknown(_request: Request, error: Exception) -> Response:
        status = getattr(error, "status_code", 500)
        return PlainTextResponse(str(status), status, getattr(error, "headers", None))

    handlers: Mapping[Any, Callable[[Request, Exception], Awaitable[Response]]] = {405: unknown, 500: unknown}
    app = Starlette(
        routes=[Route("/{path:path}", endpoint)],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))],
        exception_handlers=handlers,
    )
    headers = HEADERS | ({"Access-Control-Allow-Origin": "*"} if public else {})
    if access.users:
        headers |= {"Cache-Control": "private, no-cache"}
    return _headed(app, headers)


def _headed(app: ASGIApp, headers: Mapping[str, str]) -> ASGIApp:
    """The application with these headers on all responses, refusals and errors included."""

    async def headed(scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = MutableHeaders(scope=message)
                for name, value in headers.items():
                    own.setdefault(name, value)
            await send(message)

        await app(scope, receive, sending)

    return headed


def _answer(shelves: Shelves, request: Request, url: str) -> tuple[Response, tuple[BanxinError, ...]]:
    """The answer, and why issues are left out of it."""
    site = shelves.site(url or f"{request.url.scheme}://{request.headers['host']}/")
    return _found(site, request), tuple(site.shelf.damaged.values())


def _found(site: Site, request: Request) -> Response:
    address = request.scope["path"]
    found = _searched(site, request) or site.find(address)
    if found is None and not address.endswith("/") and site.find(f"{address}/"):
        found = Moved(f"{address}/")
    if isinstance(found, Moved):
        return RedirectResponse(f"{urlsplit(site.base).path}{found.address.lstrip('/')}", 308)
    if found is None:
        return Response(site.shelf.whole(site.pages.not_found), 404, media_type="text/html")
    return _file(found, request) if found.path else _bytes(found, request)


def _searched(site: Site, request: Request) -> Resource | None:
    given = {name: NO_TEXT.sub("", value)[:MOST_QUERY] for name, value in request.query_params.items()}
    if request.scope["path"] == "/search/" and given:
        place = int(given["page"]) if re.fullmatch(r"[1-9]\d{0,4}", given.get("page", "")) else 1
        return site.search(_query(given, A_PAGE, (place - 1) * A_PAGE), place)
    if match := re.fullmatch(r"/opds/search\.(xml|json)", request.scope["path"]):
        kind = match[1]
        found = site.shelf.whole(lambda: site.opds.found(_query(given, 200, 0), kind))
        return Resource(site.opds.media_type("search", kind), found)
    return None


def _query(given: Mapping[str, str], limit: int, offset: int) -> Query:
    days = {
        name: day if re.fullmatch(r"\d{4}-\d{2}-\d{2}", day := given.get(name, "")) else ""
        for name in ("since", "until")
    }
    return Query(
        text=given.get("q", ""), byline=given.get("byline", ""), section=given.get("section", ""),
        paper=given.get("paper", ""), since=days["since"], until=days["until"], by_rank=given.get("best") == "1",
        limit=limit, offset=offset,
    )  # fmt: skip


def _same(request: Request, tag: str) -> bool:
    asked = request.headers.get("if-none-match", "")
    return asked.strip() == "*" or tag in (one.strip().removeprefix("W/") for one in asked.split(","))


def _bytes(answer: Resource, request: Request) -> Response:
    tag = f'"{hashlib.sha256(answer.data).hexdigest()[:32]}"'
    if _same(request, tag):
        return Response(status_code=304, headers={"ETag": tag})
    return Response(answer.data, media_type=answer.media_type, headers={"ETag": tag})


def _file(answer: Resource, request: Request) -> Response:
    assert answer.path
    stat = answer.path.stat()
    tag = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'
    if _same(request, tag):
        return Response(status_code=304, headers={"ETag": tag})
    return FileResponse(
        answer.path, media_type=answer.media_type, filename=answer.download or None, stat_result=stat,
        headers={"ETag": tag, "Content-Security-Policy": OF_FILES},
    )  # fmt: skip


def serve(app: ASGIApp, host: str, port: int, started: Callable[[str], None]) -> None:
    """Serve until a signal arrives. `started` is called with the address. Raises SetupError for a port in use."""
    from banxin.library.site import connections

    connections.BoundedConnection.most = connections.most_connections()
    with _listener(host, port) as listener:
        started(f"http://{_reached_by(host)}:{listener.getsockname()[1]}/")
        config = uvicorn.Config(
            app, log_level="error", access_log=False, server_header=False, proxy_headers=False, ws="none",
            http=connections.BoundedConnection, backlog=connections.ACCEPTED,
        )  # fmt: skip
        connections.log_once()
        _Server(config).run(sockets=[listener])


class _Server(uvicorn.Server):
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Have more wait in the system than are taken at once: asyncio has one number for both."""
        await super().startup(sockets)
        for listener in sockets or ():
            listener.listen(BACKLOG)


def _reached_by(host: str) -> str:
    """The address by which others reach this machine, if it listens on all of its addresses."""
    if host != "0.0.0.0":
        return host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, contextlib.suppress(OSError):
        probe.connect(("192.0.2.1", 9))  # Sends nothing; the system only chooses the route.
        return str(probe.getsockname()[0])
    return host


def _listener(host: str, port: int) -> socket.socket:
    # asyncio sends small responses at once only on sockets with a named protocol; others are delayed by 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        told = phrase(
            "Cannot listen on {host}:{port}: {reason}. Choose another --port or --host.",
            host=host,
            port=port,
            reason=error.strerror,
        )
        raise SetupError(told) from error
    return listener
