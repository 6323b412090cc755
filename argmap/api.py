"""What a program can ask of argmap: read a map, tell it, draw it, check it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmap import formats
from argmap.model import ArgumentMap, Verdict

if TYPE_CHECKING:
    from argmap.model.diagnostics import Diagnostic
    from argmap.verdicts.evaluate import Verdicts


def load(path: str | Path, format: str = "") -> ArgumentMap:
    """Return the map in a file; `format` names its format where the file does not show it.

    Raises:
        InvalidMap: the file cannot be read as a map; the exception carries every diagnostic.
    """
    return formats.read(path, format).unwrap()


def loads(text: str, format: str = "native") -> ArgumentMap:
    """Return the map in a text.

    Raises:
        InvalidMap: the text is no map; the exception carries every diagnostic.
    """
    return formats.parse(text, format=format).unwrap()


def dumps(map: ArgumentMap, form: str = "native") -> str:
    """Return a map as text in a form that `argmap convert` knows; `loads(dumps(map)) == map`.

    Raises:
        ArgmapError: there is no such form, or the map cannot be written in it.
    """
    from argmap.registry import convert

    return convert(map, form).text


def outline(
    map: ArgumentMap,
    format: str = "text",
    *,
    sources: bool = False,
    columns: int = 0,
    verdicts: Mapping[str, Verdict] | None = None,
) -> str:
    """Return a map as an outline; `format` is text, markdown or opml.

    `sources` asks for attributions and citations; `columns` is where text wraps, 0 for nowhere.

    Raises:
        ArgmapError: there is no such format.
    """
    from argmap.outlines import forms

    return forms.tell(map, format, sources=sources, columns=columns, verdicts=verdicts)


def render(
    map: ArgumentMap, format: str = "svg", *, verdicts: Mapping[str, Verdict] | None = None, **options: Any
) -> bytes:
    """Return a map as a picture; `format` is svg, png, pdf or dot.

    `options` are those of `argmap.diagrams.draw.Options`: page, direction, theme, engine.

    Raises:
        ArgmapError: there is no such format, or the layout engine failed.
    """
    from argmap.diagrams.draw import Options, draw

    return draw(map, format, Options(**options), verdicts).data


def evaluate(
    map: ArgumentMap, *, accept: Collection[str] = (), reject: Collection[str] = (), strict: bool = False
) -> Verdicts:
    """Return the verdict of every claim and inference: a mapping, with `claims` and `inferences`.

    Claims in `accept` stand and claims in `reject` fall, whatever the map says. In `strict` mode a claim
    that is merely asserted is not granted.

    Raises:
        ArgmapError: there is no such claim, or one is both accepted and rejected.
    """
    from argmap.verdicts.evaluate import evaluate as run

    return run(map, accept=accept, reject=reject, strict=strict)


def check(
    map: ArgumentMap, rules: Iterable[str] | None = None, *, folder: str | Path | None = None
) -> list[Diagnostic]:
    """Return what is weak about a map, in the order of its file.

    `rules` names the rules and groups to apply; without it the map's own `check` section decides.
    `folder` is where the files of its sources lie, which rules about quotations need.

    Raises:
        ArgmapError: there is no such rule or group.
    """
    from argmap import linter
    from argmap.formats.shared.source_files import read_sources

    own = linter.settings_of(map)
    chosen = linter.select_rules(own.select, own.ignore) if rules is None else linter.select_rules(rules)
    return linter.check(map, chosen, read_sources(map, Path(folder)) if folder is not None else None)
