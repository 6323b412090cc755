"""The editor that runs in a browser alone, built by `.ci/site/build_editor.py`: as one file, and as a site.

It needs Node.js, and the npm packages `pyodide` and `esbuild` in the folder that ARGMAP_NODE_MODULES names. Since it
takes seconds to build, and as many to start, these tests are run with `--all` alone.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import subprocess
import sys
import zipfile
from base64 import b64decode, b64encode
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

import argmap
from argmap.classroom import class_tools
from argmap.documents import describe
from argmap.page import Editor as Answers
from tests.archives import Member, archive_of
from tests.browser import Tabs, violations_of_axe
from tests.case import all_cases
from tests.conftest import ROOT
from tests.driven import BYTE_ORDER_MARK, Sequence, settle, undo_all
from tests.hostile_case import FOLDER, files_of
from tests.tools import tool
from tests.tree import files

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Dialog, Error, Page, Request

pytestmark = pytest.mark.soak

PATIENCE = 60_000
MOST_BYTES = 11_500_000
"""Of a download, as gzip makes it: Python takes 6.4 MB of it, and libraries 3.5 MB."""

MAPS = files("tests/maps/*.yaml")
FRENCH = "language: fr\nclaims: {a: Il pleuvra., b: {text: Il faut rester., premises: [a]}}\n"


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return argmap's wheel."""
    tool("packages")
    folder = tmp_path_factory.mktemp("wheel")
    words = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)]
    subprocess.run(words, capture_output=True, check=True)
    [wheel] = folder.glob("*.whl")
    return wheel


def build(wheel: Path, output: Path) -> Path:
    tool("node")
    words = ["--node-modules", tool("npm"), "--output", str(output), "--wheel", str(wheel)]
    subprocess.run([sys.executable, ROOT / ".ci/site/build_editor.py", *words], check=True)
    return output


