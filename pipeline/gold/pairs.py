"""Two annotators' gold as documents of the check: the first as gold, the second as the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.check.document import Document
from pipeline.check.entries import Json, occurrences
from pipeline.check.sources import read_gold
from pipeline.gold.shape import LISTS


def listed(path: Path) -> dict[str, Path]:
    """The gold files of a folder, or the one file, by stem."""
    found = sorted(path.glob("*.json")) if path.is_dir() else [path]
    return {file.stem: file for file in found}


def as_record(gold: Json, text: str) -> dict[str, Any]:
    """Gold in the place of a record: its quotes are the evidence of its entries."""
    record = {**gold, "article": {**(gold.get("article") or {}), "text": text}}
    for part in LISTS:
        record[part] = [_with_evidence(entry, text) for entry in gold.get(part) or ()]
        record[part] += [{**_with_evidence(e, text), "optional": True} for e in gold.get(f"{part}_optional") or ()]
    return record


def _with_evidence(entry: Mapping[str, Any], text: str) -> dict[str, Any]:
    spans = occurrences(text, str(entry.get("quote") or ""))[:1]
    return {**entry, "evidence": [{"field": "", "start": a, "end": b, "rule": "annotator"} for a, b in spans]}


def documents(left: Path, right: Path, texts: Mapping[str, str]) -> Iterator[Document]:
    """The articles that both have annotated."""
    first, second = listed(left), listed(right)
    if left.is_file() and right.is_file():
        # Two files are compared whatever they are called.
        second = {next(iter(first)): right}
    for stem in first:
        if stem in second:
            gold = read_gold(second[stem])
            yield Document(stem, read_gold(first[stem]), as_record(gold, texts.get(stem, "")))
