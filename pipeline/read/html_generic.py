"""Pages without a recipe: the report's blocks found by trafilatura, and what it drops of them found again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.fold import fold_spelling, lower
from pipeline.read.html_blocks import RawBlock
from pipeline.read.html_zones import (
    HEADINGS,
    LINKED,
    STAMP,
    is_byline,
    is_caption,
    is_paragraph,
    is_source,
    opens,
    says,
)

LEAD = 80
"""Characters from which a block between title and first paragraph belongs to the report."""

TITLE_LINES = 4
"""Lines around the title within which its stamp stands."""

FOOT_LINES = 6
"""Lines below the report within which a page says when it was published."""

COMPARED = 5000
"""Characters of a block by which it is known again."""

MAX_WHOLE = 200_000
"""Characters of the longest main text that blocks are searched in; of a longer one only whole lines count."""

MAX_SOURCE = 2_000_000
"""Characters of the longest page that trafilatura gets; longer ones are judged block by block."""


def plain(text: str) -> str:
    """The head of the text for comparison: one spelling, lower case, single blanks."""
    return " ".join(lower(fold_spelling(text[:COMPARED])).split())


def main_text(source: str) -> str:
    """The main text of a page as trafilatura finds it; empty when it finds none."""
    if len(source) > MAX_SOURCE:
        return ""
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = trafilatura.extract(source, include_comments=False, include_tables=True, favor_recall=True)
    return found or ""


@dataclass(frozen=True, slots=True)
class Kept:
    """Main text: its lines, and the whole unless it is very long."""

    lines: frozenset[str]
    whole: str

    def holds(self, text: str) -> bool:
        """True when the text is a line of the main text, or a part of one."""
        return text in self.lines or text in self.whole


def kept_text(lines: Iterable[str]) -> Kept:
    """The lines for comparison."""
    found = [plain(line) for line in lines if line.strip()]
    whole = " ".join(found)
    return Kept(frozenset(found), whole if len(whole) <= MAX_WHOLE else "")


def name_parts(blocks: Sequence[RawBlock], kept: Kept, title: str | None) -> list[RawBlock]:
    """The blocks of the report with their parts; `kept` is the main text, `title` what the page's head says."""
    inside = [_is_kept(block, kept) for block in blocks]
    first_kept = next((index for index, flag in enumerate(inside) if flag and is_paragraph(blocks[index])), None)
    if first_kept is None:
        return []
    head = find_title(blocks, first_kept, title)
    first = _first(blocks, first_kept, head)
    last = max(index for index, flag in enumerate(inside) if flag)
    for index, block in enumerate(blocks):
        if index == head:
            block.part = "title"
        elif head is not None and head < index <= last + FOOT_LINES and _is_hinted(block):
            continue
        elif block.part != "related":
            block.part = "body" if first <= index <= last and _belongs(block, inside[index]) else ""
    _stamp(blocks, head, first)
    _tail(blocks, last)
    for block in blocks[last + 1 : last + 1 + FOOT_LINES]:
        if not block.part and is_source(block):
            block.part = "source"
    _posted(blocks)
    _cut_below_byline(blocks)
    return [
        block for index, block in enumerate(blocks) if block.part and not (block.part == "related" and index < first)
    ]


def complete(blocks: Sequence[RawBlock], title: str | None) -> None:
    """Title and stamp of a page whose recipe found its body and not these."""
    first = next((i for i, block in enumerate(blocks) if block.part in ("lead", "body") and opens(block)), None)
    if first is None:
        return
    head = next((i for i, block in enumerate(blocks) if block.part == "title"), None)
    if head is None:
        head = find_title(blocks, first, title)
        if head is not None:
            blocks[head].part = "title"
    if not any(block.part == "stamp" for block in blocks):
        _stamp(blocks, head, first)
    _posted(blocks)


def _is_hinted(block: RawBlock) -> bool:
    """An author or a caption, as its class says."""
    return block.part == "caption" or (block.part == "author" and is_byline(block))


def _is_kept(block: RawBlock, kept: Kept) -> bool:
    text = plain(block.text)
    return len(text) >= 15 and block.part != "related" and block.linked <= LINKED * len(block.text) and kept.holds(text)


def _belongs(block: RawBlock, inside: bool) -> bool:
    return inside or block.linked <= LINKED * len(block.text)