@pytest.fixture(scope="session")
def built(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the editor."""
    return build(wheel, tmp_path_factory.mktemp("editor"))


@pytest.fixture
def site(built: Path) -> Iterator[str]:
    """Yield the address of the site."""

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    handler = partial(Handler, directory=str(built / "site"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, args=[0.1], daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


NOTHING_KEPT = """
delete window.showOpenFilePicker;
delete window.showSaveFilePicker;
try {
  indexedDB.deleteDatabase("argmap-editor");
} catch {
}
"""
"""A tab without drafts of the test before, in a browser that saves files as downloads."""

_SHOWN: dict[Page, Editor] = {}
"""What each tab shows."""


class Editor:
    """An editor in a tab.

    Attributes:
        tab: the tab.
        wrongs: what went wrong in it, and what it asked of another place than its own.
        asked_to_stay: whether the person who left it was asked to stay.
    """

    def __init__(self, tab: Page, address: str) -> None:
        self.tab = tab
        self.wrongs: list[str] = []
        self.asked_to_stay = False
        self._address = address
        if tab in _SHOWN:
            _SHOWN[tab].close()
        else:
            tab.add_init_script(NOTHING_KEPT)
        _SHOWN[tab] = self
        tab.set_default_timeout(PATIENCE)
        tab.on("pageerror", self._on_error)
        tab.on("console", self._on_console)
        tab.on("request", self._on_request)
        tab.on("dialog", self._on_dialog)
        tab.goto(address)

    def close(self) -> None:
        """Listen no longer, since the tab shows another editor now."""
        self.tab.remove_listener("pageerror", self._on_error)
        self.tab.remove_listener("console", self._on_console)
        self.tab.remove_listener("request", self._on_request)
        self.tab.remove_listener("dialog", self._on_dialog)

    def _on_error(self, error: Error) -> None:
        self.wrongs.append(f"error: {error}")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.wrongs.append(f"console: {message.text}")

    def _on_dialog(self, dialog: Dialog) -> None:
        if dialog.type == "beforeunload":
            self.asked_to_stay = True
        else:
            self.wrongs.append(f"dialog: {dialog.message}")
        dialog.accept()

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self._address.partition("#")[0], "blob:")):
            self.wrongs.append(f"request: {request.url}")

    def wait(self) -> None:
        """Wait until Python runs."""
        self.tab.locator("#progress").wait_for(state="hidden")

    def type(self, text: str) -> None:
        """Put a text in the place of the one before."""
        self.tab.click("#text .cm-content")
        self.tab.keyboard.press("Control+a")
        self.tab.keyboard.insert_text(text)

    def wait_for_claim(self, text: str) -> None:
        """Wait until a claim is drawn."""
        self.tab.locator(f'#view .claim:has(title:text-is("{text}"))').first.wait_for()

    def ask(self, **message: object) -> dict[str, object]:
        """Return what argmap answers to a message."""
        answer: dict[str, object] = self.tab.evaluate("message => ENGINE.ask(message)", message)
        return answer

    def save_as(self, format: str, text: str) -> bytes:
        """Return what argmap makes of a text."""
        opened = self.ask(open={"text": text, "name": "map.yaml"})
        data = self.ask(revision=opened["revision"], save_as=format)["data"]
        assert isinstance(data, str)
        return b64decode(data)


@pytest.fixture
def editor(built: Path, tabs: Tabs) -> Iterator[Editor]:
    """Yield the editor that is one file, once Python runs."""
    with tabs.tab(1366, 800) as tab:
        editor = Editor(tab, (built / "argmap-editor.html").as_uri())
        editor.wait()
        yield editor


def draws_what_is_typed(editor: Editor) -> None:
    assert editor.tab.locator("#view .claim").count() == 7  # before Python runs
    editor.wait()
    editor.type(FRENCH)
    editor.wait_for_claim("Il faut rester.")
    assert editor.tab.locator("#view .claim").count() == 2
    assert editor.tab.locator("#map").get_attribute("lang") == "fr"
    editor.type(FRENCH.replace("[a]", "[c]"))
    editor.tab.locator("#map.stale").wait_for()
    assert "Unknown claim c" in editor.tab.inner_text("#findings")
    assert editor.tab.locator("#text .cm-lintRange-error").inner_text() == "c"
    assert editor.tab.locator("#view .claim").count() == 2
    editor.type(FRENCH + "title: <b>Pluie</b>\n")
    editor.tab.locator("#map:not(.stale)").wait_for()
    assert editor.tab.title() == "<b>Pluie</b>"
    assert editor.wrongs == []


def test_one_file_works_without_a_network(built: Path, tabs: Tabs) -> None:
    with tabs.tab(1366, 800) as tab:
        draws_what_is_typed(Editor(tab, (built / "argmap-editor.html").as_uri()))


def test_the_site_works(site: str, tabs: Tabs) -> None:
    with tabs.tab(1366, 800) as tab:
        draws_what_is_typed(Editor(tab, site))


def test_a_browser_writes_the_same_bytes(editor: Editor) -> None:
    assert len(MAPS) > 12
    for path in MAPS:
        text = path.read_text(encoding="utf-8")
        map = argmap.loads(text)
        for format in ("svg", "page", "markdown"):
            made = editor.save_as(format, text)
            assert made == argmap.convert(map, format).data, f"{path.name} as {format}"
    german = (
        "language: {}\nclaims: {{a: Donaudampfschifffahrtsgesellschaftskapitänsmützen drücken.}}\n"
    )
    for language in ("de-AT", "de-CH", "en-GB", "nb"):  # regions share patterns
        text = german.format(language)
        made = editor.save_as("page", text)
        assert made == argmap.render(argmap.loads(text), "page"), language
    assert editor.wrongs == []


def test_a_class_gets_the_same_from_a_browser(editor: Editor) -> None:
    course = ROOT / "docs" / "class"
    key = (course / "key.yaml").read_text("utf-8")
    # What is wrong with YAML, as in a fourth map, is found by another parser there.
    paths = [course / "maps" / name for name in ("AK.yaml", "BM.txt", "CD.txt")]
    maps = [Member(path.name, path.read_bytes()) for path in paths]
    maps += [Member("inner.zip", archive_of(maps)), Member("photo.jpg", b"\xff\xd8\xff\xe0")]
    handed_in = [{"name": "class.zip", "data": b64encode(archive_of(maps)).decode()}]
    here = Answers(key, "key.yaml", tools=class_tools(describe))
    editor.ask(open={"text": key, "name": "key.yaml"})
    for name, arguments in (
        ("worksheet", {"format": "html", "word_bank": True, "distractors": 1, "seed": 4}),
        ("quiz", {"format": "text", "count": 8}),
        ("quiz", {"format": "moodle-xml", "seed": 3}),
        ("grade", {"hints": 3, "names": True}),
    ):
        message = {"tool": name, "arguments": arguments, "files": handed_in, "revision": 0}
        made, expected = editor.ask(**message), here.answer_object(message)
        # Archives are compressed by other libraries.
        for answer in (made, expected):
            unpack_archives(answer)
        assert made == json.loads(json.dumps(expected)), name
    for format, needed in (("pdf", "typst"), ("docx", "office")):
        refused = editor.ask(revision=0, tool="worksheet", arguments={"format": format})
        assert needed in str(refused["problem"])
        assert "in a browser" in str(refused["problem"])
    assert editor.wrongs == []


def unpack_archives(answer: dict[str, object]) -> None:
    """Put the files in archives in the place of the archives."""
    made = answer["files"]
    assert isinstance(made, list)
    for file in [*made, *filter(None, [answer["archive"]])]:
        if file["name"].endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(b64decode(file["data"]))) as archive:
                names = archive.namelist()
                file["data"] = [[name, archive.read(name).decode()] for name in names]


def test_what_is_saved_is_a_file(editor: Editor) -> None:
    editor.type(FRENCH)
    with editor.tab.expect_download() as download:
        editor.tab.click("#file-menu-button")
        editor.tab.click('[data-format="svg"]')
    assert download.value.suggested_filename == "map.svg"
    saved = Path(download.value.path()).read_bytes()
    assert saved == argmap.render(argmap.loads(FRENCH), "svg")


@pytest.mark.parametrize("saves", [False, True])
def test_who_leaves_without_saving_is_asked(editor: Editor, saves: bool) -> None:
    text = "claims: {a: [ # broken texts can be saved, too: ü 𝄞\n"
    editor.type(text)
    if saves:
        with editor.tab.expect_download() as download:
            editor.tab.click("#save-text")
        # The file is called like the last map without errors.
        assert download.value.suggested_filename == "should-the-library-open-on-sundays.yaml"
        assert Path(download.value.path()).read_text("utf-8") == editor.tab.evaluate("TEXT.text")
        assert "ü 𝄞" in Path(download.value.path()).read_text("utf-8")
    editor.tab.goto("about:blank")
    assert editor.asked_to_stay == (not saves)


def test_the_outline_is_edited_without_a_server(editor: Editor) -> None:
    editor.type(FRENCH)
    editor.wait_for_claim("Il faut rester.")
    tab = editor.tab
    tab.locator("#tree .row").first.focus()
    tab.keyboard.press("Enter")
    tab.keyboard.insert_text("Les parapluies sont au grenier.")
    tab.keyboard.press("Enter")
    editor.wait_for_claim("Les parapluies sont au grenier.")
    assert "Les parapluies sont au grenier." in tab.evaluate("STORE.text")
    tab.keyboard.press("Control+z")
    tab.locator('#tree .row:has-text("parapluies")').wait_for(state="detached")
    assert tab.evaluate("STORE.text") == FRENCH
    assert editor.wrongs == []


@pytest.mark.parametrize("first", range(0, 200, 20))
def test_random_actions_are_undone(editor: Editor, tmp_path: Path, first: int) -> None:
    tab = editor.tab
    for seed in range(first, first + 20):
        driven = Sequence.of(seed)
        file = tmp_path / driven.name
        file.write_bytes(driven.text.encode())
        with tab.expect_file_chooser() as chooser:
            tab.keyboard.press("Control+o")
        chooser.value.set_files(file)
        tab.locator("#file", has_text=driven.name).wait_for()
        settle(tab)
        driven.drive(tab)
        undo_all(tab)
        text = driven.text.removeprefix(BYTE_ORDER_MARK)
        assert editor.ask(state=True)["text"] == text
        assert editor.wrongs == []


def test_verdicts_and_findings_without_a_server(editor: Editor) -> None:
    editor.type(FRENCH)
    editor.wait_for_claim("Il faut rester.")
    tab = editor.tab
    assert not re.search("`|--|argmap ", tab.inner_text("#findings"))
    assert tab.locator("#findings .leads").count() > 0
    tab.click("#verdicts")
    before = tab.inner_text("#judged-claim p")
    tab.click("#judged-claim [data-supposes$=false]")
    assert tab.inner_text("#judged-claim p") != before
    assert tab.inner_text("#judged-changes") != ""
    assert tab.evaluate("STORE.text") == FRENCH
    tab.click("#verdicts")
    assert editor.wrongs == []


def test_hostile_texts_do_nothing(editor: Editor) -> None:
    count = "document.querySelectorAll('script, style, iframe, img, link, meta, object').length"
    markup = editor.tab.evaluate(count)
    for topic in ("injection", "hostile_ids", "control_characters"):
        for case in all_cases(f"{FOLDER}/{topic}.txt"):
            text = files_of(case)[0].data.decode("utf-8", "replace")
            drawn = editor.tab.evaluate(
                "text => STORE.open(text, 'map.yaml').then(() => null)",
                text,
            )
            assert drawn is None
            assert editor.tab.locator("[onload], [onerror], [onclick], [href^=java]").count() == 0
            assert editor.tab.evaluate(count) == markup, case.title
    assert editor.wrongs == []


def test_what_a_browser_does_not_have_is_a_sentence(editor: Editor) -> None:
    editor.ask(open={"text": FRENCH})
    answer = editor.ask(revision=0, save_as="pdf")
    assert answer["problem"] == (
        "PDF and PNG files need typst, which argmap does not have in a browser: use argmap on a"
        " computer where it is installed"
    )


WATCHED = """
window.workers = [];
window.Worker = class extends Worker {
  constructor(...words) {
    super(...words);
    workers.push(this);
  }
};
"""


def test_it_starts_again_with_the_text_kept(built: Path, tabs: Tabs) -> None:
    with tabs.tab(1000, 700, has_touch=True) as tab:  # a tab that no other test here uses
        tab.add_init_script(WATCHED)
        editor = Editor(tab, (built / "argmap-editor.html").as_uri())
        editor.wait()
        editor.tab.evaluate('workers[0].dispatchEvent(new ErrorEvent("error", {message: "gone"}))')
        assert "Your text is kept." in editor.tab.inner_text("#state")
        assert editor.tab.inner_text("#reason") == "gone"
        editor.type(FRENCH)
        editor.wait_for_claim("Il faut rester.")
        assert editor.tab.evaluate("workers.length") == 2
        assert editor.wrongs == []


def test_a_list_stays_one_when_it_starts_again(built: Path, tabs: Tabs) -> None:
    text = "# Bikes\n\n- We should go by bike.\n  - Cycling is healthy.\n"
    with tabs.tab(1000, 700, has_touch=True) as tab:
        tab.add_init_script(WATCHED)
        editor = Editor(tab, (built / "argmap-editor.html").as_uri())
        editor.wait()
        with tab.expect_file_chooser() as chooser:
            tab.keyboard.press("Control+o")
        chooser.value.set_files({"name": "bikes.md", "mimeType": "", "buffer": text.encode()})
        editor.wait_for_claim("Cycling is healthy.")
        tab.evaluate('workers[0].dispatchEvent(new ErrorEvent("error", {message: "gone"}))')
        tab.locator("#progress").wait_for(state="visible")
        editor.wait()
        tab.locator("#tree .row").first.focus()
        tab.keyboard.press("Enter")
        tab.keyboard.insert_text("It is cheap.")
        tab.keyboard.press("Enter")
        editor.wait_for_claim("It is cheap.")
        assert tab.evaluate("[STORE.text, STORE.format, STORE.name]") == [
            text + "  - It is cheap.\n", "markdown", "bikes.md",
        ]  # fmt: skip
        assert editor.wrongs == []


def test_a_link_is_opened_and_kept_from_a_file_and_from_a_site(
    built: Path, site: str, browser: Browser
) -> None:
    context = browser.new_context()
    for address in ((built / "argmap-editor.html").as_uri(), site):
        tab = context.new_page()
        tab.goto(address)
        link = tab.evaluate("text => linkOf(text)", FRENCH)
        tab.close()
        tab = context.new_page()
        editor = Editor(tab, address + link)
        editor.wait()
        editor.wait_for_claim("Il faut rester.")
        assert tab.evaluate("STORE.text") == FRENCH
        tab.evaluate("keepDraft()")
        tab.close()  # as in a crash, nobody is asked
        tab = context.new_page()
        tab.goto(address)
        tab.click("#drafts button >> nth=0")
        tab.locator('#view .claim:has(title:text-is("Il faut rester."))').wait_for(timeout=PATIENCE)
        assert tab.evaluate("STORE.text") == FRENCH
        tab.close()
    context.close()


def test_a_browser_without_webassembly_gets_a_sentence(built: Path, tabs: Tabs) -> None:
    with tabs.tab(1000, 701, bypass_csp=True) as tab:
        tab.add_init_script("delete window.WebAssembly")
        editor = Editor(tab, (built / "argmap-editor.html").as_uri())
        assert "too old" in editor.tab.inner_text("#state")
        assert editor.tab.locator("#view .claim").count() == 7
        assert violations_of_axe(tab) == []


def test_it_is_small_enough_and_has_all_licenses(built: Path) -> None:
    one_file = (built / "argmap-editor.html").read_bytes()
    assert len(gzip.compress(one_file)) <= MOST_BYTES
    loaded = [file for file in (built / "site").iterdir() if file.name != "LICENSES.txt"]
    assert sum(len(gzip.compress(file.read_bytes())) for file in loaded) <= MOST_BYTES
    licenses = (built / "site" / "LICENSES.txt").read_text(encoding="utf-8")
    for name in ("argmap", "PyYAML", "Pyodide", "Python", "musl", "networkx", "wcwidth", "zlib"):
        assert re.search(rf"(?m)^{name}\b", licenses), name
    assert "Mozilla Public License Version 2.0" in licenses


def test_the_same_input_gives_the_same_bytes(built: Path, wheel: Path, tmp_path: Path) -> None:
    again = build(wheel, tmp_path)
    made = [file for file in built.rglob("*") if file.is_file()]
    assert len(made) == 8
    for file in made:
        assert file.read_bytes() == (again / file.relative_to(built)).read_bytes()
