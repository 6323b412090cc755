"""The editor in a browser alone: files, drafts and links. Its worker is a stand-in that asks Python here, so that it is fast.

`test_editor_in_browser.py` has Pyodide in the worker.
"""

from __future__ import annotations

import base64
import gzip
import json
import struct
import zlib
from collections.abc import Iterator
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

import argmap
from argmap.classroom import class_tools
from argmap.documents import describe
from argmap.page import Editor, Part, format_editor_page
from tests.browser import SHOWS_ALL_PANES, violations_of_axe, wait_until
from tests.case import all_cases
from tests.conftest import mostly_soak
from tests.driven import Sequence, must_agree, undo_all
from tests.hostile_case import FOLDER, files_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

FIRST = "claims: {first: The page begins with this claim.}\n"
BIKES = """\
# What we found.
title: Should we go by bike?
claims:
  go: {text: We should go by bike., main: true, premises: [healthy]}
  healthy: Cycling is healthy.
"""
MOST_SHARED = 1_000_000
MOST_READ = 20_000_000

STAND_IN = """
window.Worker = class extends EventTarget {
  terminate() {}
  postMessage(message) {
    this.answer(message).then(data => this.dispatchEvent(new MessageEvent("message", {data})));
  }
  async answer(message) {
    if ("start" in message) return {stage: "ready"};
    return {answer: await window.askPython(message.ask)};
  }
};
"""
"""A worker without Pyodide."""

NO_PICKERS = "delete window.showOpenFilePicker; delete window.showSaveFilePicker;"

PICKERS = """
window.picked = [];
const pick = name => async () => {
  picked.push(name);
  const folder = await navigator.storage.getDirectory();
  return folder.getFileHandle("bikes.yaml", {create: true});
};
window.showOpenFilePicker = async () => [await pick("open")()];
window.showSaveFilePicker = pick("save");
"""
"""The dialogs of a browser in which somebody chooses a file; it is one of the browser's own, which needs no right."""


def link_of(text: str) -> str:
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packing.compress(text.encode()) + packing.flush()
    return "#map=1." + base64.urlsafe_b64encode(packed).decode().rstrip("=")


