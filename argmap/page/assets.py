"""The scripts and style sheets of this folder, as they stand in a page, and the policy that allows
them alone.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

import rcssmin
import rjsmin


def join_files(names: tuple[str, ...]) -> str:
    """Return files of this package as one text, each without comments and white space: these are
    for who reads them.
    """
    folder = files("argmap.page")
    return "\n".join(
        without_space(name, folder.joinpath(name).read_text(encoding="utf-8")) for name in names
    )


def without_space(name: str, text: str) -> str:
    """Return a script or a style sheet without comments and white space, by the name of its file.

    A script has no template within a template: it would lose spaces that are text.
    """
    shortened: str = rcssmin.cssmin(text) if name.endswith(".css") else rjsmin.jsmin(text)
    return shortened


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
    """Return the hash of what stands in an element, as a policy names it: from one tag to the
    other.
    """
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
