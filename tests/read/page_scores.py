"""Saved pages with what is to be read of them, and how much of it is.

    python tests/read/page_scores.py                    # every folder of tests/data/pages, each apart
    python tests/read/page_scores.py -v made/vnpt_1     # what is wrong with one page

A page is `NAME.html` (or `.mhtml`) beside `NAME.toml`, its expected result; see docs/reading.md.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.api import extract_article, extract_page
from pipeline.model.document import NEWS_ZONES
from pipeline.model.record import Record
from pipeline.read.article import read_page
from pipeline.read.items import Item, Page

PAGES = Path(__file__).parents[1] / "data" / "pages"
PARAGRAPHS = frozenset({"lead", "body", "caption", "heading"})
READ = NEWS_ZONES | {"heading", "byline", "stamp", ""}
"""Zones whose text is taken for the report's own."""

VALUES = "values as of the text"
"""Values that the record of a page and the record of its text have in common."""

MINUTE = "2021-01-19T08:30"
"""A day and time as a page shows them."""

FACTS = ("title", "published", "date_source", "author", "publisher")


@dataclass
class Score:
    """Of each measure how many were right, and how many there are; what is wrong in words."""

    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, name: str, right: bool, message: str) -> None:
        self.total[name] += 1
        self.right[name] += right
        if not right:
            self.wrong.append(f"{name}: {message}")

    def join(self, other: Score) -> None:
        self.right += other.right
        self.total += other.total
        self.wrong += other.wrong

    def share(self, name: str) -> float:
        return self.right[name] / self.total[name] if self.total[name] else 1.0


def cases(folder: Path = PAGES) -> list[Path]:
    """The expected results in the folder and below, in order."""
    return sorted(folder.rglob("*.toml"))


def expected(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def saved_page(path: Path) -> Path:
    """The page beside an expected result."""
    return next(found for suffix in (".html", ".mhtml") if (found := path.with_suffix(suffix)).exists())


def read_saved(path: Path) -> Page:
    page = saved_page(path)
    return read_page(Item(page.name, page.stat().st_size, path=page))


def score(path: Path) -> Score:
    """The page of an expected result, read and compared."""
    want, page, result = expected(path), read_saved(path), Score()
    blocks = [(block.zone, page.text[block.start : block.end]) for block in page.blocks]
    zones: dict[str, list[str]] = {}
    for zone, text in blocks:
        zones.setdefault(text, []).append(zone)
    for block in want["block"]:
        found = zones.get(block["text"], [])
        if block["zone"] in PARAGRAPHS:
            result.add("paragraphs kept", bool(READ & set(found)), f"{block['text'][:80]} {found}")
        if block["zone"] == "lead":
            result.add("lead kept", "lead" in found, block["text"][:80])
        result.add("zones right", block["zone"] in found, f"{block['zone']} is {found}: {block['text'][:80]}")
    read = [text for zone, text in blocks if zone in READ]
    for text in (*want["boilerplate"], *(block["text"] for block in want["block"] if block["zone"] == "related")):
        left = next((line for line in read if text == line or (len(text) > 20 and text in line)), None)
        result.add("boilerplate gone", left is None, text)
    for name in FACTS:
        if name in want:
            found = getattr(page, name)
            if name == "published" and found and len(want[name]) >= len(MINUTE):
                # Metadata have seconds and a zone that a reader of the page does not see.
                found = found[: len(want[name])]
            result.add(name, found == want[name], f"{found!r}, not {want[name]!r}")
    if "repaired" in want:
        messages = " ".join(message for _, message in page.warnings)
        result.add("repair told", want["repaired"] in messages, f"{messages!r}")
    return result


def values(record: Record) -> Counter[str]:
    """The values of a record without where they were found."""
    found: Counter[str] = Counter()

    def add(path: str, value: Any) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                if key not in ("evidence", "derived"):
                    add(f"{path}.{key}", inner)
        elif isinstance(value, list):
            for inner in value:
                name = inner.get("name") or inner.get("award") or inner.get("label") if isinstance(inner, dict) else ""
                add(f"{path}[{name or ''}]", inner)
        elif value is not None:
            found[f"{path}={value}"] += 1

    data = record.to_dict()
    for part in ("report", "cluster", "meeting", "officials", "leadership", "awards", "indicators"):
        add(part, data.get(part))
    return found


def compare_records(path: Path, result: Score) -> None:
    """Adds to `VALUES` the values that the record of the page and that of its text have in common."""
    text = "\n".join(block["text"] for block in expected(path)["block"])
    page, plain = values(extract_page(read_saved(path))), values(extract_article(text))
    result.right[VALUES] += (page & plain).total()
    result.total[VALUES] += max(page.total(), plain.total())
    result.wrong += [f"{VALUES}: only in the page: {value}" for value in page - plain]
    result.wrong += [f"{VALUES}: only in the text: {value}" for value in plain - page]


def folders() -> Iterator[tuple[str, list[Path]]]:
    """Each folder of pages with its expected results."""
    for folder in sorted(path for path in PAGES.iterdir() if path.is_dir()):
        yield folder.name, cases(folder)


def main(arguments: list[str]) -> None:
    for name in arguments[1:] if arguments[:1] == ["-v"] else []:
        one = score(PAGES / f"{name}.toml")
        compare_records(PAGES / f"{name}.toml", one)
        for line in one.wrong:
            print(f"{name}: {line}")
    for folder, paths in folders():
        total = Score()
        for path in paths:
            total.join(score(path))
            compare_records(path, total)
        print(f"{folder}: {len(paths)} pages")
        for name, count in total.total.items():
            print(f"  {name:22} {total.right[name]:5} of {count:5}  {total.share(name):7.2%}")


if __name__ == "__main__":
    main(sys.argv[1:])