def find_title(blocks: Sequence[RawBlock], first: int, said: str | None) -> int | None:
    """Index of the title: what the head of the page names, else the most like one above the first paragraph."""
    named = plain(said) if said else ""
    best, best_score = None, 0.0
    for index, block in enumerate(blocks[: first + 3]):
        text = plain(block.text)
        if not 12 <= len(text) <= 300 or says("stamp", block.text):
            continue
        score = 2.0 * (block.tag == "h1") + 1.0 * (block.tag in HEADINGS) + 0.5 * (block.bold > 0.8 * len(block.text))
        score += 4 * (named == text) + 3 * (named != text and len(text) >= 20 and text in named)
        score += says_title(block.text) - 2 * (block.linked > LINKED * len(block.text)) - 3 * says("header", block.text)
        score -= 1.5 * (len(text) > LEAD and text.endswith("."))  # a lead in bold letters
        score -= 0.05 * max(0, first - index) + 2 * (len(text) < 20) + 3 * (index >= first and named != text)
        if score > best_score:
            best, best_score = index, score
    return best


def says_title(text: str) -> float:
    """How many of the words that titles of such reports have stand in the text, three at most."""
    from pipeline.rulebook import rule

    return 0.4 * min(3, sum(1 for _ in rule("zones.title_words").regex.finditer(lower(fold_spelling(text)))))


def _first(blocks: Sequence[RawBlock], first_kept: int, title: int | None) -> int:
    """The first block of the report: the lead that extractors drop stands between title and first kept block."""
    if title is None or title >= first_kept:
        return first_kept
    between = range(title + 1, first_kept)
    return next(
        (i for i in between if len(blocks[i].text) >= LEAD and blocks[i].linked <= LINKED * len(blocks[i].text)),
        first_kept,
    )


def _stamp(blocks: Sequence[RawBlock], title: int | None, first: int) -> None:
    """The date line within four lines of the title, those below it first; a weekday further up is a header's clock."""
    if title is None:
        return
    below = [index for index in range(title + 1, min(len(blocks), title + 1 + TITLE_LINES)) if index < first + 2]
    above = range(title - 1, max(-1, title - 1 - TITLE_LINES), -1)
    for index in (*below, *above):
        text = blocks[index].text
        if len(text) <= STAMP and says("stamp", text) and not (index < title - 1 and is_clock(text)):
            blocks[index].part = "stamp"
            return


def _posted(blocks: Sequence[RawBlock]) -> None:
    """Below the report, where no line at the title has the day, one that says it is the day of publication."""
    if any(block.part == "stamp" for block in blocks):
        return
    end = max(
        (i for i, block in enumerate(blocks) if block.part in ("lead", "body") and is_paragraph(block)), default=0
    )
    for block in blocks[end + 1 : end + 1 + FOOT_LINES]:
        if len(block.text) <= STAMP and block.part != "related" and says("posted", block.text):
            block.part = "stamp"
            return


_CLOCK = re.compile(r"\W*(?:hôm nay|bây giờ|(?:thứ|chủ)\s+(?:hai|ba|tư|năm|sáu|bảy|nhật|[2-7]))\b", re.IGNORECASE)


def is_clock(text: str) -> bool:
    """A line that opens with the weekday, as the clock in a site's header does."""
    return _CLOCK.match(text) is not None


def _cut_below_byline(blocks: Sequence[RawBlock]) -> None:
    """What stands below the author's line and is neither paragraph nor caption belongs to the page."""
    end = max((index for index, block in enumerate(blocks) if block.part == "body" and is_paragraph(block)), default=0)
    signed = next((i for i in range(end + 1, len(blocks)) if blocks[i].part and is_byline(blocks[i])), None)
    if signed is not None:
        for block in blocks[signed + 1 :]:
            if block.part == "body" and not is_caption(block):
                block.part = "source" if is_source(block) else ""


def _tail(blocks: Sequence[RawBlock], last: int) -> None:
    """The last caption and the byline that extractors drop, and the headlines below them."""
    signed = is_byline(blocks[last])
    for block in blocks[last + 1 : last + 4]:
        if block.part or block.linked > LINKED * len(block.text) or signed:
            break
        if is_caption(block) and block.tag in ("figcaption", "td"):
            block.part = "body"
        elif is_byline(block):
            block.part, signed = "author", True
    listed = next((i for i in range(last + 1, min(last + 12, len(blocks))) if says("related", blocks[i].text)), None)
    if listed is not None:
        for block in blocks[listed:]:
            if block.linked <= LINKED * len(block.text) and block is not blocks[listed]:
                break
            block.part = "related"
