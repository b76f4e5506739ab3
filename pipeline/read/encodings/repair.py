"""Repairs the text of a page run by run: each run is kept as it is unless another reading is clearly Vietnamese.

A run is what stands between two tags, or a line of plain text. A run is judged by its own words; one that
has too few of them is read as the rest of the page is, or as its font says. Clean text, Vietnamese or foreign,
passes unchanged.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from pipeline.read.encodings.syllables import marked_words, reads
from pipeline.read.encodings.tables import from_cp1258, from_table, from_vni

ENOUGH_WORDS = 3
"""Words that a run must turn into syllables to be repaired on its own evidence."""

GOOD_SHARE = 0.8
"""Share of the marked words that must be syllables in the new reading; foreign names take the rest."""

POOR_SHARE = 0.5
"""Share of syllables from which the text as it stands is taken for Vietnamese, so that nothing is repaired."""

MAX_ROUNDS = 3
"""Readings one on top of the other: text of 2005 was moved twice."""

_CONTINUATION = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ ]"
_MOJIBAKE = re.compile(f"[\xc2-\xdf]{_CONTINUATION}|[\xe0-\xef]{_CONTINUATION}{{2}}|\xe1[»º]")
_SUSPECT = re.compile("[\x80-\x9f\x00-\x08\x0e-\x1f\xa1-\xbf\xc4-\xc7\xcb\xce-\xd1\xd6-\xd8\xdb-\xdc\xde-\xdf"
                      "\xe4-\xe7\xeb\xee-\xf1\xf6-\xf8\xfb-\xfc\xfe-\xff]")  # fmt: skip

_CHUNK = re.compile(r"[^ \t\n\r\f\v]+")
_MODERN = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ]")
"""Vietnamese letters that latin-1 does not have: where one stands, the text is Unicode already."""

READINGS: dict[str, Callable[[str], str]] = {
    "windows-1258": from_cp1258,
    "tcvn3": lambda text: from_table(text, "tcvn3"),
    "viscii": lambda text: from_table(text, "viscii"),
    "vni": from_vni,
}
"""What a text of latin-1 or cp1252 characters may have been, each with the function that reads it so."""

NAMES = {
    "windows-1258": "windows-1258",
    "tcvn3": "TCVN3",
    "viscii": "VISCII",
    "vni": "VNI",
    "mojibake": "UTF-8 decoded as another encoding",
}
"""The repairs as warnings name them."""

_SIGN_ALONE = re.compile(r"((?<!\S)[©®»•§](?!\S))")


_WINDOWS_MARKS = {
    "\x91": "‘", "\x92": "’", "\x93": "“", "\x94": "”", "\x96": "–", "\x97": "—", "\x85": "…",
}  # fmt: skip
"""Marks of windows-1252 that editors put into pages of TCVN3, whose fonts have no capitals at these places."""
_MARK_IN_TCVN3 = re.compile(
    r"(?<![^\s(\[\"“‘\x91\x93])[\x91\x93‘“](?=\S)"
    r"|(?<=[a-z0-9.,!?%)\xa8-\xff…\x85])[\x92\x94’”](?![A-Za-z\xa8-\xff])"
    r"|(?<=\s)[\x96\x97–—](?=\s)|(?<=[a-z\xa8-\xff])[\x85…](?![A-Za-z\xa8-\xff])"
)


def read_as(kind: str, text: str) -> str:
    """`text` in one of `READINGS`; a sign that stands alone is a sign."""
    if kind == "tcvn3" and (marks := [*_MARK_IN_TCVN3.finditer(text)]):
        return _around(kind, text, marks)
    parts = _SIGN_ALONE.split(text)
    return "".join(part if index % 2 else READINGS[kind](part) for index, part in enumerate(parts))


def _around(kind: str, text: str, marks: Sequence[re.Match[str]]) -> str:
    """The text between marks of windows-1252 in that reading, the marks as they are."""
    read, position = "", 0
    for mark in marks:
        read += read_as(kind, text[position : mark.start()]) + _WINDOWS_MARKS.get(mark[0], mark[0])
        position = mark.end()
    return read + read_as(kind, text[position:])


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text to be judged as one.

    `font` is what its font says of the encoding (`tcvn3`, `vni`), `capitals` that the font shows capitals only,
    `raw` that its bytes were no UTF-8, so that no character of it can be trusted.
    """

    text: str
    font: str | None = None
    capitals: bool = False
    raw: bool = False


