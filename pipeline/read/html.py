"""A saved page to text: the blocks of the page as lines, in reading order, without scripts and navigation."""

from __future__ import annotations

import re
from typing import Any

from pipeline.errors import ExtractionError
from pipeline.read.dates import iso_date
from pipeline.read.items import Page, with_title

_DROPPED = frozenset(
    {
        "script",
        "style",
        "noscript",
        "nav",
        "template",
        "iframe",
        "svg",
        "canvas",
        "object",
        "select",
        "button",
    }
    | {"textarea", "head", "footer", "aside", "audio", "video", "map", "math", "input"}
)
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
    }
    | {"figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend"}
    | {"li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul"}
)
_CELLS = frozenset({"td", "th"})
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_BLANKS = re.compile(r"[^\S\n]+")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE)
_TITLE_PATHS = ("//h1", "//meta[@property='og:title']/@content", "//title")
_DATE_PATHS = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//time/@datetime",
)


def charset(raw: bytes) -> str | None:
    """The encoding a page declares in its first 4 KB."""
    match = _CHARSET.search(raw[:4096])
    return match[1].decode("ascii") if match else None


def read_html(source: str) -> Page:
    """The article of a page. Raises `ExtractionError` `empty` when the page has no text."""
    root = _parse(source)
    if root is None:
        raise ExtractionError("empty", "the page has no elements")
    lines = _lines(root)
    if not lines:
        raise ExtractionError("empty", "the page has no text")
    title = _first(root, _TITLE_PATHS)
    return Page(
        text=with_title("\n".join(lines), title),
        title=title,
        published=next(filter(None, (iso_date(value) for value in _values(root, _DATE_PATHS))), None),
        publisher=_first(root, ("//meta[@property='og:site_name']/@content",)),
        author=_first(root, ("//meta[@name='author']/@content",)),
    )


def _parse(source: str) -> Any:
    from lxml import etree

    # Bytes in a known encoding: lxml refuses a str with an XML declaration, and would obey a meta charset.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(source.encode("utf-8", "surrogatepass"), parser)
    except etree.XMLSyntaxError:
        return None


def _lines(root: Any) -> list[str]:
    """The text of each block, single-spaced. Walks without recursion: pages nest hundreds of elements."""
    from lxml import etree

    pieces: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if _dropped(element):
                walk.skip_subtree()
                continue
            pieces.append("\n" if tag in _BLOCKS else " " if tag in _CELLS else "")
            pieces.append((element.text or "").replace("\n", " "))
            continue
        # The end of a dropped element comes as well, and the text after it belongs to the page.
        pieces.append("\n" if tag in _BLOCKS else " " if tag in _CELLS else "")
        pieces.append((element.tail or "").replace("\n", " "))
    lines = (_BLANKS.sub(" ", line).strip() for line in "".join(pieces).split("\n"))
    return [line for line in lines if line]


def _dropped(element: Any) -> bool:
    if element.tag in _DROPPED or element.get("hidden") is not None:
        return True
    return _HIDDEN.search(element.get("style") or "") is not None


def _values(root: Any, paths: tuple[str, ...]) -> list[str]:
    found = []
    for path in paths:
        for hit in root.xpath(path):
            text = hit if isinstance(hit, str) else "".join(hit.itertext())
            found.append(" ".join(text.split()))
    return found


def _first(root: Any, paths: tuple[str, ...]) -> str | None:
    return next(filter(None, _values(root, paths)), None)
