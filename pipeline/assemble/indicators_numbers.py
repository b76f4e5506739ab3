"""Counts that are results: communes, jobs, cases, people commended; not members, delegates, laureates, list numbers."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from pipeline.match import cut
from pipeline.model.document import Document, Sentence, Span
from pipeline.model.tags import Context
from pipeline.model.words import IndexedText
from pipeline.rulebook import rule
from pipeline.tag.figures import Figure
from pipeline.tag.figures_words import says

LARGE = 300
"""From here on a count beside an award is a statistic, no list of laureates; no cluster has so many members."""

FEW = 10
"""Below this a count of things to do (`3 việc chưa được`) is no result."""

_SCALES = {"nghìn": 1000, "ngàn": 1000, "triệu": 1_000_000, "vạn": 10_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000}


_MARK = regex.compile(r"[,;()]\s|\.\s|$")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A number where it stands. `rich`: the sentence holds a percentage, an amount or a measure."""

    doc: Document
    context: Context
    sentence: Sentence
    span: Span
    rich: bool

    @property
    def figure(self) -> Figure:
        """The number itself."""
        figure: Figure = self.span.value
        return figure

    @property
    def low(self) -> IndexedText:
        """The lower-cased fold of the document."""
        return self.doc.low

    @property
    def start(self) -> int:
        """Where the sentence begins."""
        return self.sentence.start

    @property
    def before(self) -> str:
        """The words before the number, within the sentence."""
        return cut(self.low, max(self.start, self.span.start - 80), self.span.start)

    @property
    def after(self) -> str:
        """The words behind it."""
        return cut(self.low, self.span.end, min(self.sentence.end, self.span.end + 80))

    @property
    def part_before(self) -> str:
        """The words from the last `;` of the sentence to the number."""
        start = max(self.start, self.low.rfind(";", self.start, self.span.start) + 1)
        return cut(self.low, start, self.span.start)

    @property
    def clause_after(self) -> str:
        """The words behind the number up to the next mark."""
        return _MARK.split(cut(self.low, self.span.end, self.sentence.end), maxsplit=1)[0]

    @property
    def sentence_text(self) -> str:
        """The whole sentence."""
        return cut(self.low, self.start, self.sentence.end)

    @property
    def clause_before(self) -> str:
        """The sentence up to the number, from behind the words of who tells it (`cho biết:`)."""
        before = self.sentence_before
        spoken = [match.end() for match in rule("figures.speech").regex.finditer(before)]
        return before[spoken[-1] :] if spoken else before

    @property
    def sentence_before(self) -> str:
        """The sentence up to the number."""
        return cut(self.low, self.start, self.span.start)


def size(figure: Figure) -> float:
    """The number with its scale: `11 ngàn cá nhân` are 11,000."""
    return figure.value * _SCALES.get(figure.unit.split(" ", 1)[0].lower(), 1)


def is_result(seen: Sighting) -> bool:
    """Is a counted noun a result?"""
    figure, before = seen.figure, seen.before
    if figure.noun == "no" or says("ordinal", before) or says("named_by_number", before):
        return False
    match figure.noun:
        case "rank_step":
            return says("by_steps", before)
        case "criteria":
            return figure.total is not None or isinstance(figure.value, float)
        case "honour":
            return _is_honour(seen)
        case _:
            pass
    if figure.noun == "place" and _are_named(seen):
        return False
    if not seen.rich and size(figure) < LARGE and says("attendance", seen.clause_before):
        return False
    all_of_them = {seen.context.size, len(seen.context.members) or None}
    owners = figure.value in all_of_them or before.endswith("của ")
    if owners and figure.total is None and _all_members(seen):
        return False
    if says("shown", before) or (size(figure) < FEW * 3 and says("listing", before)):
        return False
    return _is_member(seen) if figure.noun in {"member", "place"} else _is_thing(seen)


def _are_named(seen: Sighting) -> bool:
    """«2 huyện Duyên Hải và Trà Cú mỗi huyện …»: the number counts the names behind it and opens its part."""
    opens = not seen.before.strip() or seen.before.rstrip().endswith((",", ";", ":", "(", "ở", "tại", "của"))
    return opens and says("named_ones", seen.doc.norm[seen.span.end : seen.span.end + 60])


def _all_members(seen: Sighting) -> bool:
    """Bodies or places that can be members, counted without what they reached: the cluster itself."""
    unit = seen.figure.unit.lower()
    return says("member_body", unit) or (says("member_place", unit) and not says("rural", seen.after))


def _is_thing(seen: Sighting) -> bool:
    """Things and people: few of them only where they are certain to be a result."""
    figure = seen.figure
    few = size(figure) < FEW and figure.total is None
    if figure.noun == "crowd" and size(figure) < LARGE:
        return False
    if few and (figure.noun == "bulk" or says("soft_advice", seen.sentence_before)):
        return False
    if figure.noun == "open":
        spelled = figure.value >= FEW and not figure.unit.isascii()
        return size(figure) >= LARGE or (figure.value > 1 and (seen.rich or spelled))
    sole = figure.in_words or (figure.value == 1 and few)
    if sole and not says("at_least_one", seen.before):
        return False
    return not _is_laureate(seen)


def _is_member(seen: Sighting) -> bool:
    """Members of the cluster count where the number says how many of them did something."""
    figure = seen.figure
    if size(figure) >= LARGE or figure.total is not None:
        return True
    if figure.noun == "place" and says("rural", seen.after):
        return True
    if figure.in_words or not says("predicate", seen.after) or says("of_members", seen.before):
        return False
    return seen.context.size is None or figure.value < seen.context.size


def _is_honour(seen: Sighting) -> bool:
    """Collectives and individuals: a statistic where they are commended without the name of an award, or many."""
    low, sentence, span = seen.low, seen.sentence, seen.span
    left = max(low.rfind(mark, sentence.start, span.start) for mark in ";(")
    ends = [offset for mark in ";)" if (offset := low.find(mark, span.end, sentence.end)) >= 0]
    start, end = max(sentence.start, left), min(ends, default=sentence.end)
    if says("honour_named", low, start, end) or _listed(seen):
        return size(seen.figure) >= LARGE
    return size(seen.figure) >= LARGE or says("praise", low, sentence.start, end)


def _is_laureate(seen: Sighting) -> bool:
    """People and bodies counted beside a named award are its recipients."""
    if size(seen.figure) >= LARGE or seen.figure.total is not None:
        return False
    start = max(seen.start, *(seen.low.rfind(mark, seen.start, seen.span.start) for mark in ",;"))
    ends = [at for mark in ",;" if (at := seen.low.find(mark, seen.span.end, seen.sentence.end)) >= 0]
    return _listed(seen) or says("laureate", seen.low, start, min(ends, default=seen.sentence.end))


def _listed(seen: Sighting) -> bool:
    """In a list that an award heads: `Bằng khen của …: 02 tập thể là …; 11 HTX`."""
    colon = seen.low.rfind(":", seen.start, seen.span.start)
    return colon >= 0 and says("laureate", seen.low, max(seen.start, colon - 120), colon)
