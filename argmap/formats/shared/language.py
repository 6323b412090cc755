"""What a reader says of a language that argmap has no words for."""

from __future__ import annotations

from argmap.languages import is_known, known_languages
from argmap.model.diagnostics import Diagnostic, Span, warning


def warn_of_unknown_language(
    language: str, place: Span | None, diagnostics: list[Diagnostic]
) -> None:
    """Add a warning to `diagnostics` if there are no words for the language of a map; "" is the
    default one.
    """
    # "?" stands for what was no text: that has been reported.
    if language in ("", "?") or is_known(language):
        return
    message = f"`{language}` is no language that argmap has words for; English ones are used"
    known = ", ".join(known_languages())
    help = f"there are words for {known}, and for their variants, such as `pt-BR`"
    diagnostics.append(warning("unknown-language", message, place, help))
