"""`argmap preview`: a map in the browser, which follows its files and survives what is broken in them."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import TCPServer
from typing import TYPE_CHECKING, Literal

import pytest

from tests.browser import violations_of_axe
from tests.conftest import mostly_soak
from tests.page_client import Channel, ask, mark_of_page
from tests.run import LAUNCHER, PATIENCE, Result, Running, argmap, fake_browser

if TYPE_CHECKING:
    from playwright.sync_api import Page

WHOLE = """\
include: part.yaml
bibliography: refs.bib
sources:
  survey: {title: A survey, file: survey.txt}
claims:
  nine: {text: School should start at nine., main: true, premises: [sleep], evidence: aap, stated_in: survey}
"""
PART = (
    "claims:\n  sleep: {text: Teenagers would sleep more., quote: sleep more, stated_in: survey}\n"
)
BIBLIOGRAPHY = "@book{aap, author = {AAP}, title = {Times}, year = 2014}\n"
BROKEN = WHOLE.replace("[sleep]", "[slep]")
PROBLEM = {
    "place": "map.yaml:6:69",
    "line": "nine: {text: School should start at nine., main: true, premises: [slep], evidence: aap, stated_in: survey}",
    "message": "error[unknown-claim]: unknown claim `slep`",
    "help": "did you mean `sleep`?",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "map.yaml").write_text(WHOLE)
    (tmp_path / "part.yaml").write_text(PART)
    (tmp_path / "refs.bib").write_text(BIBLIOGRAPHY)
    (tmp_path / "survey.txt").write_text("They said that they would sleep more.")
    return tmp_path


class Preview:
    """A preview that is going on, and what a page hears of it."""

    def __init__(self, running: Running) -> None:
        self.running = running
        line = running.line()
        address = re.fullmatch(
            r"showing \S+ at (http://127\.0\.0\.1:(\d+)/); press Ctrl-C to stop", line
        )
        assert address, line
        self.address = address[1]
        self.port = int(address[2])

    def page(self) -> str:
        return ask(self.port).read().decode()


@contextmanager
def preview(folder: Path, *words: str) -> Iterator[Preview]:
    with Running("preview", *words, cwd=folder) as running:
        yield Preview(running)
        assert running.interrupted()[:2] == (0, "")


def replace(path: Path, text: str) -> None:
    """Write a file as many editors do: beside the old one, and then into its place."""
    beside = path.with_name("new~")
    beside.write_text(text)
    beside.replace(path)


def test_each_file_of_the_map_is_followed(folder: Path) -> None:
    with Running("preview", "map.yaml", cwd=folder) as running:
        shown = Preview(running)
        channel = Channel(shown.port)
        marks = [channel.next()]
        for name, text, expected in (
            ("map.yaml", WHOLE.replace("nine.", "noon."), "School should start at noon."),
            ("part.yaml", PART.replace("would", "could"), "Teenagers could sleep more."),
            ("refs.bib", BIBLIOGRAPHY.replace("Times", "Hours"), "Hours"),
            ("survey.txt", "They would rather sleep more.", "They would rather"),
        ):
            assert expected not in shown.page()
            replace(folder / name, text)
            marks.append(channel.next())
            assert expected in shown.page()
            assert marks[-1] == (mark_of_page(shown.port), [])
        assert len({mark for mark, _ in marks}) == len(marks)
        assert running.interrupted() == Result(0, "", "")


def test_the_last_good_page_stays_with_what_is_wrong_over_it(folder: Path) -> None:
    with preview(folder, "map.yaml") as shown:
        channel = Channel(shown.port)
        mark, _ = channel.next()
        page = shown.page()
        replace(folder / "map.yaml", BROKEN)
        assert channel.next() == (mark, [PROBLEM])
        assert shown.running.line() == f"{PROBLEM['place']}: {PROBLEM['message']}"
        assert shown.page() == page
        (folder / "map.yaml").unlink()
        nowhere = {
            "place": "",
            "line": "",
            "message": "error[cannot-read]: map.yaml: no such file",
        }
        assert channel.next() == (
            mark,
            [nowhere | {"help": "to create a map to start from, run `argmap new map.yaml`"}],
        )
        replace(folder / "map.yaml", WHOLE)
        assert channel.next() == (mark, [])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of POSIX")
def test_a_pipe_in_the_place_of_a_file_is_reported_and_not_waited_for(folder: Path) -> None:
    with preview(folder, "map.yaml") as shown:
        channel = Channel(shown.port)
        page, _ = channel.next()
        os.mkfifo(folder / "pipe")
        (folder / "pipe").replace(folder / "map.yaml")
        same_page, [problem] = channel.next()
        assert (same_page, problem["message"]) == (
            page,
            "cannot watch map.yaml, because it is not a regular file",
        )
        assert shown.running.line() == f"argmap: {problem['message']}"
        replace(folder / "map.yaml", WHOLE)
        assert channel.next() == (page, [])


def test_a_file_that_is_broken_from_the_start(folder: Path) -> None:
    (folder / "map.yaml").write_text(BROKEN)
    with preview(folder, "map.yaml") as shown:
        channel = Channel(shown.port)
        mark, problems = channel.next()
        assert (mark, problems) == (mark_of_page(shown.port), [])
        assert "<h1>map.yaml cannot be shown yet</h1>" in shown.page()
        assert "unknown claim `slep`" in shown.page()
        replace(folder / "map.yaml", WHOLE)
        assert channel.next() == (mark_of_page(shown.port), [])
        assert "School should start at nine." in shown.page()


def test_the_page_may_listen_to_its_own_server_and_nothing_else(folder: Path) -> None:
    (folder / "map.yaml").write_text(BROKEN)
    with preview(folder, "map.yaml") as shown:
        channel = Channel(shown.port)
        channel.next()
        broken = shown.page()
        replace(folder / "map.yaml", WHOLE)
        channel.next()
        whole = shown.page()
    assert broken != whole
    for page in (broken, whole):
        (policy,) = re.findall(
            r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page
        )
        script = r"script-src &#39;sha256-[\w+/]{43}=&#39;"
        style = script.replace("script", "style")
        assert re.fullmatch(
            rf"default-src &#39;none&#39;; {script}; {style}; base-uri &#39;none&#39;; form-action &#39;none&#39;; "
            "connect-src &#39;self&#39;",
            policy,
        )


def test_options_choose_what_is_shown(folder: Path) -> None:
    (folder / "notes.md").write_text(
        "```argdown\n[One]: Een.\n```\n\n```argdown\n[Two]: Twee.\n```\n"
    )
    with preview(folder, "notes.md", "--fence", "2") as shown:
        channel = Channel(shown.port)
        assert "Twee." in shown.page()
        mark, _ = channel.next()
        replace(folder / "notes.md", "```argdown\n[One]: Een.\n```\n")
        said = "notes.md has no fenced map 2, because it contains only 1 map"
        assert channel.next() == (mark, [{"place": "", "line": "", "message": said, "help": ""}])
        assert shown.running.line() == f"argmap: {said}"
    (folder / "part.yaml").write_text(PART.replace("{", "{implicit: true, "))
    with preview(folder, "map.yaml", "--stated-only") as shown:
        assert "Teenagers would sleep more." not in shown.page()


@pytest.mark.soak
def test_a_port_can_be_chosen_and_taken_once(folder: Path) -> None:
    with preview(folder, "map.yaml") as shown:
        result = argmap("preview", "map.yaml", "--port", str(shown.port), cwd=folder)
        said = f"argmap: port {shown.port} is in use; to use a free port, leave out --port\n"
        assert result == (2, "", said)
        port = shown.port
    with preview(folder, "map.yaml", "--port", str(port)) as again:
        assert again.port == port


def test_a_browser_that_goes_leaves_no_trace(folder: Path) -> None:
    with preview(folder, "map.yaml") as shown:
        for _ in range(3):
            with socket.create_connection(("127.0.0.1", shown.port)) as connection:
                connection.sendall(
                    f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{shown.port}\r\n\r\n".encode()
                )
        idle = socket.create_connection(("127.0.0.1", shown.port))
        assert "School should start at nine." in shown.page()
        assert shown.running.interrupted() == Result(0, "", "")
        idle.close()


def test_it_can_be_interrupted_before_there_is_a_page(folder: Path) -> None:
    with preview(folder, "map.yaml") as shown:  # the address is said before the map is drawn
        assert shown.running.interrupted() == Result(0, "", "")


WRONG = {
    "preview -": "cannot watch standard input; give a file name instead",
    "preview map.yaml --port 70000": "--port must be from 1 to 65535, not 70000",
    "preview map.yaml --from kialoo": "unknown format `kialoo`: did you mean `kialo`?",
    "preview map.yaml --fence 2": "map.yaml has no fenced map 2, because it is not a Markdown file with fenced maps",
}


@pytest.mark.parametrize("words", WRONG)
def test_what_cannot_be_shown(folder: Path, words: str) -> None:
    assert argmap(*words.split(), cwd=folder) == (2, "", f"argmap: {WRONG[words]}\n")


@pytest.mark.parametrize("name", ["nothere.yaml", ".", "nothere/map.yaml"])
def test_what_is_no_file_is_reported_as_ever(folder: Path, name: str) -> None:
    result = argmap("preview", name, cwd=folder)
    assert result == argmap("outline", name, cwd=folder)
    assert result.code == 2


def test_a_port_that_cannot_be_had(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(_server: TCPServer) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(TCPServer, "server_bind", deny)
    denied = argmap("preview", "map.yaml", "--port", "80", cwd=folder)
    assert denied == (2, "", "argmap: cannot listen on port 80: Permission denied\n")


def test_the_usual_file_is_shown(folder: Path) -> None:
    (folder / "map.yaml").rename(folder / "arguments.yaml")
    with preview(folder) as shown:
        assert "School should start at nine." in shown.page()


def test_a_browser_is_opened_on_request(folder: Path) -> None:
    with Running(
        "preview", "map.yaml", "--open", cwd=folder, BROWSER=fake_browser(folder)
    ) as running:
        shown = Preview(running)
        Channel(shown.port).next()
        assert (folder / "asked").read_text() == f"{shown.address}\n"
        assert running.interrupted() == Result(0, "", "")


LOSING = f"""
import signal
import sys

