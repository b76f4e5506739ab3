"""What the pages say, in Vietnamese and in English: `labels.csv`, a row for each thing said."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import Final

LANGUAGES: Final = ("vi", "en")


@cache
def table() -> dict[str, dict[str, str]]:
    """By language what each key says. Raises `ValueError` for a key that stands twice or says nothing."""
    text = files("pipeline.serve").joinpath("labels.csv").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    for row in csv.DictReader(text.splitlines()):
        if row["key"] in found["vi"] or not all(row[language] for language in LANGUAGES):
            raise ValueError(f"labels.csv: {row['key']}")
        for language in LANGUAGES:
            found[language][row["key"]] = row[language]
    return found


class Labels:
    """The words of one language. Called with a key, and what stands in its braces."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._words = table()[language]

    def __call__(self, key: str, **values: object) -> str:
        """Raises `KeyError` for what no row says."""
        found = self._words[key]
        return found.format(**values) if values else found

    def has(self, key: str) -> bool:
        """Is there a row of that key?"""
        return key in self._words

    def value(self, name: object) -> str:
        """A value of the record in words: `elected` is «được bầu»; what has no word stays as it is."""
        return self._words.get(f"value.{name}", str(name))

    def field(self, name: str) -> str:
        """The name of a field: `meeting.date` is «Ngày họp»."""
        return self._words.get(f"field.{name}", name)
