"""Whose a figure is: the names and words of a document that can be its subject."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from pipeline.model.document import Document, Span
from pipeline.model.tags import Context, Tags
from pipeline.normalise.abbreviations import expand
from pipeline.normalise.fold import fold_spelling
from pipeline.normalise.provinces import as_of
from pipeline.rulebook import rule

CLUSTER = "cluster"
_CLASS_BEFORE = regex.compile(r"(?:tỉnh|thành\s+phố|tp\.?|huyện|thị\s+xã|tx\.?|quận)\s*$")
_NATIONAL = regex.compile(
    r"(?:bộ|chính\s+phủ|quốc\s+hội|trung\s+ương|tổng\s+cục|chủ\s+tịch|thủ\s+tướng|ban\s+thi\s+đua|hội\s+đồng|"
    r"tỉnh\s+ủy|thành\s+ủy|huyện\s+ủy|đảng|ủy\s+ban\s+nhân\s+dân|ngân\s+hàng|quỹ|hội\s+nghị|báo|đoàn\s+(?!thanh)|cụm|khối)(?!\s+chỉ\s+huy)"
)
_HEAD = regex.compile(r"\p{L}+(?:\s+\p{L}+)?")


@dataclass(frozen=True, slots=True)
class Subject:
    """A name or phrase that can own a figure. `kind`: province, place, unit, open, cluster, weak, nation, home."""

    start: int
    end: int
    value: str
    kind: str
    rule: str

    @property
    def named(self) -> bool:
        """Is it a name (and not the cluster or the country)?"""
        return self.kind in {"province", "place", "unit", "open"}


def find_subjects(doc: Document, tags: Tags, context: Context) -> list[Subject]:
    """All subjects of the document in text order; of two that overlap the longer one stays."""
    found = _units(doc, tags, context) + _provinces(tags, context) + _places(tags)
    found += _words(doc, "cluster", "cluster") + _words(doc, "cluster_weak", "weak") + _words(doc, "nation", "nation")
    if context.scope == "local" and context.province:
        found += [Subject(s.start, s.end, context.province, "home", s.rule) for s in _words(doc, "home", "home")]
    posts = [(person.start, person.end) for person in tags.people]
    kept: list[Subject] = []
    for subject in sorted(found, key=lambda item: (item.start - item.end, item.start)):
        if any(other.start < subject.end and subject.start < other.end for other in kept):
            continue
        if subject.named and (_in_post(doc, subject) or any(s < subject.end and subject.start < e for s, e in posts)):
            continue
        kept.append(subject)
    return sorted(kept, key=lambda item: item.start)


def _provinces(tags: Tags, context: Context) -> list[Subject]:
    return [
        Subject(span.start, span.end, as_of(span.value, context.date), "province", span.rule) for span in tags.provinces
    ]


def _places(tags: Tags) -> list[Subject]:
    return [Subject(span.start, span.end, span.value[0], "place", span.rule) for span in tags.places]


def _words(doc: Document, name: str, kind: str) -> list[Subject]:
    entry = rule(f"figures.{name}")
    return [
        Subject(match.start(), match.end(), CLUSTER if kind != "nation" else "cả nước", kind, entry.id)
        for match in entry.regex.finditer(doc.low)
    ]


def _units(doc: Document, tags: Tags, context: Context) -> list[Subject]:
    """Bodies that can be members of this cluster; none in a cluster of provinces."""
    if context.scope == "provinces":
        return []
    members = [(_fold(member), member) for member in context.members]
    heads = {_head(folded) for folded, _ in members}
    found = []
    for span in tags.units:
        value = _member(span, members, heads)
        if value is not None:
            found.append(Subject(span.start, min(span.end, span.start + 200), value, "unit", span.rule))
    return found


def _member(span: Span, members: list[tuple[str, str]], heads: set[str]) -> str | None:
    folded = _fold(str(span.value))
    for member, name in members:
        if folded == member or folded.startswith(f"{member} ") or (len(folded) > 8 and member.startswith(f"{folded} ")):
            return name
    if _NATIONAL.match(folded) and _head(folded) not in heads:
        return None
    return str(span.value) if _head(folded) in heads or not members else None


@lru_cache(maxsize=4096)
def _fold(name: str) -> str:
    return fold_spelling(expand(name)).lower()


def _head(folded: str) -> str:
    match = _HEAD.match(folded)
    return match[0] if match else folded


def _in_post(doc: Document, subject: Subject) -> bool:
    """Does the name stand in somebody's post (`Phó Chủ tịch UBND tỉnh Nghệ An`)?"""
    start = max(0, subject.start - 90)
    cut = max(doc.low.rfind(mark, start, subject.start) for mark in ",;:.(\n%")
    return rule("figures.post_before").regex.search(doc.low, max(start, cut + 1), subject.start) is not None