class Lost:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)

class Finder:
    def find_spec(name, *_):
        if name == "watchfiles":
            Lost()

sys.meta_path.insert(0, Finder)
{LAUNCHER}"""
"""Starts argmap so that Ctrl-C meets it, once it watches its file, where Python can raise nothing."""


def test_ctrl_c_ends_it_wherever_it_meets_python(folder: Path) -> None:
    with Running("preview", "map.yaml", cwd=folder, launcher=LOSING) as running:
        Preview(running)
        assert running.ended() == Result(0, "", "")


def test_a_browser_that_cannot_be_opened_is_reported(folder: Path) -> None:
    with Running(
        "preview", "map.yaml", "--open", cwd=folder, BROWSER="false %s", PATH=""
    ) as running:
        Preview(running)
        assert running.line() == "cannot open your browser; open the address yourself"


# --- in a browser ---


@pytest.fixture
def page(page: Page) -> Page:
    page.set_default_timeout(PATIENCE * 1000)
    return page


@pytest.fixture
def phone(phone: Page) -> Page:
    phone.set_default_timeout(PATIENCE * 1000)
    return phone


def test_a_page_follows_its_file(folder: Path, page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda problem: said.append(str(problem)))
    with preview(folder, "map.yaml") as shown:
        page.goto(shown.address)
        page.get_by_role("button", name="School should start at nine.").first.wait_for()
        replace(folder / "map.yaml", WHOLE.replace("nine.", "noon."))
        page.get_by_role("button", name="School should start at noon.").first.wait_for()
        replace(folder / "map.yaml", BROKEN)
        alert = page.get_by_role("alert")
        alert.wait_for()
        assert alert.locator("li > *").all_inner_texts() == list(order_shown(PROBLEM))
        assert page.get_by_role("button", name="School should start at noon.").first.is_visible()
        page.reload()  # what is wrong is still told
        alert.wait_for()
        replace(folder / "map.yaml", WHOLE.replace("nine.", "noon."))
        alert.wait_for(state="detached")  # nothing has to be loaded for it
        assert page.get_by_role("button", name="School should start at noon.").first.is_visible()
    assert said == []


def order_shown(problem: dict[str, str]) -> Iterator[str]:
    for name in ("place", "message", "line", "help"):
        yield problem[name]


def test_what_was_chosen_stays_when_the_page_is_loaded_anew(folder: Path, page: Page) -> None:
    with preview(folder, "map.yaml") as shown:
        page.goto(shown.address)
        page.get_by_role("button", name="School should start at nine.").first.click()
        page.wait_for_url(re.compile("#."))
        chosen = page.url
        replace(folder / "map.yaml", WHOLE.replace("nine.", "noon."))
        page.get_by_role("button", name="School should start at noon.").first.wait_for()
        assert page.url == chosen


def test_a_page_that_is_broken_from_the_start_is_fixed(folder: Path, page: Page) -> None:
    (folder / "map.yaml").write_text(BROKEN)
    with preview(folder, "map.yaml") as shown:
        page.goto(shown.address)
        assert page.get_by_role("listitem").locator("> *").all_inner_texts() == list(
            order_shown(PROBLEM)
        )
        assert page.get_by_role("alert").count() == 0
        replace(folder / "map.yaml", BROKEN.replace("slep", "sleeep"))
        page.get_by_text("unknown claim `sleeep`").wait_for()
        replace(folder / "map.yaml", WHOLE)
        page.get_by_role("button", name="School should start at nine.").first.wait_for()


def test_a_text_of_the_file_is_never_markup(folder: Path, page: Page) -> None:
    hostile = "<img src=x onerror=\"document.title='run'\">"
    with preview(folder, "map.yaml") as shown:
        page.goto(shown.address)
        replace(folder / "map.yaml", WHOLE.replace("[sleep]", f"['{hostile}', slep]"))
        page.get_by_role("alert").wait_for()
        assert hostile in page.get_by_role("alert").inner_text()
        assert page.get_by_role("alert").locator("img").count() == 0
        assert page.title() != "run"


def test_a_page_finds_its_server_again(folder: Path, page: Page) -> None:
    with preview(folder, "map.yaml") as shown:
        page.goto(shown.address)
        page.get_by_role("button", name="School should start at nine.").first.wait_for()
    replace(folder / "map.yaml", WHOLE.replace("nine.", "noon."))
    with preview(folder, "map.yaml", "--port", str(shown.port)):
        page.get_by_role("button", name="School should start at noon.").first.wait_for()


@pytest.mark.parametrize("scheme", mostly_soak(["light", "dark"], "dark"))
@pytest.mark.parametrize("is_first", [True, False])
def test_axe_finds_nothing_in_what_is_broken(
    folder: Path, phone: Page, scheme: Literal["light", "dark"], is_first: bool
) -> None:
    phone.emulate_media(color_scheme=scheme)
    if is_first:
        (folder / "map.yaml").write_text(BROKEN)
    with preview(folder, "map.yaml") as shown:
        phone.goto(shown.address)
        replace(folder / "map.yaml", BROKEN)
        phone.get_by_text("unknown claim `slep`").wait_for()
        assert violations_of_axe(phone) == []
