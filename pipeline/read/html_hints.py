"""What the class or id of an element says of it, on pages without a recipe."""

from __future__ import annotations

import re
from typing import Any

from pipeline.read.html_zones import BYLINE, CAPTION

_NOISE = re.compile(
    r"(?:^|[\s_-])(?:comment|binh-?luan|y-?kien|share|social|breadcrumbs?|menu|nav|navbar|sidebar|footer|banner|"
    r"most-?(?:read|viewed)|doc-?nhieu|xem-?nhieu|tin-?noi-?bat|tags?|rating|pagination|pager|copyright|search|login|"
    r"current-?time|time-?now|today|date-?now|now-?date|clock|dong-?ho|top-?bar|quang-?cao|ads?|weather|hotline|player|font-?size|co-?chu)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"related|tin-?lien-?quan|lien-?quan|cung-?chuyen-?muc|tin-?khac|other-?news|othernews|tin-?cu|tin-?moi",
    re.IGNORECASE,
)
_AUTHOR = re.compile(r"(?:^|[\s_-])(?:author|tac-?gia|byline|but-?danh|nguoi-?viet)(?:$|[\s_-])", re.IGNORECASE)
_CAPTION = re.compile(r"caption|chu-?thich|desc-?(?:img|image|photo)|(?:img|image|photo)-?desc", re.IGNORECASE)
MAX_NAMED = 400
"""Elements with such a class that are looked at."""


def generic_parts(root: Any) -> dict[Any, str]:
    """Elements whose class or id says what they are: furniture (`drop`), other news (`related`), the `author`."""
    parts: dict[Any, str] = {}
    total = None
    for element in root.iter(
        "div", "section", "ul", "p", "span", "table", "td", "header", "form", "ol", "dl", "marquee", "figcaption"
    ):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag == "marquee":
            parts[element] = "drop"
            continue
        if names == " ":
            continue
        part = "related" if _RELATED.search(names) else "drop" if _NOISE.search(names) else ""
        if not part and _AUTHOR.search(names) and _length(element) <= BYLINE and not _in_figure(element):
            part = "author"
        if (
            not part
            and element.tag in ("span", "div", "p", "figcaption")
            and _CAPTION.search(names)
            and _length(element) <= CAPTION
        ):
            part = "caption"
        if part:
            total = total if total is not None else _length(root)
            if _length(element) < 0.4 * total:
                parts[element] = part
        if len(parts) > MAX_NAMED:
            break
    return parts


def _in_figure(element: Any) -> bool:
    """Whoever is named below a picture made the picture."""
    return any(parent.tag in ("figure", "figcaption") for parent in element.iterancestors())


def _length(element: Any) -> int:
    return sum(len(text) for text in element.itertext())