class Alone:
    """A browser of one person, and the page in it.

    Attributes:
        tab: the tab that was opened last.
        wrongs: what went wrong in all tabs.
    """

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context = context
        self.address = address
        self.wrongs: list[str] = []
        context.add_init_script(STAND_IN)
        self.tab: Page

    def open(self, hash: str = "", *scripts: str, panes: str = SHOWS_ALL_PANES) -> Page:
        """Open the page in another tab."""
        self.tab = tab = self.context.new_page()
        tab.set_default_timeout(30_000)
        editor = Editor(tools=class_tools(describe))
        tab.expose_function("askPython", editor.answer)
        for script in (panes, *(scripts or (NO_PICKERS,))):
            tab.add_init_script(script)
        tab.on("pageerror", lambda problem: self.wrongs.append(f"error: {problem.stack}"))
        tab.on("console", self._on_console)
        tab.goto(self.address + hash)
        self.settle()
        return tab

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "favicon" not in message.location["url"]:
            self.wrongs.append(f"console: {message.text}")

    def settle(self) -> None:
        """Wait until Python has answered, and drafts are looked at."""
        wait_until(self.tab, "STORE.answer !== null && !STORE.isBusy")
        self.tab.evaluate("keepDraft()")
        self.tab.evaluate("DRAFTS_OF_BROWSER.all().then(() => null, () => null)")

    def type(self, text: str) -> None:
        self.tab.evaluate("TEXT.focus()")
        self.tab.keyboard.press("Control+a")
        self.tab.keyboard.insert_text(text)
        self.settle()

    def crash(self) -> None:
        """End the tab, without a chance to keep anything."""
        self.tab.close(run_before_unload=False)

    def choose(self, name: str, data: bytes) -> None:
        """Open a file as a browser does that cannot write to it."""
        with self.tab.expect_file_chooser() as chooser:
            self.choose_in_menu("#open-file")
        chooser.value.set_files({"name": name, "mimeType": "", "buffer": data})
        # It is read, and then argmap or somebody is asked about it.
        wait_until(self.tab, f"fileName === {json.dumps(name)} || first('dialog[open]') !== null")
        self.settle()

    def choose_in_menu(self, item: str) -> None:
        """Press an item of the menu of files."""
        self.tab.click("#file-menu-button")
        self.tab.click(item)

    def saved(self, item: str = "") -> tuple[str, bytes]:
        """Return the name and the bytes of what is downloaded."""
        with self.tab.expect_download() as download:
            if item:
                self.choose_in_menu(item)
            else:
                self.tab.click("#save-text")
        return download.value.suggested_filename, Path(download.value.path()).read_bytes()

    @property
    def text(self) -> str:
        self.settle()
        text: str = self.tab.evaluate("STORE.text")
        assert self.tab.evaluate("TEXT.text") == text
        return text

    def wait_for_text(self, text: str) -> None:
        """Wait until the page shows a text, and all is answered."""
        wait_until(self.tab, f"STORE.text === {json.dumps(text)}")
        assert self.text == text

    def wait_for_file(self, text: str) -> None:
        """Wait until the browser's file holds a text, whatever the page says."""
        # While it is written, there may be none.
        wait_until(self.tab, f"{IN_FILE}.then(text => text === {json.dumps(text)}, () => false)")

    @property
    def state(self) -> str:
        return self.tab.inner_text("#file")

    @property
    def said(self) -> str:
        return self.tab.inner_text("#state")

    @property
    def asks_before_leaving(self) -> bool:
        return bool(
            self.tab.evaluate(
                "!window.dispatchEvent(new Event('beforeunload', {cancelable: true}))"
            )
        )


