"""What the web pages of argmap have in common: a policy, and code and data within the page."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256

from argmap.util.json_text import safe_json


def strip_code(text: str) -> str:
    """Return a script or a style sheet without indents and comments.

    "  /* A note. */\\n  a { color: red; } // Another." becomes "a { color: red; }". In these files,
    no text in quotes goes on in the next line or looks like a comment, so that nothing but comments
    and white space is lost.
    """
    comment = r"(?:/\*(?:[^*]|\*(?!/))*\*/[ \t]*|//.*)\n"
    text = re.sub(rf"(?m)^\s*(?:{comment}\s*)*", "", text)
    # Behind code, or the type of what is in brackets.
    return re.sub(r"(?m)[ \t]+(?://[ ].*|/\*[^*]*\*/)$|/\*\* @type [^*]*\*/ ", "", text)


def policy(
    script: str,
    style: str,
    *,
    reloads: bool,
    library: str = "",
    runs_python: bool = False,
    draws: bool = False,
) -> str:
    """Return a Content-Security-Policy that forbids everything but this very page.

    Args:
        script: its script.
        style: its style sheet.
        reloads: whether it may ask the server that it comes from.
        library: another script that it has.
        runs_python: whether it may run WebAssembly, in a worker that it has made itself. A worker
            has the policy of its page.
        draws: whether it may show itself pictures that it has made, to save them as pixels.

    Source: https://www.w3.org/TR/CSP3/
    """
    directives = ["default-src 'none'"]
    scripts = [_digest(text) for text in (library, script) if text]
    if runs_python:
        scripts.append("'wasm-unsafe-eval'")
    directives.append(f"script-src {' '.join(scripts)}")
    directives.append(f"style-src {_digest(style)}")
    if runs_python:
        directives.append("worker-src blob:")
    if draws:
        directives.append("img-src blob:")
    directives += ["base-uri 'none'", "form-action 'none'"]
    if reloads:
        directives.append("connect-src 'self'")
    return "; ".join(directives)


def _digest(text: str) -> str:
    """Return what a policy calls all that is in an element, from one tag to the other."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}
"""What could end the element that the data stands in, and how JSON writes it besides."""


def json_in_page(data: object) -> str:
    """Return data as JSON that cannot end the element of a page that it is in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return safe_json(text)
