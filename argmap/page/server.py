"""The server of pages on this computer alone: of `argmap preview`, and of pages that save.

A page that only shows a map is the map. The server answers `GET /` with it, and `GET /changes` with
Server-Sent Events:

    data: {"page": "0f3a9c…", "problems": [{"place": "map.yaml:2:3", "line": "- a", …}]}

Each event is the state as a whole: which page is shown, what is wrong with the file that it was
made of, and for some pages `news` of what they show. So a browser that was away knows all again
with the first event, and nothing is lost between the page and its channel.

A page that reads and saves has services, each at a path of its own. Since what they hold is
private, their server gives out a token behind the `#` of its address, which a browser sends to
nobody: the page takes it from there, and sends it as a header with each request. So `GET /` is
answered with a page without contents, and nothing else is answered without the token:

    GET /decisions     Argmap-Token: 0f3a9c…    →  {"groups": […]}
    POST /decisions    Argmap-Token: 0f3a9c…, Origin: http://127.0.0.1:8000,
                       Content-Type: application/json; {"undo": true}
                       →  {"groups": […]}, or 400 {"problem": "…"}
"""

from __future__ import annotations

import json
import os
import secrets
import socket
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from hmac import compare_digest
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer, ThreadingMixIn
from threading import Condition, Lock, Thread
from typing import NamedTuple

from argmap.page.error_page import Problem, format_broken_page
from argmap.util.errors import ArgmapError

LOOPBACK = "127.0.0.1"
CHANNEL = "/changes"
TOKEN_HEADER = "Argmap-Token"  # noqa: S105 - its name, and no token
"""The header with which a page proves that it was opened by the address with the token."""

_BYTES_OF_TOKEN = 16
MOST_SENT = 5_000_000
"""Bytes of what a page may send at once."""

_SECONDS_TO_ASK = 10
"""How long a browser may take to say what it wants, or to take what it is given."""
_SECONDS_BETWEEN_SIGNS = 15
"""How often a channel without news gives a sign: that fails once the browser has gone, and its
thread ends.
"""
_RETRY = b"retry: 1000\n\n"
"""After how many milliseconds a browser that has lost the channel asks for it again."""

