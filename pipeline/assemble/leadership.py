"""Leadership: which unit heads the cluster, or is its deputy, in which year, and how the report says so.

Each mention of an office is bound to its holders by the words between them (`leadership.toml`): «là», «giữ vai trò»,
«thuộc về», a bracket or a dash, or a person's post. What is said twice is one entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from pipeline.assemble.holders import Holder, find_holders, joined, member_body
from pipeline.assemble.posts import context_province
from pipeline.model.document import NEWS_ZONES, Document, Sentence, Span
from pipeline.model.record import Derived, Evidence, Leadership
from pipeline.model.tags import Context, Person, Tags
from pipeline.rulebook import rule


_VOTED = regex.compile(
    r"(?:bầu|chọn|cử|giới\s+thiệu|suy\s+tôn|phân\s+công|thống\s+nhất)[^.;]{0,40}?(?:(?:cụm|khối)\s+(?:trưởng|phó)|(?:trưởng|phó)\s+(?:cụm|khối))"
)


@dataclass(frozen=True, slots=True)
class _Office:
    start: int
    end: int
    office: str
    year: int | None
    fresh: bool


@dataclass(frozen=True, slots=True)
class _Claim:
    """One statement: this unit, this office, this year, this status."""

    office: str
    holder: Holder
    year: int | None
    status: str
    start: int
    end: int
    rule: str
    person: str | None = None
    derived: str | None = None
    weight: int = 1


class _SentenceOffices:
    """The claims of one sentence."""

    def __init__(self, doc: Document, sentence: Sentence, holders: list[Holder], tags: Tags, context: Context) -> None:
        self.doc, self.sentence, self.context = doc, sentence, context
        self.all_holders = holders
        self.named = tags.people
        self.holders = [h for h in holders if sentence.start <= h.start < sentence.end]
        self.people = [p for p in tags.people if sentence.start <= p.start < sentence.end]
        self.offices = self._offices()

    def _offices(self) -> list[_Office]:
        found = []
        for match in rule("posts.office").regex.finditer(self.doc.low, self.sentence.start, self.sentence.end):
            if match.start() and self.doc.low[match.start() - 1].isalpha():
                continue
            before = self.doc.low[self.sentence.start : match.start()]
            if rule("leadership.not_office").regex.search(before) and not regex.search(r"trao\s+cờ\s+$", before):
                continue
            year = rule("leadership.year").regex.match(self.doc.low, self._after_cluster(match.end()), self.sentence.end)
            found.append(
                _Office(match.start(), match.end(), "deputy" if match["deputy"] else "head",
                        int(year["year"]) if year else None,
                        match[0].startswith("tân ") or self.doc.low.startswith(" mới", match.end()))
            )  # fmt: skip
        return found

    def _after_cluster(self, end: int) -> int:
        """Offset behind the cluster's name that follows an office, where its year stands."""
        tail = self.doc.low[end : min(end + 130, self.sentence.end)]
        match = regex.match(
            r"[\s,(]*(?:(?:của\s+)?(?:cụm|khối)[^.;:,()]{0,110}?)?(?=\s*(?:trong\s+)?(?:năm\s|thi\s+đua\s+20))", tail
        )
        end += match.end() if match else 0
        while end < self.sentence.end and self.doc.low[end] in " (,":
            end += 1
        return end + 6 if self.doc.low.startswith("trong ", end) else end

    def claims(self) -> list[_Claim]:
        if pairs := self._respectively():
            return pairs
        found: list[_Claim] = []
        for index, office in enumerate(self.offices):
            of_person = self._of_person(office)
            found += of_person if of_person is not None else self._of_units(index, office)
        return [claim for claim in found if claim.holder.name]

    def _respectively(self) -> list[_Claim]:
        """«A, B kết thúc vai trò Cụm trưởng, Cụm phó»: as many units as offices, in order."""
        if len(self.offices) != 2 or len(self.holders) < 2:
            return []
        first, second = self.offices
        if not regex.fullmatch(r"\s*(?:,|và)\s*", self.doc.low[first.end : second.start]):
            return []
        right = [i for i, h in enumerate(self.holders) if h.start >= second.end]
        if right and regex.search(r"lần\s+lượt\s+(?:là|thuộc\s+về)\s+$", self.doc.low[second.end : self.holders[right[0]].start]):
            return self._pair((first, second), joined(self.doc, self.holders, right[0], 1)[:2])
        left = [i for i, h in enumerate(self.holders) if h.end <= first.start]
        if not left or not rule("leadership.is").regex.match(self.doc.low[self.holders[left[-1]].end : first.start]):
            return []
        chain = joined(self.doc, self.holders, left[-1], -1)
        return self._pair((first, second), chain)

    def _pair(self, offices: tuple[_Office, _Office], chain: list[int]) -> list[_Claim]:
        if len(chain) != len(offices):
            return []
        year = offices[1].year or offices[0].year
        return [
            self._claim(replace(office, year=year), self.holders[i], "leadership.is")
            for office, i in zip(offices, chain, strict=True)
        ]

    def _of_person(self, office: _Office) -> list[_Claim] | None:
        """The office is a person's post, or a person stands for the unit that holds it; None when no person is in it."""
        for person in self.people:
            if any(post.rule == "posts.office" and post.start <= office.start < post.end for post in person.posts):
                return self._person_claim(office, person, named=True, rule_id="posts.office")
        before = self.doc.low[self.sentence.start : office.start]
        if stands := rule("leadership.stands_for").regex.search(before):
            person = self._nearest(office)
            if person:
                fresh = office.fresh or stands["tân"] is not None
                return self._person_claim(replace(office, fresh=fresh), person, named=False, rule_id="leadership.stands_for")
        return None

    def _nearest(self, office: _Office) -> Person | None:
        left = [p for p in self.people if p.end <= office.start]
        right = [p for p in self.people if p.start >= office.end]
        if right and regex.fullmatch(r"[\s,]*(?:(?:năm\s+\d{4}|mới)[\s,]*)?", self.doc.low[office.end : right[0].start]):
            return right[0]
        return left[-1] if left and office.start - left[-1].end < 60 else None

    def _person_claim(self, office: _Office, person: Person, *, named: bool, rule_id: str) -> list[_Claim]:
        holder = self._unit_of(person)
        if holder is None:
            return []
        new_year = office.year is not None and self._full_year() is not None and office.year > (self._full_year() or 0)
        status = "elected" if office.fresh or new_year else "incumbent"
        start, end = min(person.start, office.start), max(office.end, person.name_end)
        claim = _Claim(office.office, holder, office.year, status, start, end, rule_id,
                       person.name if named else None, weight=2 if named else 1)  # fmt: skip
        return [claim]

    def _unit_of(self, person: Person) -> Holder | None:
        """The unit a person stands for: the body of the post before the office, or its province."""
        posts = [post for post in person.posts if post.rule != "posts.office"]
        if not posts:
            posts = next((p.posts for p in self.named if p.name == person.name and any(q.rule != "posts.office" for q in p.posts)), ())
        inside = [h for h in self.all_holders if any(post.start <= h.start < post.end for post in posts)]
        if self.context.scope == "provinces":
            provinces = [h for h in inside if h.province]
            if provinces:
                return replace(provinces[-1], name=provinces[-1].province or "", kind="province")
            implied, _ = context_province(self.doc, person, self.context)
            return Holder(person.start, person.end, implied, "province", implied) if implied and posts else None
        bodies = [h for h in inside if not regex.match(r"(?:Tỉnh ủy|Thành ủy|Huyện ủy|Đảng ủy|Ban Thường vụ)", h.name)]
        if bodies:
            return _as_member(bodies[-1], self.context)
        return next((unit for post in reversed(posts) if (unit := _headed(post))), None)

    def _of_units(self, index: int, office: _Office) -> list[_Claim]:
        for finder in (self._in_front, self._behind, self._apposed):
            if found := finder(index, office):
                return found
        return []

    def _in_front(self, index: int, office: _Office) -> list[_Claim]:
        """Unit, link, office; with the units joined to it."""
        floor = self.offices[index - 1].end if index else self.sentence.start
        left = [i for i, h in enumerate(self.holders) if floor - 1 <= h.start and h.end <= office.start]
        for i in reversed(left):
            gap = self.doc.low[self.holders[i].end : office.start]
            if regex.search(r"(?<![\p{L}])(?:từ|thay(?:\s+cho)?)\s+$", self.doc.low[: self.holders[i].start]):
                continue
            if rule("leadership.is").regex.match(gap):
                chain = joined(self.doc, self.holders, i, -1)
                chain = [c for c in chain if self.holders[c].start >= floor - 1]
                return self._with_giver(office, chain, gap)
        return []

    def _with_giver(self, office: _Office, chain: list[int], gap: str) -> list[_Claim]:
        """The claims of the units in front; a unit that hands the office over is outgoing, the receiver elected."""
        if rule("leadership.hands_over").regex.search(gap):
            received = self._receivers(office)
            before = replace(office, year=office.year - 1 if office.year else None)
            given = [self._claim(before, self.holders[i], "leadership.hands_over", status="outgoing") for i in chain]
            return [*given, *received]
        return [*(self._claim(office, self.holders[i], "leadership.is") for i in chain), *self._replaced(office)]

    def _receivers(self, office: _Office) -> list[_Claim]:
        for i, holder in enumerate(self.holders):
            if holder.start >= office.end and regex.search(r"(?:cho|sang|tới)\s+(?:đơn\s+vị\s+|đại\s+diện\s+|lãnh\s+đạo\s+)*$", self.doc.low[office.end : holder.start]):
                return [self._claim(office, self.holders[c], "leadership.hands_over", status="elected") for c in joined(self.doc, self.holders, i, 1)]
        return []

    def _replaced(self, office: _Office) -> list[_Claim]:
        """«… làm Cụm trưởng năm 2017, thay Phòng Tham mưu»: the unit replaced is outgoing."""
        for holder in self.holders:
            gap = self.doc.low[office.end : holder.start]
            if holder.start >= office.end and len(gap) < 40 and rule("leadership.replaces").regex.search(gap):
                year = office.year - 1 if office.year else None
                return [self._claim(replace(office, year=year), holder, "leadership.replaces", status="outgoing")]
        return []

    def _behind(self, index: int, office: _Office) -> list[_Claim]:
        """Office, link, unit; or the person of a unit."""
        limit = self.offices[index + 1].start if index + 1 < len(self.offices) else self.sentence.end
        for i, holder in enumerate(self.holders):
            if not office.end <= holder.start <= limit:
                continue
            gap = self.doc.low[office.end : holder.start]
            person = next((p for p in self.people if p.start >= office.end and p.start <= holder.start < p.end), None)
            if person and rule("leadership.belongs").regex.match(self.doc.low[office.end : person.start]):
                unit = self._unit_of(person)
                status = "incumbent" if not self._elected(office) else "elected"
                if unit:
                    return [replace(self._claim(office, unit, "leadership.belongs", status=status), person=person.name)]
            if regex.search(r"(?<![\p{L}])từ\s+$", gap) or self._in_cluster_name(office, holder):
                continue
            if regex.match(r"\s*\((?:đơn\s+vị\s+)?(?:là\s+)?(?:tân\s+)?(?:cụm|khối|trưởng|phó)", self.doc.low[holder.end : holder.end + 24]):
                return []
            if rule("leadership.belongs").regex.match(gap):
                chain = [c for c in joined(self.doc, self.holders, i, 1) if self.holders[c].start < limit]
                return [self._claim(office, self.holders[c], "leadership.belongs") for c in chain]
            return []
        return []

    def _in_cluster_name(self, office: _Office, holder: Holder) -> bool:
        """The unit ends the cluster's name behind the office («Cụm trưởng Cụm thi đua số 5, Bộ Công an năm 2018 là …»)."""
        before = self.doc.low[office.end : holder.start]
        after = self.doc.low[holder.end : holder.end + 12]
        named = regex.fullmatch(r"\s+(?:của\s+)?(?:cụm|khối)(?:\s+thi\s+đua)?[^.;:]{0,70}?", before)
        return named is not None and regex.match(r"\s+(?:năm|là|cho|do|thuộc|sang)(?![\p{L}])", after) is not None

    def _apposed(self, index: int, office: _Office) -> list[_Claim]:
        """«Công an tỉnh Hưng Yên, đơn vị Cụm trưởng»; «(Cụm trưởng)»; «đơn vị Cụm trưởng Công an tỉnh X»."""
        left = [h for h in self.holders if h.end <= office.start]
        if left and rule("leadership.apposition_after").regex.match(self.doc.low[left[-1].end : office.start]):
            elected = regex.search(r"(?:suy\s+tôn|bầu)\s+(?:là|làm)\s*$", self.doc.low[left[-1].end : office.start])
            elected = elected or _VOTED.search(self.doc.low[self.sentence.start : left[-1].start])
            return [self._claim(office, left[-1], "leadership.apposition_after", status="elected" if elected or office.fresh else "incumbent")]
        right = [h for h in self.holders if h.start >= office.end]
        if right and regex.search(r"(?:(?<![\p{L}])là|vai\s+trò|tư\s+cách|cương\s+vị)\s+(?:đơn\s+vị\s+)?$", self.doc.low[self.sentence.start : office.start]):
            if regex.fullmatch(r"(?:\s+năm\s+(?:nay|\d{4}))?,\s+", self.doc.low[office.end : right[0].start]):
                return [self._claim(office, right[0], "leadership.apposition_before", status="incumbent")]
        if right and rule("leadership.apposition_before").regex.match(self.doc.low[office.end : right[0].start]):
            if regex.search(r"(?:đơn\s+vị\s+|\(|\s|^)$", self.doc.low[self.sentence.start : office.start]) and right[0].start - office.end < 30:
                new_year = office.year is not None and self._full_year() is not None and office.year > (self._full_year() or 0)
                return [self._claim(office, right[0], "leadership.apposition_before", status="elected" if new_year else "incumbent")]
        return []

    def _elected(self, office: _Office) -> bool:
        text = self.doc.low[self.sentence.start : self.sentence.end]
        if rule("leadership.decided").regex.search(text):
            return False
        year = office.year or self._shared_year(office)
        if year is not None and self._full_year() is not None:
            return office.fresh or year > (self._full_year() or 0)
        return office.fresh or rule("leadership.elected").regex.search(text) is not None

    def _full_year(self) -> int | None:
        """The year under review when a whole year is reviewed: offices of that year are held, later ones are new."""
        period = self.context.period
        return int(period) if period and len(period) == 4 and "tong_ket" in self.context.types else None

    def _shared_year(self, office: _Office) -> int | None:
        """The year that the offices of one clause share («A là Cụm trưởng, B là Cụm phó năm 2014»)."""
        start = max(self.sentence.start, self.doc.low.rfind(";", self.sentence.start, office.start) + 1)
        end = self.doc.low.find(";", office.end, self.sentence.end)
        end = end if end > 0 else self.sentence.end
        if "năm nay" in self.doc.low[start:end]:
            return self.context.meeting_year
        shared = next((o.year for o in self.offices if o.year and start <= o.start < end), None)
        return shared or next((o.year for o in self.offices if o.year and o.start < office.start), None) or self._year_in_front(start, end)

    def _year_in_front(self, start: int | None = None, end: int | None = None) -> int | None:
        start, end = start or self.sentence.start, end or self.sentence.end
        years = list(rule("leadership.year").regex.finditer(self.doc.low, start, end))
        return int(years[0]["year"]) if years else None

    def _claim(self, office: _Office, holder: Holder, rule_id: str, *, status: str | None = None) -> _Claim:
        if status is None and "với tư cách" in self.doc.low[holder.end : office.start]:
            status = "incumbent"
        if status is None:
            first = min(office.start, holder.start)
            begin = max(self.sentence.start, self.doc.low.rfind(";", self.sentence.start, first) + 1)
            if rule("leadership.outgoing").regex.search(self.doc.low[begin : max(office.end, holder.end)]):
                status = "outgoing"
            else:
                status = "elected" if self._elected(office) else "incumbent"
        year = office.year
        if year is None and status != "outgoing":
            year = self._shared_year(office)
        unit = member_body(holder, [h for h in self.all_holders if h.kind == "unit"], self.context)
        return _Claim(office.office, unit, year, status,
                      min(office.start, holder.start), max(office.end, holder.end), rule_id)  # fmt: skip


