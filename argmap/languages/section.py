"""What the words in a section of a language are: an attribute for each key; and `Pattern`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple


class Section:
    """The words in one section of a language, which each type in `section_types` has by its keys.

    It is not a `NamedTuple`, since to define the types of all sections would take as long as to
    read a file of words.
    """

    tag: str
    """The language as BCP 47 names it; the name of its file."""
    section: ClassVar[str]
    """The name of the section: `essay.verdicts`."""
    types: ClassVar[Mapping[str, Any]] = {}
    """The keys of the section, each with the type of what it holds."""

    def __init_subclass__(cls) -> None:
        cls.types = {**cls.types, **cls.__annotations__}

    def __init__(self, tag: str, *values: object) -> None:
        """Take the language, and what the keys hold, in their order."""
        self.tag = tag
        vars(self).update(zip(self.types, values, strict=True))

    def by_key(self) -> dict[str, Any]:
        """Return each key with what it holds."""
        return {key: getattr(self, key) for key in self.types}


class Pattern(NamedTuple):
    """A sentence with a claim in it, `{claim}`, which stands last.

    Attributes:
        run_on: the sentence where the claim goes on in it, its first letter small; "" where a
            language has none that leaves the claim as it is.
        apart: the sentence where the claim stands as a sentence of its own.
    """

    run_on: str
    apart: str


def in_any_place(text: str) -> Pattern:
    """Return a pattern for a language in which a claim goes on with its own first letter, or for a
    claim alone.
    """
    return Pattern("", text)