_HEADERS = {
    "Cache-Control": "no-store",
    # What the page itself may do stands in it; this alone cannot.
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


Json = Mapping[str, object]
"""An object of JSON."""


class _Shown(NamedTuple):
    """What browsers show.

    Attributes:
        page: the page.
        problems: what is wrong now, to be shown over the page.
        is_broken_page: whether the page says what is wrong, since there was no map to show yet.
        news: what is reported to the page besides.
    """

    page: bytes
    problems: tuple[Problem, ...] = ()
    is_broken_page: bool = False
    news: Json = {}  # noqa: RUF012 - nobody changes it

    @property
    def mark(self) -> str:
        """A short text that no other page has."""
        return sha256(self.page).hexdigest()[:16]


class Service(NamedTuple):
    """What a page can read and save at one path; one request at a time.

    Attributes:
        read: returns what a page reads.
        save: takes what a page sends, any value of JSON, and returns what it reads then; raises
            `ArgmapError` if it cannot be saved.
    """

    read: Callable[[], Json]
    save: Callable[[object], Json]


class PageServer:
    """Serves a page while it is entered as a context: the last that was shown.

    Attributes:
        port: where it listens.
    """

    def __init__(self, port: int = 0, services: Mapping[str, Service] | None = None) -> None:
        """Take a port; 0 takes a free one.

        Args:
            port: where to listen.
            services: what the page can read and save, by path: `{"/decisions": …}`. With any, all
                but the page itself is answered only to who has the token.

        Raises:
            OSError: the port cannot be had.
        """
        self._board = _Board()
        token = secrets.token_hex(_BYTES_OF_TOKEN) if services else ""
        self._server = _Server((LOOPBACK, port), self._board, services or {}, token)
        self._thread = Thread(target=self._server.serve_forever, args=[0.1], daemon=True)
        self.port: int = self._server.server_address[1]

    @property
    def address(self) -> str:
        """Where a browser finds the page, with the token if there is one."""
        token = self._server.token
        return f"http://{LOOPBACK}:{self.port}/" + (f"#{token}" if token else "")

    def show(self, page: bytes) -> None:
        """Show a page, with nothing over it; a browser that has another loads it."""
        self._board.put(_Shown(page))

    def show_problems(self, name: str, problems: Iterable[Problem]) -> None:
        """Show what is wrong with a file: over the last page, or in a page of its own."""
        problems = tuple(problems)
        shown = self._board.shown
        if shown is None or shown.is_broken_page:
            page = format_broken_page(name, problems)
            self._board.put(_Shown(page, is_broken_page=True))
        else:
            self._board.put(shown._replace(problems=problems))

    def report(self, news: Json) -> None:
        """Report something to all browsers that show the page, in the place of the last report."""
        shown = self._board.shown
        if shown is not None and shown.news != news:
            self._board.put(shown._replace(news=news))

    def __enter__(self) -> PageServer:
        """Begin to answer; a browser that asks before there is a page waits for it."""
        self._thread.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        """Stop answering, and wait until every thread has ended."""
        self._server.shutdown()
        self._thread.join()
        self._board.close()
        self._server.end_connections()
        self._server.server_close()


class _Board:
    """Where threads see what is shown, and wait for it to change."""

    def __init__(self) -> None:
        self.shown: _Shown | None = None
        self.is_open = True
        self._changed = Condition()

    def put(self, shown: _Shown) -> None:
        """Show something else."""
        with self._changed:
            self.shown = shown
            self._changed.notify_all()

    def close(self) -> None:
        """Let nobody wait any longer."""
        with self._changed:
            self.is_open = False
            self._changed.notify_all()

    def wait(self, seen: _Shown | None, seconds: float | None = None) -> _Shown | None:
        """Return what is shown, once that is not what was seen; at the latest after `seconds`."""
        with self._changed:
            self._changed.wait_for(lambda: self.shown is not seen or not self.is_open, seconds)
            return self.shown


class _Server(ThreadingMixIn, TCPServer):
    """Answers each connection in a thread, which is waited for at the end."""

    # On Windows this would let two programs have one port.
    allow_reuse_address = os.name == "posix"
    request_queue_size = 32

    def __init__(
        self,
        address: tuple[str, int],
        board: _Board,
        services: Mapping[str, Service],
        token: str,
    ) -> None:
        self.board = board
        self.services = services
        self.token = token
        self.service_lock = Lock()
        self.connections: set[socket.socket] = set()
        self.lock = Lock()
        super().__init__(address, _Handler)

    def end_connections(self) -> None:
        """End all connections, so that no thread waits for its browser."""
        # The board is closed already, so that none is added.
        with self.lock:
            for connection in self.connections:
                with suppress(OSError):  # the browser has ended it already
                    connection.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: _Server
    server_version = "argmap"
    sys_version = ""
    timeout = _SECONDS_TO_ASK

    def handle(self) -> None:
        """Answer; a browser may drop its connection as it likes."""
        server = self.server
        with server.lock:
            if not server.board.is_open:
                return
            server.connections.add(self.connection)
        with suppress(OSError):
            super().handle()
        with server.lock:
            server.connections.discard(self.connection)

    def parse_request(self) -> bool:
        """Return whether a request is one to answer; another is refused here."""
        if not super().parse_request():
            return False
        refusal = self._refusal()
        if refusal is None:
            return True
        self.send_error(refusal)
        return False

    def _refusal(self) -> HTTPStatus | None:
        port = self.server.server_address[1]
        own_names = [f"{LOOPBACK}:{port}", f"localhost:{port}"]
        if port == 80:
            own_names += [LOOPBACK, "localhost"]
        # Another name that leads here is that of a web site which wants to read the page (DNS
        # rebinding).
        hosts = self.headers.get_all("Host", [])
        if len(hosts) != 1 or hosts[0].lower() not in own_names:
            return HTTPStatus.MISDIRECTED_REQUEST
        services = self.server.services
        saves = self.command == "POST" and self.path in services
        if self.command not in ("GET", "HEAD") and not saves:
            return HTTPStatus.METHOD_NOT_ALLOWED
        if self.path not in ("/", CHANNEL, *services):
            return HTTPStatus.NOT_FOUND
        if self.path != "/" and not self._has_token():
            return HTTPStatus.FORBIDDEN
        return self._refusal_of_sent(hosts[0]) if saves else None

    def _has_token(self) -> bool:
        token = self.server.token
        if not token:
            return True
        given = self.headers.get_all(TOKEN_HEADER, [])
        return len(given) == 1 and compare_digest(given[0].encode(), token.encode())

    def _refusal_of_sent(self, host: str) -> HTTPStatus | None:
        """Return why what a page sends is not read, by its headers."""
        # A page of another site is refused even if it had the token.
        if self.headers.get_all("Origin") != [f"http://{host.lower()}"]:
            return HTTPStatus.FORBIDDEN
        # A form of another site cannot have this type.
        if self.headers.get_all("Content-Type") != ["application/json"]:
            return HTTPStatus.UNSUPPORTED_MEDIA_TYPE
        lengths = self.headers.get_all("Content-Length", [])
        if len(lengths) != 1 or "Transfer-Encoding" in self.headers:
            return HTTPStatus.LENGTH_REQUIRED
        # `int` also takes signs, spaces, and digits of other scripts.
        if not (lengths[0].isascii() and lengths[0].isdigit()):
            return HTTPStatus.BAD_REQUEST
        if len(lengths[0]) > len(str(MOST_SENT)) or int(lengths[0]) > MOST_SENT:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        return None

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """Refuse a request in a line, also for what the base class finds wrong with it."""
        status = HTTPStatus(code)
        body = f"{status.value} {status.phrase}\n".encode()
        self._begin(status, "text/plain; charset=utf-8")
        if status is HTTPStatus.METHOD_NOT_ALLOWED:
            saves = ", POST" if self.path in self.server.services else ""
            self.send_header("Allow", f"GET, HEAD{saves}")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_GET(self) -> None:
        """Answer with the page, or open the channel."""
        if self.path == CHANNEL:
            self._begin(HTTPStatus.OK, "text/event-stream; charset=utf-8")
            self.end_headers()
            if self.command == "GET":
                self._report_changes()
            return
        if self.path in self.server.services:
            self._answer(self.server.services[self.path].read)
            return
        shown = self.server.board.wait(None)
        if shown is None:  # the server ends before there was a page
            raise ConnectionError
        self._begin(HTTPStatus.OK, "text/html; charset=utf-8")
        # By its mark the page knows itself in the events: the one thing that a script can read of
        # its own headers.
        self.send_header("Server-Timing", f'page;desc="{shown.mark}"')
        self.send_header("Content-Length", str(len(shown.page)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(shown.page)

    do_HEAD = do_GET  # noqa: N815 - which knows that this wants the headers alone

    def do_POST(self) -> None:
        """Hand what a page sends to its service, and answer with what the page reads then."""
        sent = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            value: object = json.loads(sent)
        except (ValueError, RecursionError):
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        save = self.server.services[self.path].save
        self._answer(lambda: save(value))

    def _answer(self, ask: Callable[[], Json]) -> None:
        """Answer with what a service returns, or with what keeps it from that."""
        status = HTTPStatus.OK
        try:
            with self.server.service_lock:
                answer = ask()
        except ArgmapError as problem:
            status = HTTPStatus.BAD_REQUEST
            answer = {"problem": str(problem)}
        body = json.dumps(answer).encode()
        self._begin(status, "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _report_changes(self) -> None:
        board = self.server.board
        last_shown: _Shown | None = None
        self.wfile.write(_RETRY)
        while board.is_open:
            shown = board.wait(last_shown, _SECONDS_BETWEEN_SIGNS)
            if shown is None or shown is last_shown:
                self.wfile.write(b":\n\n")
            else:
                problems = [problem._asdict() for problem in shown.problems]
                event: dict[str, object] = {"page": shown.mark, "problems": problems}
                if shown.news:
                    event["news"] = shown.news
                data = json.dumps(event)
                self.wfile.write(f"data: {data}\n\n".encode())
            last_shown = shown

    def _begin(self, status: HTTPStatus, media_type: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        for name, value in _HEADERS.items():
            self.send_header(name, value)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what the command says are the messages about the map."""
