"""Templates of web pages, which escape all that they are filled in with."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template


@cache
def page_template(
    package: str, name: str, *, trims_blocks: bool = False, keeps_last_line_end: bool = False
) -> Template:
    """Return a template of a package, which is compiled once: that takes longer than to fill it in.

    Args:
        package: where it is.
        name: its path in the package.
        trims_blocks: whether the white space around a statement on a line of its own is left out.
        keeps_last_line_end: whether the page ends with a line end as the template does.
    """
    templates = Environment(
        loader=PackageLoader(package, ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=trims_blocks,
        lstrip_blocks=trims_blocks,
        keep_trailing_newline=keeps_last_line_end,
    )
    return templates.get_template(name)