@cache
def page_bytes(address: str = "") -> bytes:
    empty = base64.b64encode(gzip.compress(b"")).decode()
    return format_editor_page(FIRST, [Part("worker", 0, base64=empty)], address)


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """Yield the address of a site with the page."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/" else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            if self.path == "/":
                self.wfile.write(page_bytes())

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, args=[0.1], daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture
def alone(browser: Browser, site: str) -> Iterator[Alone]:
    """Yield the browser of somebody who has never been on the site."""
    context = browser.new_context(reduced_motion="reduce", bypass_csp=False)
    alone = Alone(context, site)
    yield alone
    context.close()
    assert alone.wrongs == []


@pytest.fixture
def local(browser: Browser, tmp_path: Path) -> Iterator[Alone]:
    """Yield the browser of somebody who has the page as a file, which knows of no site."""
    path = tmp_path / "argmap-editor.html"
    path.write_bytes(page_bytes())
    context = browser.new_context(reduced_motion="reduce")
    alone = Alone(context, path.as_uri())
    yield alone
    context.close()
    assert alone.wrongs == []


# --- files ---


@pytest.mark.parametrize(
    ("name", "text", "format"),
    [
        ("bikes.yaml", BIKES, "native"),
        ("bikes.md", "# Bikes\n\n- We should go by bike.\n  - Cycling is healthy.\n", "markdown"),
        ("bikes.txt", "- We should go by bike.\n  - Cycling is healthy.\n", "text"),
        ("broken.yaml", "claims: {a: [\n", "native"),
    ],
)
def test_a_file_opens_in_its_format_and_is_saved_byte_for_byte(
    alone: Alone, name: str, text: str, format: str
) -> None:
    alone.open()
    data = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    alone.choose(name, data)
    assert alone.text == text
    assert alone.tab.evaluate("STORE.format") == format
    assert alone.state == f"Saved in {name}"
    assert not alone.asks_before_leaving
    assert alone.saved() == (name, data)
    # Only what is typed is changed.
    alone.type(f"{text}\n")
    assert alone.asks_before_leaving
    assert alone.state == "Not saved yet"
    assert alone.saved() == (name, data + b"\r\n")
    assert not alone.asks_before_leaving


@pytest.mark.parametrize("seed", mostly_soak(range(200, 220), 201))
def test_what_is_saved_follows_random_actions(alone: Alone, seed: int) -> None:
    driven = Sequence.of(seed)
    tab = alone.open()
    alone.choose(driven.name, driven.text.encode())
    driven.drive(tab)
    text = must_agree(tab)
    name, saved = alone.saved()
    assert name == driven.name
    assert saved.decode("utf-8-sig").replace("\r\n", "\n") == text
    undo_all(tab)
    assert alone.saved() == (name, driven.text.encode())


def test_nothing_is_asked_once_all_is_answered(alone: Alone) -> None:
    tab = alone.open()
    alone.type(BIKES)
    alone.saved()
    tab.evaluate("STORE.ask({complete: {line: 1, column: 1}}).then(() => null)")
    alone.choose("other.yaml", FIRST.encode())
    tab.evaluate("ENGINE.ask = () => { throw new Error('asked'); }; null")
    tab.wait_for_timeout(100)
    assert not tab.evaluate("STORE.isBusy")


def test_a_map_is_saved_as_a_page_a_picture_an_outline_and_yaml(alone: Alone) -> None:
    alone.open()
    alone.choose("bikes.yaml", BIKES.encode())
    map = argmap.loads(BIKES)
    for format, ending in (("page", "html"), ("svg", "svg"), ("text", "txt")):
        name, data = alone.saved(f'[data-format="{format}"]')
        assert (name, data) == (f"bikes.{ending}", argmap.convert(map, format).data)  # type: ignore[arg-type]
    assert alone.saved("#save-yaml") == ("bikes.yaml", BIKES.encode())
    alone.choose("bikes.txt", b"- We should go.\n  - Cycling is healthy.\n")
    name, data = alone.saved("#save-yaml")
    assert name == "bikes.yaml"
    assert [claim.text for claim in argmap.loads(data.decode()).claims.values()] == [
        "We should go.", "Cycling is healthy.",
    ]  # fmt: skip


NO_TEXTS = [
    ("<b>.yaml", b"PK\3\4\0\0", "<b>.yaml is not a text in UTF-8, so it cannot be opened."),
    ("old.txt", b"caf\xe9", "old.txt is not a text in UTF-8, so it cannot be opened."),
    ("map.yaml", "claims:".encode("utf-16"), "map.yaml is not a text in UTF-8, so it cannot be opened."),
    ("long.yaml", b"#" * (MOST_READ + 1), "long.yaml is too large to edit."),
]  # fmt: skip


def test_what_is_no_text_is_a_sentence_and_nothing_is_lost(alone: Alone, tmp_path: Path) -> None:
    alone.open()
    alone.type(BIKES)
    for name, data, sentence in NO_TEXTS:
        file = tmp_path / name
        file.write_bytes(data)
        with alone.tab.expect_file_chooser() as chooser:
            alone.choose_in_menu("#open-file")
        chooser.value.set_files(file)
        alone.tab.locator(f"#state:has-text({json.dumps(sentence)})").wait_for()
        assert alone.text == BIKES
        assert alone.state == "Not saved yet"


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_a_file_that_cannot_be_edited_is_opened_as_a_copy(alone: Alone, answer: str) -> None:
    text = "[Go]: We should go.\n  + [Healthy]: Cycling is healthy.\n"
    tab = alone.open()
    alone.choose("bikes.argdown", text.encode())
    assert "bikes.argdown is in a format" in tab.inner_text("#confirm-question")
    tab.click(f"#confirm-dialog [value={answer}]")
    if answer == "no":
        tab.wait_for_timeout(200)
        assert (alone.text, alone.state) == (FIRST, "")
        return
    copied = argmap.convert(argmap.loads(text, format="argdown"), "native").data
    alone.wait_for_text(copied.decode())
    assert alone.asks_before_leaving
    assert alone.saved() == ("bikes.yaml", copied)


HOSTILE = ["injection", "hostile_ids", "control_characters", "encodings", "yaml_syntax", "sizes"]


@pytest.mark.parametrize(
    "opened",
    mostly_soak(product(HOSTILE, ("file", "link")), ("injection", "link"), ("encodings", "file")),
    ids=" as a ".join,
)
def test_hostile_files_and_links_are_opened_or_refused(
    alone: Alone, opened: tuple[str, str]
) -> None:
    topic, way = opened
    count = "document.querySelectorAll('script, style, iframe, img, link, meta, object').length"
    tab = alone.open()
    tab.evaluate("window.confirmed = async () => true; null")
    markup = tab.evaluate(count)
    for case in all_cases(f"{FOLDER}/{topic}.txt"):
        file = files_of(case)[0]
        if len(file.data) > 100_000:
            continue  # what is too large has a test of its own
        data = base64.b64encode(file.data).decode()
        tab.evaluate(OPEN_FILE if way == "file" else OPEN_LINK, [data, "<img src=x>.yaml"])
        alone.settle()
        assert tab.locator("[onload], [onerror], [onclick], [href^=java]").count() == 0
        assert tab.evaluate(count) == markup, case.title
    # What is left of them is offered as drafts, by what they begin with.
    tab = alone.open()
    assert tab.evaluate(count) == markup


OPEN_FILE = """([data, name]) => openFile(new File([bytesOf(data)], name), null).then(() => null)"""
OPEN_LINK = """([data, name]) => {
  const text = new TextDecoder().decode(bytesOf(data));
  return linkOf(text).then(link => {
    history.replaceState(null, "", link);
    return openLink();
  }).then(() => null);
}"""


def test_a_file_does_not_replace_what_is_unsaved_without_a_question(alone: Alone) -> None:
    alone.open()
    alone.type(BIKES)
    for answer, text in (("no", BIKES), ("yes", "claims: {b: B.}")):
        with alone.tab.expect_file_chooser() as chooser:
            alone.choose_in_menu("#open-file")
        chooser.value.set_files({"name": "b.yaml", "mimeType": "", "buffer": b"claims: {b: B.}"})
        alone.tab.click(f"#confirm-dialog [value={answer}]")
        alone.tab.wait_for_timeout(200)  # what must not happen has time to
        alone.wait_for_text(text)
    # Even so, it is kept.
    alone.crash()
    alone.open()
    assert "bikes" not in alone.text
    assert "Should we go by bike?" in alone.tab.inner_text("#drafts")


def test_a_file_is_dropped_onto_the_page(alone: Alone) -> None:
    alone.open()
    prevented = alone.tab.evaluate(
        """text => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([text], "bikes.yaml"));
          const events = ["dragover", "drop"].map(type => new DragEvent(type, {dataTransfer, bubbles: true, cancelable: true}));
          return events.map(event => !document.querySelector("#text").dispatchEvent(event));
        }""",
        BIKES,
    )
    assert prevented == [True, True]
    alone.tab.locator("#file:has-text('Saved in bikes.yaml')").wait_for()
    assert alone.text == BIKES


IN_FILE = (
    "navigator.storage.getDirectory().then(folder => folder.getFileHandle('bikes.yaml', {create: true}))"
    ".then(handle => handle.getFile()).then(file => file.text())"
)
WRITE = (
    "text => navigator.storage.getDirectory().then(folder => folder.getFileHandle('bikes.yaml', {create: true}))"
    ".then(handle => handle.createWritable()).then(file => file.write(text).then(() => file.close()))"
)


def test_a_file_is_saved_in_its_place(alone: Alone) -> None:
    tab = alone.open("", PICKERS)
    tab.evaluate(WRITE, BIKES)
    alone.choose_in_menu("#open-file")
    tab.locator("#file:has-text('Saved in bikes.yaml')").wait_for()
    longer = BIKES + "  cheap: It costs little.\n"
    alone.type(longer)
    tab.keyboard.press("Control+s")
    alone.wait_for_file(longer)
    tab.locator("#file:has-text('Saved in bikes.yaml')").wait_for()
    assert tab.evaluate("picked") == ["open"]
    # What another program has saved is not overwritten without a question.
    tab.evaluate(WRITE, "claims: {}\n")
    alone.type(BIKES)
    for answer, text in (("no", "claims: {}\n"), ("yes", BIKES)):
        tab.click("#save-text")
        tab.locator("#confirm-question:has-text('bikes.yaml has changed')").wait_for()
        tab.click(f"#confirm-dialog [value={answer}]")
        tab.wait_for_timeout(300)  # what must not happen has time to
        alone.wait_for_file(text)
    tab.locator("#file:has-text('Saved in bikes.yaml')").wait_for()
    assert not alone.asks_before_leaving


def test_a_new_map_is_saved_in_a_file_that_is_chosen(alone: Alone) -> None:
    tab = alone.open("", PICKERS)
    alone.type(BIKES)
    tab.click("#save-text")
    alone.wait_for_file(BIKES)
    tab.locator("#file:has-text('Saved in bikes.yaml')").wait_for()
    alone.type(FIRST)
    tab.click("#save-text")
    alone.wait_for_file(FIRST)
    assert tab.evaluate("picked") == ["save"]


def test_a_file_that_cannot_be_written_is_a_sentence(alone: Alone) -> None:
    tab = alone.open("", PICKERS)
    alone.type(BIKES)
    tab.evaluate(
        "FileSystemFileHandle.prototype.createWritable = "
        "async () => { throw new DOMException('The disk is full.', 'QuotaExceededError'); }; null"
    )
    tab.click("#save-text")
    tab.locator("#state:has-text('Not saved: The disk is full.')").wait_for()
    assert alone.asks_before_leaving
    assert alone.text == BIKES


# --- drafts ---


def test_a_draft_survives_a_crash(alone: Alone) -> None:
    alone.open()
    alone.type(BIKES)
    alone.crash()
    tab = alone.open()
    assert tab.inner_text("#drafts bdi") == "Should we go by bike? (Not saved yet)"
    tab.click("#drafts button >> nth=0")
    alone.wait_for_text(BIKES)
    assert alone.asks_before_leaving
    assert tab.locator("#drafts-dialog").is_hidden()
    # Another tab is not offered what this one has.
    alone.open()
    assert alone.tab.locator("#drafts-dialog").is_hidden()
    alone.crash()
    alone.tab = tab
    alone.saved()
    alone.settle()
    alone.crash()
    alone.open()
    assert alone.tab.inner_text("#drafts bdi") == (
        "Should we go by bike? (Saved in should-we-go-by-bike.yaml)"
    )


def test_a_draft_can_wait_or_be_deleted(alone: Alone) -> None:
    alone.open()
    for text in (BIKES, "claims: {a: [ # broken"):
        alone.type(text)
        alone.crash()
        tab = alone.open()
        tab.click("#drafts-dialog form [data-word=close]")
        assert alone.text == FIRST
    tab.reload()
    alone.settle()
    names = tab.locator("#drafts bdi").all_inner_texts()
    assert names == [
        "claims: {a: [ # broken (Not saved yet)", "Should we go by bike? (Not saved yet)"
    ]  # fmt: skip
    for left in (1, 0):
        tab.click("#drafts li >> nth=0 >> button >> nth=1")
        wait_until(alone.tab, f"document.querySelectorAll('#drafts li').length === {left}")
    tab.locator("#drafts-dialog").wait_for(state="hidden")
    tab.reload()
    alone.settle()
    assert tab.locator("#drafts-dialog").is_hidden()


def test_a_map_that_is_saved_is_found_again(alone: Alone) -> None:
    tab = alone.open("", PICKERS)
    alone.type(BIKES)
    tab.click("#save-text")
    tab.locator("#file", has_text="Saved in bikes.yaml").wait_for()
    alone.settle()
    tab.reload()
    tab.locator("#drafts-dialog").wait_for()
    assert tab.inner_text("#drafts bdi") == "Should we go by bike? (Saved in bikes.yaml)"
    # Somebody else has changed the file since.
    tab.evaluate(WRITE, BIKES + "# Changed.\n")
    tab.click("#drafts button >> nth=0")
    tab.locator("#file", has_text="Saved in bikes.yaml").wait_for()
    assert alone.text == BIKES + "# Changed.\n"
    tab.close()
    # Of what is saved, only the last are kept.
    for number in range(6):
        alone.open()
        tab = alone.tab
        tab.click("#drafts-dialog form [data-word=close]")
        alone.type(f"claims: {{a: Map {number}.}}\n")
        alone.saved()
        tab.locator("#file", has_text="Saved in").wait_for()
        alone.settle()
        tab.wait_for_timeout(100)
        tab.close()
    alone.open()
    names = alone.tab.locator("#drafts bdi").all_inner_texts()
    assert [name[:18] for name in names] == [f"claims: {{a: Map {n}." for n in (5, 4, 3, 2, 1)]


def test_a_new_map_leaves_the_file_of_the_one_before_as_it_is(alone: Alone) -> None:
    tab = alone.open("", PICKERS)
    tab.evaluate(WRITE, BIKES)
    alone.choose_in_menu("#open-file")
    tab.locator("#file", has_text="Saved in bikes.yaml").wait_for()
    alone.choose_in_menu("#new")
    tab.click("#template-pro_and_con")
    tab.locator("#file", has_text="Not saved yet").wait_for()
    assert alone.text.startswith('title: "Your question"')
    assert tab.evaluate("STORE.name") == "your-question.yaml"
    tab.evaluate("picked.length = 0; null")
    tab.click("#save-text")
    tab.locator("#file", has_text="Saved in").wait_for()
    assert tab.evaluate("picked") == ["save"]


def test_a_picture_is_saved_as_pixels(alone: Alone) -> None:
    alone.open()
    alone.type(BIKES)
    name, data = alone.saved("#save-png")
    assert name == "should-we-go-by-bike.png"
    assert data.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", data[16:24])
    assert width > 1900
    assert height > 800


def test_the_panes_are_arranged_as_they_were_the_last_time(local: Alone) -> None:
    tab = local.open(panes="")
    assert tab.locator("#text-pane").is_hidden()
    tab.click("#toggle-text")
    tab.click("#toggle-outline")
    tab.reload()
    local.settle()
    assert [tab.locator(f"#{name}-pane").is_visible() for name in ("outline", "map", "text")] == [
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    "script",
    [
        "indexedDB.open = () => { throw new DOMException('blocked', 'SecurityError'); };",
        "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };",
    ],
)
def test_a_browser_that_keeps_nothing_says_so(alone: Alone, script: str) -> None:
    alone.open("", NO_PICKERS, script)
    alone.type(BIKES)
    assert alone.state == (
        "Not saved yet. This browser cannot keep drafts. Save your map in a file"
    )
    assert alone.text == BIKES
    assert alone.saved() == ("should-we-go-by-bike.yaml", BIKES.encode())


def test_drafts_are_kept_for_a_page_that_is_a_file(local: Alone) -> None:
    local.open()
    local.type(BIKES)
    local.crash()
    local.open()
    local.tab.click("#drafts button >> nth=0")
    local.wait_for_text(BIKES)


# --- links ---


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (BIKES, "should-we-go-by-bike.yaml"),
        ("claims: {a: [ # ü 𝄞 broken\n", "map.yaml"),
        ("- We should go.\n  - Cycling is healthy.\n", "map.txt"),
        ("# Bikes\n\n- We should go.\n  - Cycling is healthy.\n", "bikes.md"),
    ],
)
def test_a_link_holds_the_whole_map(alone: Alone, text: str, name: str) -> None:
    tab = alone.open(link_of(text))
    assert alone.text == text
    assert tab.evaluate("STORE.name") == name
    assert alone.asks_before_leaving
    assert "#" not in tab.url
    alone.choose_in_menu("#share")
    link = tab.input_value("#link")
    assert link.startswith(f"{alone.address}#map=1.")
    assert f"{len(link)} characters" in tab.inner_text("#share-hint")
    alone.crash()
    alone.open(link.removeprefix(alone.address))
    assert alone.text == text


def test_a_link_in_the_same_tab_asks_first(alone: Alone) -> None:
    tab = alone.open()
    alone.type(FIRST + "# changed\n")
    tab.goto(alone.address + link_of(BIKES))
    tab.click("#confirm-dialog [value=no]")
    assert alone.text == FIRST + "# changed\n"
    tab.goto(alone.address + link_of(BIKES))
    tab.click("#confirm-dialog [value=yes]")
    alone.wait_for_text(BIKES)


DAMAGED = [
    ("#map=1.", "The map in this link cannot be read."),
    ("#map=2.abc", "The map in this link cannot be read."),
    ("#map=1.%00<script>", "The map in this link cannot be read."),
    (link_of(BIKES)[:-9], "The map in this link cannot be read."),
    (link_of("a\0b"), "The map in this link cannot be read."),
    (link_of("#" * 20_000_000), "The map in this link is too large to open."),
    (link_of("#" * (MOST_SHARED + 1)), "The map in this link is too large to open."),
    ("#map=1." + "A" * 2_000_001, "The map in this link is too large to open."),
]
"""Links that are empty, of a newer version, with markup, cut, with a zero, a bomb, a byte too long, and long."""


def test_a_damaged_link_is_a_sentence(alone: Alone) -> None:
    for number, (hash, sentence) in enumerate(DAMAGED):
        # The page is opened with the first, and then the address is changed.
        if number == 0:
            alone.open(hash)
        else:
            alone.tab.evaluate("say('')")
            alone.tab.evaluate("hash => { location.hash = hash; }", hash)
            alone.tab.locator("#state:not(:empty)").wait_for()
        assert alone.said.startswith(sentence), number
        assert alone.text == FIRST
        assert not alone.asks_before_leaving


def test_what_is_too_large_for_a_link_is_a_sentence(alone: Alone) -> None:
    tab = alone.open(link_of("#" * MOST_SHARED))
    assert len(alone.text) == MOST_SHARED
    tab.evaluate("STORE.text += '#'; null")
    alone.choose_in_menu("#share")
    assert tab.inner_text("#share-problem") == (
        "The map is too large for a link. Send it as a file."
    )
    assert tab.locator("#link").is_hidden()


def test_a_file_only_offers_links_to_a_site_it_knows(local: Alone, tmp_path: Path) -> None:
    local.open()
    assert local.tab.locator("#share").is_hidden()
    path = tmp_path / "with-site.html"
    path.write_bytes(page_bytes("https://maps.example/editor/"))
    local.address = path.as_uri()
    local.open()
    local.choose_in_menu("#share")
    assert local.tab.input_value("#link").startswith("https://maps.example/editor/#map=1.")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing_in_the_states_of_files(
    browser: Browser, site: str, language: str
) -> None:
    context = browser.new_context(reduced_motion="reduce", bypass_csp=True, locale=language)
    alone = Alone(context, site)
    alone.open()
    alone.type(BIKES)
    alone.crash()
    tab = alone.open()
    assert tab.locator("#drafts-dialog").is_visible()
    assert violations_of_axe(tab) == []
    tab.set_viewport_size({"width": 360, "height": 740})
    assert violations_of_axe(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    tab.click("#drafts button >> nth=0")
    alone.settle()
    assert violations_of_axe(tab) == []
    tab.emulate_media(color_scheme="dark")
    alone.choose_in_menu("#share")
    assert violations_of_axe(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()
    assert alone.wrongs == []
