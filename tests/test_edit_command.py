"""`argmap edit`: a map in the browser, where it is edited, and saved to its file."""

from __future__ import annotations

import json
import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from argmap.page import EDITOR, TOKEN_HEADER, format_served_editor
from tests.browser import violations_of_axe, wait_until
from tests.run import PATIENCE, Running, fake_browser
from tests.run import argmap as run
from tests.test_edited_file import MAP, POUR

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bike.yaml").write_text(MAP)
    return tmp_path


class Editing:
    """An `argmap edit` that goes on, and what a page asks of it."""

    def __init__(self, running: Running) -> None:
        self.running = running
        line = running.line()
        address = re.fullmatch(
            r"editing \S+ at (http://127\.0\.0\.1:(\d+)/#([0-9a-f]{32})); press Ctrl-C to stop",
            line,
        )
        assert address, line
        self.address, self.port, self.token = address[1], int(address[2]), address[3]
        self.revision = 0

    def request(self, **headers: str) -> HTTPResponse:
        """Send the message that asks for all of the state, with other headers."""
        return self._sent(json.dumps({"state": True}), headers)

    def ask(self, **message: object) -> dict[str, Any]:
        """Return the answer to a message."""
        response = self._sent(json.dumps({"revision": self.revision, **message}), {})
        assert response.status == 200
        answer: dict[str, Any] = json.loads(response.read())
        self.revision = answer["revision"]
        return answer

    def _sent(self, body: str, headers: dict[str, str]) -> HTTPResponse:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        whole = {
            TOKEN_HEADER: self.token,
            "Origin": f"http://127.0.0.1:{self.port}",
            "Content-Type": "application/json",
            **headers,
        }
        connection.request("POST", EDITOR, body, whole)
        return connection.getresponse()


