"""Where the words of a phrase end, as underthesea sees it: Vietnamese writes a blank between syllables, not words."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache


@cache
def _segmenter() -> Callable[..., list[str]] | None:
    """underthesea's word segmenter, loaded on first use; None where it is not to be had."""
    try:
        from underthesea import word_tokenize
    except Exception:  # noqa: BLE001 - whatever ails the library, the caller has a rule to fall back on
        return None
    segment: Callable[..., list[str]] = word_tokenize
    return segment


@lru_cache(maxsize=4096)
def syllables(phrase: str) -> tuple[int, ...]:
    """Syllables of each word of a phrase (`phong trào thi đua` is 2, 2); empty where nothing can tell."""
    segmenter = _segmenter()
    try:
        words = segmenter(phrase, use_token_normalize=False) if segmenter else []
    except Exception:  # noqa: BLE001 - see above
        return ()
    return tuple(len(word.split()) for word in words)