def _headed(post: Span) -> Holder | None:
    """The body that a title names in itself: `Trưởng phòng Tham mưu` heads the `Phòng Tham mưu`."""
    match = regex.match(r"(?i)(?:phó )?trưởng (?P<body>(?:phòng|ban|khoa|trạm) .+)", str(post.value))
    if match is None:
        return None
    name = match["body"][0].upper() + match["body"][1:]
    return Holder(post.start, post.end, name, "unit")


def _as_member(holder: Holder, context: Context) -> Holder:
    """The unit a post names, in the wording of the member list (`huyện Kbang` for `UBND huyện Kbang`)."""
    holder = replace(holder, name=regex.sub(r"^(?:Hội đồng (?:quản trị|thành viên)|Ban Chấp hành|Ban Thường trực) (?=.)", "", holder.name))
    if context.scope != "local":
        return holder
    place = regex.match(r"Ủy ban nhân dân (?P<place>(?:huyện|thị xã|thành phố|quận|xã|phường|thị trấn) .+)", holder.name)
    if place and any(member in place["place"] for member in context.members):
        return replace(holder, name=place["place"])
    return holder


def _default_year(claim: _Claim, context: Context) -> tuple[int | None, str]:
    reviewed = context.period_year
    signing = not {"tong_ket", "so_ket"} & set(context.types)
    if claim.status == "elected":
        if context.period and len(context.period) == 4 and not signing and reviewed:
            return reviewed + 1, "năm sau năm tổng kết"
        return context.meeting_year or reviewed, "năm họp"
    if signing and claim.status == "incumbent":
        return context.meeting_year or reviewed, "năm họp"
    return reviewed, "năm được tổng kết"


