"""What the web pages of argmap have in common: a policy, and code and data within the page."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256

from argmap.util.text import UNSAFE_IN_LINES


def strip_code(text: str) -> str:
    """Return a script or a style sheet without indents and the comments on lines of their own.

    "  /* A note. */\\n  a { color: red; }" becomes "a { color: red; }". No text in quotes goes on
    in the next line in these files, so that nothing but comments and white space is lost.
    """
    comment = r"(?:/\*(?:[^*]|\*(?!/))*\*/[ \t]*|//.*)\n"
    return re.sub(rf"(?m)^\s*(?:{comment}\s*)*", "", text)


def policy(script: str, style: str, *, reloads: bool, runs_python: bool = False) -> str:
    """Return a Content-Security-Policy that forbids everything but this very page.

    Args:
        script: its script.
        style: its style sheet.
        reloads: whether it may ask the server that it comes from.
        runs_python: whether it may run WebAssembly, in a worker that it has made itself. A worker
            has the policy of its page.

    Source: https://www.w3.org/TR/CSP3/
    """
    directives = ["default-src 'none'"]
    for name, text in (("script-src", script), ("style-src", style)):
        # Of all that is in the element, from one tag to the other.
        digest = b64encode(sha256(text.encode()).digest()).decode()
        directives.append(f"{name} 'sha256-{digest}'")
    if runs_python:
        directives[1] += " 'wasm-unsafe-eval'"
        directives.append("worker-src blob:")
    directives += ["base-uri 'none'", "form-action 'none'"]
    if reloads:
        directives.append("connect-src 'self'")
    return "; ".join(directives)


_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "##[": "##\\u005b"}
"""What could end the element that the data stands in, or what a CI log obeys, and how JSON writes
it besides.
"""


def json_in_page(data: object) -> str:
    """Return data as JSON that cannot end the element of a page that it is in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return re.sub(UNSAFE_IN_LINES, lambda match: f"\\u{ord(match[0]):04x}", text)
