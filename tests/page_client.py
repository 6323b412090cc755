"""What a browser asks of the server of `argmap preview`, and what it hears."""

from __future__ import annotations

import json
from http.client import HTTPConnection, HTTPResponse
from time import monotonic

import pytest

from tests.run import PATIENCE


def ask(port: int, method: str = "GET", path: str = "/", **headers: str) -> HTTPResponse:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request(method, path, headers=headers)
    return connection.getresponse()


class Channel:
    """What a page hears."""

    def __init__(self, port: int) -> None:
        self._response = ask(port, path="/changes")

    def next(self) -> tuple[str, list[dict[str, str]]]:
        """Return the next state: the mark of the page, and the problems over it."""
        started = monotonic()
        while monotonic() - started < PATIENCE:  # there are signs of life besides
            line = self._response.readline().decode()
            assert line, "the channel has ended"
            if line.startswith("data: "):
                state = json.loads(line.removeprefix("data: "))
                assert list(state) == ["page", "problems"]
                return state["page"], state["problems"]
        pytest.fail("nothing new was heard")

    def rest(self) -> bytes:
        return self._response.read()


def mark_of_page(port: int) -> str:
    timing = ask(port).headers["Server-Timing"]
    assert timing.startswith('page;desc="')
    return timing[len('page;desc="') : -1]
