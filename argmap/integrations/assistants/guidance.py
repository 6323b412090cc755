"""What an assistant reads before it uses the tools: instructions, pages and prompts.

    read("argmap://rules/unsupported-claim")
    → (Page(name="rule", …), "unsupported-claim (warning, group: support)\\n…")

The texts are in Markdown files beside this module.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from argmap.documents.claim_names import with_ids
from argmap.formats import has_known_ending
from argmap.integrations.assistants.served_folder import PATH, ServedFolder
from argmap.options import Part
from argmap.util.errors import Failure
from argmap.util.spelling import no_argument, no_such
from argmap.util.text import shorten


def instructions(folder: ServedFolder) -> str:
    """Return what every assistant is shown once, at the start."""
    files = "Pass a map as `file`, a path below the served folder, or as `text`."
    if not folder.root:
        files = "This server reads and writes no files: pass the whole text of a map as `text`."
    elif folder.may_write:
        files += " Only `save_map`, `fix` and `edit` with `write`, and `render` with `output` write"
        files += " files."
    else:
        files += " This server writes no files."
    return f"{_text('instructions.md')}\n{files}\n"


def _text(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


# --- pages ---


class Page(NamedTuple):
    """A page that an assistant can read.

    Attributes:
        name: its name for programs.
        title: its name for people.
        description: what it says.
        text: returns its text; a page about one thing takes the name of that.
        mime_type: what kind of text it is.
    """

    name: str
    title: str
    description: str
    text: Callable[[str], str]
    mime_type: str = "text/plain"

    @property
    def about(self) -> dict[str, Any]:
        """What a list of pages has of it."""
        fields = self._asdict()
        del fields["text"]
        return fields


def _grammar(_: str) -> str:
    return _text("grammar.md")


def _rules(rule: str) -> str:
    from argmap.lint import handbooks

    return handbooks.explain_rule(rule) if rule else handbooks.format_rule_table()


def _schemes(scheme: str) -> str:
    from argmap.lint import handbooks

    return handbooks.explain_scheme(scheme) if scheme else handbooks.format_scheme_table()


PAGES: Mapping[str, Page] = {
    "argmap://grammar": Page(
        "grammar",
        "How to write a map",
        "The format of maps on one page, with an example. Read it before you write a map.",
        _grammar,
        "text/markdown",
    ),
    "argmap://rules": Page("rules", "Rules", "Every rule that `check` applies.", _rules),
    "argmap://schemes": Page(
        "schemes", "Argumentation schemes", "Patterns of reasoning that a map can name.", _schemes
    ),
}
"""The address of each page."""

PAGES_OF_ONE: Mapping[str, Page] = {
    "argmap://rules/{rule}": Page(
        "rule", "A rule", "Why a rule matters, with examples that fail and pass.", _rules
    ),
    "argmap://schemes/{scheme}": Page(
        "scheme", "A scheme", "The premises and the critical questions of a scheme.", _schemes
    ),
}
"""The same for pages about one of many things."""


def read(address: str) -> tuple[Page, str]:
    """Return the page at an address, and its text.

    Raises:
        ArgmapError: there is none.
    """
    if address in PAGES:
        page = PAGES[address]
        return page, page.text("")
    whole, _, name = address.rpartition("/")
    for template, page in PAGES_OF_ONE.items():
        if name and template.startswith(f"{whole}/{{"):
            return page, page.text(unquote(name))
    raise Failure(no_such("resource", shorten(address), PAGES))


# --- prompts ---


class Prompt(NamedTuple):
    """A task that a user can give an assistant.

    Attributes:
        title: its name for people.
        description: what the assistant does.
        file: the file with its text.
        about: the argument that it is about, and what that is.
        others: the other arguments, each with what it is; they can be left out.
    """

    title: str
    description: str
    file: str
    about: tuple[str, str]
    others: Mapping[str, str] = {}


_MAP = "the text of the map, or its path below the served folder"

PROMPTS: Mapping[str, Prompt] = {
    "draft_map": Prompt(
        "Draft a map from this article",
        "Turn an article into a map in which every claim has its quotation.",
        "draft_map.md",
        ("article", "the text of the article, or its path below the served folder"),
    ),
    "find_unsupported": Prompt(
        "Find what is unsupported",
        "Find what a map only asserts, and what its verdicts rest on.",
        "find_unsupported.md",
        ("map", _MAP),
    ),
    "question_inferences": Prompt(
        "Question the inferences",
        "Ask whether the reasons in a map show what they are given for.",
        "question_inferences.md",
        ("map", _MAP),
    ),
    "strengthen_side": Prompt(
        "Strengthen the other side",
        "Find the best that one side of a map could still say.",
        "strengthen_side.md",
        ("map", _MAP),
        {"side": "the side to strengthen (default: the one that is weaker now)"},
    ),
}


def fill_in(name: str, arguments: Mapping[str, str], folder: ServedFolder) -> str:
    """Return a prompt with what the user has chosen.

    Raises:
        Failure: there is no such prompt, an argument is unknown or missing, or a file cannot be
            read.
    """
    if name not in PROMPTS:
        raise Failure(no_such("prompt", shorten(name), PROMPTS))
    prompt = PROMPTS[name]
    about, description = prompt.about
    for argument in arguments:
        if argument not in (about, *prompt.others):
            known = (about, *prompt.others)
            raise Failure(no_argument(name, shorten(argument), known))
    given = arguments.get(about, "")
    if not given.strip():
        raise Failure(f"`{name}` needs the argument `{about}`: {description}")
    file = _file_named(given, folder)
    is_article = about == "article"
    text = _text(prompt.file)
    source = " Pass the article under `sources`, by the id that your map gives it."
    if file:
        source = f" The article is in the file `{file}`: name it as the `file` of its source."
    text = text.replace("{source}", source if is_article else "")
    text = text.replace("{side}", _which_side(arguments.get("side", ""), file, given, folder))
    if file and not is_article:
        return f"{text}\nThe map is in the file `{file}`: pass this path as `file`.\n"
    if file:
        given = folder.read_text(file)
    grammar = f"\n<grammar>\n{_grammar('')}</grammar>\n" if is_article else ""
    return f"{text}{grammar}\n<{about}>\n{given.strip()}\n</{about}>\n"


def _file_named(given: str, folder: ServedFolder) -> str:
    """Return the path of the file that an argument names; "" if it is a text itself."""
    given = given.strip()
    if "\n" in given or not (re.fullmatch(PATH, given) or has_known_ending(given)):
        return ""
    path = folder.path_of(given)
    if not Path(folder.root, path).is_file():
        raise Failure(folder.no_such_file(given))
    return str(path)


def _which_side(side: str, file: str, given: str, folder: ServedFolder) -> str:
    """Return which side of a map to strengthen; in a map with errors, it is not looked for."""
    if side:
        map = folder.read_map(file, "" if file else given).map
        if map is not None:
            side = map.sides[with_ids(map, Part(side)).side].name
        return f"The side to strengthen is {side}."
    return "Strengthen the side whose main claim is weaker now."
