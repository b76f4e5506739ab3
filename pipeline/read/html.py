"""A saved page to its report: source repaired, parts found by recipe or by form, text in order with its zones."""

from __future__ import annotations

import re
from typing import Any

from pipeline.errors import ExtractionError
from pipeline.read.decode import Decoded, decode_bytes
from pipeline.read.encodings.repair import NAMES
from pipeline.read.html_blocks import RawBlock, blocks_of
from pipeline.read.html_meta import Head, read_head
from pipeline.read.html_page import make_page
from pipeline.read.html_source import Prepared, prepare
from pipeline.read.html_tables import tables_to_sentences
from pipeline.read.html_zones import name_zones
from pipeline.read.items import Page

MAX_DEPTH = 1000
"""Nesting from which a page is no tree any more and is read as a row of blocks."""

MIN_BODY = 100
"""Characters of the shortest body that a recipe is believed to have found."""

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE)
_TAGS = re.compile(r"<(/?)(?!/?(?:script|style|title|meta|html|head|body|br|a)\b)[A-Za-z][^<>]*>", re.IGNORECASE)
_NESTED = re.compile(r"<(/?)(?:div|span|font|table|tr|td|section|b|i|ul|li|p|blockquote|center)\b", re.IGNORECASE)


def charset(raw: bytes) -> str | None:
    """The encoding a page declares in its first 4 KB."""
    match = _CHARSET.search(raw[:4096])
    return match[1].decode("ascii") if match else None


def read_html_bytes(raw: bytes, declared: str | None = None, *, url: str | None = None) -> Page:
    """The article of a page. `declared` is the charset that its transport names; `url` where it was saved from.

    Raises `ExtractionError`: `empty`, `binary`, `encoding`, `truncated`, `too_large`.
    """
    return _read(decode_bytes(raw, charset(raw) or declared), url)


def read_html(source: str, *, url: str | None = None) -> Page:
    """As `read_html_bytes`, for a page that is characters already."""
    return _read(Decoded(source, "utf-8"), url)


def _read(decoded: Decoded, url: str | None) -> Page:
    if _too_deep(decoded.text):
        decoded = Decoded(_TAGS.sub(_as_break, decoded.text), decoded.encoding, decoded.raw)
    prepared = prepare(decoded)
    root = _parse(prepared.source)
    if root is None:
        raise ExtractionError("empty", "the page has no elements")
    zones, head, recipe = _zones(root, prepared, url)
    zones = [(zone, block) for zone, block in zones if block.text.strip()]
    if not zones:
        raise ExtractionError("empty", "the page has no text")
    return make_page(zones, head, prepared.runs, repair_warnings(prepared.repaired), recipe)


def _as_break(match: re.Match[str]) -> str:
    """A line break as long as the tag, so that offsets stay."""
    return "<br>".ljust(len(match[0])) if len(match[0]) >= 4 else " " * len(match[0])


def _too_deep(source: str) -> bool:
    if source.count("<") < 2 * MAX_DEPTH:
        return False
    depth = deepest = 0
    for match in _NESTED.finditer(source):
        depth = max(depth - 1, 0) if match[1] else depth + 1
        deepest = max(deepest, depth)
    # Many elements that are never closed are no nesting: libxml2 closes p, td and li by itself.
    return deepest > MAX_DEPTH


def _parse(source: str) -> Any:
    from lxml import etree

    # Bytes in a known encoding: lxml refuses a str with an XML declaration, and would obey a meta charset.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(source.encode("utf-8", "surrogatepass"), parser)
    except etree.XMLSyntaxError:
        return None


Zoned = list[tuple[str, RawBlock]]


def _zones(root: Any, prepared: Prepared, url: str | None) -> tuple[Zoned, Head, str | None]:
    """The blocks of the report with their zones (empty: not known), what the page's code says, and the recipe."""
    from pipeline.read.html_generic import complete
    from pipeline.read.recipes import find_recipe, parts_of

    head = _clean(read_head(root), prepared)
    recipe = find_recipe(root, _host(url) or head.host)
    if recipe is not None:
        blocks = tables_to_sentences(blocks_of(root, prepared, parts_of(recipe, root)))
        if sum(len(block.text) for block in blocks if block.part == "body") >= MIN_BODY:
            if not recipe.meta_author:
                head = _clean(read_head(root, meta_author=False), prepared)
            complete(blocks, head.title.value if head.title else None)
            return name_zones(_after_title([block for block in blocks if block.part])), head, recipe.id
    return _generic(root, prepared, head), head, None


def _host(url: str | None) -> str:
    match = re.match(r"https?://([^/:?#]+)", url or "")
    return match[1].lower() if match else ""


def _after_title(blocks: list[RawBlock]) -> list[RawBlock]:
    """Headlines of other news above the report are furniture of the page."""
    first = next((i for i, block in enumerate(blocks) if block.part in ("title", "lead", "body")), 0)
    return [block for i, block in enumerate(blocks) if i >= first or block.part != "related"]


def _generic(root: Any, prepared: Prepared, head: Head) -> Zoned:
    from pipeline.read.html_generic import kept_text, main_text, name_parts
    from pipeline.read.html_hints import generic_parts

    blocks = tables_to_sentences(blocks_of(root, prepared, generic_parts(root)))
    kept: list[str] = []
    if sum(len(block.text) for block in blocks) >= 2 * MIN_BODY:
        marks = re.compile(f"{prepared.opening}\\d*{prepared.closing}?")
        kept = main_text(marks.sub("", prepared.source)).split("\n")
        if sum(map(len, kept)) < MIN_BODY:
            kept = [block.text for block in blocks if len(block.text) > 60]
    named = name_parts(blocks, kept_text(kept), head.title.value if head.title else None) if kept else []
    if named:
        return name_zones(named)
    return [("", block) for block in tables_to_sentences(blocks_of(root, prepared, {}))]


def _clean(head: Head, prepared: Prepared) -> Head:
    """The head without the marks of the source, which titles carry."""
    from dataclasses import replace

    if head.title is None:
        return head
    marks = re.compile(f"{prepared.opening}\\d*{prepared.closing}?")
    return replace(head, title=replace(head.title, value=marks.sub("", head.title.value).strip()))


def repair_warnings(repaired: dict[str, int]) -> tuple[tuple[str, str], ...]:
    """A warning `encoding_repaired` for each encoding that had to be told from the words."""
    return tuple(
        ("encoding_repaired", f"{NAMES[kind]}: {count} đoạn đã được chuyển sang Unicode")
        for kind, count in sorted(repaired.items())
    )
