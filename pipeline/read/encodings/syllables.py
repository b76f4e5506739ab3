"""Is a word a Vietnamese syllable? The measure by which one reading of a text is better than another."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ONSET = "(?:ngh?|nh|th|tr|ch|kh|ph|gh|gi|qu|[bcdđghklmnprstvx])?"
_RIMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et "
    "ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu o oa oac oach oai oam oan oang "
    "oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt "
    "ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uê uêch uênh uơ uy uya uych uyên uyêt uynh uyp uyt uyu uc ui um un ung "
    "uôc uôi uôm uôn uông uôp uôt up ut ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng "
    "yêt yêu ych yn ynh yt ak ăk âk ek êk ik ok ôk uk ưk"
)
_SYLLABLE = re.compile(rf"{_ONSET}(?:{'|'.join(sorted(_RIMES.split(), key=len, reverse=True))})")
_STOPPED = re.compile(r"(?:c|ch|k|p|t)$")
_WORD = re.compile(r"[^\W\d_]+")
_ABBREVIATION = re.compile("[A-ZĐƯƠÂÊÔĂ]{2,6}")
_SIGNS = re.compile("[«»·•©®°›‹]*")
_SEPARATORS = re.compile(r"[ \t\r\n\f\v!-/:-@\[-`{-~“”‘’–—…]+")


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """True for a well-formed Vietnamese syllable of any case in form NFC: onset, rime and a tone it may bear."""
    letters: list[str] = []
    tone = ""
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in _TONES:
            if tone:
                return False
            tone = char
        else:
            letters.append(char)
    plain = unicodedata.normalize("NFC", "".join(letters))
    if _SYLLABLE.fullmatch(plain) is None:
        return False
    # A syllable that ends in a stop bears the acute or the dot, or (in a foreign name) no tone at all.
    return not _STOPPED.search(plain) or tone in ("", "\u0301", "\u0323")


def marked_words(text: str) -> list[str]:
    """What stands between blanks and ASCII punctuation and has a character outside ASCII."""
    return [word for word in _SEPARATORS.split(text) if word and not word.isascii()]


def reads(word: str) -> bool:
    """True when the word is a syllable, an abbreviation (`TĐKT`) or signs without a letter."""
    stripped = word.strip("\u00a0\u200b\ufeff\u00ad")
    if _ABBREVIATION.fullmatch(stripped) or _SIGNS.fullmatch(stripped):
        return True
    return _WORD.fullmatch(stripped) is not None and is_syllable(stripped)
