"""The addresses of a list, a table, a sitemap or a feed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from pipeline.errors import ExtractionError
from pipeline.read.items import InMemory

MAX_URLS: Final = 1_000_000
_ADDRESS: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_IN_TEXT: Final = re.compile(r"https?://[^\s,;|\"'<>]+", re.IGNORECASE)


def is_xml(raw: bytes) -> bool:
    """Whether the bytes are a sitemap or a feed rather than a list."""
    return raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def list_urls(raw: bytes) -> list[str]:
    """The addresses of a list, a line each, or of the cells and links of a table; what is none is passed over.

    Raises `ExtractionError`.
    """
    lines = (line.strip() for line in _lines(raw))
    found = (url for line in lines if not line.startswith("#") for url in _of_line(line))
    return list(dict.fromkeys(found))[:MAX_URLS]


def _lines(raw: bytes) -> Iterator[str]:
    if raw.startswith(b"PK\x03\x04"):
        from pipeline.read.sheets import sheet_texts

        yield from sheet_texts(InMemory(raw))
        return
    from pipeline.read.decode import decode

    yield from decode(raw).splitlines()


def _of_line(line: str) -> list[str]:
    if _ADDRESS.fullmatch(line):
        return [line]
    # Among other cells or words an address ends where the cell or the sentence does.
    return [url.rstrip(".)") for url in _IN_TEXT.findall(line)]


def xml_urls(raw: bytes) -> tuple[list[str], list[str]]:
    """The pages of a sitemap (`loc`), RSS or Atom feed (`link`), and the sitemaps of an index.

    Raises `ExtractionError` `malformed`, `unsupported`.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(raw.lstrip(), parser)
    except etree.XMLSyntaxError as error:
        raise ExtractionError("malformed", f"no sitemap and no feed: {error}") from error
    kind = _local(root)
    if kind == "sitemapindex":
        return [], _unique(_locations(root))
    if kind == "urlset":
        return _unique(_locations(root)), []
    if kind in {"rss", "RDF", "feed"}:
        return _unique(_links(root)), []
    raise ExtractionError("unsupported", f"<{kind}> is no sitemap and no feed")


def _locations(root: Any) -> Iterator[str]:
    for entry in root:
        yield from (child.text or "" for child in entry if _local(child) == "loc")


def _links(root: Any) -> Iterator[str]:
    for entry in root.iter():
        if _local(entry) not in {"item", "entry"}:
            continue
        for child in entry:
            if _local(child) == "link" and child.get("rel", "alternate") == "alternate":
                yield child.get("href") or child.text or ""


def _local(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _unique(urls: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(url.strip() for url in urls if url.strip()))[:MAX_URLS]
