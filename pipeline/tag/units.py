"""Names of organisations, read from head noun to end.

Vietnamese names of bodies begin with a capitalised head (`Sở`, `Công an`, `UBND`), go on in lower case (`Sở Nội vụ
tỉnh`) and have no mark at their end: they stop at punctuation, at a word that cannot stand inside a name, at the
province that closes them, or where a person's name begins.
"""

from __future__ import annotations

from functools import cache

import regex

from pipeline.match import Match, find
from pipeline.model.cover import Cover
from pipeline.model.document import Document, Span
from pipeline.rulebook import compiled, read_csv, rule
from pipeline.tag.named_places import commune_end
from pipeline.tag.places import district_at
from pipeline.tag.unit_names import any_province, unit_name

MAX_UNIT = 160
"""Characters after which the name of a body is not read on."""

SHORTEST = 4
"""Characters of the shortest name of a body that is no brand: a bare `Sở`, `Bộ`, `Hội` names none."""

BEHIND = 30
"""Characters behind a firm's brand in which its branch or place begins."""

_WORD = regex.compile(r"[\p{L}\d](?:[\p{L}\d'&]|[.,-](?=\p{Lu}[\p{Lu}&])|(?<=T)\.(?=Ư)|/(?=\p{Ll}))*+\.?(?:/\d)?")
_NAME_RUN = regex.compile(
    r"(?:[HKY]'[\p{L}]+|[\p{Lu}][\p{Ll}]*)(?:\s+[\p{Lu}][\p{Ll}'À-ỹ]*){1,5}(?=\s+\p{Ll}|\s*[,;:.()\-]|\s*$)"
)
_FOREIGN_ONSET = regex.compile(r"[KRH][bcdđgklmnpst]|[BP][lr]|Kr|Ml")
"""First letters that no Vietnamese word has: with them two syllables are a name (`Ksor Ayun`), no district."""
_NAMED_AFTER = regex.compile(
    r"Trường|THPT|THCS|Bệnh\s+viện|Công\s+ty|Tổng\s+[Cc]ông\s+ty|Tập\s+đoàn|HTX|Hợp\s+tác\s+xã|Trung\s+tâm|Học\s+viện|Đại\s+học|Nhà\s+máy|Xí\s+nghiệp|Trung\s+đoàn|Lữ\s+đoàn|Nông\s+trường|Lâm\s+trường|Đồn|Trạm|Công\s+đoàn"
)
_SHORT = regex.compile(r"\s*\([\p{Lu}][\p{Lu}\d&,. -]{1,14}\)(?=\s+[\p{L}])")
"""The short form of a name in brackets inside the longer name: `Hội đồng Thi đua - Khen thưởng (HĐTĐKT) Trung ương`."""
_GAP = regex.compile(r"[ \t]+|\s*-\s*(?=\p{Lu})")
_CLASS = regex.compile(
    r"(?:các\s+)?(?:tỉnh|thành\s+phố|tp\.?|huyện|thị\s+xã|tx\.?|quận|xã|phường|thị\s+trấn)(?![\p{L}]|\s+(?:ủy|đoàn|hội|đội)(?![\p{L}]))",
    regex.I,
)
_BLANK = regex.compile(r"\s*")
_AS_PLACE = regex.compile(r"(?<![\p{L}])(?:xã|phường|thị\s+trấn|đặc\s+khu)\s+$")
"""Before a place whose name begins like a body's: `xã Trường Ninh`, `phường Hội Phú`."""
BEFORE = 12
"""Characters before a name within which its class word stands."""
_DASH = regex.compile(r"\s-\s")
_REGION = regex.compile(r"(?<=khu\s+vực\s+\d{1,2})\s*-\s+")
_PLACE = regex.compile(r"[\p{Lu}\d][\p{L}\d']*(?:\s+[\p{Lu}][\p{L}']*){0,3}")
_TITLE = regex.compile(
    r"(?<!Ban\s)(?:Phó\s+)?(?:Chủ\s+tịch(?!\s+(?:nước|Hồ|Chí))|Bí\s+thư|Giám\s+đốc|Viện\s+trưởng|Chánh\s+án)(?![\p{L}])"
)
"""A post behind the name of a body, its comma forgotten (`Đảng ủy Chủ tịch UBND xã`)."""
_PLACE_NUMBER = regex.compile(r"\s\d{1,2}(?=\s*(?:[,;.:)(]|-\s|$)(?!\d)|\s+(?:là|làm|giữ|và|được|tổ|có|đã|đăng)\s)")


@cache
def surnames() -> frozenset[str]:
    """Family names and first elements of the names of all peoples of the country (`surnames.csv`)."""
    return frozenset(row["name"] for row in read_csv("surnames"))


