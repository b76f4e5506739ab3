"""Which numbers are indicators. Percentages and money nearly always are; ranks and scores of somebody."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.assemble.indicators_numbers import Sighting, is_result, size
from pipeline.model.document import Span
from pipeline.tag.figures_words import says

MANY_TIMES = 10
"""From here on `lần` counts how often something was done (`23 lần tuần tra`)."""

PLAYERS = 3000
"""Below this ranks and counts of a sports day are left out."""


def is_figure(seen: Sighting) -> bool:
    """Is the number an indicator?"""
    figure, before = seen.figure, seen.before
    if figure.shape in {"percent", "count"} and (says("vote", before) or says("vote_after", seen.after)):
        return False
    if says("quoted", seen.low, max(seen.start, seen.span.start - 140), seen.span.start):
        return False
    if _beside_the_meeting(seen):
        return False
    match figure.shape:
        case "percent" | "points":
            return not says("norm", before)
        case "amount":
            return figure.value > 0 and not says("threshold", before)
        case "multiple":
            return says("by_times", before) or " " in figure.unit or figure.value >= MANY_TIMES
        case "score":
            return seen.span.rule == "figures.score_bare" or not says("scale_of_marks", before)
        case "measure":
            return not (says("ordinal", before) or says("threshold", before))
        case "rank":
            return _is_place(seen)
        case _:
            return is_result(seen)


def _beside_the_meeting(seen: Sighting) -> bool:
    """What the guests gave, what the teams won."""
    if seen.figure.shape in {"amount", "count"} and says("gift", seen.sentence_before):
        return True
    played = seen.figure.shape in {"rank", "count"} and size(seen.figure) < PLAYERS
    return played and (says("games", seen.part_before) or says("games", seen.clause_after))


def in_series(low: str, span: Span, kept: Sequence[Span]) -> bool:
    """A small number of papers counts in a series with a larger one: `5 nghị quyết, 12 chỉ thị, 43 kế hoạch`."""
    if span.value.noun != "bulk":
        return False
    beside = (pair for other in kept for pair in ((other, span), (span, other)) if other.value.noun == "bulk")
    return any(
        low[first.end : second.start].strip() in {",", "và", ", và"}
        for first, second in beside
        if first.end <= second.start
    )


def _is_place(seen: Sighting) -> bool:
    """A full rank counts; a short one only behind a name or in brackets, not as a list number or an order's class."""
    if says("chosen", seen.before):
        return False
    if seen.figure.noun != "rank_short":
        return True
    at_start = seen.span.start - seen.start < 6
    if seen.after.startswith(",") and at_start:
        return False
    return says_in_case(seen)


def says_in_case(seen: Sighting) -> bool:
    """Does a name stand straight before a short rank (`Thanh Hóa hạng 15`, `Bắc Giang (thứ 22)`)?"""
    head = seen.doc.norm[max(seen.start, seen.span.start - 24) : seen.span.start]
    return says("name_before", head)
