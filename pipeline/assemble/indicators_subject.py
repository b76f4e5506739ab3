"""Whose a figure is: the names and words of a document that can be its subject."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from pipeline.model.document import Document, Span
from pipeline.model.tags import Context, Tags
from pipeline.normalise.abbreviations import expand
from pipeline.normalise.fold import fold_spelling
from pipeline.normalise.provinces import as_of
from pipeline.rulebook import rule
from pipeline.tag.figures_words import Words

CLUSTER = "cluster"
_NATIONAL = regex.compile(
    r"(?:bộ(?!\s+chỉ\s+huy)|chính\s+phủ|quốc\s+hội|trung\s+ương|tổng\s+cục|chủ\s+tịch|thủ\s+tướng|ban\s+thi\s+đua|"
    r"hội\s+đồng|tỉnh\s+ủy|thành\s+ủy|huyện\s+ủy|đảng|ủy\s+ban\s+nhân\s+dân|hội\s+nghị|hội\s+trường|báo|cụm|khối|"
    r"hội\s+viên|đoàn\s+viên|ban\s+hành|đơn\s+vị|trưởng|phó|cục\s+trưởng|vụ|văn\s+phòng|nhà\s+nước)(?!\p{L})"
)
_UNLOCATED = regex.compile(r"(?:ngân\s+hàng|quỹ|ban|phòng|tòa\s+án|hội|trung\s+tâm|công\s+an|thanh\s+tra)(?!\p{L})")
_MANY = regex.compile(r"(?<!\p{L})(?:các|\d+|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+(?:tỉnh|thành|huyện|đơn\s+vị|địa\s+phương|quận)")
_PLURAL = regex.compile(r"(?<!\p{L})(?:các|những|mỗi|từng|\d+)\s+(?:\p{L}+\s+){0,2}$")
_LEVELS = regex.compile(r"\s+(?:hai\s+cấp|2\s+cấp|các\s+cấp|cấp\s+(?:tỉnh|huyện))")
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
        return self.kind in {"province", "place", "unit", "open", "home"}


def find_subjects(
    doc: Document, words: Words, tags: Tags, context: Context, figures: list[Span], members: list[Subject]
) -> list[Subject]:
    """All subjects of the document in text order; of two that overlap the longer one stays."""
    found = _units(doc, tags, context, figures) + _provinces(tags, context) + _places(tags)
    found += members + [Subject(span.start, span.end, CLUSTER, "cluster", span.rule) for span in tags.clusters]
    found += _words(words, "cluster", "cluster") + _words(words, "cluster_weak", "weak") + _words(words, "nation", "nation")
    posts = sorted((person.start, person.end) for person in tags.people)
    kept = []
    for subject in _longest(found):
        index = bisect_right(posts, (subject.start, len(doc.text))) - 1
        inside = index >= 0 and subject.start < posts[index][1]
        if not subject.named or not (inside or _in_post(doc, subject)):
            kept.append(subject)
    return _with_home(words, context, kept)


def _longest(found: list[Subject]) -> list[Subject]:
    kept: list[Subject] = []
    position = -1
    for subject in sorted(found, key=lambda item: (item.start, -item.end)):
        if subject.start >= position:
            kept.append(subject)
            position = subject.end
    return kept


def _with_home(words: Words, context: Context, kept: list[Subject]) -> list[Subject]:
    """`toàn tỉnh`, `của tỉnh` is the province named last, else the one the cluster belongs to."""
    home = []
    for word in _words(words, "home", "home"):
        if any(s.start < word.end and word.start < s.end for s in kept):
            continue
        before = [s for s in kept if s.kind == "province" and word.start - 400 < s.start < word.start]
        value = context.province if context.scope == "local" else before[-1].value if before else None
        if value:
            home.append(replace(word, value=value))
    return sorted(kept + home, key=lambda item: item.start)


def _provinces(tags: Tags, context: Context) -> list[Subject]:
    return [Subject(span.start, span.end, as_of(span.value, context.date), "province", span.rule) for span in tags.provinces]


def _places(tags: Tags) -> list[Subject]:
    return [Subject(span.start, span.end, span.value[0], "place", span.rule) for span in tags.places]


def _words(words: Words, name: str, kind: str) -> list[Subject]:
    value = "cả nước" if kind == "nation" else CLUSTER
    return [Subject(m.start(), m.end(), value, kind, f"figures.{name}") for m in words.find(f"figures.{name}")]


def _units(doc: Document, tags: Tags, context: Context, figures: list[Span]) -> list[Subject]:
    """Bodies that can be members of this cluster; none in a cluster of provinces."""
    if context.scope == "provinces":
        return []
    members = [(_fold(member), member) for member in context.members]
    named = sorted(span.start for span in (*tags.provinces, *tags.places))
    starts = [figure.start for figure in figures]
    found = []
    for span in tags.units:
        index = bisect_left(starts, span.start)
        end = min(span.end, starts[index]) if index < len(starts) else span.end
        if end <= span.start:
            continue
        at = bisect_left(named, span.start)
        located = at < len(named) and named[at] < end
        if subject := _unit(doc, span, end, members, located=located):
            found.append(subject)
    return found


def _unit(doc: Document, span: Span, end: int, members: list[tuple[str, str]], *, located: bool) -> Subject | None:
    folded = _fold(str(span.value))
    for member, name in members:
        if folded == member or (len(folded) > 8 and member.startswith(f"{folded} ")):
            return Subject(span.start, end, name, "unit", span.rule)
        if folded.startswith(f"{member} ") and not located:
            return Subject(span.start, min(end, _prefix_end(doc, span.start, end, member)), name, "unit", span.rule)
    if _MANY.search(folded) or _PLURAL.search(doc.low[max(0, span.start - 24) : span.start]):
        return Subject(span.start, end, CLUSTER, "cluster", span.rule)
    heads = {_head(member): name for member, name in members}
    if _head(folded) in heads and _LEVELS.match(folded, len(_head(folded))) and not located:
        return Subject(span.start, end, heads[_head(folded)], "unit", span.rule)
    if _NATIONAL.match(folded) and _head(folded) not in heads:
        return None
    if not (located or _head(folded) in heads or (not heads and not _UNLOCATED.match(folded))):
        return None
    return _behind_of(doc, span, end)


def _behind_of(doc: Document, span: Span, end: int) -> Subject:
    """The body itself where the span begins too early (`THPT của Trường THPT …`)."""
    cut = doc.low.rfind(" của ", span.start, end)
    if cut < 0:
        return Subject(span.start, end, str(span.value), "unit", span.rule)
    start = cut + len(" của ")
    return Subject(start, end, expand(doc.text[start:end]), "unit", span.rule)


def _prefix_end(doc: Document, start: int, end: int, member: str) -> int:
    """Where the member's name ends in a span that runs on behind it."""
    for gap in regex.finditer(r"(?=\s)", doc.text[start:end]):
        if _fold(doc.text[start : start + gap.start()]) == member:
            return start + gap.start()
    return end


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
