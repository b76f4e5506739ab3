"""The words that a pattern can begin with, read off the pattern.

A rule such as `phấn\\s+đấu|mục\\s+tiêu` can begin only at `phấn` or `mục`. With an index of the text's words it is
tried at these alone, instead of at every character.
"""

from __future__ import annotations

import regex

from pipeline.model.words import NUMBER

MAX_OPENERS = 20_000
"""Words beyond which a pattern is tried everywhere."""

_LITERAL = regex.compile(r"\p{L}+")
_QUANTIFIER = regex.compile(r"(?P<optional>[?*]|\{0?,\d*\})?(?:[?*+]|\{\d*,?\d*\})?\+?")
_TIMES = regex.compile(r"\{(?P<least>\d),(?P<most>[1-5])\}")
_FLAGS = regex.compile(r"\(\?[a-zA-Z]+\)")
_GROUP = regex.compile(r"\((?:\?(?:P<\w+>|[a-zA-Z]*:|>))?")
_CLASS = regex.compile(r"\[(?P<letters>\p{L}+)\]")
_DIGIT = regex.compile(r"\\d|\[\\d[^\]]*\]|\[[\d-]+\]|\d")
_MARK = regex.compile(r"\\[^pwdWDPSXbBAZ]|\[[^\p{L}\\^\]]+\]|\[\^\\S(?:\\r)?\\n\]|\[ \\t\]|[ /,:;%\"'-]")
"""A blank or a mark; where it can be left out the letters behind it belong to the word."""
_WORD_END = regex.compile(r"\\b|\$|[)]|\\d|\[\\d|\[\^|\(\?(?:[=!]|<[=!])")
_ANYTHING = "."
_BLANKS = ("\\s", "[ \\t]", " ")
_ENDS = regex.compile(r"\\b|\$|\(\?!\[?\\p\{L\}")
_GUARD = regex.compile(r"\s*\(\?<!\[(?=[^\]]*\\d)(?=[^\]]*\.)(?=[^\]]*,)[^\]]*\]\)")
_LOOK = ("(?<!", "(?<=", "(?!", "(?=")


class OpenersError(ValueError):
    """The brackets of the pattern do not close."""


GOES_ON = "*"
"""Behind the first letters of a word that may go on with others."""


LOOKS_ON = "~"
"""Behind a word whose end the pattern only looks for: `tp(?=[\\p{Lu}])` stands in `tphcm` as well."""


def opening_words(pattern: str, *, verbose: bool = True) -> frozenset[str] | None:
    """The words, in lower case, that a match can begin with; None where it can begin with anything or nothing.

    `verbose`: blanks and comments in the pattern mean nothing. Raises `OpenersError`.
    """
    words = _all(pattern, 0, verbose=verbose)
    if words is None or any(word.endswith(GOES_ON) for word in words):
        return None
    return frozenset(word.removesuffix(LOOKS_ON) for word in words)


def opening_pairs(pattern: str, *, verbose: bool = True) -> dict[str, frozenset[str] | None] | None:
    """The words that a match can begin with and, by them, those that can stand behind the blank that follows.

    `tỉnh*`: words that begin with these letters. The second words are None where anything can follow; the whole is
    None, and `OpenersError` raised, as for `opening_words`.
    """
    words = _all(pattern, 1, verbose=verbose) or _all(pattern, 0, verbose=verbose)
    if words is None:
        return None
    pairs: dict[str, set[str] | None] = {}
    for word in words:
        first, blank, second = word.replace(LOOKS_ON, GOES_ON).partition(" ")
        seconds = pairs.setdefault(first, set())
        if not blank or seconds is None:
            pairs[first] = None
        else:
            seconds.add(second)
    return {first: frozenset(seconds) if seconds else None for first, seconds in pairs.items()}


def begins_numbers(pattern: str) -> bool:
    """Whether a number at which a match begins is a whole one: no digit, and no mark inside a number, precedes it."""
    return all(_GUARD.match(alternative) for alternative in _alternatives(pattern))


def _all(pattern: str, more: int, *, verbose: bool) -> frozenset[str] | None:
    if verbose:
        pattern = regex.sub(r"(?<!\\)\s+", "", regex.sub(r"(?m)(?<!\\)#.*$", "", pattern))
    words = _first(pattern.replace("\\ ", "\\s"), more)
    if words is None or not all(word.rstrip(GOES_ON + LOOKS_ON) for word in words) or len(words) > MAX_OPENERS:
        return None
    return frozenset(word.lower() for word in words)


def _first(pattern: str, more: int) -> set[str] | None:
    found: set[str] = set()
    for alternative in _alternatives(pattern):
        words = _first_of(alternative, more)
        if words is None:
            return None
        found |= words
    return found


