"""Posts of one person: the fullest wording of each, completed with the unit that the context implies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from pipeline.assemble.posts_body import with_body
from pipeline.assemble.posts_cluster import DISTRICT, of_cluster, province_in
from pipeline.model.document import Document, Span
from pipeline.model.record import Derived, Evidence, Position
from pipeline.model.tags import Context, Person
from pipeline.normalise.abbreviations import expand
from pipeline.normalise.provinces import as_of, canonical, class_word, is_city, names
from pipeline.rulebook import rule
from pipeline.tag.unit_names import OWN_NAME

_SELF_CONTAINED = regex.compile(
    r"^(?:nguyên |quyền )?(?:(?:phó )?chủ tịch nước|(?:phó )?thủ tướng|(?:phó )?tổng bí thư|bí thư trung ương đảng"
    r"|bộ trưởng|thứ trưởng"
    r"|(?:phó )?tổng (?:kiểm toán nhà nước|thanh tra chính phủ)"
    r"|ủy viên (?:bộ chính trị|trung ương|ban chấp hành trung ương|dự khuyết)|(?:tỉnh|thành|huyện) ủy viên|đại biểu)"
)
_OPEN_AREA = regex.compile(r"(?P<area>tỉnh|[Tt]hành phố|Tỉnh ủy|Thành ủy)$")
_COMMITTEE = regex.compile(
    r"^Ủy viên (?:Ban (?:Thường vụ|Chấp hành|Thường trực)|Thường vụ|Thường trực|Đoàn Chủ tịch)$", regex.I
)
_PARENT = regex.compile(
    r"(?:Tỉnh ủy|Thành ủy|Huyện ủy|Thị ủy|Quận ủy|Đảng ủy\b.*"
    r"|Trung ương (?:Hội|Đoàn).*|(?:Tổng )?Liên đoàn .*|Ủy ban Trung ương .*)(?: [\p{Lu}].*)?$"
)
_DISTRICT_PARTY = regex.compile(r"(?:Huyện ủy|Thị ủy|Quận ủy|Thành ủy|Đảng ủy)$")
_NEEDS_PROVINCE = regex.compile(
    r"(?:Sở [\p{Lu}][^,]*|Ban Thi đua - Khen thưởng|Thanh tra tỉnh|Trưởng Ban [^,]* Tỉnh ủy"
    r"|Tỉnh ủy viên|Thành ủy viên|Ban Thi đua - Khen thưởng Sở Nội vụ)$"
)
_CLASSED = regex.compile(r"(?i)(?:vụ|cục|chi cục|viện) trưởng$")
"""Titles that say what kind of body they are of: no body of another kind is theirs."""
_LEADS = regex.compile(
    r"(?i)(?:phó )?(?:chỉ huy|tham mưu|tư lệnh|chính ủy|bí thư|(?:tổng )?giám đốc|trưởng|chủ tịch|(?:hiệu|viện) trưởng)"
)
"""Titles of those who lead a body: a bare title before one of them is of the same body."""
_ORGAN = regex.compile(
    r"^(?:Bộ Tư lệnh (?=Quân khu|Quân đoàn|Quân chủng|Binh chủng|Vùng|Bộ đội)"
    r"|Hội đồng (?:thành viên|quản trị) (?=\p{Lu}))"
)
"""The command of a region or service, the board of a firm; the Party committee beside it is of the whole."""
_BODILESS = ("Đảng ủy", "Hội đồng quản trị", "Hội đồng thành viên")
_HEADLESS = regex.compile(r"(?i)(?:phó )?trưởng (?:ban|phòng|đoàn|bộ phận|nhóm)")
"""A title whose body was not named says nothing (`Trưởng Ban tổ chức hội nghị`)."""


def _canonical_end(text: str, date: str | None) -> str:
    """The post with its province in canonical spelling, as it was called on the day."""
    words = text.split()
    for length in (5, 4, 3, 2, 1):
        tail = " ".join(words[-length:])
        if len(words) > length and tail in names():
            if OWN_NAME.search(" ".join(words[:-length])):
                return text
            return " ".join([*words[:-length], as_of(names()[tail], date)])
    return text


def _comparable(text: str) -> str:
    low = expand(text).lower().replace("trưởng ban ban", "trưởng ban").replace("trưởng phòng phòng", "trưởng phòng")
    return low.replace("ban chấp hành trung ương hội", "trung ương hội")


def _distinct(posts: Sequence[Span]) -> list[Span]:
    """Each post once, in its fullest wording, in the order of the text."""
    kept: list[Span] = []
    for post in posts:
        text = _comparable(post.value)
        same = next((i for i, other in enumerate(kept) if _same_post(_comparable(other.value), text)), None)
        if same is None:
            kept.append(post)
        elif len(text) > len(_comparable(kept[same].value)):
            kept[same] = Span(post.start, post.end, post.label, post.rule, post.value)
    return kept


def _same_post(first: str, second: str) -> bool:
    """One wording is the other cut short; `Phó Chủ tịch` and `Phó Chủ tịch Thường trực` of one body are one post."""
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    bare = short.replace(" phụ trách", "").replace(" thường trực", "")
    if rule("posts.title").regex.fullmatch(bare) and long.startswith(f"{bare} "):
        return True
    if long.startswith(short) and (long[len(short)] == " "):
        return True
    return short == long.replace(" thường trực", "", 1)


def context_province(doc: Document, person: Person, context: Context) -> tuple[str | None, str]:
    """Province that a bare `UBND tỉnh` means for this person, and why."""
    sentence = doc.sentence_at(person.start)
    start = sentence.start if sentence else max(0, person.start - 200)
    before = doc.norm[start : person.start]
    found = None
    for match in rule("officials.side").regex.finditer(before):
        if name := canonical(" ".join(match["name"].split())):
            found = name
    if found:
        return found, "đoàn đại biểu nêu trước tên"
    return context.province, "tỉnh nơi họp"


def _organisation(text: str) -> tuple[str, str | None]:
    title = rule("posts.title").regex.match(text.lower())
    if title and title.end() < len(text):
        return text[: title.end()].strip(), text[title.end() :].strip()
    return text, None


def _inherit(doc: Document, posts: list[Span]) -> list[str]:
    """The wording of each post; one without a body takes that of the next (`Ủy viên Ban Thường vụ, Bí thư …`)."""
    texts = [str(post.value) for post in posts]
    for index in range(len(texts) - 2, -1, -1):
        text, following = texts[index], texts[index + 1]
        if _COMMITTEE.match(text):
            if parent := _PARENT.search(following):
                texts[index] = f"{text} {parent[0]}"
        elif (
            _DISTRICT_PARTY.search(text)
            and (district := DISTRICT.search(following))
            and not canonical(district["name"])
        ):
            texts[index] = f"{text} {district[0] if text.endswith('Đảng ủy') else district['name']}"
        elif text.endswith(_BODILESS) and (body := _organisation(following)[1]):
            texts[index] = f"{text} {_ORGAN.sub('', body) if text.endswith('Đảng ủy') else body}"
        elif rule("posts.title").regex.fullmatch(text.lower()) and not _SELF_CONTAINED.match(text.lower()):
            title, body = ("", None) if _CLASSED.search(text) else _organisation(following)
            gap = posts[index + 1].start - posts[index].end
            together = gap <= 4 or doc.low[posts[index].end : posts[index + 1].start].strip() == "kiêm"
            if body and together and _LEADS.match(title):
                texts[index] = f"{text} {body}"
    return _of_firm(texts)


def _of_firm(texts: list[str]) -> list[str]:
    """A firm's council or office beside a post that names the firm («Phó Giám đốc Công ty A, Phó Chánh Văn phòng»)."""
    firm = next((found[0] for text in texts if (found := rule("posts.firm").regex.search(text))), None)
    if firm is None:
        return texts
    return [f"{text} {firm}" if rule("posts.firm_organ").regex.search(text) else text for text in texts]


