"""JSON with the line of each value, so that a message can name it; keys given twice are found too."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Path = tuple[str | int, ...]
"""Keys and places from the top: `("gold", "indicators", 3, "quote")`."""

_MARK = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+')


def show_path(path: Path) -> str:
    """`gold.indicators[3].quote`; empty for the whole."""
    shown = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return shown.removeprefix(".")


def show_slip(path: Path, message: str) -> str:
    """`gold.indicators[3].quote: not in the text`."""
    return f"{show_path(path)}: {message}" if path else message


@dataclass
class Parsed:
    """The data of a JSON text, the line (from 1) of each value, and the paths of keys that are given twice."""

    data: Any
    lines: dict[Path, int]
    twice: list[Path]

    def line(self, path: Path) -> int:
        """The line of a value; of the nearest value around it where it is not in the text."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


@dataclass
class _Reader:
    tokens: Iterator[tuple[str, int]]
    lines: dict[Path, int] = field(default_factory=dict)
    twice: list[Path] = field(default_factory=list)

    def value(self, path: Path, mark: str, line: int) -> None:
        self.lines.setdefault(path, line)
        if mark == "{":
            self._object(path)
        elif mark == "[":
            self._array(path)

    def _object(self, path: Path) -> None:
        seen: set[str] = set()
        for mark, line in self.tokens:
            if mark == "}":
                return
            if mark == ",":
                continue
            key = json.loads(mark)
            if key in seen:
                self.twice.append((*path, key))
                self.lines[*path, key] = line
            seen.add(key)
            next(self.tokens)
            self.value((*path, key), next(self.tokens)[0], line)

    def _array(self, path: Path) -> None:
        number = 0
        for mark, line in self.tokens:
            if mark == "]":
                return
            if mark != ",":
                self.value((*path, number), mark, line)
                number += 1


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    line, position = 1, 0
    for match in _MARK.finditer(text):
        line += text.count("\n", position, match.start())
        position = match.start()
        yield match[0], line


def loads(text: str) -> Any:
    """The data. Raises `json.JSONDecodeError`; NaN and Infinity are no JSON."""
    strange: list[str] = []
    data = json.loads(text, parse_constant=strange.append)
    if strange:
        position = next(match.start() for match in _MARK.finditer(text) if match[0] == strange[0])
        raise json.JSONDecodeError(f"{strange[0]} is no JSON", text, position)
    return data


def parse(text: str) -> Parsed:
    """The data and its places. Raises `json.JSONDecodeError` as `loads` does."""
    data = loads(text)
    reader = _Reader(_tokens(text))
    reader.value((), *next(reader.tokens))
    return Parsed(data, reader.lines, reader.twice)