def _first_of(piece: str, more: int) -> set[str] | None:
    """First words of one alternative; `""` where it can be empty, None where it can be anything.

    `more`: how many words are read behind the first, each after a blank.
    """
    while True:
        if flags := _FLAGS.match(piece):
            piece = piece[flags.end() :]
        elif piece.startswith("\\b"):
            piece = piece[2:]
        elif piece.startswith(_LOOK):
            piece = piece[_close(piece) :]
        else:
            break
    if not piece:
        return {""}
    if piece.startswith("("):
        return _first_of_group("", piece, more)
    if digit := _DIGIT.match(piece):
        return _first_of_digits(piece[digit.end() :], more)
    if letters := _CLASS.match(piece):
        return _spelled("", letters["letters"], piece[letters.end() :], more)
    literal = _LITERAL.match(piece)
    return None if literal is None else _first_of_word(literal[0], piece[literal.end() :], more)


def _first_of_digits(rest: str, more: int) -> set[str] | None:
    """Openers of a pattern that begins with a digit that can perhaps be left out, and goes on with `rest`."""
    quantifier = _QUANTIFIER.match(rest)
    if quantifier is None or quantifier["optional"] is None:
        return {NUMBER}
    following = _first_of(rest[quantifier.end() :], more)
    return None if following is None else following | {NUMBER}


def _first_of_word(word: str, rest: str, more: int) -> set[str] | None:
    """First words of a pattern that begins with these letters: further letters may belong to the word."""
    if rest[:1] in {"?", "*"} or rest.startswith("{0,"):
        quantifier = _QUANTIFIER.match(rest)
        return _joined({word[:-1], word}, rest[quantifier.end() :], more) if quantifier else {word[:-1] + GOES_ON}
    if times := _TIMES.match(rest):
        words = {word[:-1] + word[-1] * count for count in range(int(times["least"]), int(times["most"]) + 1)}
        return _joined(words, rest[times.end() :], more)
    if rest[:1] == "{":
        return {word[:-1] + GOES_ON}
    if mark := _MARK.match(rest):
        return _before_mark(word, rest[mark.end() :], more if mark[0] in _BLANKS else 0)
    if _WORD_END.match(rest):
        return {word if _ENDS.match(rest) else word + LOOKS_ON}
    if letters := _CLASS.match(rest):
        return _spelled(word, letters["letters"], rest[letters.end() :], more)
    return _first_of_group(word, rest, more) if rest.startswith(("(?:", "(?P<", "(?>")) else {word + GOES_ON}


def _before_mark(word: str, rest: str, more: int) -> set[str] | None:
    quantifier = _QUANTIFIER.match(rest)
    behind = rest[quantifier.end() :] if quantifier else rest
    words = _with_next(word, behind, more) if more else {word}
    if quantifier is None or quantifier["optional"] is None:
        return words
    joined = _first_of(word + behind, more)
    return None if joined is None else joined | words


def _with_next(word: str, behind: str, more: int) -> set[str]:
    following = _first_of(behind, more - 1)
    return {word} if following is None or "" in following else {f"{word} {second}" for second in following}


def _joined(words: set[str], rest: str, more: int) -> set[str] | None:
    found: set[str] = set()
    for word in words:
        first = _first_of(word + rest, more)
        if first is None:
            return None
        found |= first
    return found


def _spelled(word: str, letters: str, rest: str, more: int) -> set[str] | None:
    """One of several letters (`[Tt]hành`)."""
    if rest[:1] in {"?", "*", "+", "{"}:
        return {word + GOES_ON}
    return _joined({word + letter for letter in letters}, rest, more)


def _first_of_group(word: str, piece: str, more: int) -> set[str] | None:
    """First words of letters and a bracket behind them (`""`: none), and of what follows where it can be left out."""
    end = _close(piece)
    inner = _GROUP.sub("", piece[: end - 1], count=1)
    rest = piece[end:]
    quantifier = _QUANTIFIER.match(rest)
    optional = quantifier is not None and quantifier["optional"] is not None
    again = rest[:1] in {"+", "*"}
    rest = rest[quantifier.end() :] if quantifier else rest
    found: set[str] = set()
    for alternative in _alternatives(inner):
        # What follows the bracket may still belong to the word when the alternative is letters alone.
        first = _first_of(word + alternative + (_ANYTHING if again else rest), more)
        if first is None:
            return None
        found |= first
    if optional:
        following = _first_of(word + rest, more)
        if following is None:
            return None
        found |= following
    return found


def _alternatives(pattern: str) -> list[str]:
    """The parts of a pattern between its outer `|`."""
    parts, start = [], 0
    for index, depth in _walk(pattern):
        if pattern[index] == "|" and depth == 0:
            parts.append(pattern[start:index])
            start = index + 1
    return [*parts, pattern[start:]]


def _close(pattern: str) -> int:
    """Offset behind the bracket that closes the one at the start."""
    for index, depth in _walk(pattern):
        if pattern[index] == ")" and depth == 0:
            return index + 1
    raise OpenersError(f"bracket not closed in {pattern}")


def _walk(pattern: str) -> list[tuple[int, int]]:
    """Offset of each character that is neither escaped nor in a character class, with the open brackets behind it."""
    found, depth, index = [], 0, 0
    while index < len(pattern):
        char = pattern[index]
        if char == "\\":
            index += 2
            continue
        if char == "[":
            index = pattern.index("]", index + 2) + 1
            continue
        depth += (char == "(") - (char == ")")
        found.append((index, depth))
        index += 1
    return found