def person_starts(norm: str, offset: int, end: int) -> bool:
    """True when a family name and one to four more capitalised syllables begin at `offset`."""
    match = _NAME_RUN.match(norm, offset, end)
    words = match[0].split() if match else []
    if words and words[0][1:2] == "'":
        return True
    if not words or words[0] not in surnames() or (len(words) == 2 and not _FOREIGN_ONSET.match(words[0])):
        return False
    return not _two_names(norm, offset, end)


def is_province(norm: str, start: int, limit: int) -> bool:
    """True when the capitalised words at `start` are the name of a province and nothing more."""
    match = any_province().match(norm, start, limit)
    return match is not None and not compiled(r"\s+[\p{Lu}][\p{Ll}]").match(norm[match.end() : match.end() + 4])


def province_at(norm: str, start: int, limit: int) -> bool:
    """True when the name of a province begins at `start` (`Bà Rịa - Vũng Tàu` is no lady)."""
    return any_province().match(norm, start, limit) is not None


def read_unit(doc: Document, start: int, limit: int) -> int | None:
    """End offset of the organisation's name that begins at `start`; None when none begins there."""
    head = rule("units.head").regex.match(doc.norm, start, limit)
    if head is None:
        return None
    behind = doc.norm[head.end() : head.end() + BEHIND]
    if rule("units.brand").regex.fullmatch(head[0]) and not rule("units.of_brand").regex.match(behind):
        return head.end()
    glued = rule("units.glue").regex.match(doc.low, start, limit)
    named = _NAMED_AFTER.match(head[0]) is not None
    return read_tail(doc, glued.end() if glued else head.end(), min(limit, start + MAX_UNIT), named=named)


def read_tail(doc: Document, position: int, limit: int, *, named: bool = False) -> int:
    """End of a body's name whose head ends at `position`; `position` itself when nothing more belongs to it.

    `named`: schools, hospitals and firms bear people's names; the first name behind the head is theirs.
    """
    norm, low, stop = doc.norm, doc.low, rule("units.stop").regex
    while True:
        short = _SHORT.match(norm, position, limit) if "(" in norm[position : position + 2] else None
        bracket = short.end() if short else position
        inner = _inner_list(doc, bracket, limit)
        position = inner or position
        gap = _GAP.match(norm, inner or bracket, limit)
        if gap is None:
            return position
        follow = gap.end()
        if closed := any_province().match(norm, follow, limit) or _region_of(norm, position, limit):
            return closed.end()
        if joined := _glued(doc, follow, limit):
            position = joined
            continue
        if "-" in gap[0] or (norm[follow : follow + 1].islower() and stop.match(low, follow, limit)):
            return position
        if person_starts(norm, follow, limit) or _short_name(norm, follow, limit, named=named):
            if not named:
                return position
            position, named = _own_name_end(norm, follow, limit), False
            continue
        end, more = _word_end(doc, follow, limit)
        position = end or position
        if not more:
            return position


def _region_of(norm: str, position: int, limit: int) -> Match | None:
    """The province behind the number of a region, as courts have it since 2025 (`TAND khu vực 2 - TP.HCM`)."""
    dash = _REGION.match(norm, position, limit)
    return any_province().match(norm, dash.end(), limit) if dash else None


def _word_end(doc: Document, follow: int, limit: int) -> tuple[int | None, bool]:
    """End of the word at `follow`, None when it is not part of the name; and whether the name may go on behind it."""
    word = _WORD.match(doc.norm, follow, limit)
    if word is None or rule("posts.office").regex.match(doc.low, follow, limit):
        return None, False
    if _TITLE.match(doc.norm, follow, limit):
        return None, False
    if doc.low.startswith("và ", follow):
        return (follow + 2, True) if _and_continues(doc, follow + 3, limit) else (None, False)
    if klass := _CLASS.match(doc.norm, follow, limit):
        return place_end(doc, klass.end(), limit), False
    ends = word[0].endswith(".")
    return word.end() - ends, not ends


def _short_name(norm: str, follow: int, limit: int, *, named: bool) -> bool:
    """A person behind a body that bears no person's name, told in two syllables; behind one that does, two persons."""
    return _two_names(norm, follow, limit) if named else short_name_starts(norm, follow, limit)


def short_name_starts(norm: str, offset: int, limit: int) -> bool:
    """True when a person's name of two syllables stands at `offset`, behind the name of a body."""
    if district_at(norm, offset, limit) or is_province(norm, offset, limit):
        return False
    return rule("people.short_name").regex.match(norm, offset, limit) is not None


def _two_names(norm: str, follow: int, limit: int) -> bool:
    """Five or more capitalised syllables, a family name first and another one later: a firm's name, then a person's."""
    run = _NAME_RUN.match(norm, follow, limit)
    words = run[0].split() if run else []
    return len(words) >= 5 and words[0] in surnames() and any(words[-length] in surnames() for length in (3, 4))


def _own_name_end(norm: str, follow: int, limit: int) -> int:
    """End of the person's name that a school or firm bears; a second name behind it is a person."""
    run = _NAME_RUN.match(norm, follow, limit)
    words = list(compiled(r"\S+").finditer(run[0])) if run else []
    for index in range(2, len(words) - 1):
        if len(words) - index <= 4 and words[index][0] in surnames() and len(words) >= 5:
            return follow + words[index - 1].end()
    return follow + words[-1].end() if words else follow


