"""Recipients told by their place: «hai tỉnh kế tiếp», «đơn vị xếp nhất», «Ba Sở này»."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.assemble.awards_scene import Scene
from pipeline.assemble.bodies import Holder
from pipeline.assemble.counts import read_count
from pipeline.model.cover import beginning
from pipeline.normalise.numbers import parse_number
from pipeline.rulebook import compiled, rule

RANKING_REACH = 700
"""Characters back within which a report's ranking is looked for."""

NAMED_REACH = 420
"""Characters back within which «these units» were named."""

SEVERAL = 8
"""Characters before a class word in which «các», «những» stand."""

LED = 2
"""Units ranked above «the others» of a ranking that places them all."""

_RANKS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_HIGHER = regex.compile(r"Chính phủ|Thủ tướng|Chủ tịch nước|Nhà nước|Bộ \p{Lu}")
"""Bodies above a cluster: they give the awards that its members receive."""


def back_reference(scene: Scene, start: int, end: int) -> list[Holder]:
    """The units that words between two offsets point back at; empty when they point at none."""
    match = rule("awards.back_reference").regex.search(scene.low, start, end)
    if match is None:
        return []
    number = read_count(match["n"]) if match["n"] else None
    if match["these"]:
        what = match[0].split()[1 if match["n"] else 0].lower()
        several = rule("awards.several").regex.search(scene.low, max(0, match.start() - SEVERAL), match.start())
        return [] if several else _named_last(scene, match.start(), number or 1, what)
    ranked = _ranking(scene)
    if match["ranks"]:
        wanted = [_rank(step) for step in rule("awards.rank_step").regex.finditer(match["ranks"])]
        found = [holder for rank, holder in ranked if rank in wanted]
        return found if len(found) >= max(len(wanted), number or 0) else []
    first = 1 if match["next"] else 0
    units = [holder for _, holder in ranked]
    if match["rest"]:
        # Of a long ranking the others are not those ranked: a report places the first two or three.
        return units[-(number or 1) :] if 0 < len(units) - (number or 1) <= LED else []
    last = first + (number or 1)
    return units[first:last] if len(units) >= last else []


def _rank(match: regex.Match[str]) -> int:
    return next(rank for name, rank in _RANKS.items() if match[name])


def _named_last(scene: Scene, end: int, number: int, what: str) -> list[Holder]:
    """The last `number` different units of the kind `what` named before `end`; empty when there are fewer."""
    names: list[Holder] = []
    kinds = {"province"} if what == "tỉnh" else {"province", "unit"}
    near = [
        h for h in beginning(scene.all_holders, end - NAMED_REACH, end) if h.kind in kinds and not _HIGHER.match(h.name)
    ]
    for holder in reversed(near):
        if holder.name not in {h.name for h in names}:
            names.insert(0, holder)
        if len(names) == number:
            return names
    return []


def _ranking(scene: Scene) -> list[tuple[int, Holder]]:
    """The units that the report ranked shortly before with the places they took, best first."""
    start = scene.sentence.start - RANKING_REACH
    near = beginning(scene.all_holders, start, scene.sentence.end)
    placed: dict[str, tuple[int, Holder]] = {}
    for rank, holder in _placed(scene, near):
        placed.setdefault(holder.name, (rank, holder))
    if {1, 2} <= {rank for rank, _ in placed.values()}:
        return sorted(placed.values(), key=lambda entry: entry[0])
    scored = {h.name: (float(score), h) for h in reversed(near) if (score := _score(scene, h)) is not None}
    best = sorted(scored.values(), key=lambda entry: (-entry[0], entry[1].start))
    return [(place, holder) for place, (_, holder) in enumerate(best, start=1)]


def _placed(scene: Scene, near: list[Holder]) -> Iterator[tuple[int, Holder]]:
    """Units with a place in words: behind them, before them, or behind the last of several that share it."""
    shared: tuple[int, int] | None = None
    for holder in reversed(near):
        behind = rule("awards.ranked_behind").regex.match(scene.low[holder.end : holder.end + 80])
        before = rule("awards.ranked_before").regex.search(scene.low, max(0, holder.start - 40), holder.start)
        if match := behind or before:
            rank = _rank(match)
            shared = (rank, holder.start) if "đồng " in match[0] or "cùng " in match[0] else None
            yield rank, holder
        elif shared and compiled(r"\s*(?:,|và)\s*").fullmatch(scene.low[holder.end : shared[1]]):
            shared = (shared[0], holder.start)
            yield shared[0], holder
        else:
            shared = None


def _score(scene: Scene, holder: Holder) -> int | float | None:
    """The points behind a unit."""
    match = rule("awards.points").regex.match(scene.low[holder.end : holder.end + 40])
    value = parse_number(match["n"]) if match else None
    return float(value) if value is not None else None
