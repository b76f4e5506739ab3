"""Awards: what was proposed or given, by whom, to whom or to how many.

In a sentence each award takes the recipients behind it («cho A, B»), or the subject in front of it («A được tặng …»).
A giver said once holds for the awards that follow it in the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from pipeline.assemble.awards_mentions import AwardMention, award_mentions, award_name, giver_at, giver_before
from pipeline.assemble.holders import Holder, find_holders, joined, member_body
from pipeline.model.document import NEWS_ZONES, Document, Sentence
from pipeline.model.record import Award, Evidence, Recipient
from pipeline.model.tags import Context, Tags
from pipeline.assemble.counts import read_count
from pipeline.rulebook import rule


_OWN_VERB = regex.compile(r"(?<![\p{L}])(?:đã|được|trao|đón|cũng|dịp\s+này|trước\s+đó|vinh\s+dự)(?![\p{L}])")


_ITEM = regex.compile(r"[-+•*]|\d{1,2}[.)]|[a-e][.)]\s")
_RANK_WORD = regex.compile(r"\s*(?:\([^)]{1,30}\)\s*)?(?:xếp|đứng|về|giành|đạt|giữ)?\s*(?:thứ|hạng|vị\s+trí|vị\s+thứ|ngôi)?\s*(?P<rank>nhất|nhì|ba)(?![\p{L}])")
_POINTS = regex.compile(r"\s*(?:\(|đạt\s+|được\s+|với\s+|nhất\s*\(|nhì\s*\()?\s*\d{2,4}(?:[.,]\d+)?\s*(?:điểm|\))")


@dataclass(frozen=True, slots=True)
class _Count:
    number: int
    kind: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Found:
    award: str
    issuer: str | None
    status: str
    recipients: tuple[Recipient, ...]
    count: _Count | None
    year: int | None
    start: int
    end: int
    rule: str
    first: int


class _SentenceAwards:
    """The awards of one sentence."""

    def __init__(self, doc: Document, sentence: Sentence, holders: list[Holder], tags: Tags, context: Context,
                 shared: dict[str, str]) -> None:  # fmt: skip
        self.shared = shared
        self.doc, self.sentence, self.context, self.tags = doc, sentence, context, tags
        self.mentions = award_mentions(doc, sentence)
        self.holders = [h for h in holders if sentence.start <= h.start < sentence.end] if self.mentions else []
        self.all_holders = holders
        self.bodies = [h for h in holders if h.kind == "unit"] if self.mentions else []
        self.giver: str | None = None
        self.used: set[int] = set()

    def found(self) -> list[_Found]:
        result: list[_Found] = []
        for index, mention in enumerate(self.mentions):
            left = self.mentions[index - 1].end if index else self.sentence.start
            right = self.mentions[index + 1].start if index + 1 < len(self.mentions) else self.sentence.end
            clause = self._clause_start(left, mention.start)
            if rule("awards.not_given").regex.search(self.doc.low, clause, mention.start):
                continue
            giver, giver_start = self._giver(mention, clause)
            status = self._status(mention, clause, right, result)
            self._remember(giver, status)
            result += self._entries(mention, giver, giver_start, status, (left, right), result)
        return result

    def _remember(self, giver: str | None, status: str) -> None:
        """The body that a sector cluster proposes to; the next bare award of the paragraph goes to it as well."""
        if giver and status == "proposed" and not giver.lower().startswith(("chính phủ", "thủ tướng", "chủ tịch nước", "ủy ban nhân dân")):
            self.shared["giver"] = giver
        elif status == "conferred":
            self.shared.pop("giver", None)

    def _clause_start(self, left: int, start: int) -> int:
        """Start of the clause of an award: behind the last semicolon, or the award before."""
        semicolon = self.doc.low.rfind(";", left, start)
        if opened := list(regex.finditer(r"(?:gồm(?:\s+có)?|là|sau)\s*:", self.doc.low[left:start])):
            if left + opened[-1].end() <= semicolon:
                return left + opened[-1].end()
        return max(left, semicolon + 1)

    def _giver(self, mention: AwardMention, clause: int) -> tuple[str | None, int]:
        named, start = giver_before(self.doc, clause, mention.start, self.tags)
        if mention.giver:
            self.giver = self._ministry(mention) if mention.giver in {"Bộ trưởng", "Bộ"} else mention.giver
            return self.giver, start
        if named:
            self.giver = named
            return named, start
        if self.giver is None and mention.needs_giver and (self._item() or self._opens_line(mention)) and (heading := self._heading_span()):
            self.giver = giver_before(self.doc, heading[0], heading[1], self.tags)[0] or self._asked(heading)
        if self.giver is None and mention.needs_giver and self.context.scope != "provinces":
            return self.shared.get("giver"), -1
        return (self.giver if mention.needs_giver else None), -1

    def _asked(self, heading: tuple[int, int]) -> str | None:
        """Who is asked to give, at the end of a heading: «đề nghị Thủ tướng Chính phủ:»."""
        for match in rule("awards.giver").regex.finditer(self.doc.low, *heading):
            if self.doc.low[match.end() : heading[1]].strip() in {":", "tặng:", "tặng :"}:
                found = giver_at(self.doc, match.start(), heading[1])
                return found[0] if found else None
        return None

    def _ministry(self, mention: AwardMention) -> str:
        """`Bộ trưởng` alone is the minister of the ministry named last."""
        named = [u.value for u in self.tags.units if u.start < mention.start and regex.match(r"Bộ (?!Tư lệnh|Chỉ huy|CHQS)[\p{Lu}]", u.value)]
        giver = str(mention.giver)
        return f"Bộ trưởng {named[-1]}" if named and giver == "Bộ trưởng" else (named[-1] if named else giver)

    def _status(self, mention: AwardMention, clause: int, right: int, before: Sequence[_Found]) -> str:
        text = self.doc.low[clause : mention.start]
        if regex.match(r"[^.;:]{0,50}?(?:đề\s+nghị|đề\s+xuất)\s+(?:trao\s+|tặng\s+|dành\s+)?cho", self.doc.low[mention.end : mention.end + 70]):
            return "proposed"
        heading = self._heading() if self._opens_line(mention) or self._item() else None
        if heading and rule("awards.proposed").regex.search(heading) and not regex.search(r"(?:được|đã)\s", text):
            return "proposed"
        proposed = [m.end() for m in rule("awards.proposed").regex.finditer(text)]
        given = [m.end() for m in rule("awards.conferred").regex.finditer(text)]
        if proposed and not (given and given[-1] > proposed[-1] and regex.search(r"(?:trình|đề\s+nghị)(?:\s+[^.;,]{0,40})?\s+và\s+được", text)):
            if not regex.search(r"(?:đề\s+nghị|trình)[^.;]{0,60}(?<!được\s)(?:đã|và)\s+(?:trao|tặng|đón)", text):
                return "proposed"
        if not proposed and before and before[-1].status == "proposed" and not _OWN_VERB.search(text):
            return "proposed"
        if given and not proposed and not self._only_verb(text):
            return "conferred"
        if not proposed and not given and (heading := self._heading()):
            return "proposed" if rule("awards.proposed").regex.search(heading) else "conferred"
        if before and not regex.search(r"(?<![\p{L}])(?:được|đã|trao|đón|nhận)(?![\p{L}])", text):
            return before[-1].status
        whole = self.doc.low[self.sentence.start : mention.start]
        if rule("awards.proposed").regex.search(whole) and not regex.search(r"(?:được|đã)\s+(?:tặng|trao|nhận)", text):
            return "proposed"
        return "conferred"

    def _heading(self) -> str | None:
        """Lower-cased words of the heading of the list in which this sentence stands."""
        span = self._heading_span()
        return self.doc.low[span[0] : span[1]] if span else None

    def _heading_span(self) -> tuple[int, int] | None:
        """The sentence with a colon at its end that opens the list in which this sentence stands."""
        index = self.doc.sentences.index(self.sentence)
        for earlier in reversed(self.doc.sentences[max(0, index - 8) : index]):
            text = self.doc.low[earlier.start : earlier.end]
            if text.endswith(":"):
                return earlier.start, earlier.end
            if earlier.block == self.sentence.block or len(text) > 280:
                return None
        return None

    def _opens_line(self, mention: AwardMention) -> bool:
        """The award is the first word of the sentence, behind a bullet or number at most."""
        return not self.doc.low[self.sentence.start : mention.start].strip(" -+•*.)0123456789abc\"")

    def _item(self) -> bool:
        """The sentence is an item of a list."""
        return _ITEM.match(self.doc.low[self.sentence.start : self.sentence.end]) is not None

    def _only_verb(self, text: str) -> bool:
        """Nothing but a bare «tặng»/«có» stands before the award: the clause says nothing of its own."""
        return regex.fullmatch(r"[\s,;:]*(?:và\s+)?(?:tặng|trao|có)\s*", text) is not None

    def _entries(self, mention: AwardMention, giver: str | None, giver_start: int, status: str, bounds: tuple[int, int],
                 before: Sequence[_Found]) -> list[_Found]:  # fmt: skip
        name, issuer = award_name(mention, giver or self._default_giver(mention, status), self.context)
        recipients, counts = self._behind(mention, bounds[1])
        if not recipients and not counts:
            recipients, counts = self._in_front(mention, bounds[0], giver_start)
        if not recipients and not counts:
            counts = self._number_of(mention)
        base = _Found(name, issuer, status, (), None, self._year(mention, bounds), mention.start, mention.end, mention.rule, mention.start)
        result = []
        if recipients:
            recipients = self._bodies(recipients)
            start = min(mention.start, recipients[0].start)
            end = max(mention.end, recipients[-1].end)
            named = tuple(Recipient(name=h.name, kind=h.kind, province=h.province) for h in recipients)  # type: ignore[arg-type]
            result.append(replace(base, recipients=named, start=start, end=end))
        for count in [] if _aggregate(giver) else counts:
            result.append(replace(base, count=count, start=min(mention.start, count.start), end=max(mention.end, count.end)))
        return result

    def _bodies(self, recipients: list[Holder]) -> list[Holder]:
        """In a sector cluster a bare province stands for its member body, as those named around it do."""
        return [member_body(h, self.bodies, self.context) for h in recipients]

    def _default_giver(self, mention: AwardMention, status: str) -> str | None:
        """In a cluster of provinces a proposed flag is the Government's, a proposed certificate the Prime Minister's."""
        if self.context.scope == "provinces" and mention.needs_giver and (status == "proposed" or mention.name.startswith("Cờ")):
            return "Thủ tướng Chính phủ"
        return None

    def _year(self, mention: AwardMention, bounds: tuple[int, int]) -> int | None:
        near = regex.match(r"\s*(?:,\s*)?năm\s+(\d{4})", self.doc.low[mention.end : mention.end + 14])
        if near:
            return int(near[1])
        years = regex.findall(r"năm\s+(\d{4})", self.doc.low[self.sentence.start : bounds[1]])
        return int(years[0]) if len(set(years)) == 1 else None

    def _behind(self, mention: AwardMention, right: int) -> tuple[list[Holder], list[_Count]]:
        """Recipients behind the award."""
        text = self.doc.low[mention.end : right]
        if bracketed := self._in_brackets(mention.end, right):
            return bracketed, []
        link = rule("awards.to").regex.match(text)
        if rule("awards.count").regex.match(text.lstrip()):
            begin, link = mention.end, None
        elif link is None:
            return [], []
        else:
            begin = mention.end + link.end()
        counts = self._counts(begin, right)
        people = self._people(begin)
        if people:
            return people, counts
        first = next((i for i, h in enumerate(self.holders) if h.start >= begin - 1 and h.start < right), None)
        if first is None or not self._reaches(begin, self.holders[first].start):
            return (self._back_reference(mention.end, right), []) if not counts else ([], counts)
        chain = joined(self.doc, self.holders, first, 1, semicolon=link is not None and ":" in link[0])
        recipients = [self.holders[i] for i in chain if self.holders[i].start < right and not self._gives(self.holders[i])]
        if not recipients:
            return [], counts
        self.used |= {h.start for h in recipients}
        return recipients, self._counts(recipients[-1].end, right)

    def _in_brackets(self, offset: int, right: int) -> list[Holder]:
        """Recipients in brackets straight behind the award: «Cờ thi đua của Chính phủ (VKSND tỉnh Bình Thuận)»."""
        opening = regex.compile(r'\s*"?\s*\(\s*(?:gồm:?\s*)?').match(self.doc.low, offset, right)
        first = next((i for i, h in enumerate(self.holders) if opening and h.start == opening.end()), None)
        if first is None:
            return []
        return [self.holders[i] for i in joined(self.doc, self.holders, first, 1) if self.holders[i].start < right]

    def _reaches(self, begin: int, start: int) -> bool:
        """Only class words, counts and «nhân dân và cán bộ» stand between the link and the first recipient."""
        gap = self.doc.low[begin:start]
        return regex.fullmatch(
            r"(?:\s*(?:\d{1,3}|một|hai|ba|bốn|năm|sáu|các|đơn\s+vị|tập\s+thể|tỉnh|thành\s+phố|sở|nhân\s+dân|và|cán\s+bộ|đại\s+diện|lãnh\s+đạo|địa\s+phương|gồm|là|:|,|\(|các\s+đơn\s+vị|những|huyện|cơ\s+quan|dẫn\s+đầu|xuất\s+sắc)\s*)*", gap
        ) is not None  # fmt: skip

    def _people(self, begin: int) -> list[Holder]:
        for person in self.tags.people:
            if begin - 1 <= person.start <= begin + 2 and person.name:
                return [Holder(person.start, person.end, person.name, "person")]
        return []

    def _counts(self, start: int, end: int) -> list[_Count]:
        """Numbers of collectives and individuals, up to the end of their list."""
        found: list[_Count] = []
        for match in rule("awards.count").regex.finditer(self.doc.low, start, end):
            gap = self.doc.low[(found[-1].end if found else start) : match.start()]
            if len(gap) > (45 if found else 25) or ";" in gap or "." in gap:
                break
            number = read_count(match["n"])
            if number is not None:
                found.append(_Count(number, _counted(match), match.start(), match.end()))
        return found

    def _in_front(self, mention: AwardMention, left: int, giver_start: int) -> tuple[list[Holder], list[_Count]]:
        """Recipients in front of the award, the subject of «được tặng», «nhận»."""
        clause = self._clause_start(left, mention.start)
        limit = giver_start if giver_start > clause else mention.start
        if named := self._before_dash(mention, clause):
            return named, []
        verbs = list(rule("awards.subject").regex.finditer(self.doc.low, clause, mention.start))
        counts = self._all_counts(clause, mention.start)
        if not verbs:
            return [], [c for c in counts if regex.fullmatch(r'[\s":]*', self.doc.low[c.end : mention.start])]
        if persons := self._person_subjects(clause, verbs):
            return persons, []
        subjects = [i for i, h in enumerate(self.holders) if clause <= h.start and h.end <= limit and h.start not in self.used]
        subjects = [i for i in subjects if any(v.start() >= self.holders[i].end - 1 for v in verbs) and not self._is_giver(self.holders[i])]
        if not subjects:
            return self._back_reference(clause, mention.start), counts
        chain = self._subject_chain(subjects)
        recipients = [self.holders[i] for i in chain if self.holders[i].start >= clause]
        if counts and (counts[-1].start > recipients[-1].end or self._counted_there(counts[-1], recipients[0])):
            return [], counts
        return recipients, []

    def _person_subjects(self, clause: int, verbs: Sequence[regex.Match[str]]) -> list[Holder]:
        """People in front of «được tặng», «đón nhận» who received the award themselves."""
        receiving = [v for v in verbs if v[0].startswith(("được", "đón", "nhận", "vinh"))]
        people = [p for p in self.tags.people if receiving and clause <= p.start and p.end <= receiving[-1].start() + 1]
        if not people:
            return []
        gap = self.doc.low[people[-1].end : receiving[-1].start()]
        if len(gap) > 40 or regex.search(r"[;.]|trao|tặng|thay\s+mặt|thừa", gap) or regex.search(r"(?:đề\s+nghị|trao|cho)\s+$", self.doc.low[: people[0].start]):
            return []
        chain = [people[-1]]
        for person in reversed(people[:-1]):
            if not regex.fullmatch(r"[\s,]*(?:và|cùng|,)\s*", self.doc.low[person.end : chain[0].start]):
                break
            chain.insert(0, person)
        return [Holder(p.start, p.end, p.name, "person") for p in chain]

    def _counted_there(self, count: _Count, holder: Holder) -> bool:
        """«bảy cá nhân là ngư dân Quảng Bình»: the unit only tells where the counted ones are from."""
        gap = self.doc.low[count.end : holder.start]
        return count.kind == "individual" and 0 <= holder.start - count.end < 60 and not rule("awards.subject").regex.search(gap) and "," not in gap[-2:]

    def _before_dash(self, mention: AwardMention, clause: int) -> list[Holder]:
        """«A và B - Cờ thi đua …»: the recipients stand before a dash or colon."""
        last = next((i for i in reversed(range(len(self.holders))) if clause <= self.holders[i].start and self.holders[i].end <= mention.start), None)
        if last is None or not regex.fullmatch(r'\s*[-:]\s*"?\s*', self.doc.low[self.holders[last].end : mention.start]):
            return []
        return [self.holders[i] for i in joined(self.doc, self.holders, last, -1) if self.holders[i].start >= clause]

    def _is_giver(self, holder: Holder) -> bool:
        """The unit is asked to give, or gives, or only locates the act."""
        before = self.doc.low[max(self.sentence.start, holder.start - 16) : holder.start]
        if regex.match(r"\s*(?:đã|cũng)?\s*(?:thống\s+nhất|nhất\s+trí|tổ\s+chức|bình\s+xét|họp)", self.doc.low[holder.end : holder.end + 30]):
            return True
        if regex.search(r"(?:đề\s+nghị|trình|do|bởi|tại|của|cụm|khối|các\s+tỉnh\s+trong)\s+(?:tổng\s+|bộ\s+trưởng\s+|lãnh\s+đạo\s+)?$", before):
            return True
        return self._gives(holder)

    def _gives(self, holder: Holder) -> bool:
        """The unit is the subject of giving."""
        after = self.doc.low[holder.end : holder.end + 24]
        return regex.match(r"\s*(?:đã|cũng|xét|xem\s+xét|quyết\s+định)?\s*(?:trao\s+)?tặng", after) is not None

    def _subject_chain(self, subjects: list[int]) -> list[int]:
        last = subjects[-1]
        start = self.holders[last].start
        listed = regex.search(r"(?:gồm(?:\s+có)?|là|sau)\s*:[^:]*$", self.doc.low[self.sentence.start : start]) is not None
        chain = joined(self.doc, self.holders, last, -1, ranked=True, semicolon=listed)
        before = [i for i in subjects if i < chain[0]]
        if before:
            gap = self.doc.low[self.holders[before[-1]].end : self.holders[chain[0]].start]
            if regex.search(r"(?:,\s*|\s)cùng(?:\s+với)?\s+(?:tỉnh\s+|tp\s+)?$", gap) and len(gap) < 60:
                chain = [before[-1], *chain]
        return chain

    def _back_reference(self, clause: int, end: int) -> list[Holder]:
        """«hai tỉnh kế tiếp», «Ba Sở này»: the units named last before the words."""
        match = rule("awards.back_reference").regex.search(self.doc.low, clause, end)
        if match is None:
            return []
        number = read_count(match["n"]) if match["n"] else 1
        if match["these"]:
            return self._named_last(match.start(), number or 0) if match["n"] else []
        ranked = self._ranking()
        first = 2 if match["third"] else 1 if match["next"] or match["second"] else 0
        return ranked[first : first + (number or 1)] if len(ranked) >= first + (number or 1) else []

    def _named_last(self, end: int, number: int) -> list[Holder]:
        """The last `number` different units named before `end`."""
        names: list[Holder] = []
        for holder in reversed([h for h in self.all_holders if end - 420 <= h.start < end and h.kind in {"province", "unit"}]):
            if holder.name not in {h.name for h in names}:
                names.insert(0, holder)
            if len(names) == number:
                return names
        return []

    def _ranking(self) -> list[Holder]:
        """The units that the report ranked by points shortly before, best first."""
        near = [h for h in self.all_holders if self.sentence.start - 700 <= h.start < self.sentence.end]
        worded = {m["rank"]: h for h in reversed(near) if (m := _RANK_WORD.match(self.doc.low, h.end))}
        if "nhất" in worded and "nhì" in worded:
            return [worded[rank] for rank in ("nhất", "nhì", "ba") if rank in worded]
        return [holder for holder in near if _POINTS.match(self.doc.low, holder.end)]

    def _all_counts(self, start: int, end: int) -> list[_Count]:
        found = []
        for match in rule("awards.count").regex.finditer(self.doc.low, start, end):
            number = read_count(match["n"])
            if number is not None:
                found.append(_Count(number, _counted(match), match.start(), match.end()))
        return found

    def _number_of(self, mention: AwardMention) -> list[_Count]:
        match = rule("awards.number_of").regex.search(self.doc.low, max(self.sentence.start, mention.start - 24), mention.start)
        number = read_count(match["n"]) if match else None
        if match is None or number is None or regex.search(r"năm\s+$", self.doc.low[: match.start()]):
            return []
        return [_Count(number, None, match.start(), mention.end)]


def _aggregate(giver: str | None) -> bool:
    """A year's total of many givers (`UBND các tỉnh`) is a figure of the report, not an award of the meeting."""
    return giver is not None and regex.search(r"(?i)ủy ban nhân dân (?:các|cấp)|các cấp|các tỉnh|cấp tỉnh", giver) is not None


