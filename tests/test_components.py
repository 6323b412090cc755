"""Strongly connected components, against those of networkx."""

from __future__ import annotations

import networkx
from hypothesis import given
from hypothesis import strategies as st

from argmap.verdicts import components_of

graphs = st.integers(1, 12).flatmap(
    lambda size: st.lists(
        st.sets(st.integers(0, size - 1), max_size=4), min_size=size, max_size=size
    )
)


@given(graphs)
def test_components_are_those_of_networkx_and_what_is_needed_comes_first(
    depends_on: list[set[int]],
) -> None:
    graph: networkx.DiGraph[int] = networkx.DiGraph()
    graph.add_nodes_from(range(len(depends_on)))
    for number, needed in enumerate(depends_on):
        graph.add_edges_from((number, other) for other in needed)
    components = components_of(depends_on)
    assert {frozenset(each) for each in components} == {
        frozenset(each) for each in networkx.strongly_connected_components(graph)
    }
    place = {number: index for index, component in enumerate(components) for number in component}
    assert sorted(place) == list(range(len(depends_on)))
    assert all(
        place[other] <= place[number]
        for number, needed in enumerate(depends_on)
        for other in needed
    )


def test_a_long_chain_and_a_long_circle() -> None:
    chain = [{number + 1} for number in range(10_000)] + [set()]
    assert components_of(chain) == [[number] for number in range(10_000, -1, -1)]
    circle = [{(number + 1) % 10_000} for number in range(10_000)]
    assert components_of(circle) == [list(range(9_999, -1, -1))]
