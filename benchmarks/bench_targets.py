"""What the measurements are held to, and what is said where one is missed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from measure import figure


@dataclass(frozen=True)
class Target:
    """A floor or a ceiling for the median of one row, named SECTION/KEY."""

    label: str
    place: str
    sense: Literal["≥", "≤"]
    bound: float
    unit: str = ""
    missed: str = ""

    def met(self, value: float) -> bool:
        return value >= self.bound if self.sense == "≥" else value <= self.bound


INTERPRETER = (
    "about 65 % of the time is spent in the interpreter, between the calls of regular expressions; "
    "native code would be needed"
)
CONTENTION = "two runs at once that share nothing (see [workers](#workers)) show what the machine itself gave meanwhile"

TARGETS = (
    Target(
        "extraction against `underthesea.ner`, whole articles",
        "underthesea/ner, whole articles.ratio", "≥", 60, "×", INTERPRETER,
    ),
    Target(
        "extraction against `underthesea.word_tokenize`, whole articles",
        "underthesea/word_tokenize, whole articles.ratio", "≥", 5, "×", INTERPRETER,
    ),
    Target("cost linear in the length up to 1 MB: exponent", "lengths/exponent", "≤", 1.05),
    Target("×4 rules that begin with foreign words: time", "rules/foreign.ratio", "≤", 1.5, "×"),
    Target(
        "×4 rules, true copies: time", "rules/same.ratio", "≤", 1.5, "×",
        "each copy matches where the first does, and what it finds is weighed again",
    ),
    Target("two workers against one", "workers/two.ratio", "≥", 1.7, "×", CONTENTION),
    Target("Dask against two workers of one machine", "workers/dask.ratio", "≥", 0.9, "×", CONTENTION),
    Target("relevance filter against `in`", "filter/ratio", "≥", 0.6, "×"),
    Target("WARC records against fastwarc, digests verified", "warc/fastwarc, digests verified.ratio", "≥", 0.6, "×"),
    Target("memory after 10,000 articles against 1,000", "articles/memory.ratio", "≤", 1.1, "×"),
)  # fmt: skip


def value(results: Mapping[str, Any], place: str) -> float | None:
    """The median of a row; `None` where it was not measured."""
    section, key = place.split("/", 1)
    rows: Sequence[Mapping[str, Any]] = results["sections"].get(section, {}).get("rows", ())
    return next((float(found["median"]) for found in rows if found["key"] == key), None)


def judged(results: Mapping[str, Any]) -> list[list[str]]:
    """Heading and lines of a table: target, bound, measured, whether it is met and else why not."""
    lines = [["", "target", "measured", "met?"]]
    for target in TARGETS:
        found = value(results, target.place)
        if found is None:
            told = ("–", "not measured")
        else:
            verdict = "yes" if target.met(found) else f"no: {target.missed}" if target.missed else "no"
            told = (f"{target.unit}{figure(found)}", verdict)
        lines.append([target.label, f"{target.sense} {target.unit}{target.bound:g}", *told])
    return lines
