"""Zones: which part of the page each line is.

The order of a portal page is header, title, stamp, lead, body with captions, byline, related headlines. A line is
named by its own words where they tell (`zones.toml`) and by its place otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.document import Zone
from pipeline.rulebook import rule
from pipeline.segment.lines import Line

PARAGRAPH = 140
"""Characters from which a line is a paragraph and not a heading, caption or headline."""


MAX_STAMP = 240
"""Characters of the longest line with a date, a clock and counters."""


MAX_ROW = 240
"""Characters of the longest line of a name and its figure."""


def _says(name: str, line: str) -> bool:
    entry = rule(f"zones.{name}")
    return entry.regex.match(line if entry.case else line.lower()) is not None


def _is_stamp(line: str) -> bool:
    """Nearly every line is asked for several times, and most are far too long."""
    return len(line) <= MAX_STAMP and _says("stamp", line)


def _is_row(line: str) -> bool:
    return len(line) <= MAX_ROW and _says("row", line)


def _is_paragraph(line: str) -> bool:
    return len(line) >= PARAGRAPH or (len(line) > 60 and line.rstrip("\"' )").endswith((".", ":", ";")))


def _title_score(line: str, index: int, first_paragraph: int) -> float:
    """How much a line above the first paragraph looks like the title."""
    low = line.lower()
    words = {match[0] for match in rule("zones.title_words").regex.finditer(low)}
    score = min(len(line), 120) / 40 + len(words)
    score -= 4 * (len(line) < 20) + 6 * (_says("header", line) or _says("widget", line) or _says("related", line))
    score -= 8 * _is_stamp(line) + 2 * line.endswith(".") + 3 * (len(line) > 260) + 3 * _says("caption", line)
    return score + 0.5 * (first_paragraph - index <= 2)


class Zoner:
    """Names the zone of each line of one article; where the page tells it (`told`), that holds."""

    def __init__(
        self,
        found: list[Line],
        norm: str,
        title: str | None,
        *,
        run_in: bool = False,
        told: Sequence[str | None] = (),
    ) -> None:
        self.lines = found
        self.texts = [norm[line.start : line.end] for line in found]
        self.title = title
        self.names = [""] * len(found)
        self.run_in = run_in
        self.told = told or [None] * len(found)

    def zones(self) -> list[Zone]:
        """The zones in order, one for each line."""
        if not self.lines:
            return []
        first = next((i for i, text in enumerate(self.texts) if self._opens_body(text)), 0)
        last = max((i for i, text in enumerate(self.texts) if _is_paragraph(text)), default=len(self.lines) - 1)
        self._header(first)
        footer = self._footer(first)
        for index in range(len(self.lines)):
            if not self.names[index]:
                self.names[index] = "related" if index >= footer else self._body_zone(index, first, last)
        self._byline(first, footer)
        self.names = [told or name for told, name in zip(self.told, self.names, strict=True)]
        return [Zone(name, line.start, line.end) for name, line in zip(self.names, self.lines, strict=True)]

    def _opens_body(self, text: str) -> bool:
        if _is_stamp(text) or (self.title and text.strip() == self.title.strip()):
            return False
        return (_is_paragraph(text) and not text.isupper() and (len(text) > 200 or text.endswith((".", ":", ";")))) or (
            len(text) > 60 and rule("zones.lead_start").regex.match(text) is not None
        )

    def _header(self, first: int) -> None:
        """Title, stamp and furniture above the first paragraph."""
        best = None
        if self.title:
            best = next((i for i in range(first) if self.texts[i].strip(" .") == self.title.strip(" .")), None)
        if best is None and first:
            best = max(range(first), key=lambda i: (_title_score(self.texts[i], i, first), -i))
        for index in range(first):
            text = self.texts[index]
            if index == best:
                self.names[index] = "title"
            elif _is_stamp(text):
                self.names[index] = "stamp"
            elif best is not None and index > best:
                told = _says("caption", text) or (len(text) > 25 and not _says("header", text))
                self.names[index] = "caption" if told else "widget"
            else:
                self.names[index] = "widget"
        self._title_in_two(best)

    def _title_in_two(self, best: int | None) -> None:
        """A title in two lines: the first ends in a colon, or names the cluster that the second tells of."""
        if best and _says("subject", self.texts[best - 1]) and _says("predicate", self.texts[best]):
            self.names[best - 1] = "title"
        if best is not None and best > 0 and self.texts[best - 1].endswith(":") and len(self.texts[best - 1]) > 20:
            self.names[best - 1] = "title"
        if (
            best is not None
            and self.texts[best].endswith(":")
            and best + 1 < len(self.texts)
            and (self.names[best + 1] == "caption")
        ):
            self.names[best + 1] = "title"

    def _footer(self, first: int) -> int:
        """Index of the first line of the headlines of other news; the number of lines when there are none."""
        total = len(self.lines)
        if self.run_in:
            longest = max(range(total), key=lambda i: len(self.texts[i]))
            return next((i for i in range(longest + 1, total) if not self._goes_on(i)), total)
        for index in range(first + 1, total):
            text = self.texts[index]
            if _says("related", text) and (self._only_short(index, 250) or index > 0.6 * total):
                return index
            if _says("widget", text) and not _says("picture", text) and self._only_short(index, 120):
                return index
        return total

    def _goes_on(self, index: int) -> bool:
        """A byline, or a paragraph of the report itself: headlines of other news end without a full stop."""
        text = self.texts[index]
        return _says("byline", text) or (len(text) >= PARAGRAPH and text.rstrip("\"' )").endswith((".", "…")))

    def _only_short(self, index: int, limit: int) -> bool:
        """No line of `limit` characters, as a paragraph of the report would be, stands below this one."""
        return not any(len(text) > limit for text in self.texts[index + 1 :])

    def _body_zone(self, index: int, first: int, last: int) -> str:
        text = self.texts[index]
        if index == first:
            return "lead"
        if _says("widget", text):
            return "widget"
        if _is_stamp(text) and index <= first + 2 and len(text) < 80:
            return "stamp"
        if _says("caption", text):
            return "caption"
        bullet = (
            text[:2].strip() in {"-", "+", "•", "*", "⦿", "1", "2", "3", "4", "5"} or text[:2].rstrip(".)").isdigit()
        )
        if self._is_row(index):
            return "body"
        if not _is_paragraph(text) and not bullet and not text.endswith((".", ";", ":", "!", "?")):
            return "caption" if len(text) > 25 or index > last else "heading"
        if text.startswith("(") and text.endswith(")"):
            return "caption"
        return "body"

    def _is_row(self, index: int) -> bool:
        """A row of figures among others, or below the words that lead to it."""
        if not _is_row(self.texts[index]):
            return False
        around = self.texts[max(0, index - 1) : index] + self.texts[index + 1 : index + 2]
        return any(_is_row(text) for text in around) or self.texts[index - 1].endswith(":")

    def _in_table(self, index: int, footer: int) -> bool:
        """A name or a heading in a table whose cells stand in lines of their own: its figures stand below it."""
        cells = [_says("cell", text) for text in self.texts[index + 1 : footer]]
        return any(cells[:1]) or sum(cells) > 1

    def _byline(self, first: int, footer: int) -> None:
        """The author's line: the last short line of names; loose headlines below it are other news."""
        for index in range(footer - 1, first, -1):
            text = self.texts[index]
            if _is_paragraph(text) and not _says("byline", text):
                return
            if len(text) <= 90 and _says("byline", text) and not self._in_table(index, footer):
                self.names[index] = "byline"
                for later in range(index + 1, footer):
                    if self.names[later] in {"caption", "heading", "body"} and len(self.texts[later]) < 400:
                        self.names[later] = "related"
                return
