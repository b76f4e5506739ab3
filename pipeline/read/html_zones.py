"""What part of the page each block is: by the recipe's part, else by place, form and words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.fold import fold_spelling, lower
from pipeline.read.html_blocks import RawBlock
from pipeline.rulebook import rule

PARAGRAPH = 140
"""Characters from which a block is a paragraph, whatever it looks like."""

TEASER = 200
"""Characters from which what stands below the heading of other news is a paragraph and no teaser."""

MAX_PLAIN = 3
"""Words without a capital in the names of those who wrote a report or took its pictures: «và», «CTV», «từ»."""

CAPTION = 330
"""Characters of the longest caption."""

UNDER_PICTURE = 110
"""Characters of the longest line that is taken for a caption only because a picture stands above it."""

BYLINE = 90
"""Characters of the longest byline."""

STAMP = 120
"""Characters of the longest stamp."""

MAX_DATELINE = 40
"""Characters of the longest short name of a paper before a lead."""

LINKED = 0.6
"""Share of a block's characters in links from which it is a headline of other news."""

MAX_LINE = 1000
"""Characters of a block that the rules on lines see; what is longer is a paragraph."""

_SIGNED = re.compile(
    r"\W*(?:tác\s+giả|người\s+viết|(?:tin|bài)(?:\s*(?:,|và|-)?\s*ảnh)?)(?:\s+bài\s+viết)?\s*:\s*[A-ZĐÀ-Ỹ]",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\d\s*%")
"""A picture shows people and places; shares are told in the text."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_FINAL = (".", ":", ";", "!", "?", "…", "./.")


def says(name: str, text: str) -> bool:
    """True when the rule `zones.NAME` matches the line from its start."""
    entry = rule(f"zones.{name}")
    line = fold_spelling(text[:MAX_LINE])
    return entry.regex.match(line if entry.case else lower(line)) is not None


def name_zones(blocks: Sequence[RawBlock]) -> list[tuple[str, RawBlock]]:
    """The zone of each block whose `part` is told. Repeated leads and captions are left out."""
    zones: list[tuple[str, RawBlock]] = []
    body = [index for index, block in enumerate(blocks) if block.part == "body"]
    end = _other_news(blocks)
    last = max((index for index in body if index < end and _tells(blocks[index])), default=-1)
    first = next((index for index in body if opens(blocks[index])), body[0] if body else -1)
    has_lead = any(block.part == "lead" for block in blocks)
    other_news = False
    for index, block in enumerate(blocks):
        zone = {"author": "byline", "publisher": "widget", "source": "byline"}.get(block.part, block.part)
        other_news = other_news or (index > last and zone == "related")
        if zone == "body":
            other_news = other_news or (index > last and says("related", block.text))
            zone = "related" if other_news else _body_zone(block, index, first, last, has_lead=has_lead)
            signed = any(name == "byline" for name, _ in zones)
            zone = "related" if zone == "caption" and signed and index > last and not is_caption(block) else zone
        elif zone == "lead" and any(name == "lead" for name, _ in zones):
            zone = "body" if is_paragraph(block) else _body_zone(block, index, first, last, has_lead=True)
        if not _repeats(zone, block, zones):
            zones.append((zone, block))
    return zones


def _other_news(blocks: Sequence[RawBlock]) -> int:
    """Where the headlines and teasers of other news begin: behind their heading no long paragraph stands."""
    for index, block in enumerate(blocks):
        if block.part in ("body", "related") and len(block.text) <= MAX_DATELINE and says("related", block.text):
            behind = (other for other in blocks[index + 1 :] if other.linked <= LINKED * len(other.text))
            if index and not any(len(other.text) >= TEASER for other in behind if other.part == "body"):
                return index
    return len(blocks)


def _tells(block: RawBlock) -> bool:
    """A paragraph of the report and no words of the page to its readers."""
    return is_paragraph(block) and not (len(block.text) < PARAGRAPH and says("widget", block.text))


def _repeats(zone: str, block: RawBlock, zones: Sequence[tuple[str, RawBlock]]) -> bool:
    """A lead that is repeated as the first paragraph, a caption or title that stands twice."""
    same = {"body": ("lead",), "lead": ("lead",), "caption": ("caption",), "title": ("title",), "heading": ("title",)}
    return any(
        name in same.get(zone, ())
        and abs(len(other.text) - len(block.text)) <= MAX_DATELINE
        and _bare(other.text) == _bare(block.text)
        for name, other in zones[-12:]
    )


def _bare(text: str) -> str:
    """The head of the text without a paper's short name before it."""
    line = fold_spelling(text[:MAX_LINE])
    match = rule("zones.dateline").regex.match(line)
    return " ".join(lower(line[match.end() :] if match else line).strip(' -."').split())


def _body_zone(block: RawBlock, index: int, first: int, last: int, *, has_lead: bool) -> str:
    text = block.text
    if index <= first and len(text) <= STAMP and says("stamp", text):
        return "stamp"
    if index == first and not has_lead:
        return "lead"
    if index > last and is_byline(block):
        return "byline"
    if is_caption(block):
        return "caption"
    if block.linked > LINKED * len(text):
        return "related" if index > last or block.tag == "li" else "widget"
    if len(text) <= UNDER_PICTURE and says("related", text) and not text.endswith("."):
        return "related"
    if (says("widget", text) or says("site", text)) and len(text) < PARAGRAPH and not says("picture", text):
        return "widget"
    if index < last and says("intertitle", text):
        return "heading"
    if is_paragraph(block) or block.tag in ("li", "tr") or text.endswith(_FINAL):
        return "body"
    bold = block.bold > 0.8 * len(text)
    return (
        "heading" if index < last and (bold or block.tag in HEADINGS or text.isupper()) else _short(block, index, last)
    )


def _short(block: RawBlock, index: int, last: int) -> str:
    """A short line without form: a headline inside the text, or a remark at its end."""
    if index > last:
        return "caption"
    return "caption" if block.italic > 0.8 * len(block.text) else "body"


def is_paragraph(block: RawBlock) -> bool:
    """A long block, or one of sentence length that ends as a sentence does."""
    text = block.text
    if block.linked > LINKED * len(text) or is_caption(block):
        return False
    return len(text) >= PARAGRAPH or (len(text) > 60 and text.rstrip("\"”' )").endswith((".", ":", ";")))


def is_caption(block: RawBlock) -> bool:
    """The words below a picture, by their element, their place or what they say."""
    if block.tag == "figcaption" or block.part == "caption":
        return True
    if len(block.text) > CAPTION:
        return False
    slanted = block.italic > 0.8 * len(block.text)
    if block.after_picture and (slanted or block.tag == "td" or _is_short(block.text)):
        return True
    told = says("caption", block.text) and not _SHARE.search(block.text)
    return (slanted or len(block.text) < PARAGRAPH) and told and block.tag != "li"


def _is_short(text: str) -> bool:
    """A line as below a picture, and not the first of the report or of a list."""
    return len(text) <= UNDER_PICTURE and not text.endswith((":", ";")) and text[0] not in "-+*•"


def is_byline(block: RawBlock) -> bool:
    """A short line of names that is no headline."""
    if len(block.text) > BYLINE or block.tag in HEADINGS | {"figcaption"} or says("site", block.text):
        return False
    told = block.text.partition(":")[2]
    if len([word for word in told.split() if word[0].islower() and word != "và"]) > MAX_PLAIN:
        return False  # «Ảnh: Bà A, Phó Chủ tịch tỉnh B nhận Cờ thi đua»
    return _SIGNED.match(block.text) is not None or says("byline", block.text)


def is_source(block: RawBlock) -> bool:
    """A line that says where the report was taken from."""
    return len(block.text) <= BYLINE and block.linked <= LINKED * len(block.text) and says("source", block.text)


def opens(block: RawBlock) -> bool:
    """A block the report may begin with: a paragraph, or a line that opens as leads do."""
    if len(block.text) <= STAMP and says("stamp", block.text):
        return False
    return is_paragraph(block) or (len(block.text) > 60 and says("lead_start", block.text))
