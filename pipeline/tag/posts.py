"""Posts: a title (`Phó Chủ tịch Thường trực`) and the body behind it (`UBND tỉnh Nghệ An`)."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from pipeline.model.document import Document
from pipeline.normalise.abbreviations import expand
from pipeline.rulebook import compiled, rule
from pipeline.tag.units import MAX_UNIT, person_starts, place_end, read_tail, read_unit, short_name_starts, surnames

_AREA = regex.compile(r"(?:tỉnh|thành\s+phố|tp\.?|huyện|thị\s+xã|quận|xã|phường|thị\s+trấn|nước)(?![\p{L}])", regex.I)
_STEP = regex.compile(
    r"\s*\(\p{Lu}{1,4}\d{0,3}\)|\s*(?:\((?=\s*\p{L})|,\s*(?:đồng\s+thời\s+là\s+|kiêm\s+)?|;\s*|\s*-\s*|\s+kiêm(?:\s+nhiệm)?\s+|\s+đồng\s+thời\s+là\s+|\s*/\s*|:\s*|\s+là\s+|\s+và\s+)"
)
_OPEN_TITLE = regex.compile(
    r"(?:ban|phòng|đoàn|công\s+an|văn\s+phòng|khoa|trạm|chi\s+nhánh|cơ\s+quan|ban\s+quản\s+lý|cụm|khối|cụm\s+trưởng|khối\s+trưởng|cụm\s+phó|khối\s+phó|thanh\s+tra|án|viên|trưởng|nhiệm)$"
)
_LOW_HEAD = regex.compile(r"(?:văn\s+)?phòng(?=\s+\p{Lu})")
_PARENT_BODY = regex.compile(
    r"(?:Bộ|Tổng cục|Thanh tra Chính phủ|Tổng Liên đoàn|Trung ương"
    r"|Ủy ban Trung ương|VKSND tối cao|TAND tối cao|Ban Thi đua)\b"
)
_OFFICE_TAIL = regex.compile(
    r"(?:\s+(?:của\s+)?(?:cụm|khối)(?:\s+thi\s+đua)?(?:\s+số\s+[\divx]+)?|\s+thi\s+đua(?:\s+số\s+[\divx]+)?)?(?:\s+năm\s+(?:học\s+)?\d{4}(?:\s*-\s*\d{4})?)?"
)
_OFFICE_NAME = regex.compile(r"\s+(?:của\s+)?(?:cụm|khối)\s+thi\s+đua[^.;:()\n]{3,140}")
"""A cluster's name behind the office, with the commas that stand inside it."""
_BRACKET = regex.compile(r"\s*\(\s*")
_PARENT_STEP = regex.compile(r"\s*,\s*|\s+thuộc\s+|\s+của\s+|\s+-\s+")
_CLOSE = regex.compile(r"\s*\)")
_CODE = regex.compile(
    r"\s*\((?:\p{Lu}{1,4}\d{0,3}|(?:Vụ|Phòng|Cục|Ban)\s+[IVX\d]+"
    r"|(?:người\s+)?(?:đứng\s+|ngồi\s+|hàng\s+\w+\s*,?\s*)?(?:bìa|ngoài\s+cùng|giữa|ở\s+giữa|bên|phía|thứ\s+\w+\s+từ|áo|mặc|cầm)"
    r"[^()]{0,30})\)"
)
"""Between a name and the post: the code of a department, or where the person stands in the picture."""


@dataclass(frozen=True, slots=True)
class Post:
    """One post as read: span, the text written out, and whether a body was named."""

    start: int
    end: int
    text: str
    has_unit: bool
    rule: str = "posts.title"


