"""What the name of the cluster says of a post in it: the owner of a department, a branch, an office."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from pipeline.model.tags import Context
from pipeline.normalise.provinces import canonical, class_word, names
from pipeline.rulebook import alternation, compiled, rule

DISTRICT = regex.compile(
    r"(?:huyện|thị xã|quận|thành phố|xã|phường|thị trấn) "
    r"(?P<name>[\p{Lu}][\p{L}' ]+(?: \d{1,2})?(?: - [\p{Lu}][\p{L} ]+)?)$"
)


def province_in(text: str) -> str | None:
    """The province a post names, if it names one at its end."""
    words = text.split()
    for length in (6, 5, 4, 3, 2, 1):
        if len(words) >= length and (found := canonical(" ".join(words[-length:]))):
            return found
    return None


_BARE_AREA = regex.compile(r"(?<= )(?:huyện|thị xã|quận)$")
"""The district of the cluster, as its offices are called inside it."""
_OWNED = regex.compile(r"(?:Phòng|phòng|Đội|Văn phòng|Ban Tham mưu|Ban Chính trị)(?: [^,]*)?$")
_OWNER = regex.compile(
    r"(?:Công an|Viện kiểm sát nhân dân|Tòa án nhân dân|Bộ Chỉ huy|Bộ Tư lệnh|Cục|Sở|Công ty|Tổng công ty"
    r"|Tập đoàn|Ngân hàng|Bảo hiểm|Kho bạc|Bệnh viện|Trường)[^,]* .*$"
)
_SYSTEM = regex.compile(
    r"(?:Bộ (?=\p{Lu})(?!Chỉ|Tư|CHQS)[^,()]+|Bảo hiểm xã hội Việt Nam|(?:Viện kiểm sát|Tòa án) nhân dân tối cao)$"
)
"""The body of the centre whose cluster it is, at the end of the cluster's name."""
_BANK = regex.compile(r"Ngân hàng (?:(?!các |khu vực|tỉnh )[\p{L}-]+ ?)+?(?= (?:các|khu vực|tỉnh)|$)")
_COUNCIL_OFFICE = regex.compile(r"Vụ (?:Thi đua - Khen thưởng )?(?:[IV]+|Thi đua - Khen thưởng các .+)$")
"""An office of the central Board for Emulation: no ministry numbers its own so."""


@cache
def _branch() -> regex.Pattern[str]:
    """A branch told by its place alone (`Giám đốc chi nhánh Đắk Lắk`), in a cluster of one bank's branches."""
    return regex.compile(rf"(?P<office>.*[Cc]hi nhánh) (?:(?:tỉnh|thành phố) )?(?P<place>{alternation(names())})")


def of_cluster(text: str, context: Context, siblings: Sequence[str]) -> str:
    """A post with what the cluster's name implies: the association behind `Trung ương Hội`, the owner of a `Phòng`."""
    name = context.name or ""
    if _COUNCIL_OFFICE.search(text) and "Trung ương" not in text:
        return f"{text} Ban Thi đua - Khen thưởng Trung ương"
    department = rule("posts.department").regex.search(text)
    if department and " Vụ " in text and (system := _SYSTEM.search(name)) and not text.endswith(system[0]):
        return f"{text} {system[0]}"
    if (branch := _branch().fullmatch(text)) and (bank := _BANK.search(name)):
        place = f"{class_word(branch['place'], context.date)} {branch['place']}"
        return f"{branch['office']} {bank[0]} {place}"
    if text.endswith("Ủy ban Mặt trận Tổ quốc Việt Nam") and any("Trung ương" in post for post in siblings):
        return text.replace("Ủy ban Mặt trận", "Ủy ban Trung ương Mặt trận")
    if text.endswith("Trung ương Hội"):
        if body := compiled(r"Hội [\p{Lu}][\p{L} ]+? Việt Nam").search(name):
            return text.removesuffix("Hội") + body[0]
        own = next(
            (
                m
                for post in siblings
                if (m := compiled(r"(?<!Trung ương )Hội [\p{Lu}][\p{L} ]+?(?= (?:tỉnh|thành phố) )").search(post))
            ),
            None,
        )
        return f"{text.removesuffix('Hội')}{own[0]} Việt Nam" if own else text
    if (
        context.scope == "local"
        and context.province
        and rule("posts.provincial").regex.search(text)
        and not (province_in(text) or DISTRICT.search(text))
    ):
        return f"{text.removesuffix(' tỉnh')} {class_word(context.province, context.date)} {context.province}"
    area, bare = DISTRICT.search(name), _BARE_AREA.search(text)
    if area and bare and area[0].startswith(f"{bare[0]} "):
        return f"{text} {area['name']}"
    owned = context.scope == "local" and _OWNED.search(text) and not _OWNER.search(f"{text} ")
    if owned and (owner := _OWNER.search(name)) and province_in(owner[0]):
        return f"{text} {owner[0]}"
    return text
