"""What writes maps and inputs of solvers; each function imports its writer when it is called."""

from __future__ import annotations

from collections.abc import Callable

from argmap.model import ArgumentMap
from argmap.model.losses import Written
from argmap.registry.form import Output, WritingOptions


def _without_options(
    format_map: Callable[[ArgumentMap], Written],
) -> Callable[[ArgumentMap, WritingOptions], Output]:
    """Return the writer of a form that leaves nothing to choose, so that the options have no effect
    on it.
    """

    def write_map(map: ArgumentMap, _options: WritingOptions) -> Output:
        written = format_map(map)
        return Output(written.content, written.losses)

    return write_map


@_without_options
def write_native(map: ArgumentMap) -> Written:
    from argmap.formats.native.writer import format_native

    return format_native(map)


@_without_options
def write_json(map: ArgumentMap) -> Written:
    from argmap.formats.json.writer import format_json

    return format_json(map)


@_without_options
def write_argdown(map: ArgumentMap) -> Written:
    from argmap.formats.argdown.writer import format_argdown

    return format_argdown(map)


@_without_options
def write_aif(map: ArgumentMap) -> Written:
    from argmap.formats.aif.writer import format_aif

    return format_aif(map)


@_without_options
def write_graphml(map: ArgumentMap) -> Written:
    from argmap.formats.graphml import format_graphml

    return format_graphml(map)


@_without_options
def write_apx(map: ArgumentMap) -> Written:
    from argmap.formats.frameworks import format_apx

    return format_apx(map)


@_without_options
def write_af(map: ArgumentMap) -> Written:
    from argmap.formats.frameworks import format_af

    return format_af(map)


@_without_options
def write_lp(map: ArgumentMap) -> Written:
    from argmap.formats.frameworks import format_lp

    return format_lp(map)