def repair(runs: Sequence[Run]) -> tuple[list[str], Counter[str]]:
    """The texts of the runs, repaired, and how many runs each repair changed (keys of `NAMES`)."""
    done: Counter[str] = Counter()
    texts = [run.text for run in runs]
    doubtful = [index for index, run in enumerate(runs) if run.raw or run.font or is_doubtful(run.text)]
    if not doubtful:
        return texts, done
    _mend_mojibake(texts, [index for index in doubtful if not runs[index].raw], done)
    prior = _prior([(runs[index], texts[index]) for index in doubtful])
    pure = not any(map(_MODERN.search, texts))
    for index, run in enumerate(runs):
        text = texts[index]
        if text.isascii() and not run.capitals:
            continue
        kind = _kind(run, text, prior, pure=pure)
        if kind is not None and (read := read_as(kind, text)) != text:
            texts[index] = read
            done[kind] += 1
        elif kind is None and run.raw:
            # UTF-8 in which a byte was lost.
            _mend_mojibake(texts, [index], done)
        if run.capitals and (kind == "tcvn3" or text.isascii()):
            texts[index] = texts[index].upper()
    return texts, done


def is_doubtful(text: str) -> bool:
    """True when the text has a character that Vietnamese in Unicode does not have."""
    return not text.isascii() and (_SUSPECT.search(text) is not None or _MOJIBAKE.search(text) is not None)


def _mend_mojibake(texts: list[str], doubtful: Sequence[int], done: Counter[str]) -> None:
    for index in doubtful:
        mended = mend_mojibake(texts[index])
        if mended != texts[index]:
            texts[index] = mended
            done["mojibake"] += 1


def mend_mojibake(text: str) -> str:
    """`text` with UTF-8 that was decoded as latin-1 or cp1252, once or several times, put right."""
    if _MOJIBAKE.search(text) is None or _MODERN.search(text):
        return text
    for _ in range(MAX_ROUNDS):
        mended = next((read for read in _mended(text) if read != text and _better(text, read)), None)
        if mended is None:
            break
        text = mended
    return text


def _mended(text: str) -> Iterator[str]:
    from ftfy import fix_encoding

    yield fix_encoding(text)
    # ftfy leaves short texts alone that could be meant; here syllables decide.
    with suppress(UnicodeError):
        yield _read_again(text)
    # A character lost in the move spoils its own word only.
    yield _CHUNK.sub(_mended_word, text)


def _read_again(text: str) -> str:
    """Raises `UnicodeError` for what is no UTF-8 that was read as latin-1 or windows-1252."""
    from ftfy import bad_codecs

    with suppress(UnicodeError):
        return text.encode("latin-1").decode("utf-8")
    bad_codecs.ok()  # registers the codec
    return text.encode("sloppy-windows-1252").decode("utf-8")


def _mended_word(match: re.Match[str]) -> str:
    word = match[0]
    if _MOJIBAKE.search(word):
        with suppress(UnicodeError):
            mended = _read_again(word)
            return mended if _better(word, mended) else word
    return word


def _better(before: str, after: str) -> bool:
    """Characters were joined and there are more syllables, or nothing but syllables."""
    if len(after) >= len(before):
        return False
    old, new = sum(map(reads, marked_words(before))), list(map(reads, marked_words(after)))
    return sum(new) > old or (all(new) and sum(new) == old)


def _prior(runs: Sequence[tuple[Run, str]]) -> str | None:
    """The encoding that explains the page's doubtful text best, if one does."""
    best, best_good = None, 0
    for kind in READINGS:
        good = total = 0
        for run, text in runs:
            if text.isascii() or _MODERN.search(text) or not (run.raw or run.font or _poor(text)):
                continue
            words = marked_words(read_as(kind, text))
            good += sum(map(reads, words))
            total += len(words)
        if good >= ENOUGH_WORDS and good >= GOOD_SHARE * total and good > best_good:
            best, best_good = kind, good
    return best


def _poor(text: str) -> bool:
    words = marked_words(text)
    return sum(map(reads, words)) < POOR_SHARE * len(words)


def _kind(run: Run, text: str, prior: str | None, *, pure: bool) -> str | None:
    """The encoding in which the run is to be read; `None` to leave it as it is.

    `pure`: nothing on the page is Unicode, so that a word that reads either way is read as the page is.
    """
    if text.isascii() or _MODERN.search(text):
        return None
    words = marked_words(text)
    before = sum(map(reads, words))
    poor = before < POOR_SHARE * len(words)
    if run.font is not None and (run.raw or poor or before < len(words)):
        return run.font
    scores = {kind: _score(text, kind) for kind in READINGS}
    if prior is not None:
        good, share = scores[prior]
        if share >= GOOD_SHARE and (good > before or (good == before and (run.raw or pure))):
            return prior
    best = max(scores, key=lambda name: scores[name])
    good, share = scores[best]
    if run.raw and share == 1 and sum(other == 1 for _, other in scores.values()) == 1:
        return best  # bytes that are no UTF-8 must be something
    return best if poor and good >= ENOUGH_WORDS and share >= GOOD_SHARE else None


def _score(text: str, kind: str) -> tuple[int, float]:
    """Syllables in this reading, and their share of its marked words."""
    words = marked_words(read_as(kind, text))
    good = sum(map(reads, words))
    return good, good / len(words) if words else 0.0
