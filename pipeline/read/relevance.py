"""Does a page speak of an emulation cluster? Asked of its bytes, before anything is decoded or parsed.

Looked for is «cụm», «khối» or «khu vực» beside «thi đua» in every way in which Vietnamese has been written on the web.
The blank between the words may be any blank or a tag. A page that passes in error costs its extraction, one that is
stopped in error is lost: in doubt it passes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from html.entities import codepoint2name
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ahocorasick_rs import BytesAhoCorasick

REACH: Final = 32
"""Bytes (or entities) that may stand between the word and «thi đua», tags not counted."""

WINDOW: Final = 500
"""Bytes around «thi đua» that are looked at, tags counted."""

MAX_HITS: Final = 500
"""Times that «thi đua» is looked at; a page that has it more often passes."""

_LEGACY: Final = {
    # TCVN3 (ABC), VISCII, windows-1258 (base letter and combining mark), VNI (base letter and mark letter).
    "đ": (b"\xae", b"\xf0", b"\xf1"),
    "Đ": (b"\xa7", b"\xd0", b"\xd1"),
    "ụ": (b"\xf4", b"\xf8", b"u\xf2", b"u\xef"),
    "Ụ": (b"\x9e", b"u\xf2", b"u\xcf"),
    "ố": (b"\xe8", b"\xaf", b"\xf4\xec", b"o\xe1"),
    "ự": (b"\xf9", b"\xf1", b"\xfd\xf2", b"\xf6\xef"),
    "Ự": (b"\xb9", b"\xdd\xf2", b"\xd6\xcf"),
    "Ố": (b"\x8f", b"\xd4\xec", b"o\xc1"),
}
"""Bytes of the letters in 8-bit encodings; ASCII in lower case, as the page is searched."""

_TAG: Final = re.compile(rb"<[^<>]*>")
_CUT_TAGS: Final = (re.compile(rb"^[^<>]*>"), re.compile(rb"<[^<>]*$"))


def is_relevant(page: bytes) -> bool:
    """Whether a page, its transfer and content encoding removed, may report on a cluster."""
    page = _narrow(page)
    # Most pages end here: neither a copy in lower case nor a look at the many spellings is made of them.
    if not _rare().find_matches_as_indexes(page):
        return False
    low = page.lower()
    for count, hit in enumerate(_phrase().finditer(low)):
        if count >= MAX_HITS or _has_word(low, hit.start(), hit.end()):
            return True
    return False


def _narrow(page: bytes) -> bytes:
    """UTF-16 as UTF-8; anything else as it is."""
    head = page[:400]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return page.decode("utf-16", errors="replace").encode("utf-8", errors="replace")
    if b"\0" not in head:
        return page
    for encoding, place in (("utf-16-le", 1), ("utf-16-be", 0)):
        # In a page most characters are ASCII: every other byte is NUL.
        if head[place::2].count(0) * 4 > len(head):
            return page.decode(encoding, errors="replace").encode("utf-8", errors="replace")
    return page


def _has_word(low: bytes, start: int, end: int) -> bool:
    before = _CUT_TAGS[0].sub(b"", low[max(0, start - WINDOW) : start])
    behind = _CUT_TAGS[1].sub(b"", low[end : end + WINDOW])
    word, following = _words()
    return bool(word.search(_TAG.sub(b"", before)) or following.match(_TAG.sub(b"", behind)))


@cache
def _rare() -> BytesAhoCorasick:
    """«ua» and «UA» behind every byte with which some spelling of «đ» ends.

    So few and short words, the leftmost wanted, are looked for with vector instructions: 4 GB/s, four times `in`.
    """
    from ahocorasick_rs import BytesAhoCorasick, MatchKind

    last = {letter[-1:] for letter in _spelt("đ")}
    ends = sorted(last | {byte.upper() for byte in last})
    return BytesAhoCorasick([end + ua for end in ends for ua in (b"ua", b"UA")], matchkind=MatchKind.LeftmostFirst)


@cache
def _phrase() -> re.Pattern[bytes]:
    letters = sorted(set(_spelt("đ")))
    first = b"".join(re.escape(bytes([byte])) for byte in sorted({letter[0] for letter in letters}))
    # Most of what follows «thi» fails at the first byte, without a look at the many spellings.
    return re.compile(rb"thi" + _blank() + rb"{1,12}?(?=[" + first + rb"])(?:" + _any(letters) + rb")ua")


def _blank() -> bytes:
    coded = rb"\xc2\xa0|\xc3\x82\xc2\xa0|&nbsp;|&\#160;|&\#xa0;|%20|%c2%a0|\\u00a0|\\[nrt]|<[^<>]{0,400}>"
    return rb"(?:[\s\xa0+_-]|(?=[\xc2\xc3&%\\<])(?:" + coded + rb"))"


@cache
def _words() -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    word = (
        rb"(?:(?<![a-z])|(?<=%[0-9a-f]{2})|(?<=\\[nrt]))(?:c(?:" + _any(_spelt("ụ")) + rb")m|kh(?:" + _any(_spelt("ố"))
    )
    word += rb")i|khu" + _blank() + rb"{1,4}v(?:" + _any(_spelt("ự")) + rb")c)(?![a-z])"
    unit = rb"(?:&\#?\w{1,8};|%[0-9a-f]{2}|\\u[0-9a-f]{4}|.){0," + str(REACH).encode() + rb"}?"
    return re.compile(word + unit + rb"\Z", re.DOTALL), re.compile(unit + word, re.DOTALL)


def _any(spellings: Iterable[bytes]) -> bytes:
    return b"|".join(re.escape(spelling) for spelling in sorted(set(spellings), key=lambda found: (-len(found), found)))


def _spelt(letter: str) -> Iterator[bytes]:
    """Every way in which a letter and its capital are written, ASCII in lower case."""
    for char in (letter, letter.upper()):
        for form in ("NFC", "NFD"):
            text = unicodedata.normalize(form, char)
            # One mark may be combined with the letter and the other not.
            for written in {text, unicodedata.normalize("NFC", text[:-1]) + text[-1]}:
                yield from (found.lower() for found in _unicode_ways(written))
        for raw in _LEGACY[char]:
            yield raw
            yield from (found.lower() for found in _byte_ways(raw))


def _unicode_ways(text: str) -> Iterator[bytes]:
    raw = text.encode()
    yield raw
    yield from _coded(text)
    yield b"".join(b"%%%02x" % byte if byte > 127 else bytes([byte]) for byte in raw)
    for wrong in _misread(raw):
        yield from _byte_ways(wrong.encode())
        yield from _coded(wrong)
        yield wrong.encode()


def _byte_ways(raw: bytes) -> Iterator[bytes]:
    """Bytes that were taken for Western text and written again as UTF-8, or as entities."""
    for wrong in _misread(raw):
        yield wrong.encode()
        yield from _coded(wrong)


def _misread(raw: bytes) -> set[str]:
    western = "".join(bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in raw)
    return {western, raw.decode("latin-1")}


def _coded(text: str) -> Iterator[bytes]:
    """Entities by decimal, hexadecimal number and name, and the escapes of JSON and scripts."""
    for pattern in ("&#{};", "&#x{:x};", "\\u{:04x}", "%u{:04x}"):
        yield "".join(char if char.isascii() else pattern.format(ord(char)) for char in text).encode()
    names = {**codepoint2name, 0x110: "Dstrok", 0x111: "dstrok"}
    named = "".join(f"&{names[ord(char)]};" if ord(char) in names else char for char in text)
    yield named.encode()
    yield "".join(char if char.isascii() or char == ";" else f"&#{ord(char)};" for char in named).encode()