def read_post(doc: Document, offset: int, limit: int) -> Post | None:
    """The post that begins at `offset`, with its body and that body's parent in brackets or behind a comma."""
    if office := rule("posts.office").regex.match(doc.low, offset, limit):
        end = _office_end(doc, office.end(), limit)
        return Post(offset, end, expand(doc.text[offset : office.end()]), True, "posts.office")
    title = rule("posts.title").regex.match(doc.low, offset, limit)
    if title is None:
        return None
    end, has_unit = title.end(), False
    follow = _skip(doc, end, limit)
    unit_end = read_unit(doc, follow, limit) if follow > end else None
    if unit_end is None and (ending := _OPEN_TITLE.search(doc.low, offset, end)):
        tail = _tail(doc, ending.end(), limit)
        unit_end = tail if tail > ending.end() else None
    unit_end = unit_end or _low_head(doc, follow, limit)
    if unit_end:
        end, has_unit = unit_end, True
    elif (area := _AREA.match(doc.norm, follow, limit)) and follow > end:
        end, has_unit = _area_end(doc, area, limit), True
    elif follow > end and (short_end := _short_form(doc, follow, limit)):
        end, has_unit = short_end, True
    parts = [doc.text[offset:end]]
    end, parent = _parents(doc, end, limit)
    return Post(offset, end, expand(" ".join([*parts, *parent])), has_unit)


def _low_head(doc: Document, follow: int, limit: int) -> int | None:
    """End of a department whose head is in lower case: `Chuyên viên phòng Thi đua - Khen thưởng`."""
    head = _LOW_HEAD.match(doc.norm, follow, limit)
    tail = _tail(doc, head.end(), limit) if head else follow
    return tail if head and tail > head.end() else None


def _short_form(doc: Document, follow: int, limit: int) -> int | None:
    """End of a body named by its initials alone: `Phó Tổng giám đốc PVN`; a name in capitals is none."""
    match = rule("posts.short_body").regex.match(doc.norm, follow, limit)
    if match is None or match[0].capitalize() in surnames():
        return None
    return read_tail(doc, match.end(), min(limit, follow + MAX_UNIT))


def _office_end(doc: Document, end: int, limit: int) -> int:
    """End of a cluster office with the cluster's name and year behind it."""
    named = _OFFICE_NAME.match(doc.low, end, limit)
    for comma in compiled(r",\s*").finditer(doc.low, end, named.end()) if named else ():
        if rule("people.honorific").regex.search(doc.norm, end, comma.start()):
            break
        if rule("posts.title").regex.match(doc.low, comma.end(), limit):
            return comma.start()
    match = _OFFICE_TAIL.match(doc.low, end, limit)
    return match.end() if match else end


def _skip(doc: Document, offset: int, limit: int) -> int:
    while offset < limit and doc.norm[offset] in " \t":
        offset += 1
    return offset


def _tail(doc: Document, position: int, limit: int) -> int:
    """End of the body whose head is the last word of the title (`Phó Trưởng ban Thi đua - Khen thưởng`)."""
    follow = _skip(doc, position, limit)
    glued = rule("units.glue").regex.match(doc.low, follow, limit) or rule("posts.low_body").regex.match(
        doc.low, follow, limit
    )
    if (
        follow == position
        or person_starts(doc.norm, follow, limit)
        or not (glued or doc.norm[follow : follow + 1].isupper())
    ):
        return position
    return read_tail(doc, position, min(limit, position + MAX_UNIT))


def _area_end(doc: Document, area: regex.Match[str], limit: int) -> int:
    """End of `tỉnh X` behind a title (`Chủ tịch tỉnh X`)."""
    return area.end() if area[0].lower() == "nước" else place_end(doc, area.end(), limit)