def _complete(text: str, province: str | None, date: str | None) -> str:
    """The post with the province that the context implies."""
    if province is None or province_in(text):
        return text
    city = is_city(province, date)
    if _COMMITTEE.match(text):
        return f"{text} {'Thành ủy' if city else 'Tỉnh ủy'} {province}"
    if _OPEN_AREA.search(text):
        return f"{text} {province}"
    if _NEEDS_PROVINCE.search(text) and not text.endswith("Trung ương"):
        if text.lower().endswith("ủy viên"):
            return f"{text} {province}"
        return f"{text} {class_word(province, date)} {province}"
    return text


def complete_posts(
    doc: Document, mentions: Sequence[Person], units: Sequence[Span], context: Context
) -> tuple[list[Position], list[Evidence], list[Derived]]:
    """Positions of one person with their evidence, and what was added from the context. `units`: bodies of the text."""
    spans = [post for person in mentions for post in person.posts if post.rule != "posts.office"]
    kept: list[tuple[Span, str]] = []
    for person in mentions:
        own = [
            replace(post, value=with_body(doc, post, person, units))
            for post in person.posts
            if post.rule != "posts.office"
        ]
        kept += list(zip(own, _inherit(doc, own), strict=True))
    kept = [(span, text) for span, text in kept if not _HEADLESS.fullmatch(text)]
    posts = _distinct([Span(span.start, span.end, span.label, span.rule, text) for span, text in kept])
    stated = next((name for span in spans if (name := province_in(str(span.value)))), None)
    first = next((person for person in mentions if person.posts), mentions[0])
    implied, reason = (stated, "chức vụ khác của người này") if stated else context_province(doc, first, context)
    positions: list[Position] = []
    evidence: list[Evidence] = []
    derived: list[Derived] = []
    for post in posts:
        text = _canonical_end(expand(str(post.value)), context.date)
        named = of_cluster(text, context, [str(other.value) for other in posts])
        full = _complete(named, implied, context.date)
        index = len(positions)
        title, body = _organisation(full)
        positions.append(Position(text=full, title=title, organisation=body, province=province_in(full)))
        evidence.append(Evidence(field=f"positions[{index}]", start=post.start, end=post.end, rule=post.rule))
        if full != text:
            derived.append(
                Derived(
                    field=f"positions[{index}]",
                    source=(implied if named == text else context.name) or "",
                    reason=reason,
                )
            )
    return positions, evidence, derived
