"""The scripts and style sheets of this folder, as they stand in a page, and the policy that allows them alone."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

_COMMENT = re.compile(r"/\*.*?\*/ ?", re.DOTALL)
"""A comment in a script or a style sheet: no string of theirs has these signs."""


def joined(names: tuple[str, ...]) -> str:
    """Return files of this package as one text, without their comments and indents: these are for who reads them."""
    folder = files("argmap.page")
    lines: list[str] = []
    for name in names:
        text = _COMMENT.sub("", folder.joinpath(name).read_text(encoding="utf-8"))
        stripped = map(str.strip, text.splitlines())
        lines += [line for line in stripped if line and not line.startswith("//")]
    return "\n".join(lines)


def policy(script: str, style: str, *, reloads: bool) -> str:
    """Return a Content-Security-Policy that forbids everything but this very page.

    Source: https://www.w3.org/TR/CSP3/
    """
    directives = [
        "default-src 'none'",
        f"script-src {_hash(script)}",
        f"style-src {_hash(style)}",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    if reloads:
        directives.append("connect-src 'self'")
    return "; ".join(directives)


def _hash(text: str) -> str:
    """Return the hash of what stands in an element, as a policy names it: from one tag to the other."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
