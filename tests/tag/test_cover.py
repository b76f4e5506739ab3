"""The characters that spans have taken."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.cover import Cover

SPANS = st.tuples(st.integers(0, 40), st.integers(0, 12)).map(lambda pair: (pair[0], pair[0] + pair[1]))


def test_spans_within_and_at_the_edges() -> None:
    cover = Cover(10, 20, [(12, 14)])
    assert [offset for offset in range(8, 22) if cover.holds(offset)] == [12, 13]
    assert cover.meets(13, 30)
    assert not cover.meets(14, 30)
    assert not cover.meets(13, 13)
    cover.add(18, 25)
    assert cover.meets(19, 20)
    assert not cover.holds(20)


@given(st.lists(SPANS, max_size=8), SPANS)
def test_as_a_walk_over_the_spans_would_say(spans: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    cover = Cover(0, 60, spans)
    taken = {offset for start, end in spans for offset in range(start, end)}
    assert cover.meets(*asked) == bool(taken & set(range(*asked)))
