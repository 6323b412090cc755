"""The server of `argmap preview`: what it answers, to whom, and what it tells a page that listens."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from queue import Queue

import pytest

from argmap import ArgmapError, InvalidMap, loads
from argmap.page import PageServer, Problem, format_broken_page, problems_of
from tests.page_client import Channel, ask, mark_of_page
from tests.run import PATIENCE

PAGE = "<!DOCTYPE html><title>Größe</title>".encode()
PROBLEM = Problem("map.yaml:2:3", "prose: [", "error[syntax]: it ends here", "close it")


@pytest.fixture
def server() -> Iterator[PageServer]:
    with PageServer() as server:
        yield server


def said_to(server: PageServer, request: str) -> str:
    """Return the first line of the answer to bytes that no client library would send."""
    with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as connection:
        connection.sendall(request.encode())
        return connection.makefile().readline().rstrip()


def test_a_page_and_its_headers(server: PageServer) -> None:
    server.show(PAGE)
    response = ask(server.port)
    assert response.status == 200
    assert response.read() == PAGE
    assert {name: value for name, value in response.getheaders() if name != "Date"} == {
        "Server": "argmap ",
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(PAGE)),
        "Cache-Control": "no-store",
        "Content-Security-Policy": "frame-ancestors 'none'",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Server-Timing": f'page;desc="{mark_of_page(server.port)}"',
    }


def test_it_listens_on_this_computer_alone(server: PageServer) -> None:
    assert server.address == f"http://127.0.0.1:{server.port}/"
    server.show(PAGE)
    assert ask(server.port, Host=f"localhost:{server.port}").status == 200
    assert ask(server.port, Host=f"LOCALHOST:{server.port}").status == 200


@pytest.mark.parametrize("host", ["example.org", "example.org:{port}", "127.0.0.1", "localhost", "127.0.0.1:{port}0", "127.0.0.1:{port}@example.org", "127.0.0.2:{port}", ""])  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/changes", "/other"])
def test_it_answers_to_its_own_name_alone(server: PageServer, host: str, path: str) -> None:
    server.show(PAGE)
    response = ask(server.port, path=path, Host=host.format(port=server.port))
    assert response.status == 421
    assert response.read() == b"421 Misdirected Request\n"


def test_a_request_names_one_host(server: PageServer) -> None:
    server.show(PAGE)
    own = f"Host: 127.0.0.1:{server.port}\r\n"
    assert said_to(server, f"GET / HTTP/1.1\r\n{own}\r\n") == "HTTP/1.0 200 OK"
    assert (
        said_to(server, f"GET / HTTP/1.1\r\n{own}Host: example.org\r\n\r\n")
        == "HTTP/1.0 421 Misdirected Request"
    )
    assert said_to(server, "GET / HTTP/1.1\r\n\r\n") == "HTTP/1.0 421 Misdirected Request"
    assert (
        said_to(server, f"GET http://example.org/ HTTP/1.1\r\n{own}\r\n")
        == "HTTP/1.0 404 Not Found"
    )
    assert said_to(server, "GET / x HTTP/1.1\r\n\r\n") == "HTTP/1.0 400 Bad Request"
    assert (
        said_to(server, "\x16\x03\x01 what is this\r\n\r\n") == "400 Bad Request"
    )  # as to HTTP/0.9


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get", "HEADS"]
)
@pytest.mark.parametrize("path", ["/", "/changes", "/other"])
def test_it_can_only_be_looked_at(server: PageServer, method: str, path: str) -> None:
    server.show(PAGE)
    response = ask(server.port, method, path)
    assert (response.status, response.headers["Allow"]) == (405, "GET, HEAD")
    assert response.read() == b"405 Method Not Allowed\n"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/index.html", "/changes/", "/?x", "/../../etc/passwd", "/%2e%2e/map.yaml", "/map.yaml", "/favicon.ico", "*"])  # fmt: skip
def test_it_serves_nothing_else(server: PageServer, path: str) -> None:
    server.show(PAGE)
    response = ask(server.port, path=path)
    assert response.status == 404
    assert response.read() == b"404 Not Found\n"
    assert ask(server.port, "HEAD", path).read() == b""


def test_head_is_answered_without_the_page(server: PageServer) -> None:
    server.show(PAGE)
    response = ask(server.port, "HEAD")
    assert (response.status, response.headers["Content-Length"], response.read()) == (
        200,
        str(len(PAGE)),
        b"",
    )
    response = ask(server.port, "HEAD", "/changes")
    assert (response.status, response.headers["Content-Type"], response.read()) == (200, "text/event-stream; charset=utf-8", b"")  # fmt: skip


def test_each_event_is_the_state_as_a_whole(server: PageServer) -> None:
    server.show(PAGE)
    channel = Channel(server.port)
    first = mark_of_page(server.port)
    assert channel.next() == (first, [])
    server.show_problems("map.yaml", [PROBLEM])
    assert channel.next() == (first, [PROBLEM._asdict()])
    assert ask(server.port).read() == PAGE
    assert Channel(server.port).next() == (first, [PROBLEM._asdict()])
    server.show(PAGE)  # the slip was taken back: no page has to be loaded
    assert channel.next() == (first, [])
    server.show(PAGE + b"<p>more")
    second = mark_of_page(server.port)
    assert channel.next() == (second, [])
    assert second != first
    assert ask(server.port).read() == PAGE + b"<p>more"


def test_a_page_keeps_its_mark_from_one_server_to_the_next() -> None:
    marks = []
    for _ in range(2):
        with PageServer() as server:
            server.show(PAGE)
            marks.append(mark_of_page(server.port))
    assert marks[0] == marks[1]


def test_what_is_broken_from_the_start_has_a_page_of_its_own(server: PageServer) -> None:
    server.show_problems("map.yaml", [PROBLEM])
    channel = Channel(server.port)
    first = mark_of_page(server.port)
    assert channel.next() == (first, [])
    assert ask(server.port).read() == format_broken_page("map.yaml", [PROBLEM])
    server.show_problems("map.yaml", [PROBLEM._replace(line="prose: {")])
    second, problems = channel.next()
    assert (second != first, problems) == (True, [])
    server.show(PAGE)
    assert channel.next() == (mark_of_page(server.port), [])
    assert ask(server.port).read() == PAGE


def test_a_browser_that_comes_before_the_page_waits_for_it(server: PageServer) -> None:
    pages: Queue[bytes] = Queue()
    waiting = threading.Thread(target=lambda: pages.put(ask(server.port).read()))
    waiting.start()
    assert Channel(
        server.port
    )  # answered after the other was heard, or so: either order shows the page
    server.show(PAGE)
    assert pages.get(timeout=PATIENCE) == PAGE
    waiting.join()


def test_it_ends_with_all_its_threads_whoever_still_listens(
    capfd: pytest.CaptureFixture[str],
) -> None:
    before = threading.active_count()
    with PageServer() as server:
        server.show(PAGE)
        channel = Channel(server.port)
        channel.next()
        silent = socket.create_connection(("127.0.0.1", server.port))
        dropped = socket.create_connection(("127.0.0.1", server.port))
        dropped.sendall(f"GET /changes HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode())
        dropped.recv(10)
        dropped.close()
        hasty = socket.create_connection(("127.0.0.1", server.port))
        hasty.sendall(b"GET / HT")
        hasty.close()
        for _ in range(10):
            server.show(PAGE)
    assert threading.active_count() == before
    channel.rest()  # comes to an end
    silent.close()
    assert capfd.readouterr() == ("", "")


def test_a_browser_that_waits_for_a_page_is_let_go() -> None:
    with PageServer() as server:
        connection = socket.create_connection(("127.0.0.1", server.port), PATIENCE)
        connection.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode())
    with suppress(ConnectionResetError), connection:  # where nothing of it was read yet
        assert connection.recv(10) == b""


def test_a_port_is_taken_once() -> None:
    with PageServer() as server:
        with pytest.raises(OSError, match="in use"):
            PageServer(server.port)
        port = server.port
    with PageServer(port) as again:  # at once, as after Ctrl-C
        assert again.port == port


# --- what is wrong, as a page shows it ---

HOSTILE = "</script><script>alert(1)</script>"


def test_a_problem_has_its_place_and_its_line() -> None:
    text = "claims:\n  a: {text: One., premises: [b]}\n  bb: Two.\n"
    with pytest.raises(InvalidMap) as raised:
        loads(text)
    assert problems_of(raised.value) == [
        Problem(
            "<text>:2:30",
            "a: {text: One., premises: [b]}",
            "error[unknown-claim]: unknown claim `b`",
            "did you mean `bb`?",
        )
    ]


def test_a_problem_behind_the_end_or_nowhere() -> None:
    with pytest.raises(InvalidMap) as raised:
        loads("claims: [\n")
    assert [problem.place for problem in problems_of(raised.value)] != [""]
    assert problems_of(ArgmapError("there is\nno fence 2")) == [
        Problem("", "", "there is no fence 2", "")
    ]


def test_the_page_of_what_is_broken_shows_texts_as_texts() -> None:
    page = format_broken_page(
        f"{HOSTILE}.yaml", [Problem(HOSTILE, HOSTILE, HOSTILE, HOSTILE)]
    ).decode()
    assert page.count("<script>") == 1
    assert page.count("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;") == 6


def test_an_event_is_on_one_line_whatever_the_file_says(server: PageServer) -> None:
    server.show(PAGE)
    nasty = Problem("a\n\ndata: x", "\u2028", HOSTILE, "ü")
    server.show_problems("map.yaml", [nasty])
    assert Channel(server.port).next()[1] == [nasty._asdict()]


def test_news_come_with_the_state_to_whoever_listens(server: PageServer) -> None:
    server.show(b"page")
    server.report({"revision": 3})
    response = ask(server.port, path="/changes")
    heard: list[object] = []
    for revision in (3, 4):
        server.report({"revision": revision})  # what is reported already is not said again
        line = ""
        while not line.startswith("data: "):
            line = response.readline().decode()
        heard.append(json.loads(line.removeprefix("data: "))["news"])
    assert heard == [{"revision": 3}, {"revision": 4}]
