"""The table of forms, and how to find a row in it."""

from __future__ import annotations

from pathlib import Path

from argmap.formats.recognisers import (
    looks_like_aif,
    looks_like_argdown,
    looks_like_carneades,
    looks_like_fenced,
    looks_like_freemind,
    looks_like_json,
    looks_like_kialo,
    looks_like_markdown_list,
    looks_like_microtexts,
    looks_like_native,
    looks_like_opml,
    looks_like_sadface,
    looks_like_text_list,
)
from argmap.model.diagnostics import did_you_mean, no_such
from argmap.model.errors import ArgmapError
from argmap.model.losses import without
from argmap.registry.form import Form, FormKind
from argmap.registry.map_writers import (
    write_af,
    write_aif,
    write_apx,
    write_argdown,
    write_graphml,
    write_json,
    write_lp,
    write_native,
)
from argmap.registry.outline_writers import (
    TABLED,
    TOLD,
    write_csv,
    write_docx,
    write_html,
    write_latex,
    write_markdown,
    write_opml,
    write_outline_text,
    write_pptx,
)
from argmap.registry.picture_writers import (
    TOLD_ON_PAGE,
    draw_as,
    draw_pages_as,
    write_mermaid,
    write_page,
)
from argmap.registry.readers import (
    files_named_in_json,
    files_named_in_native,
    read_aif,
    read_argdown,
    read_carneades,
    read_fenced,
    read_freemind,
    read_json,
    read_kialo,
    read_markdown_list,
    read_microtexts,
    read_native,
    read_opml,
    read_sadface,
    read_text_list,
)

FENCED = "fenced"
"""The name of the form of Markdown files that hold maps."""


FORMS = (
    Form(
        "native",
        FormKind.MAP,
        "everything",
        endings=(".yaml", ".yml"),
        read_endings=(".yaml", ".yml"),
        read=read_native,
        files_named_in=files_named_in_native,
        recognise=looks_like_native,
        write=write_native,
    ),
    Form(
        "json",
        FormKind.MAP,
        "everything; `argmap schema --json` prints its schema",
        endings=(".json",),
        read_endings=(".json",),
        read=read_json,
        files_named_in=files_named_in_json,
        recognise=looks_like_json,
        write=write_json,
    ),
    Form(
        "argdown",
        FormKind.MAP,
        "read: all but links, unknown data, and tags and descriptions of structured arguments;"
        " headings are groups, and prose is a note. Written: everything, what Argdown has no syntax"
        " for as data",
        endings=(".argdown", ".ad"),
        read_endings=(".argdown", ".ad"),
        read=read_argdown,
        recognise=looks_like_argdown,
        write=write_argdown,
    ),
    Form(
        "aif",
        FormKind.MAP,
        "read: claims and their ids, inferences, conflicts, schemes, speakers; not rephrases,"
        " preferences, transitions. Written: these, without sides, evidence, notes and marks",
        endings=(".aif.json", ".aif"),
        read_endings=(".json", ".aif"),
        read=read_aif,
        recognise=looks_like_aif,
        write=write_aif,
    ),
    Form(
        "kialo",
        FormKind.MAP,
        "both generations of exports: claims, pros and cons, links between claims; web links and"
        " footnotes become sources and evidence",
        read_endings=(".txt",),
        read=read_kialo,
        recognise=looks_like_kialo,
    ),
    Form(
        "microtexts",
        FormKind.MAP,
        "argumentative units, support, rebuttals, undercutters, linked premises, implicit units;"
        " not stances",
        read_endings=(".xml",),
        read=read_microtexts,
        recognise=looks_like_microtexts,
    ),
    Form(
        "carneades",
        FormKind.MAP,
        "Carneades 4: statements, arguments, undercutters, assumptions, issues, tests; not weights"
        " and standards of proof. Its maps are strict",
        read_endings=(".yaml", ".yml"),
        read=read_carneades,
        recognise=looks_like_carneades,
    ),
    Form(
        "sadface",
        FormKind.MAP,
        "atoms, inferences, conflicts, disagreements, schemes; resources as sources, with"
        " quotations; not other metadata",
        read_endings=(".json",),
        read=read_sadface,
        recognise=looks_like_sadface,
    ),
    Form(
        FENCED,
        FormKind.MAP,
        "a Markdown file with maps in fences of `argdown` or `argmap`: the first, or that of"
        " `--fence`",
        read_endings=(".md", ".markdown"),
        read=read_fenced,
        recognise=looks_like_fenced,
    ),
    Form(
        "freemind",
        FormKind.MAP,
        "mind maps of FreeMind and Freeplane: nodes, notes, links; `button_cancel` beside"
        " `button_ok` objects",
        read_endings=(".mm",),
        read=read_freemind,
        recognise=looks_like_freemind,
    ),
    Form(
        "graphml",
        FormKind.MAP,
        "the graph, for yEd (with boxes and lines) and Gephi; not the list of sources",
        endings=(".graphml",),
        write=write_graphml,
    ),
    Form(
        "svg",
        FormKind.PICTURE,
        "the picture",
        endings=(".svg",),
        write=draw_as("svg"),
        write_pages=draw_pages_as("svg"),
    ),
    Form(
        "png",
        FormKind.PICTURE,
        "the picture",
        endings=(".png",),
        write=draw_as("png"),
        write_pages=draw_pages_as("png"),
        is_binary=True,
    ),
    Form(
        "pdf",
        FormKind.PICTURE,
        "the picture",
        endings=(".pdf",),
        write=draw_as("pdf"),
        write_pages=draw_pages_as("pdf"),
        is_binary=True,
    ),
    Form(
        "dot",
        FormKind.PICTURE,
        "the graph behind the picture, for Graphviz",
        endings=(".dot",),
        write=draw_as("dot"),
    ),
    Form(
        "mermaid",
        FormKind.PICTURE,
        "the picture, with its marks; not sources and notes",
        endings=(".mmd", ".mermaid"),
        write=write_mermaid,
    ),
    Form(
        "page",
        FormKind.PICTURE,
        "the picture and the outline, with passages of sources, as one page to open, to present and"
        " to question; not " + without(TOLD_ON_PAGE),
        endings=(".html", ".htm"),
        write=write_page,
        shows_passages=True,
    ),
    Form(
        "text",
        FormKind.OUTLINE,
        "read: any list, indented, with any bullets. Written: the outline, with attributions; not "
        + without(TOLD),
        endings=(".txt",),
        read_endings=(".txt", ".text"),
        read=read_text_list,
        recognise=looks_like_text_list,
        write=write_outline_text,
    ),
    Form(
        "markdown",
        FormKind.OUTLINE,
        "the same",
        endings=(".md", ".markdown"),
        read_endings=(".md", ".markdown", ".txt"),
        read=read_markdown_list,
        recognise=looks_like_markdown_list,
        write=write_markdown,
    ),
    Form(
        "opml",
        FormKind.OUTLINE,
        "the same, for outliners",
        endings=(".opml",),
        read_endings=(".opml",),
        read=read_opml,
        recognise=looks_like_opml,
        write=write_opml,
    ),
    Form(
        "docx",
        FormKind.DOCUMENT,
        "the same, with the picture, for Word and LibreOffice",
        endings=(".docx",),
        write=write_docx,
        is_binary=True,
    ),
    Form(
        "html",
        FormKind.DOCUMENT,
        "the same, with the picture, as one page to read and to print",
        endings=(".html", ".htm"),
        write=write_html,
    ),
    Form(
        "latex",
        FormKind.DOCUMENT,
        "the same, without the picture",
        endings=(".tex",),
        write=write_latex,
    ),
    Form(
        "csv",
        FormKind.DOCUMENT,
        "a table for spreadsheets: a row a claim, a row a step, a row a source; not"
        f" {without(TABLED)}",
        endings=(".csv",),
        write=write_csv,
    ),
    Form(
        "pptx",
        FormKind.DOCUMENT,
        "slides whose shapes can be edited: the map, then branch by branch, with the outline as"
        " notes",
        endings=(".pptx",),
        write=write_pptx,
        is_binary=True,
    ),
    Form(
        "apx",
        FormKind.SOLVER_INPUT,
        "for solvers of argumentation frameworks; refused where the map has support",
        endings=(".apx",),
        write=write_apx,
    ),
    Form(
        "af",
        FormKind.SOLVER_INPUT,
        "the same, as ICCMA 2023 has it",
        endings=(".af",),
        write=write_af,
    ),
    Form(
        "lp",
        FormKind.SOLVER_INPUT,
        "the logic program of the verdicts, for clingo",
        endings=(".lp",),
        write=write_lp,
    ),
)


