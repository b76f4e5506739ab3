"""Length-preserving folds: one spelling for tone marks, dashes, quotes and spaces.

`òa/oà`, `úy/uý` are the same word in the older and the newer way of placing the tone mark; portals mix them, with
four kinds of dash, curly and straight quotes and no-break spaces. Every fold maps one character to one character,
so that an offset in the fold is an offset in the text.
"""

from __future__ import annotations

import unicodedata

import regex

_OLD_TONE = regex.compile(r"(?<![qQ])(?P<first>[oOuU])(?P<second>[àáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ])(?!\p{L})")
_TONES = {
    "̀": ("òÒ", "ùÙ"),
    "́": ("óÓ", "úÚ"),
    "̉": ("ỏỎ", "ủỦ"),
    "̃": ("õÕ", "ũŨ"),
    "̣": ("ọỌ", "ụỤ"),
}
_CHARACTERS = {
        "–": "-", "—": "-", "‒": "-", "−": "-", "‐": "-", "‑": "-", "\u00ad": " ",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "″": '"',
        "‘": "'", "’": "'", "ʼ": "'", "`": "'", "´": "'",
        "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u202f": " ", "\u3000": " ", "\t": " ",
        "\u200b": " ", "\u200e": " ", "\u200f": " ", "\ufeff": " ",
        "Ð": "Đ", "ð": "đ", "…": ".",
}  # fmt: skip


def nfc(text: str) -> str:
    """The text in normal form C, with `\\r\\n` and `\\r` as `\\n`; nothing else changes."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _new_tone(match: regex.Match[str]) -> str:
    first, second = match["first"], match["second"]
    base, mark = unicodedata.normalize("NFD", second)[0], unicodedata.normalize("NFD", second)[-1]
    if first in "oO" and base in "yY":
        return match[0]
    if first in "uU" and base not in "yYeE":
        return match[0]
    pair = _TONES[mark][0 if first in "oO" else 1]
    return pair[first.isupper()] + base


def fold_spelling(text: str) -> str:
    """`text` with one spelling of tone marks (`hòa`, `ủy`), dashes, quotes and spaces; same length, case kept."""
    # `translate` looks at each character by itself, which takes twenty times as long.
    for character, plain in _CHARACTERS.items():
        if character in text:
            text = text.replace(character, plain)
    return _OLD_TONE.sub(_new_tone, text)


def lower(text: str) -> str:
    """Lower case of the same length: a character whose lower case is longer stays as it is."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def squeeze(text: str) -> str:
    """Single spaces, none at the ends."""
    return " ".join(text.split())
