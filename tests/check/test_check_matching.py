"""One-to-one matching: the largest, the nearest first, optional gold last, the same in any order."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.check.entries import Bag, Entry
from pipeline.check.matching import match

Edges = list[list[bool]]


def _bag(golds: int, founds: int, optional: frozenset[int] = frozenset()) -> Bag:
    gold = tuple(Entry({"value": (i,)}, optional=i in optional) for i in range(golds))
    return Bag(gold, tuple(Entry({"value": (i,)}) for i in range(founds)))


def _largest(edges: Edges, founds: int) -> int:
    """The size of the largest matching, by trying everything."""
    places = [*range(founds), *[None] * len(edges)]
    return max(
        sum(place is not None and edges[gold][place] for gold, place in enumerate(order))
        for order in permutations(places, len(edges))
    )


@given(st.data())
def test_the_matching_is_the_largest(data: st.DataObject) -> None:
    golds, founds = data.draw(st.integers(0, 3)), data.draw(st.integers(0, 3))
    edges = [[data.draw(st.booleans()) for _ in range(founds)] for _ in range(golds)]
    matching = match(_bag(golds, founds), lambda g, f: 1.0 if edges[g][f] else None)
    assert len(matching.pairs) == _largest(edges, founds)
    assert len(matching.pairs) + len(matching.missed) == golds
    assert len(matching.pairs) + len(matching.spurious) == founds
    assert len({f for _, f in matching.pairs}) == len(matching.pairs)


def test_the_nearest_is_taken_first() -> None:
    scores = {(0, 0): 0.9, (0, 1): 1.0, (1, 0): 0.9, (1, 1): 0.9}
    assert match(_bag(2, 2), lambda g, f: scores[g, f]).pairs == ((0, 1), (1, 0))


def test_the_nearest_gives_way_where_another_has_no_other_place() -> None:
    scores = {(0, 0): 1.0, (0, 1): 0.9, (1, 0): 0.9}
    assert match(_bag(2, 2), lambda g, f: scores.get((g, f))).pairs == ((0, 1), (1, 0))


def test_optional_gold_takes_what_is_left_over() -> None:
    matching = match(_bag(2, 1, frozenset({0})), lambda _g, _f: 1.0)
    assert matching.pairs == ((1, 0),)
    assert (matching.absorbed, matching.missed, matching.spurious) == ((), (), ())


def test_optional_gold_absorbs_one_value_and_not_two() -> None:
    matching = match(_bag(2, 3, frozenset({0})), lambda _g, _f: 1.0)
    assert (len(matching.pairs), len(matching.absorbed), len(matching.spurious)) == (1, 1, 1)


def test_optional_gold_makes_room_but_never_takes_a_demanded_place() -> None:
    edges = {(0, 0), (1, 0), (1, 1)}
    matching = match(_bag(2, 2, frozenset({0})), lambda g, f: 1.0 if (g, f) in edges else None)
    assert (matching.pairs, matching.absorbed) == (((1, 1),), ((0, 0),))


def test_equal_scores_are_resolved_by_position() -> None:
    assert match(_bag(3, 3), lambda _g, _f: 1.0).pairs == ((0, 0), (1, 1), (2, 2))