def _counted(match: regex.Match[str]) -> str:
    if match["both"] or match["mixed"] or match["what"].startswith(("điển", "gương")):
        return "mixed"
    return "collective" if regex.match(r"tập|đơn|cơ|doanh|hộ(?!i\s+viên)|hợp|htx|quỹ|công\s+ty|chi|trung|thôn|xóm|tổ|gia|xã|trường|phòng", match["what"]) else "individual"


def _merge(found: Sequence[_Found]) -> list[_Found]:
    """What a caption repeats is one award; entries of one award, giver and status are joined."""
    merged: list[_Found] = []
    for entry in found:
        if entry.count:
            same = next((m for m in merged if m.count and (m.award, m.status, m.count.number, m.count.kind) ==
                         (entry.award, entry.status, entry.count.number, entry.count.kind)), None)  # fmt: skip
            if same is None:
                merged.append(entry)
            continue
        fresh = tuple(r for r in entry.recipients if not any((m.award, m.status) == (entry.award, entry.status) and
                      (m.year or entry.year) == (entry.year or m.year) and r.name in {x.name for x in m.recipients} for m in merged))  # fmt: skip
        if fresh:
            merged.append(replace(entry, recipients=fresh))
    return merged


def assemble_awards(doc: Document, tags: Tags, context: Context) -> list[Award]:
    """The awards in the order of the text."""
    holders = find_holders(doc, tags, context)
    found: list[_Found] = []
    shared: dict[str, str] = {}
    for sentence in doc.sentences:
        if sentence.zone in NEWS_ZONES:
            found += _SentenceAwards(doc, sentence, holders, tags, context, shared).found()
    return [
        Award(
            award=entry.award,
            issuer=entry.issuer,
            status=entry.status,  # type: ignore[arg-type]
            recipients=list(entry.recipients),
            count=entry.count.number if entry.count else None,
            recipient_kind=entry.count.kind if entry.count else None,  # type: ignore[arg-type]
            year=entry.year,
            evidence=[Evidence(field="award", start=entry.start, end=entry.end, rule=entry.rule)],
        )
        for entry in _merge(found)
    ]