def _parents(doc: Document, end: int, limit: int) -> tuple[int, list[str]]:
    """Bodies above the one read: `(X03)` is passed over, `(Bộ Công an)` and `, Bộ Công an` belong to the post."""
    parents: list[str] = []
    while True:
        if code := _CODE.match(doc.norm, end, limit):
            end = code.end()
            follow = _skip(doc, end, limit)
            if _PARENT_BODY.match(doc.norm, follow, limit) and (unit_end := read_unit(doc, follow, limit)):
                parents.append(doc.text[follow:unit_end])
                end = unit_end
            continue
        bracket = _BRACKET.match(doc.norm, end, limit)
        step = bracket or _PARENT_STEP.match(doc.norm, end, limit)
        if step is None or any(
            rule(name).regex.match(doc.low, step.end(), limit) for name in ("posts.office", "posts.title")
        ):
            return end, parents
        unit_end = read_unit(doc, step.end(), limit)
        if unit_end is None:
            return end, parents
        close = _CLOSE.match(doc.norm, unit_end, limit)
        if bracket and close is None:
            return end, parents
        comma = not bracket and step[0].strip() in {",", "-"}
        if comma and not _closes_post(doc, unit_end) and not _PARENT_BODY.match(doc.norm, step.end(), limit):
            return end, parents
        parents.append(doc.text[step.end() : unit_end])
        end = close.end() if bracket and close else unit_end


def _closes_post(doc: Document, end: int) -> bool:
    """A body behind a comma belongs to the post unless it is the subject of what follows."""
    follow = doc.low[end : end + 14].lstrip()
    return not follow.startswith(("tổ chức", "đã", "được", "chủ trì", "phối hợp", "tặng", "trao", "là "))


def posts_after(doc: Document, offset: int, limit: int) -> tuple[tuple[Post, ...], int]:
    """The posts behind a name and where they end: separators are comma, dash, bracket, `kiêm`."""
    found: list[Post] = []
    end, opened, comma = offset, False, 0
    while True:
        if code := _CODE.match(doc.norm, end, limit):
            end = code.end()
            continue
        step = _STEP.match(doc.norm, end, limit)
        if step is None and (bare := _unmarked(doc, end, limit)):
            found.append(bare)
            end = bare.end
            continue
        if (
            step is None
            or ("và" in step[0] and not found)
            or (":" in step[0] and found)
            or (";" in step[0] and not found)
        ):
            break
        post = read_post(doc, step.end(), limit)
        if post is None or ("và" in step[0] and not _same_holder(doc, post, limit)) or (" là " in step[0] and found):
            break
        if step[0].strip() == ";":
            break
        opened = opened or "(" in step[0]
        comma = len(found) if "," in step[0] else comma
        found.append(post)
        end = post.end
        if opened and (close := _CLOSE.match(doc.norm, end, limit)):
            end, opened = close.end(), False
    if comma < len(found) and not opened and found[-1].end == end and _name_follows(doc, end, limit):
        # «A, Phó Chủ tịch UBND tỉnh X - Cụm phó B»: what stands behind the last comma is said of B.
        end = found[comma - 1].end if comma else offset
        found = found[:comma]
    return tuple(found), end


def _name_follows(doc: Document, end: int, limit: int) -> bool:
    follow = _skip(doc, end, limit)
    return person_starts(doc.norm, follow, limit) or short_name_starts(doc.norm, follow, limit)


def _unmarked(doc: Document, end: int, limit: int) -> Post | None:
    """A post right behind the name, its comma forgotten (`đồng chí A Phó Chánh án TAND tỉnh`): only with its body."""
    follow = _skip(doc, end, limit)
    if follow == end or not doc.norm[follow : follow + 1].isupper():
        return None
    post = read_post(doc, follow, limit)
    return post if post and post.has_unit and post.rule == "posts.title" else None


def _same_holder(doc: Document, post: Post, limit: int) -> bool:
    """`A, Chủ tịch X và Chủ tịch Y NAME`: the second post belongs to the next person when a name follows it.

    Without a body of its own it counts others («và Bí thư, Phó Bí thư các cơ sở»).
    """
    if not post.has_unit:
        return False
    follow = _skip(doc, post.end, limit)
    return rule("people.name").regex.match(doc.norm, follow, limit) is None
