"""The files of the project that tests look at. A pattern that finds none fails, so that no test checks nothing."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
"""Real files of other people, which may be beside the checkout."""


def files(*patterns: str) -> list[Path]:
    """Return the files of the project that match these patterns, in the order of the patterns, then by name.

    Raises:
        AssertionError: a pattern matches no file.
    """
    found: list[Path] = []
    for pattern in patterns:
        matches = [path for path in sorted(ROOT.glob(pattern)) if path.is_file()]
        assert matches, f"no file of the project matches `{pattern}`: correct the pattern"
        found += matches
    return found


def corpus_files(pattern: str) -> list[Path]:
    """Return the files of the corpus that match a pattern: none where the corpus is not there.

    Raises:
        AssertionError: the corpus is there, and the pattern matches no file of it.
    """
    found = sorted(CORPUS.glob(pattern))
    assert found or not CORPUS.is_dir(), f"no file of the corpus matches `{pattern}`"
    return found