def readable_forms() -> list[Form]:
    """Return the forms that can be read."""
    return [form for form in FORMS if form.read is not None]


def writable_forms(*kinds: FormKind) -> list[Form]:
    """Return the forms that can be written: of these kinds, or of all."""
    writable = [form for form in FORMS if form.write is not None]
    if not kinds:
        return writable
    return [form for form in writable if form.kind in kinds]


def named_form(name: str, forms: list[Form], word: str = "form") -> Form:
    """Return the form with this name among some; `word` says to people what these are.

    Raises:
        ArgmapError: there is none.
    """
    for form in forms:
        if form.name == name:
            return form
    raise ArgmapError(no_such(word, name, [form.name for form in forms]))


def form_to_write(path: str, naming: str) -> Form:
    """Return the form that a file is written in where its name alone says which.

    Args:
        path: the file.
        naming: how the person who asks can name a form, with `{form}` in its place.

    Raises:
        ArgmapError: its ending shows none, or more than one could be meant.
    """
    forms = writable_forms()
    shown = _forms_of_path(path, forms)
    if not shown:
        endings = [ending for form in forms for ending in form.endings]
        listed = ", ".join(form.name for form in forms)
        help = did_you_mean("." + path.rpartition(".")[2], endings) or f"there are: {listed}"
        raise ArgmapError(f"the ending of {path} names no form; {help}")
    if len(shown) > 1:
        said = " or ".join(naming.format(form=form.name) for form in shown)
        raise ArgmapError(f"the ending of {path} can stand for more than one form; say {said}")
    return shown[0]


def form_of_path(path: str, forms: list[Form]) -> Form | None:
    """Return the form among some that the ending of a file's name shows, the first if it shows
    several.
    """
    return next(iter(_forms_of_path(path, forms)), None)


def _forms_of_path(path: str, forms: list[Form]) -> list[Form]:
    """Return the forms among some whose ending a file's name has; the longest ending counts."""
    name = Path(path).name.lower()
    # `.aif.json` is not `.json`.
    longest = ""
    shown: list[Form] = []
    for form in forms:
        for ending in form.endings:
            if not name.endswith(ending) or len(ending) < len(longest):
                continue
            if len(ending) > len(longest):
                longest = ending
                shown = []
            shown.append(form)
    return shown
