"""One-to-one matching: as many pairs as possible, the closest first, the same every time.

Demanded gold is matched before optional gold, so that an optional entry only ever absorbs what is left over.
An augmenting path never releases a gold entry once it is matched: the demanded matching stays a largest one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.check.aspects import Aspect, match_score
from pipeline.check.entries import Bag

Score = Callable[[int, int], float | None]


@dataclass(frozen=True)
class Matching:
    """Pairs of positions (gold, found), and what is left on each side."""

    pairs: tuple[tuple[int, int], ...]
    absorbed: tuple[tuple[int, int], ...]
    missed: tuple[int, ...]
    spurious: tuple[int, ...]


class _Assignment:
    """A growing matching over the edges that pass: for each gold (minus score, found), the best first."""

    def __init__(self, edges: dict[int, list[tuple[float, int]]]) -> None:
        self.edges = edges
        self.holder: dict[int, int] = {}

    def take_free(self, golds: list[int]) -> None:
        """Pair greedily by falling score; ties by position in gold, then in the record."""
        ranked = sorted((cost, gold, found) for gold in golds for cost, found in self.edges[gold])
        for _, gold, found in ranked:
            if found not in self.holder and gold not in self.holder.values():
                self.holder[found] = gold

    def augment(self, gold: int, seen: set[int]) -> bool:
        """Find a place for `gold`, moving others where that helps (Kuhn's algorithm)."""
        for _, found in self.edges[gold]:
            if found in seen:
                continue
            seen.add(found)
            if found not in self.holder or self.augment(self.holder[found], seen):
                self.holder[found] = gold
                return True
        return False

    def grow(self, golds: list[int]) -> None:
        """Match as many of `golds` as possible besides those already matched."""
        self.take_free(golds)
        for gold in golds:
            if gold not in self.holder.values():
                self.augment(gold, set())


def match(bag: Bag, score: Score) -> Matching:
    """Match the bag; `score` of two positions is `None` where they do not match."""
    edges: dict[int, list[tuple[float, int]]] = {}
    for gold in range(len(bag.gold)):
        scored = ((score(gold, found), found) for found in range(len(bag.found)))
        edges[gold] = sorted((-value, found) for value, found in scored if value is not None)
    assignment = _Assignment(edges)
    assignment.grow([gold for gold in edges if not bag.gold[gold].optional])
    assignment.grow([gold for gold in edges if bag.gold[gold].optional])
    placed = sorted((gold, found) for found, gold in assignment.holder.items())
    taken = {gold for gold, _ in placed}
    return Matching(
        pairs=tuple(pair for pair in placed if not bag.gold[pair[0]].optional),
        absorbed=tuple(pair for pair in placed if bag.gold[pair[0]].optional),
        missed=tuple(g for g, entry in enumerate(bag.gold) if g not in taken and not entry.optional),
        spurious=tuple(f for f, entry in enumerate(bag.found) if f not in assignment.holder and not entry.optional),
    )


def match_bag(aspects: tuple[Aspect, ...], bag: Bag) -> Matching:
    """Match the bag where every aspect passes."""
    return match(bag, lambda gold, found: match_score(aspects, bag.gold[gold], bag.found[found]))