def _merge(claims: Sequence[_Claim], context: Context) -> list[_Claim]:
    """One claim for each office, unit and year; a person named without a year joins the entry of that unit."""
    merged: list[_Claim] = []
    dated = [c for c in claims if c.year is not None]
    for claim in [*dated, *(c for c in claims if c.year is None)]:
        year = claim.year
        derived = None
        if year is None:
            same = next((m for m in merged if m.office == claim.office and _same_unit(m.holder.name, claim.holder.name)), None)
            if same and not (claim.status == "elected" and same.status == "incumbent"):
                _absorb(merged, same, claim)
                continue
            year, derived = _default_year(claim, context)
        entry = replace(claim, year=year, derived=derived)
        same = next((m for m in merged if (m.office, m.year) == (entry.office, entry.year) and _same_unit(m.holder.name, entry.holder.name)), None)
        if same:
            _absorb(merged, same, entry)
        else:
            merged.append(entry)
    return merged


def _carried(doc: Document, claims: Sequence[_Claim], context: Context) -> list[_Claim]:
    """An office told without a year takes year and status from the election told beside it.

    In a review of a whole year, a plain «X làm Cụm phó» in the second half of the report tells of the new year.
    """
    ordered = sorted(claims, key=lambda claim: claim.start)
    result: list[_Claim] = []
    for index, claim in enumerate(ordered):
        if claim.year is None and claim.status == "incumbent" and claim.rule in {"leadership.is", "leadership.belongs"}:
            near = [c for c in (result[-1:] + ordered[index + 1 : index + 2]) if abs(claim.start - c.start) < 300]
            beside = next((c for c in near if c.status == "elected"), None)
            decided = rule("leadership.decided").regex.search(doc.low, max(0, claim.start - 60), claim.end)
            late = context.period is not None and len(context.period) == 4 and claim.start > len(doc.low) // 2
            if beside and not decided:
                claim = replace(claim, status="elected", year=beside.year)
            elif late and "tong_ket" in context.types and not decided and "với tư cách" not in doc.low[claim.start : claim.end]:
                claim = replace(claim, status="elected")
        result.append(claim)
    return result


