"""One sentence that names offices: its holders, people and years, and how a claim in it is dated and judged."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.assemble.bodies import Holder, member_body
from pipeline.assemble.leadership_model import Claim, Office, Status
from pipeline.match import find
from pipeline.model.document import Document, Sentence
from pipeline.model.tags import Context, Tags
from pipeline.rulebook import compiled, rule


class OfficeScene:
    """What the claims of one sentence are read from."""

    def __init__(
        self, doc: Document, sentence: Sentence, holders: Sequence[Holder], tags: Tags, context: Context
    ) -> None:
        self.doc, self.sentence, self.context = doc, sentence, context
        self.all_holders = holders
        self.named = tags.people
        self.holders = [h for h in holders if sentence.start <= h.start < sentence.end]
        self.people = [p for p in tags.people if sentence.start <= p.start < sentence.end]
        self.offices = self._offices()

    def _offices(self) -> list[Office]:
        found = []
        for match in find(self.doc, rule("posts.office").regex, self.sentence.start, self.sentence.end):
            if match.start() and self.doc.low[match.start() - 1].isalpha():
                continue
            before = self.doc.low[self.sentence.start : match.start()]
            if rule("leadership.not_office").regex.search(before) and not compiled(r"trao\s+cờ\s+$").search(before):
                continue
            year = rule("leadership.year").regex.match(
                self.doc.low, self._after_cluster(match.end()), self.sentence.end
            )
            found.append(
                Office(match.start(), match.end(), "deputy" if match["deputy"] else "head",
                        int(year["year"]) if year else None,
                        match[0].startswith("tân ") or self.doc.low.startswith(" mới", match.end()))
            )  # fmt: skip
        return found

    def _after_cluster(self, end: int) -> int:
        """Offset behind the cluster's name that follows an office, where its year stands."""
        tail = self.doc.low[end : min(end + 130, self.sentence.end)]
        match = compiled(
            r"[\s,(]*(?:(?:của\s+)?(?:cụm|khối)[^.;:,()]{0,110}?)?(?=\s*(?:trong\s+)?(?:năm\s|thi\s+đua\s+20))"
        ).match(
            tail,
        )
        end += match.end() if match else 0
        while end < self.sentence.end and self.doc.low[end] in " (,":
            end += 1
        return end + 6 if self.doc.low.startswith("trong ", end) else end

    def elected(self, office: Office) -> bool:
        text = self.doc.low[self.sentence.start : self.sentence.end]
        if rule("leadership.decided").regex.search(text):
            return False
        year = office.year or self.shared_year(office)
        if year is not None and self.full_year() is not None:
            return office.fresh or self.of_new_year(office, year)
        return office.fresh or rule("leadership.elected").regex.search(text) is not None

    def of_new_year(self, office: Office, year: int | None = None) -> bool:
        """Whether the office is of a year behind the one reviewed in full: it is newly elected, not held."""
        year, full = office.year if year is None else year, self.full_year()
        return year is not None and full is not None and year > full

    def full_year(self) -> int | None:
        """The year under review when a whole year is reviewed: offices of that year are held, later ones are new."""
        period = self.context.period
        return int(period) if period and len(period) == 4 and "tong_ket" in self.context.types else None

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
            or next((o.year for o in self.offices if o.year and o.start < office.start), None)
            or self._year_in_front(start, end)
        )

    def _year_in_front(self, start: int | None = None, end: int | None = None) -> int | None:
        start, end = start or self.sentence.start, end or self.sentence.end
        years = list(rule("leadership.year").regex.finditer(self.doc.low, start, end))
        return int(years[0]["year"]) if years else None

    def claim(self, office: Office, holder: Holder, rule_id: str, *, status: Status | None = None) -> Claim:
        if status is None and "với tư cách" in self.doc.low[holder.end : office.start]:
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
        unit = member_body(holder, [h for h in self.all_holders if h.kind == "unit"], self.context)
        return Claim(office.office, unit, year, status,
                      min(office.start, holder.start), max(office.end, holder.end), rule_id)  # fmt: skip
