"""What a page's code says of its article: title, publisher, author and day, each with the place it was found in."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from pipeline.read.dates import iso_date
from pipeline.read.encodings.repair import Run, repair

MAX_JSON = 200_000
"""Characters of the longest JSON-LD that is read."""

_ARTICLES = frozenset({"article", "newsarticle", "blogposting", "reportagenewsarticle", "webpage"})
_TITLES = (("og:title", "//meta[@property='og:title']/@content"), ("title", "//head/title|//title"))
_DATES = (
    ("meta", "//meta[@property='article:published_time']/@content"),
    ("meta", "//meta[@itemprop='datePublished']/@content"),
    ("meta", "//meta[@name='pubdate' or @name='DC.date.issued' or @name='dc.date']/@content"),
    ("time", "//*[@itemprop='datePublished']/@datetime"),
    ("time", "//article//time/@datetime|//h1/following::time[1]/@datetime"),
)
_PUBLISHERS = (("og:site_name", "//meta[@property='og:site_name']/@content"),)
_AUTHORS = (("meta", "//meta[@name='author']/@content"),)
_LINKS = "//link[@rel='canonical']/@href|//meta[@property='og:url']/@content"
_NO_AUTHOR = re.compile(
    r"^(?:admin\w*|administrator|quản\s+trị.*|editor|ban\s+biên\s+tập|webmaster|.*\.(?:vn|com|net|org)\b.*"
    r"|(?:cổng|trang|báo|sở|ubnd|ủy\s+ban|đài|hội|công\s+an|viện|tòa|bộ|cục|tạp\s+chí)\s.*)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A value, and what said so (`json-ld`, `meta`, `time`, `og:title`, `title` …)."""

    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Head:
    """What the code of the page says."""

    title: Said | None = None
    published: Said | None = None
    publisher: Said | None = None
    author: Said | None = None
    host: str = ""


def read_head(root: Any, *, meta_author: bool = True) -> Head:
    """The metadata of the page. `meta_author` False: on this system `meta[name=author]` is the site."""
    linked = _json_ld(root)
    publisher = _first(root, _PUBLISHERS, linked.get("publisher"))
    author = _first(root, _AUTHORS if meta_author else (), linked.get("author"))
    if author and (_NO_AUTHOR.match(author.value) or (publisher and author.value == publisher.value)):
        author = None
    links = [str(link) for link in root.xpath(_LINKS)]
    return Head(
        title=_first(root, _TITLES, linked.get("title")),
        published=_published(root, linked.get("published")),
        publisher=publisher,
        author=author,
        host=_host(links[0]) if links else "",
    )


def _host(link: str) -> str:
    try:
        return urlsplit(link).hostname or ""
    except ValueError:
        return ""


def _first(root: Any, paths: tuple[tuple[str, str], ...], linked: str | None) -> Said | None:
    for source, path in paths:
        for hit in root.xpath(path):
            value = " ".join((hit if isinstance(hit, str) else "".join(hit.itertext())).split())
            if value:
                return Said(value, source)
    return Said(linked, "json-ld") if linked else None


def _published(root: Any, linked: str | None) -> Said | None:
    if found := iso_date(linked):
        return Said(found, "json-ld")
    for source, path in _DATES:
        for value in root.xpath(path):
            if found := iso_date(value):
                return Said(found, source)
    return None


def _json_ld(root: Any) -> Mapping[str, str]:
    """Title, day, publisher and author of the first article of the page's JSON-LD."""
    for script in root.xpath("//script[@type='application/ld+json']"):
        text = script.text or ""
        if len(text) > MAX_JSON:
            continue
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for entry in _entries(data):
            kinds = entry.get("@type")
            names = {str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])}
            if names & _ARTICLES and ("datePublished" in entry or "headline" in entry):
                found = {
                    "title": _text(entry.get("headline")),
                    "published": _text(entry.get("datePublished")),
                    "publisher": _text(entry.get("publisher")),
                    "author": _text(entry.get("author")),
                }
                return _repaired({key: value for key, value in found.items() if value})
    return {}


def _repaired(found: Mapping[str, str]) -> Mapping[str, str]:
    """The values in Unicode and NFC: the source of scripts is not repaired before parsing."""
    texts, _ = repair([Run(value) for value in found.values()])
    return {key: unicodedata.normalize("NFC", text) for key, text in zip(found, texts, strict=True)}


def _entries(data: Any) -> Iterator[Mapping[str, Any]]:
    """The objects of a list, of `@graph`, or the one object."""
    for entry in data if isinstance(data, list) else [data]:
        if isinstance(entry, dict):
            graph = entry.get("@graph")
            yield from (inner for inner in graph if isinstance(inner, dict)) if isinstance(graph, list) else ()
            yield entry


def _text(value: Any) -> str | None:
    """A name or a text; of several persons the first."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name")
    return " ".join(value.split()) or None if isinstance(value, str) else None
