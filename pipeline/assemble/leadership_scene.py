"""One sentence that names offices: its holders, people and years, and how a claim in it is dated and judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from pipeline.assemble.bodies import Holder, member_body
from pipeline.assemble.leadership_model import Claim, Office, OfficeName, Status
from pipeline.match import find
from pipeline.model.cover import beginning
from pipeline.model.document import Document, Sentence
from pipeline.model.tags import Context, Tags
from pipeline.rulebook import compiled, rule

BY = 40
"""Characters before a unit within which «được» says that it acts on another one."""


class OfficeScene:
    """What the claims of one sentence are read from."""

    def __init__(
        self, doc: Document, sentence: Sentence, holders: Sequence[Holder], tags: Tags, context: Context
    ) -> None:
        self.doc, self.sentence, self.context = doc, sentence, context
        self.all_holders = holders
        self.named = tags.people
        self.holders = beginning(holders, sentence.start, sentence.end)
        self.people = beginning(tags.people, sentence.start, sentence.end)
        self.offices = self._offices()

    def _offices(self) -> list[Office]:
        start, end = self.sentence.start, self.sentence.end
        named = [m for m in find(self.doc, rule("posts.office").regex, start, end) if self._is_word(m.start())]
        told = [m for m in find(self.doc, rule("leadership.office").regex, start, end) if not _within(m, named)]
        found: list[Office] = []
        for match in sorted([*named, *told], key=lambda match: match.start()):
            before = self.doc.low[start : match.start()]
            same = match.groupdict().get("same") is not None
            skipped = rule("leadership.not_office").regex.search(before)
            helped = rule("leadership.helped").regex.search(before)
            if helped or (skipped and not self.named_behind(match.end())) or (same and not found):
                continue
            year = rule("leadership.year").regex.match(self.doc.low, self._after_cluster(match.end()), end)
            office: OfficeName = found[-1].office if same else "deputy" if match["deputy"] else "head"
            fresh = match[0].startswith("tân ") or self.doc.low.startswith(" mới", match.end())
            found.append(Office(match.start(), match.end(), office, int(year["year"]) if year else None, fresh))
        return found

    def named_behind(self, end: int) -> bool:
        """A holder follows what seems told of offices in general: «Các Cụm phó là A», «nhận cờ Cụm trưởng từ A»."""
        right = next((h for h in self.holders if h.start >= end), None)
        return (
            right is not None
            and compiled(
                r"(?:\s+năm\s+\d{4})?(?:\s+(?:là|(?:bao\s+)?gồm(?:\s+có)?|từ(?:\s+tay)?)\s*:?|\s*:|\s+[-–])\s+"
                r"(?:(?:tỉnh|thành\s+phố|(?:lãnh\s+đạo|chỉ\s+huy)(?:\s+đơn\s+vị)?)\s+)?"
            ).fullmatch(self.doc.low[end : right.start])
            is not None
        )

    def assigns(self, holder: Holder, gap: str) -> bool:
        """Does the holder assign the office, or give what else is told: «A được Bộ phân công là», «UBND tặng cờ»?

        `gap`: the words from the holder to the office.
        """
        start = max(self.sentence.start, holder.start - BY)
        by = compiled(r"(?<![\p{L}])(?:được|do)\s+(?:lãnh\s+đạo\s+)?(?:tỉnh\s+|thành\s+phố\s+)?$").search(
            self.doc.low[start : holder.start]
        )
        if by and compiled(r"\s+(?:phân|giao|chỉ|bổ|cử|trao|tín|quyết)(?![\p{L}])").match(gap):
            return True
        return compiled(r"\s+(?:xét\s+|trao\s+)?tặng\s+(?:cờ|bằng|giấy|danh|huân)(?![\p{L}])").match(gap) is not None

    def is_beside(self, holder: Holder) -> bool:
        """The unit is replaced or helped by the one that the office is told of («B thế chân A ở vị trí Cụm phó»)."""
        return self._beside(holder) is not None

    def is_replaced(self, holder: Holder) -> bool:
        """The unit leaves the office to the one that it is told of («B thế chân A ở vị trí Cụm phó»: A)."""
        beside = self._beside(holder)
        return beside is not None and beside["replaced"] is not None

    def _beside(self, holder: Holder) -> regex.Match[str] | None:
        return rule("leadership.beside").regex.search(self.doc.low, self.sentence.start, holder.start)

    def _is_word(self, start: int) -> bool:
        return not (start and self.doc.low[start - 1].isalpha())

    def _after_cluster(self, end: int) -> int:
        """Offset behind the cluster's name that follows an office, where its year stands."""
        tail = self.doc.low[end : min(end + 130, self.sentence.end)]
        match = compiled(
            r"[\s,(]*(?:(?:của\s+)?(?:cụm|khối)[^.;:,()]{0,110}?|thi\s+đua(?=\s+(?:trong\s+)?năm\s))?(?=\s*(?:trong\s+)?(?:năm\s|thi\s+đua\s+20))"
        ).match(
            tail,
        )
        end += match.end() if match else 0
        while end < self.sentence.end and self.doc.low[end] in " (,":
            end += 1
        for word in ("trong ", "của "):
            end += len(word) if self.doc.low.startswith(word, end) else 0
        return end

    def elected(self, office: Office) -> bool:
        text = self.doc.low[self.sentence.start : self.sentence.end]
        at_meeting = rule("leadership.at_meeting").regex.search(text)
        if rule("leadership.decided").regex.search(text) and not at_meeting:
            return False
        before = self.doc.low[self.sentence.start : office.start]
        if office.year is None and not self.mid_year() and rule("leadership.takes").regex.search(before):
            return True
        year = office.year or self.shared_year(office)
        if year is not None and self.full_year() is not None:
            return office.fresh or self.of_new_year(office, year)
        if year is not None and self.context.meeting_year is not None and year > self.context.meeting_year:
            return True
        if self.mid_year() and not rule("leadership.voted").regex.search(text):
            return office.fresh
        return office.fresh or rule("leadership.elected").regex.search(text) is not None

    def of_new_year(self, office: Office, year: int | None = None) -> bool:
        """Whether the office is of a year behind the one reviewed in full: it is newly elected, not held."""
        year, full = office.year if year is None else year, self.full_year()
        return year is not None and full is not None and year > full

    def full_year(self) -> int | None:
        """The year under review when a whole year is reviewed: offices of that year are held, later ones are new."""
        period = self.context.period
        whole = period and compiled(r"\d{4}(?:/\d{4})?").fullmatch(period) and "tong_ket" in self.context.types
        return int(period[:4]) if period and whole else None

    def mid_year(self) -> bool:
        """Whether only part of a year is reviewed: its offices go on, unless the meeting votes."""
        return "so_ket" in self.context.types and "tong_ket" not in self.context.types

    def shared_year(self, office: Office) -> int | None:
        """The year that the offices of one clause share («A là Cụm trưởng, B là Cụm phó năm 2014»)."""
        start = max(self.sentence.start, self.doc.low.rfind(";", self.sentence.start, office.start) + 1)
        end = self.doc.low.find(";", office.end, self.sentence.end)
        end = end if end > 0 else self.sentence.end
        if "năm nay" in self.doc.low[start:end]:
            return self.context.meeting_year
        shared = next((o.year for o in self.offices if o.year and start <= o.start < end), None)
        return (
            shared
            or next((o.year for o in reversed(self.offices) if o.year and o.start < office.start), None)
            or self._year_in_front(start, end)
            or self._year_opening()
        )

    def _year_opening(self) -> int | None:
        """The year with which the sentence opens holds for all its clauses (`Sang năm 2019, …; …`)."""
        match = compiled(r"\W*(?:sang|trong|bước\s+sang)?\s*năm\s+(?P<year>20\d\d)\s*,").match(
            self.doc.low, self.sentence.start, self.sentence.end
        )
        return int(match["year"]) if match else None

    def _year_in_front(self, start: int | None = None, end: int | None = None) -> int | None:
        start, end = start or self.sentence.start, end or self.sentence.end
        years = list(rule("leadership.year").regex.finditer(self.doc.low, start, end))
        return int(years[0]["year"]) if years else None

    def claim(self, office: Office, holder: Holder, rule_id: str, *, status: Status | None = None) -> Claim:
        acts_as = rule("leadership.acts_as").regex.search(self.doc.low, holder.end, max(holder.end, office.start))
        if status is None and acts_as and not self.of_new_year(office):
            status = "incumbent"
        if status is None:
            first = min(office.start, holder.start)
            begin = max(self.sentence.start, self.doc.low.rfind(";", self.sentence.start, first) + 1)
            if rule("leadership.outgoing").regex.search(self.doc.low[begin : max(office.end, holder.end)]):
                status = "outgoing"
            else:
                status = "elected" if self.elected(office) else "incumbent"
        year = office.year
        if year is None and status != "outgoing":
            year = self.shared_year(office)
            if status == "elected" and year is not None and year == self.full_year():
                year = None  # «A, Cụm trưởng năm 2023, bàn giao vai trò Cụm trưởng cho B»
            if status == "incumbent" and self.of_new_year(office, year) and year in {one.year for one in self.offices}:
                year = None  # «A - Cụm trưởng tổng kết năm 2023 và bầu B làm Cụm trưởng năm 2024»
        unit = member_body(
            replace(holder, name=rule("leadership.organ").regex.sub("", holder.name)),
            self.all_holders,
            self.context,
        )
        return Claim(office.office, unit, year, status,
                      min(office.start, holder.start), max(office.end, holder.end), rule_id)  # fmt: skip


def _within(match: regex.Match[str], others: list[regex.Match[str]]) -> bool:
    return any(other.start() < match.end() and match.start() < other.end() for other in others)
