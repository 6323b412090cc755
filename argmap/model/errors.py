"""The exceptions of argmap: for what cannot go on. What is wrong inside a file is a diagnostic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from argmap.model.diagnostics import Diagnostic


class ArgmapError(Exception):
    """A request that cannot be carried out; its text is one line for the person who made it."""


class InvalidMap(ArgmapError):
    """A map that cannot be built: carries every diagnostic, and the text of the files they point
    into.

    Attributes:
        diagnostics: everything that was found, in the order of the file; at least one is an error.
        texts: file name -> its text, for showing the lines concerned; may be empty.
    """

    def __init__(
        self, diagnostics: Sequence[Diagnostic], texts: Mapping[str, str] | None = None
    ) -> None:
        self.diagnostics = tuple(diagnostics)
        self.texts = dict(texts or {})
        super().__init__("\n".join(_describe(diagnostic) for diagnostic in self.diagnostics))

    def __reduce__(self) -> tuple[type[InvalidMap], tuple[Sequence[Diagnostic], Mapping[str, str]]]:
        """Return what it is made of, for a copy in another process: by itself, Python would hand
        its text alone.
        """
        return type(self), (self.diagnostics, self.texts)


def _describe(diagnostic: Diagnostic) -> str:
    """Return a diagnostic on one line, as compilers write it, so that editors find the place."""
    description = f"{diagnostic.severity}[{diagnostic.code}]: {diagnostic.message}"
    span = diagnostic.span
    if span is None:
        return description
    return f"{span.file}:{span.line}:{span.column}: {description}"
