"""The source of a page before a parser sees it: every run of text repaired, and marked with where it stands.

A parser drops U+00A0, U+00AD and control characters, which in a page of TCVN3 or mojibake are letters, and it
forgets where a text stood. So each run between two tags is unescaped, repaired, and put back with its number
between two marks that no text has; after parsing, the marks lead from any text of the tree back to the source.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from html import escape, unescape

from pipeline.errors import ExtractionError
from pipeline.read.decode import Decoded, check_readable
from pipeline.read.encodings.repair import Run, repair

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)"
    r"|<(?P<close>/?)(?P<tag>[A-Za-z][^\s/<>]{0,40}+)(?P<rest>(?:[^\"'<>]++|\"[^\"<]{0,4000}+\"|'[^'<]{0,4000}+')*+[^<>]*+)>?"
    r"|<[!?][^<>]*>?",
    re.DOTALL,
)
_RAW_END = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in ("script", "style", "xmp")}
_CONTENT = re.compile(r"(?P<before>\bcontent\s*=\s*)(?P<quote>[\"'])(?P<value>[^\"'<>]*)(?P=quote)", re.IGNORECASE)
_FACE = re.compile(r"face\s*=\s*[\"']?([^\"'>]{0,80})|font-family\s*:\s*[\"']?([^;\"'>]{0,80})", re.IGNORECASE)
_TCVN3_FONT = re.compile(r"\.?Vn[A-Z]\w*")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_VOID = frozenset(
    {"br", "img", "hr", "input", "meta", "link", "area", "base", "col", "embed", "wbr", "source", "param"}
)

MAX_RUNS = 60_000
"""Runs of text of the longest page that is read; the longest report known has 600."""

MAX_OPEN = 200
"""Elements whose fonts are remembered; pages of thousands of nested elements have none."""


@dataclass(frozen=True, slots=True)
class SourceRun:
    """A run of text: `source`, at `[start:end]` of the page, before repair; `text` after it."""

    start: int
    end: int
    text: str
    source: str

    @property
    def same(self) -> bool:
        """True when nothing was repaired, so that offsets hold to the character."""
        return self.text == self.source


@dataclass(slots=True)
class Prepared:
    """A source for the parser. A number of `runs` stands between `opening` and `closing` before each run's text."""

    source: str
    opening: str
    closing: str
    runs: list[SourceRun]
    repaired: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Found:
    """A run as the scan finds it; `attribute`: the value of a `content`, which is not marked."""

    start: int
    end: int
    font: str | None = None
    capitals: bool = False
    attribute: bool = False


def prepare(decoded: Decoded) -> Prepared:
    """The repaired and marked source. Raises `ExtractionError` `encoding`, `too_large`."""
    source = decoded.text
    found = _scan(source)
    if len(found) > MAX_RUNS:
        raise ExtractionError("too_large", f"a page of {len(found):,} pieces of text; at most {MAX_RUNS:,} are read")
    raw = _overlapping(found, decoded.raw)
    before = [_unescaped(source[run.start : run.end]) for run in found]
    texts, done = repair(
        [Run(text, run.font, run.capitals, raw=flag) for text, run, flag in zip(before, found, raw, strict=True)]
    )
    check_readable(text for text, flag in zip(texts, raw, strict=True) if flag)
    opening, closing = _marks(source)
    parts: list[str] = []
    runs: list[SourceRun] = []
    position = 0
    for run, text in zip(found, texts, strict=True):
        clean = unicodedata.normalize("NFC", _ILLEGAL.sub(" ", text))
        parts.append(source[position : run.start])
        if run.attribute:
            parts.append(escape(clean, quote=True))
        else:
            parts.append(f"{opening}{len(runs)}{closing}{escape(clean, quote=False)}")
            runs.append(SourceRun(run.start, run.end, clean, source[run.start : run.end]))
        position = run.end
    parts.append(source[position:])
    return Prepared("".join(parts), opening, closing, runs, done)


def _unescaped(text: str) -> str:
    return unescape(text) if "&" in text else text


def _marks(source: str) -> tuple[str, str]:
    """Two characters that the source does not have, of those that Unicode leaves to private use."""
    used = set(source)
    free = (chr(code) for code in range(0xF0000, 0xFFFFE) if chr(code) not in used)
    return next(free), next(free)


def _scan(source: str) -> list[_Found]:
    """The runs of text, and the contents of `meta`, in order. Reads the source once."""
    found: list[_Found] = []
    open_tags: list[tuple[str, str | None]] = []
    position = 0
    while True:
        match = _TOKEN.search(source, position)
        end = match.start() if match else len(source)
        if not source[position:end].isspace() and end > position:
            font = open_tags[-1][1] if open_tags else None
            found.append(_Found(position, end, *_encoding(font)))
        if match is None:
            return found
        position = max(match.end(), match.start() + 1)
        tag = (match["tag"] or "").lower()
        if not tag:
            continue
        if match["close"]:
            _close(open_tags, tag)
        elif tag in _RAW_END:
            closing = _RAW_END[tag].search(source, position)
            position = closing.start() if closing else len(source)
        elif tag == "meta":
            if content := _CONTENT.search(source, match.start("rest"), match.end("rest")):
                found.append(_Found(content.start("value"), content.end("value"), attribute=True))
        elif tag not in _VOID and len(open_tags) < MAX_OPEN:
            open_tags.append((tag, _face(match["rest"]) or (open_tags[-1][1] if open_tags else None)))


def _face(attributes: str) -> str | None:
    match = _FACE.search(attributes)
    return (match[1] or match[2]) if match else None


def _close(open_tags: list[tuple[str, str | None]], tag: str) -> None:
    for index in range(len(open_tags) - 1, max(len(open_tags) - 20, -1), -1):
        if open_tags[index][0] == tag:
            del open_tags[index:]
            return


def _encoding(font: str | None) -> tuple[str | None, bool]:
    """What a font's name says: `.VnTime` is TCVN3, `.VnTimeH` its capitals, `VNI-Times` VNI."""
    name = (font or "").strip()
    if _TCVN3_FONT.match(name):
        return "tcvn3", name.split(",")[0].strip(" '\"").endswith("H")
    return ("vni", False) if name.upper().startswith("VNI-") else (None, False)


def _overlapping(found: list[_Found], raw: tuple[tuple[int, int], ...]) -> list[bool]:
    """Of each run, whether a stretch that was no UTF-8 lies in it."""
    flags: list[bool] = []
    index = 0
    for run in found:
        while index < len(raw) and raw[index][1] <= run.start:
            index += 1
        flags.append(index < len(raw) and raw[index][0] < run.end)
    return flags
