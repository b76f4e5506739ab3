"""The lines of an article, and the pseudo-lines of an article that is one line.

Some portals serve the whole report as one paragraph, with stamp, title and captions run into it. It is cut where a
reader sees the breaks: before the lead's date, and before a capitalised opener that follows no full stop.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from pipeline.rulebook import compiled, rule

ONE_LINE_SHARE = 0.7
"""A line that holds this share of the text is an article without paragraphs."""

OTHER_LINE = 330
"""Characters from which a second line is a paragraph, so that the article has paragraphs."""

WIDEST = 130
"""Characters of the widest line of a text wrapped by hand."""

SELDOM = 0.1
"""Share of the lines that may be somewhat wider: a long word was written out."""

HEADER_WINDOW = 900
"""Characters at the start of such an article within which its lead begins."""


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of text that is a line of its own on the page; offsets without outer blanks."""

    start: int
    end: int


def lines(text: str, zone_of: Callable[[int], str | None] = lambda _: None) -> list[Line]:
    """The non-blank lines of the text, in order; wrapped lines are joined.

    `zone_of` is the zone that the page itself tells for an offset: lines of two zones are never joined.
    """
    found, start = [], 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            offset = start + raw.index(stripped[0]) if raw[0].isspace() else start
            found.append(Line(offset, offset + len(stripped)))
        start += len(raw) + 1
    return _unwrap(found, text, zone_of)


def _unwrap(found: list[Line], text: str, zone_of: Callable[[int], str | None]) -> list[Line]:
    """Joins lines that were wrapped: the first ends inside a sentence and the second goes on in lower case."""
    joined: list[Line] = []
    width = _wrap_width(found)
    last_length = 0
    for line in found:
        previous = joined[-1] if joined else None
        full = (
            previous is not None
            and width
            and last_length >= 0.75 * width
            and text[previous.end : line.start].count("\n") == 1
        )
        last_length = line.end - line.start
        here = text[line.start : line.end]
        apart = previous is not None and (
            zone_of(previous.start) != zone_of(line.start)
            or (text[previous.end : line.start].count("\n") > 1 and _starts_item(text[previous.start : previous.end]))
        )
        if (
            previous
            and not apart
            and ((full and not _starts_item(here)) or _goes_on(text[previous.start : previous.end], here))
        ):
            joined[-1] = Line(previous.start, line.end)
        else:
            joined.append(line)
    return joined


def _wrap_width(found: list[Line]) -> int:
    """Line width of a text that was wrapped by hand; 0 when its lines are paragraphs."""
    lengths = [line.end - line.start for line in found]
    over = [length for length in lengths if length > WIDEST]
    if len(over) > SELDOM * len(lengths) or max(over, default=0) > 1.25 * WIDEST:
        return 0
    width = max((length for length in lengths if length <= WIDEST), default=0)
    full = sum(length >= 0.85 * width for length in lengths)
    return width if len(lengths) >= 8 and width >= 40 and full >= 0.4 * len(lengths) else 0


def _starts_item(line: str) -> bool:
    """A bullet or a numbered item begins a line of its own."""
    return compiled(r"[-+•*]\s|\d{1,2}[.)]\s").match(line) is not None


def _goes_on(first: str, second: str) -> bool:
    """The second line continues the sentence of the first."""
    if first[-1] in '.!?:;…"”)' or "|" in second or _starts_item(second):
        return False
    return (
        second[0].islower()
        or (first[-1] == "," and len(first) > 20)
        or (len(first) > 50 and rule("sentences.open_end").regex.search(first) is not None)
    )


def is_one_line(found: list[Line], text: str) -> bool:
    """True when one line of more than 1,000 characters holds most of the article."""
    if not found:
        return False
    longest = max(found, key=lambda line: line.end - line.start)
    size = longest.end - longest.start
    others = max((line.end - line.start for line in found if line is not longest), default=0)
    return size > 1000 and size > ONE_LINE_SHARE * len(text.strip()) and others < OTHER_LINE


def split_header(line: Line, norm: str) -> list[Line]:
    """Cuts stamp, title and body of a one-line article apart; the line itself when no lead is found."""
    window = norm[line.start : min(line.end, line.start + HEADER_WINDOW)]
    if window.count(" | ") > 2:
        return _split_bars(line, norm)
    lead = None
    for match in rule("zones.lead_start").regex.finditer(window):
        before = window[: match.start()].rstrip()
        if len(before) >= 20 and not before.endswith((":", "|", "(", "lúc", "ngày", "đăng")):
            lead = match.start()
            break
    if lead is None:
        return [line]
    cuts = [line.start]
    stamp = rule("zones.counter").regex.match(window[:lead].lower())
    if stamp and stamp.end() > 0:
        cuts.append(line.start + stamp.end())
    cuts.append(line.start + lead)
    tail = line.start + int(0.7 * (line.end - line.start))
    if related := rule("zones.related_inside").regex.search(norm, tail, line.end):
        cuts.append(related.start())
    return _cut([*cuts, line.end], norm)


def split_stamp(line: Line, norm: str) -> list[Line]:
    """Cuts a `date 2026-01` of a crawler off the title behind it."""
    text = norm[line.start : line.end]
    match = rule("zones.counter").regex.match(text.lower()) if text.lower().startswith("date ") else None
    return _cut([line.start, line.start + match.end(), line.end], norm) if match else [line]


def _split_bars(line: Line, norm: str) -> list[Line]:
    """Cuts at ` | ` when the page's parts were joined by bars."""
    cuts, position = [line.start], line.start
    while (position := norm.find(" | ", position, line.end)) >= 0:
        cuts.append(position + 3)
        position += 3
    return [
        Line(part.start, part.end - 2 if norm[part.end - 1] == "|" else part.end)
        for part in _cut([*cuts, line.end], norm)
    ]


def _cut(cuts: list[int], norm: str) -> list[Line]:
    parts = []
    for start, end in pairwise(cuts):
        piece = norm[start:end]
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            parts.append(Line(start + lead, end - (len(piece) - len(piece.rstrip()))))
    return parts
