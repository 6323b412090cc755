"""Maps, written in a form of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.model import ArgumentMap
from argmap.model.errors import ArgmapError
from argmap.registry.form import FormKind, Output, WritingOptions
from argmap.registry.table import FORMS, named_form, writable_forms

if TYPE_CHECKING:
    from argmap.diagrams.draw import Pages


def write(map: ArgumentMap, form: str, options: WritingOptions | None = None) -> Output:
    """Return a map in a form of the table, and what the form has no place for.

    Raises:
        ArgmapError: there is no such form, the map cannot be written in it, or an option has an
            unknown value.
    """
    row = named_form(form, writable_forms())
    if row.write is None:
        raise TypeError(f"{row.name} is only read")
    is_read_again = row.kind is FormKind.MAP and row.read is not None
    if is_read_again and not map.claims:
        raise ArgmapError(f"this map has no claims, and {row.name} without any is no map")
    return row.write(map, options or WritingOptions())


def write_pages(map: ArgumentMap, form: str, options: WritingOptions | None = None) -> Pages:
    """Return a map as pictures on as many pages as it takes to read all text.

    Raises:
        ArgmapError: there is no such form, it has no pages, an option has an unknown value, or the
            page is `none`.
    """
    row = named_form(form, writable_forms())
    if row.write_pages is None:
        raise ArgmapError(
            f"{row.name} cannot be split over several pages; {_listed_forms_with_pages()} can"
        )
    return row.write_pages(map, options or WritingOptions())


def _listed_forms_with_pages() -> str:
    *others, last = [form.name for form in FORMS if form.write_pages is not None]
    return f"{', '.join(others)} and {last}"
