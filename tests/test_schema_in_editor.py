"""What the schema makes of a map in an editor: yaml-language-server, which VS Code and others use, is asked.

It needs Node.js, and the npm package `yaml-language-server` in the folder that ARGMAP_NODE_MODULES names.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from argmap import Claim, Inference
from argmap.lint import ALL_RULES
from argmap.model import all_schemes, fields_of
from tests.run import PATIENCE, argmap
from tests.tools import node_module

if TYPE_CHECKING:
    from pytest_lsp import LanguageClient

pytestmark = pytest.mark.tools

CURSOR = "|"
_Answer = TypeVar("_Answer")


class Editor:
    """An editor that has the schema of `argmap schema` for its YAML files."""

    def __init__(self, server: Path, folder: Path) -> None:
        self.folder = folder
        self.opened = 0
        # The loop that controls the browser may be running in this thread.
        self.loop = asyncio.new_event_loop()
        self.thread = Thread(target=self.loop.run_forever)
        self.thread.start()
        self.client = self.run(self.start(server))
        self.run(self.wait_for_schema())

    def run(self, asked: Coroutine[Any, Any, _Answer]) -> _Answer:
        return asyncio.run_coroutine_threadsafe(asked, self.loop).result(PATIENCE)

    async def start(self, server: Path) -> LanguageClient:
        from lsprotocol.types import InitializeParams
        from pytest_lsp import client_capabilities
        from pytest_lsp.client import make_test_lsp_client

        schema = self.folder / "argmap.schema.json"
        schema.write_text(argmap("schema").out, encoding="utf-8")
        client = make_test_lsp_client()
        # The catalog of schemas is on the network.
        settings = {"schemas": {schema.as_uri(): "*.yaml"}, "schemaStore": {"enable": False}}
        client.set_configuration({"yaml": settings})
        await client.start_io("node", str(server), "--stdio")
        capabilities = client_capabilities("visual-studio-code")
        await client.initialize_session(
            InitializeParams(capabilities=capabilities, root_uri=self.folder.as_uri())
        )
        return client

    async def open(self, text: str) -> str:
        """Open a text, wait until it is checked, and return its address."""
        from lsprotocol.types import DidOpenTextDocumentParams, TextDocumentItem

        self.opened += 1
        uri = (self.folder / f"{self.opened}.yaml").as_uri()
        document = TextDocumentItem(uri, "yaml", 1, text)
        self.client.text_document_did_open(DidOpenTextDocumentParams(document))
        await self.wait_until(lambda: uri in self.client.diagnostics)
        return uri

    async def wait_until(self, condition: Callable[[], object]) -> None:
        for _ in range(int(PATIENCE / 0.02)):
            if condition():
                return
            await asyncio.sleep(0.02)
        raise AssertionError("the server does not answer")

    async def wait_for_schema(self) -> None:
        """Wait until the server knows its settings: it checks what is opened before, and then again."""
        uri = await self.open("tilte: X\nclaims: {a: A b.}\n")
        await self.wait_until(lambda: self.client.diagnostics[uri])

    def findings(self, text: str) -> list[str]:
        """Return what the editor shows in a text: the line, and what is wrong there."""
        uri = self.run(self.open(text))
        found = self.client.diagnostics[uri]
        return [f"{each.range.start.line + 1}: {each.message}" for each in found]

    def offered(self, text: str) -> list[str]:
        """Return what the editor offers at the cursor in a text."""
        from lsprotocol.types import CompletionList, CompletionParams

        uri = self.run(self.open(text.replace(CURSOR, "")))
        parameters = CompletionParams(*self.place(uri, text))
        offered = self.run(self.client.text_document_completion_async(parameters))
        items = offered.items if isinstance(offered, CompletionList) else offered or []
        return [item.label for item in items]

    def hover(self, text: str) -> str:
        """Return what the editor shows when the pointer is where the cursor is."""
        from lsprotocol.types import HoverParams, MarkupContent

        uri = self.run(self.open(text.replace(CURSOR, "")))
        parameters = HoverParams(*self.place(uri, text))
        hover = self.run(self.client.text_document_hover_async(parameters))
        assert hover is not None
        assert isinstance(hover.contents, MarkupContent)
        return hover.contents.value.partition("\n\nSource: ")[0]

    def place(self, uri: str, text: str) -> tuple[Any, Any]:
        from lsprotocol.types import Position, TextDocumentIdentifier

        *lines, line = text.partition(CURSOR)[0].split("\n")
        return TextDocumentIdentifier(uri), Position(len(lines), len(line))

    async def stop(self) -> None:
        await self.client.shutdown_session()
        await self.client.stop()  # type: ignore[no-untyped-call]

    def close(self) -> None:
        self.run(self.stop())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    server = node_module("yaml-language-server", "bin/yaml-language-server")
    opened = Editor(server, tmp_path_factory.mktemp("editor"))
    yield opened
    opened.close()


def reason(item: str) -> str:
    """Return a map with an item in a list of premises, which begins in line 5."""
    lines = item.replace("\n", "\n        ")
    return f"claims:\n  a:\n    text: A b.\n    premises:\n      - {lines}\n"


MISTAKES = {
    "a key of a long form": (
        reason("premises: [c d]\nwarant: w"),
        ["6: Property warant is not allowed."],
    ),
    "the premises of a long form": (
        reason("premisses: [c d]\nwarrant: w"),
        ['5: Missing property "premises".', "5: Property premisses is not allowed."],
    ),
    "a key of an undercutter": (
        reason("premises: [c d]\nundercutters:\n  - premises: [e f]\n    shceme: sign"),
        ["8: Property shceme is not allowed."],
    ),
    "a key of a claim in place": (
        reason("text: C d.\nevidnce: s"),
        ["6: Property evidnce is not allowed."],
    ),
    "the text of a claim in place": (
        reason("txt: C d.\nevidence: s"),
        ['5: Missing property "text".', "5: Property txt is not allowed."],
    ),
    "the only key of a claim": (
        "claims:\n  a:\n    txt: A b.\n",
        ['2: Missing property "text".', "3: Property txt is not allowed."],
    ),
    "a key of a linked premise": (
        reason("[c d, {text: E f., sid: x}]"),
        ["5: Property sid is not allowed."],
    ),
    "a key of a source": (
        "sources: {s: {titel: X}}\nclaims: {a: A b.}\n",
        ["1: Property titel is not allowed."],
    ),
    "a key of the map": (
        "tilte: X\nclaims: {a: A b.}\n",
        ["1: Property tilte is not allowed."],
    ),
    "a list where a text goes": (
        "claims: {a: {text: A b., side: [x]}}\n",
        ["1: Incorrect type. Expected one of string, number."],
    ),
    "a severity": (
        "check: {fail_on: eror}\nclaims: {a: A b.}\n",
        ['1: Value is not accepted. Valid values: "error", "warning", "note", "never".'],
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_shown_for_what_was_meant(editor: Editor, mistake: str) -> None:
    text, findings = MISTAKES[mistake]
    assert editor.findings(text) == findings


def test_an_unknown_rule_is_shown_in_the_settings(editor: Editor) -> None:
    (finding,) = editor.findings("check: {ignore: [long-clam]}\nclaims: {a: A b.}\n")
    assert finding.startswith('1: Value must be "unsupported-claim" | "rests-on-unsupported" | ')


def test_what_argmap_takes_is_not_refused(editor: Editor) -> None:
    # Truth values, numbers and null of YAML are texts to argmap. Schemes and rules may be unknown: argmap warns.
    for text in (
        "claims:\n  a: {text: yes, side: true}\n  b: false\n  c: {text: 1, side: , note: null}\n",
        reason("premises: [c d]\nscheme: my own") + "    ignore: {my-rule: why}\n",
        reason("premises: [c d]\nscheme: true"),
        "check: {select: [long-claim, wording], ignore: question, fail_on: never}\nclaims: {a: A b.}\n",
    ):
        assert editor.findings(text) == []


FIELDS_OF_CLAIMS = [field.name for field in fields_of(Claim) if field.name != "text"]
HEAD = FIELDS_OF_CLAIMS.index("main") + 1
KEYS_OF_CLAIMS = [
    "id", *FIELDS_OF_CLAIMS[:HEAD], "premises", "rebuttals", *FIELDS_OF_CLAIMS[HEAD:], "assumed", "objections",
]  # fmt: skip
FIELDS_OF_INFERENCES = [field.name for field in fields_of(Inference)]
WRITTEN_OTHERWISE = {"kind", "premises", "target", "weighing"}
KEYS_OF_LONG_FORMS = [
    *(name for name in FIELDS_OF_INFERENCES if name not in WRITTEN_OTHERWISE), "step", "undercutters", "outweighed_by",
]  # fmt: skip

OFFERED = {
    "no truth values for a side": ("claims: {a: {text: A b., side: |}}\n", []),
    "nothing for a title": ("title: |\nclaims: {a: A b.}\n", []),
    "schemes": (
        reason("premises: [c d]\nscheme: |"),
        [scheme.name for scheme in all_schemes()],
    ),
    "rules to ignore": ("claims:\n  a:\n    text: A b.\n    ignore:\n      |\n", [*ALL_RULES]),
    "severities": (
        "check:\n  fail_on: |\nclaims: {a: A b.}\n",
        ["error", "warning", "note", "never"],
    ),
    "keys of a long form": (reason("premises: [c d]\n|"), KEYS_OF_LONG_FORMS),
    "keys of a claim": ("claims:\n  a:\n    text: A b.\n    |\n", KEYS_OF_CLAIMS),
    "keys of a claim in place": (reason("text: C d.\n|"), KEYS_OF_CLAIMS),
    "keys of an item that may be either": (
        reason("|"),
        ["text", "claim", *KEYS_OF_CLAIMS, "reason or objection",
         *(key for key in KEYS_OF_LONG_FORMS if key not in KEYS_OF_CLAIMS)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", OFFERED)
def test_an_editor_offers(editor: Editor, what: str) -> None:
    text, offered = OFFERED[what]
    assert editor.offered(text) == offered


def test_rules_and_groups_are_offered_in_the_settings(editor: Editor) -> None:
    offered = editor.offered("check:\n  ignore:\n    - |\nclaims: {a: A b.}\n")
    assert offered == [*ALL_RULES, "all", "default", "support", "attack", "structure", "wording",
                       "sources", "expectations", "teaching", "experimental"]  # fmt: skip


def test_an_editor_explains_schemes_and_keys(editor: Editor) -> None:
    text = reason("premises: [c d]\nscheme: expert| opinion")
    assert editor.hover(text) == (
        "#### reason or objection\n\nAn expert in a field says that a claim is true."
    )
    assert editor.hover(reason("pre|mises: [c d]")) == (
        "#### reason or objection\n\nOne premise, or a list of linked premises, all of which are needed."
    )