@contextmanager
def editing(folder: Path, *words: str) -> Iterator[Editing]:
    with Running("edit", *words, cwd=folder) as running:
        yield Editing(running)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editing]:
    """Yield an `argmap edit` for several tests, which change nothing."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "arguments.yaml").write_text(MAP)
    with editing(folder) as edited:
        yield edited


def wait_for(is_so: Callable[[], bool]) -> None:
    for _ in range(PATIENCE * 20):
        if is_so():
            return
        time.sleep(0.05)
    raise AssertionError("it did not happen")


def test_a_change_is_saved_and_ctrl_c_ends(folder: Path) -> None:
    path = folder / "bike.yaml"
    with editing(folder, "bike.yaml") as edited:
        state = edited.ask(state=True)
        assert (state["text"], state["file"]["state"]) == (MAP, "saved")
        assert edited.ask(text=POUR)["file"]["state"] == "unsaved"
        wait_for(lambda: path.read_text() == POUR)
        assert edited.ask(state=True)["file"]["state"] == "saved"
        edited.ask(text=POUR + "- [")
        wait_for(lambda: path.read_text() == POUR + "- [")
        assert edited.ask(state=True)["file"]["state"] == "saved, with errors"
        assert edited.running.interrupted() == (0, "", "saved bike.yaml\n")


@pytest.mark.soak(but=["SIGTERM"])
@pytest.mark.parametrize("end", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_what_is_not_saved_yet_is_saved_at_the_end(folder: Path, end: str) -> None:
    with editing(folder, "bike.yaml") as edited:
        edited.ask(text=POUR)
        edited.running.send(getattr(signal, end))
        assert edited.running.ended() == (0, "", "saved bike.yaml\n")
    assert (folder / "bike.yaml").read_text() == POUR


def test_what_others_save_is_taken_over(folder: Path) -> None:
    with editing(folder, "bike.yaml") as edited:
        (folder / "bike.yaml").write_text(POUR)
        wait_for(lambda: edited.ask(state=True)["text"] == POUR)


def test_a_draft_is_written_where_the_file_cannot_be(folder: Path) -> None:
    with editing(folder, "bike.yaml") as edited:
        (folder / "bike.yaml").chmod(0o444)
        edited.ask(text=POUR)
        assert edited.running.interrupted() == (
            2,
            "",
            "argmap: cannot write bike.yaml: the file is read-only; your text is in"
            " bike-draft.yaml\n",
        )
    assert (folder / "bike.yaml").read_text() == MAP
    assert (folder / "bike-draft.yaml").read_text() == POUR


@pytest.mark.soak(but=["new.md"])
@pytest.mark.parametrize("name", ["new.yaml", "new.md", "new.txt"])
def test_a_new_file_begins_with_the_example(folder: Path, name: str) -> None:
    with editing(folder, name, "--new") as edited:
        state = edited.ask(state=True)
    run("new", f"other-{name}", cwd=folder)
    example = (folder / f"other-{name}").read_text()
    assert state["text"] == (folder / name).read_text() == example
    assert not state["is_broken"]


@pytest.mark.soak
def test_new_opens_a_file_that_is_there(folder: Path) -> None:
    with editing(folder, "bike.yaml", "--new") as edited:
        assert edited.ask(state=True)["text"] == MAP


def test_the_usual_file_is_edited(served: Editing) -> None:
    assert served.ask(state=True)["name"] == "arguments.yaml"


@pytest.mark.soak
def test_a_port_can_be_chosen(folder: Path) -> None:
    with editing(folder, "bike.yaml") as edited:
        port = str(edited.port)
        taken = run("edit", "bike.yaml", "--port", port, cwd=folder)
        in_use = f"argmap: port {port} is in use; to use a free port, leave out --port\n"
        assert taken == (2, "", in_use)
        edited.running.interrupted()
    with editing(folder, "bike.yaml", "--port", port) as again:
        assert again.port == int(port)


WRONG = {
    "edit -": "cannot edit standard input; give a file name instead",
    "edit gone.yaml": "gone.yaml does not exist; to create it, run `argmap edit gone.yaml --new`",
    "edit gone.docx --new": (
        "`gone.docx` must have one of these file extensions: .yaml, .yml, .md, .txt; type"
        " `argmap new gone.md`"
    ),
    "edit gone/map.yaml --new": "cannot write gone/map.yaml: No such file or directory",
    "edit .": "cannot edit ., because it is a folder; give the name of a file in it",
    "edit map.json": (
        "argmap cannot edit files in the format `json`; to edit a copy, run"
        " `argmap convert map.json -o map.yaml`"
    ),
    "edit large.yaml": (
        "large.yaml is too large to edit: it has 5,001 claims, and the limit is 5,000; split it"
        " into several files"
    ),
    "edit bike.yaml --from kialoo": "unknown format `kialoo`: did you mean `kialo`?",
}


@pytest.mark.parametrize("words", WRONG)
def test_what_cannot_be_edited_is_a_sentence(folder: Path, words: str) -> None:
    (folder / "map.json").write_text('{"claims": {"a": "A."}}')
    claims = "".join(f"  c{number}: Claim {number}.\n" for number in range(5001))
    (folder / "large.yaml").write_text(f"claims:\n{claims}")
    assert run(*words.split(), cwd=folder) == (2, "", f"argmap: {WRONG[words]}\n")


@pytest.mark.skipif(os.name != "posix", reason="needs named pipes")
def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.yaml")
    assert run("edit", "pipe.yaml", cwd=folder).err == (
        "argmap: cannot edit pipe.yaml, because it is not a regular file\n"
    )


def test_a_browser_is_opened_if_asked_to(folder: Path) -> None:
    browser = fake_browser(folder)
    with Running("edit", "bike.yaml", "--open", cwd=folder, BROWSER=browser) as running:
        edited = Editing(running)
        wait_for((folder / "asked").exists)
        assert (folder / "asked").read_text().strip() == edited.address
    (folder / "asked").unlink()
    # No terminal, no browser.
    with Running("edit", "bike.yaml", cwd=folder, BROWSER=browser) as running:
        Editing(running).ask(state=True)
    assert not (folder / "asked").exists()


# --- who is answered ---


def test_the_page_holds_no_map(served: Editing) -> None:
    connection = HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE)
    connection.request("GET", "/")
    page = connection.getresponse().read()
    assert page == format_served_editor()
    assert b"bike" not in page
    assert served.token.encode() not in page


REFUSED: list[tuple[dict[str, str], int]] = [
    ({TOKEN_HEADER: "0" * 32}, 403),
    ({TOKEN_HEADER: ""}, 403),
    ({"Origin": "http://127.0.0.1:1"}, 403),
    ({"Origin": "null"}, 403),
    ({"Host": "evil.example"}, 421),
    ({"Content-Type": "text/plain"}, 415),
    ({"Content-Length": "5000001"}, 413),
]


def test_who_does_not_have_the_page_is_refused(served: Editing) -> None:
    for headers, status in REFUSED:
        assert served.request(**headers).status == status, headers
        assert served.request().status == 200
    # Neither does anybody else hear of changes.
    for token, status in (("0" * 32, 403), (served.token, 200)):
        connection = HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE)
        connection.request("GET", "/changes", headers={TOKEN_HEADER: token})
        assert connection.getresponse().status == status


def test_the_policy_of_the_page_allows_itself_alone() -> None:
    page = format_served_editor().decode()
    [policy] = re.findall(r'Content-Security-Policy" content="(.*?)"', page)
    policy = re.sub(r"sha256-[^&]+", "…", policy).replace("&#39;", "'")
    assert policy == (
        "default-src 'none'; script-src '…' '…'; style-src '…'; img-src blob:; base-uri 'none';"
        " form-action 'none'; connect-src 'self'"
    )


# --- in a browser ---


def text_of(tab: Page) -> str:
    text: str = tab.evaluate("TEXT.text")
    return text


def type_at_start(tab: Page, text: str) -> None:
    tab.locator(".cm-content").click()
    tab.keyboard.press("Control+Home")
    tab.keyboard.type(text)


def opened(tab: Page, edited: Editing) -> Page:
    tab.goto(edited.address)
    wait_until(tab, "TEXT.text !== ''")
    return tab


def test_what_is_typed_is_drawn_and_saved(folder: Path, page: Page) -> None:
    with editing(folder, "bike.yaml") as edited:
        opened(page, edited)
        # Nobody who sees the address sees the token.
        assert page.url == f"http://127.0.0.1:{edited.port}/"
        assert text_of(page) == MAP
        assert page.locator("#file").inner_text() == "Saved in bike.yaml"
        type_at_start(page, "# A note.\n")
        wait_for(lambda: (folder / "bike.yaml").read_text() == "# A note.\n" + MAP)
        wait_until(page, "document.getElementById('file').textContent === 'Saved in bike.yaml'")
        # It is still open after it was loaded again.
        page.reload()
        wait_until(page, "TEXT.text !== ''")
        assert text_of(page) == "# A note.\n" + MAP


HOLDS_ANSWERS = """() => {
    const usualFetch = fetch;
    globalThis.fetch = async (path, options) => {
        const response = await usualFetch(path, options);
        const isTyped = options.body && "text" in JSON.parse(options.body);
        if (isTyped) await new Promise(resolve => (globalThis.release = resolve));
        return response;
    };
}"""
"""Holds the answer to what is typed back until `release()`."""


def test_an_answer_that_comes_after_the_news_of_saving_is_old(folder: Path, page: Page) -> None:
    with editing(folder, "bike.yaml") as edited:
        opened(page, edited)
        page.evaluate(HOLDS_ANSWERS)
        page.locator(".cm-content").click()
        page.keyboard.press("Control+Home")
        page.keyboard.insert_text("# A note.\n")
        wait_until(page, "lastReport.revision === 1 && lastReport.file.state === 'saved'")
        page.evaluate("release()")
        wait_until(page, "!STORE.isBusy")
        assert page.locator("#file").inner_text() == "Saved in bike.yaml"
        assert (folder / "bike.yaml").read_text() == "# A note.\n" + MAP


def test_two_tabs_follow_each_other(folder: Path, page: Page, phone: Page) -> None:
    with editing(folder, "bike.yaml") as edited:
        opened(page, edited)
        other = opened(phone, edited)
        type_at_start(page, "# One.\n")
        wait_until(other, "TEXT.text.startsWith('# One.\\n')")
        other.locator("#tab-text").click()
        other.locator(".cm-content").click()
        other.keyboard.press("Control+End")
        other.keyboard.type("# Two.")
        wait_until(page, "TEXT.text.includes('# Two.')")
        assert text_of(page) == text_of(other)


def test_one_chooses_between_two_texts(folder: Path, phone: Page) -> None:
    path = folder / "bike.yaml"
    with editing(folder, "bike.yaml") as edited:
        opened(phone, edited)
        assert not violations_of_axe(phone)
        # They meet if the file is written before this is saved, a second later.
        for _ in range(9):
            if phone.locator("#conflict").is_visible():
                break
            edited.ask(state=True)
            edited.ask(text="# Mine.\n" + MAP)
            path.write_text("# Theirs.\n" + MAP)
            phone.wait_for_timeout(3_000)
        assert "bike.yaml" in phone.locator("#conflict-heading").inner_text()
        shown = phone.locator("#difference").inner_text()
        assert "-# Theirs." in shown
        assert "+# Mine." in shown
        assert not violations_of_axe(phone)
        phone.keyboard.press("Escape")
        phone.locator("#keep-mine").click()
        phone.locator("#conflict").wait_for(state="hidden")
        wait_for(lambda: path.read_text() == "# Mine.\n" + MAP)


def test_an_ended_command_is_said_and_the_text_stays(folder: Path, page: Page) -> None:
    with editing(folder, "bike.yaml") as edited:
        opened(page, edited)
        edited.running.interrupted()
        wait_until(page, "document.getElementById('file').className === 'failed'")
        again = "To continue, open the address that the terminal shows."
        assert page.locator("#file").inner_text() == again
        type_at_start(page, "# Lost?\n")
        wait_until(page, "document.getElementById('file').textContent.startsWith('Not saved')")
        assert page.locator("#file").inner_text() == f"Not saved: {again}"
        assert text_of(page) == "# Lost?\n" + MAP


def test_a_hostile_map_does_nothing(folder: Path, page: Page) -> None:
    hostile = '</script><img src=x onerror="document.title=1">'
    name = "<b>map.yaml"
    (folder / name).write_text(
        f"title: {json.dumps(hostile)}\nclaims: {{a: {json.dumps(hostile)}, b: {{text: B., side: {json.dumps(hostile)}}}}}\n"
    )
    with editing(folder, name) as edited:
        opened(page, edited)
        page.locator("#findings button").first.wait_for()
        assert page.locator("img").count() == 0
        assert page.locator("#file b").count() == 0
