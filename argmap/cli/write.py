"""`argmap render`, `outline` and `convert`: a map in another form."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from argmap.cli.completion import complete_writable_forms
from argmap.cli.console import DEFAULT_FILE, FINDINGS, FINE, STDOUT, Console
from argmap.cli.options import (
    AsStated,
    Depth,
    File,
    Focus,
    From,
    OnlySide,
    ShowVerdicts,
    default_output,
    part_asked_for,
    read_map,
    verdicts_of,
)
from argmap.files import Failure, is_same_file
from argmap.model.text import one_line

if TYPE_CHECKING:
    from argmap.diagrams.draw import Pages
    from argmap.registry import Form, Output


def render(
    file: File = DEFAULT_FILE,
    format: Annotated[str, typer.Option("-f", "--format", help="svg, png, pdf, dot or mermaid.")] = "",
    output: Annotated[str, typer.Option("-o", "--output", metavar="PATH", help="Where to; - is stdout.")] = "",
    side: OnlySide = "",
    focus: Focus = "",
    depth: Depth = None,
    page: Annotated[
        str, typer.Option(help="a4, letter, slide, screen, phone, poster, a size such as 210x297mm, or none.")
    ] = "screen",
    split: Annotated[bool, typer.Option("--split", help="Several pages, so that all text can be read.")] = False,
    direction: Annotated[str, typer.Option(help="Where reasons lead: up, down, left, right.")] = "",
    layout: Annotated[str, typer.Option(help="rows, or hang: reasons one under the other.")] = "",
    theme: Annotated[str, typer.Option(help="color, print (black and white) or dark.")] = "color",
    marks: Annotated[
        str | None, typer.Option(help="Some of: unsupported,evidence,common-ground,scheme,holder.")
    ] = None,
    text: Annotated[str, typer.Option(help="What boxes show: full, label or both.")] = "full",
    link_base: Annotated[str, typer.Option(metavar="URL", help="Link each box to URL#id.")] = "",
    engine: Annotated[str, typer.Option(help="graphviz-pure, or dot for the system's Graphviz.")] = "graphviz-pure",
    verdicts: ShowVerdicts = False,
    as_stated: AsStated = False,
    source: From = "",
) -> None:
    """Draw a map as a picture.

    \b
    Example:
      argmap render debate.yaml --page a4 -o debate.pdf
      argmap render debate.yaml --page slide --split -o slides.pdf
    """  # fmt: skip
    from argmap import registry

    console = Console()
    form = _picture_form(format, output)
    if split and output == STDOUT:
        raise Failure("--split writes files: say where with -o PATH")
    target = output or default_output(file, form.endings[0], side, focus)
    _must_not_overwrite(target, file)
    whole = read_map(console, file, source, as_stated=as_stated)
    options = registry.WritingOptions(
        page=page,
        direction=direction,
        layout=layout,
        theme=theme,
        marks=_listed_marks(marks),
        text=text,
        link_base=link_base,
        engine=engine,
        verdicts=verdicts_of(whole) if verdicts else None,
    )
    map = part_asked_for(whole, side, focus, depth)
    if split:
        with console.progress("drawing the map"):
            pages = registry.write_pages(map, form.name, options)
        _write_pages(console, pages, target, page, make_folder=not output)
        return
    with console.progress("drawing the map"):
        picture = registry.write(map, form.name, options)
    for note in picture.notes:
        console.say(note)
    console.write(target, picture.data, make_folder=not output)
    if target != STDOUT:
        console.say(f"wrote {target}{_size_of_text(picture.points, page)}")


def _write_pages(console: Console, pages: "Pages", target: str, page: str, *, make_folder: bool) -> None:
    """Write a file with all pages, or one a page, numbered."""
    for note in pages.notes:
        console.say(note)
    paths = [target]
    written = target
    if len(pages.files) > 1:
        paths = [_numbered(target, number, pages.number) for number in range(1, pages.number + 1)]
        written = f"{paths[0]} to {paths[-1]}"
    elif pages.number > 1:
        written = f"{target} with {pages.number} pages"
    for path, data in zip(paths, pages.files, strict=True):
        console.write(path, data, make_folder=make_folder)
    console.say(f"wrote {written}{_size_of_text(pages.points, page, is_least=pages.number > 1)}")


def _numbered(path: str, number: int, total: int) -> str:
    """Return the path of one of several files; as many digits in each, so that they sort in their order."""
    stem, dot, ending = path.rpartition(".")
    digits = len(str(total))
    return f"{stem}-{number:0{digits}}{dot}{ending}"


def _listed_marks(marks: str | None) -> tuple[str, ...] | None:
    """Return the marks in a list with commas; none in an empty one, and None where there is no list."""
    if marks is None:
        return None
    return tuple(mark.strip() for mark in marks.split(",") if mark.strip())


def _picture_form(format: str, output: str) -> "Form":
    """Return the form of picture that the options ask for: by name, by the ending of the file, or else SVG."""
    from argmap import registry

    pictures = registry.writable_forms(registry.FormKind.PICTURE)
    named = registry.named_form(format, pictures, "picture format") if format else None
    if output in ("", STDOUT):
        return named or pictures[0]
    shown = registry.form_of_path(output, pictures)
    listed = ", ".join(form.name for form in pictures)
    if shown is None and "." in output.rpartition("/")[2]:
        ending = output.rpartition(".")[2]
        raise Failure(f"no picture format has the ending `.{ending}`; there are: {listed}")
    if shown is None and named is None:
        raise Failure(f"`-o {output}` has no ending to tell the format by; name it with -f: {listed}")
    if shown is not None and named is not None and shown is not named:
        raise Failure(f"`-f {format}` and the ending of `-o {output}` differ; formats are: {listed}")
    return named or shown or pictures[0]


def _size_of_text(points: float | None, page: str, *, is_least: bool = False) -> str:
    from argmap.diagrams.drawings import in_points
    from argmap.diagrams.pages import page_named

    shown = page_named(page)
    if points is None or shown is None:
        return ""
    size = f"{in_points(points)} or more" if is_least else in_points(points)
    return f": text is {size} on {shown.name}"


def outline(
    file: File = DEFAULT_FILE,
    format: Annotated[
        str, typer.Option("-f", "--format", help="text, markdown, opml, docx or pptx; text if PATH shows no other.")
    ] = "",
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="PATH", help="Where to; - is stdout, the default for text.")
    ] = "",
    side: OnlySide = "",
    focus: Focus = "",
    depth: Depth = None,
    sources: Annotated[bool, typer.Option("--sources", help="Say who holds each claim and what it cites.")] = False,
    essay: Annotated[
        bool, typer.Option("--essay", help="As prose, with sources: in English, French, German or Spanish.")
    ] = False,
    verdicts: ShowVerdicts = False,
    as_stated: AsStated = False,
    source: From = "",
) -> None:
    """Tell a map as a numbered outline, or as an essay.

    \b
    Example:
      argmap outline debate.yaml -f markdown --sources > debate.md
      argmap outline debate.yaml --essay --verdicts
    """  # fmt: skip
    from argmap import registry

    console = Console()
    outlines = registry.writable_forms(registry.FormKind.OUTLINE, registry.FormKind.DOCUMENT)
    shown = registry.form_of_path(output, outlines) or outlines[0]
    form = registry.named_form(format, outlines, "outline format") if format else shown
    usual = default_output(file, form.endings[0], side, focus) if form.is_binary else STDOUT
    target = output or usual
    _must_not_overwrite(target, file)
    whole = read_map(console, file, source, as_stated=as_stated)
    options = registry.WritingOptions(
        sources=sources,
        columns=console.columns if target == STDOUT else 0,
        essay=essay,
        verdicts=verdicts_of(whole) if verdicts else None,
    )
    with console.progress("telling the map"):
        told = registry.write(part_asked_for(whole, side, focus, depth), form.name, options)
    if form.kind is registry.FormKind.DOCUMENT:
        _tell(console, told)
    else:
        _tell_notes(console, told)
    if target == STDOUT and not form.is_binary:
        console.put(told.data.decode())
        return
    console.write(target, told.data, make_folder=not output)
    if target != STDOUT:
        console.say(f"wrote {one_line(target)}")


def convert(
    file: File = DEFAULT_FILE,
    output: Annotated[str, typer.Option("-o", "--output", metavar="PATH", help="Where to; - is stdout.")] = STDOUT,
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="FORM",
            help="The form, if PATH does not show it: native, json, argdown, aif, graphml, svg, png, pdf, dot, mermaid,"
            " text, markdown, opml, docx, pptx, apx, af or lp.",
            autocompletion=complete_writable_forms,
        ),
    ] = "",
    as_program: Annotated[
        bool, typer.Option("--as-program", help="The logic program of the verdicts: --to lp.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict-conversion", help="Exit code 1 if anything is lost.")] = False,
    source: From = "",
) -> None:
    """Write a map in another form, and say what is lost; `argmap forms` lists the forms.

    \b
    Example:
      argmap convert debate.argdown -o debate.yaml
      argmap convert debate.yaml --to mermaid
    """  # fmt: skip
    from argmap import registry
    from argmap.model.losses import LOSS

    console = Console()
    if as_program and to:
        raise Failure("--as-program is --to lp; say one of them")
    form = _form_to_convert_to("lp" if as_program else to, output)
    if form.is_binary and output == STDOUT and sys.stdout.isatty():
        raise Failure(f"{form.name} is no text for a terminal; say where to with -o")
    _must_not_overwrite(output, file)
    with console.progress("reading the map"):
        reading = registry.read(file, source)
    map = reading.unwrap()
    with console.progress("writing the map"):
        written = registry.write(map, form.name)
    console.warn(reading)
    _tell(console, written)
    console.write(output, written.data)
    is_lossy = bool(written.losses) or any(diagnostic.code == LOSS for diagnostic in reading.diagnostics)
    raise typer.Exit(FINDINGS if strict and is_lossy else FINE)


def _tell(console: Console, output: "Output") -> None:
    """Say what a form had no place for, and what else there is to know of the result."""
    for loss in output.losses:
        console.say(f"{loss.severity}[{loss.code}]: {loss.message}")
    _tell_notes(console, output)


def _tell_notes(console: Console, output: "Output") -> None:
    for note in output.notes:
        console.say(note)


def _form_to_convert_to(name: str, output: str) -> "Form":
    from argmap import registry
    from argmap.model.diagnostics import did_you_mean

    forms = registry.writable_forms()
    if name:
        return registry.named_form(name, forms)
    shown = registry.form_of_path(output, forms)
    if shown is not None:
        return shown
    listed = ", ".join(form.name for form in forms)
    if output == STDOUT:
        raise Failure(f"say which form with --to; there are: {listed}")
    endings = [ending for form in forms for ending in form.endings]
    help = did_you_mean("." + output.rpartition(".")[2], endings) or f"there are: {listed}"
    raise Failure(f"the ending of {output} names no form; {help}")


def _must_not_overwrite(output: str, file: str) -> None:
    if is_same_file(output, file):
        raise Failure(f"{output} is the map itself; choose another name for the result")