def _same_unit(first: str, second: str) -> bool:
    """`Hội Khuyến học` and `Hội Khuyến học tỉnh` are one unit inside one article."""
    short, long = sorted((first.lower(), second.lower()), key=len)
    return short == long or long in {f"{short} tỉnh", f"{short} thành phố"}


def _absorb(merged: list[_Claim], same: _Claim, claim: _Claim) -> None:
    index = merged.index(same)
    status = same.status
    if claim.status == "elected" and same.status == "incumbent" and claim.year == same.year and claim.year is not None:
        status = "elected"
    if {"outgoing", "incumbent"} == {claim.status, same.status}:
        status = "incumbent"
    merged[index] = replace(same, person=same.person or claim.person, status=status)


def assemble_leadership(doc: Document, tags: Tags, context: Context) -> list[Leadership]:
    """Heads and deputies in the order of the text."""
    holders = find_holders(doc, tags, context)
    claims: list[_Claim] = []
    for sentence in doc.sentences:
        if sentence.zone in NEWS_ZONES:
            claims += _SentenceOffices(doc, sentence, holders, tags, context).claims()
    entries = _merge(_carried(doc, claims, context), context)
    return [
        Leadership(
            office=claim.office,  # type: ignore[arg-type]
            unit=claim.holder.name,
            person=claim.person,
            year=claim.year,
            status=claim.status,  # type: ignore[arg-type]
            evidence=[Evidence(field="unit", start=claim.start, end=claim.end, rule=claim.rule)],
            derived=[Derived(field="year", source=context.period or context.date or "", reason=claim.derived)] if claim.derived else [],
        )
        for claim in sorted(entries, key=lambda claim: claim.start)
    ]