def _glued(doc: Document, follow: int, limit: int) -> int | None:
    """End of a phrase with inner comma or dash that begins at `follow`, or that the last word before has begun."""
    glue = rule("units.glue").regex
    if match := glue.match(doc.low, follow, limit):
        return match.end()
    return None


def _inner_list(doc: Document, position: int, limit: int) -> int | None:
    """End of `, giáo dục pháp luật và` inside a department's name; None where no such list begins at the comma."""
    if "," not in doc.norm[position : position + 2]:
        return None
    found = rule("units.inner_list").regex.match(doc.norm, position, limit)
    if found is None or not _and_continues(doc, found.end(), limit):
        return None
    aside = rule("units.stop").regex.search(doc.low, position, found.end())
    return None if aside or rule("posts.title").regex.search(doc.low, position, found.end()) else found.end() - 1


def _and_continues(doc: Document, offset: int, limit: int) -> bool:
    """`và` stays inside a name before a capitalised common noun, not before another body, post, place or person."""
    norm = doc.norm
    if rule("units.glue").regex.match(doc.low, offset, limit):
        return True
    if rule("posts.office").regex.match(doc.low, offset, limit):
        return False
    if not norm[offset : offset + 1].isupper():
        return False
    honorific = rule("people.honorific").regex.match(norm, offset, limit)
    return not (
        honorific
        or rule("units.head").regex.match(norm, offset, limit)
        or any_province().match(norm, offset, limit)
        or person_starts(norm, offset, limit)
        or rule("posts.title").regex.match(doc.low, offset, limit)
        or rule("units.award_behind").regex.match(doc.low, offset, limit)
    )


def place_end(doc: Document, position: int, limit: int) -> int:
    """End of the place name behind a class word (`huyện Đan Phượng`); the class word's end when none follows."""
    norm = doc.norm
    gap = _BLANK.match(norm, position, limit)
    follow = gap.end() if gap else position
    if closed := any_province().match(norm, follow, limit):
        return closed.end()
    if doc.low.endswith("tỉnh", 0, position):
        return position
    if known := district_at(norm, follow, limit):
        return with_city(norm, with_number(norm, known, limit), limit)
    run = _PLACE.match(norm, follow, limit)
    if run and (named := _after_person(doc, follow, limit)):
        return with_city(norm, with_number(norm, named, limit), limit)
    if run is None or person_starts(norm, follow, limit):
        return position
    words = list(compiled(r"\S+").finditer(run[0]))
    for index, word in enumerate(words):
        if index and person_starts(norm, follow + word.start(), limit) and len(words) - index >= 2:
            return follow + words[index - 1].end()
    return with_city(norm, with_number(norm, run.end(), limit), limit)


def _after_person(doc: Document, follow: int, limit: int) -> int | None:
    """End of a commune's name that reads like a person's."""
    return commune_end(doc, follow, limit) if person_starts(doc.norm, follow, limit) else None


def with_number(norm: str, end: int, limit: int) -> int:
    """End of a name with its number, as communes have since 2025 (`xã Đạ Huoai 2`)."""
    number = _PLACE_NUMBER.match(norm, end, limit)
    return number.end() if number else end


def with_city(norm: str, end: int, limit: int) -> int:
    """End of a ward's name with the old city behind a dash, as since 2025 (`phường Xuân Hương - Đà Lạt`)."""
    dash = _DASH.match(norm, end, limit)
    return (district_at(norm, dash.end(), limit) or end) if dash else end


def tag_units(doc: Document) -> list[Span]:
    """Every organisation named in the document; `value` is its full name. Bodies inside bodies are not repeated."""
    found: list[Span] = []
    position = 0
    spans = (match.span("name") for match in find(doc, any_province(), norm=True))
    provinces = Cover(0, len(doc.norm), ((start + 1, end) for start, end in spans))
    for head in find(doc, rule("units.head").regex, norm=True):
        if head.start() < position or (head.start() and doc.norm[head.start() - 1].isalpha()):
            continue
        if provinces.holds(head.start()) or _AS_PLACE.search(doc.low, max(0, head.start() - BEFORE), head.start()):
            continue
        if head[0] == "Đoàn" and person_starts(doc.norm, head.start(), len(doc.norm)):
            continue
        sentence = doc.sentence_at(head.start())
        end = read_unit(doc, head.start(), sentence.end if sentence else len(doc.norm))
        if end is None or doc.low.endswith((" các", " những"), 0, end):
            continue
        if end - head.start() < SHORTEST and not rule("units.brand").regex.fullmatch(head[0]):
            continue
        found.append(Span(head.start(), end, "unit", "units.head", unit_name(doc.text[head.start() : end])))
        position = end
    return found
