"""Text is nowhere much smaller than in the layouts before, and larger on the whole."""

from __future__ import annotations

import pytest

from tests.conftest import mostly_soak
from tests.picture_maps import MAPS
from tests.text_sizes import TextSize, mean_share, size_of, sizes_before, table, text_sizes


@pytest.fixture(scope="module", params=mostly_soak([1, 3], 3), ids="every {}".format)
def sizes(request: pytest.FixtureRequest) -> list[TextSize]:
    """Measure every map, or every third."""
    return text_sizes([*MAPS][:: request.param])


def test_every_map_was_measured_before() -> None:
    papers = ("slide", "a4", "phone", "poster", "screen")
    assert [*sizes_before()] == [(name, paper) for name in MAPS for paper in papers]


@pytest.mark.soak
def test_no_text_is_much_smaller_than_before(sizes: list[TextSize]) -> None:
    smaller = [size for size in sizes if size.share < 0.97]
    assert not smaller, f"{len(smaller)} of {len(sizes)} are too small:\n{table(smaller)}"


@pytest.mark.soak
def test_text_is_larger_on_the_whole(sizes: list[TextSize]) -> None:
    assert mean_share(sizes) >= 1.05, f"the smallest first:\n{table(sizes)}"


def test_the_treaty_debate_can_be_read_on_paper() -> None:
    assert size_of("treaty-54", "a4") >= 8
