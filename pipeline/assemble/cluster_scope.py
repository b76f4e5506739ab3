"""Whose cluster it is: provinces, one branch's agencies, units of one province, or bodies of the centre."""

from __future__ import annotations

import regex

from pipeline.normalise.clusters import registry_id
from pipeline.normalise.fold import lower

_UNIT = (
    r"công\s+an|hội|viện\s+kiểm\s+sát|vksnd|tòa\s+án|tand|thanh\s+tra|sở|cục|chi\s+cục|ban\s+quản\s+lý|liên\s+minh|mặt\s+trận|ủy\s+ban|ubmttq|"
    r"bảo\s+hiểm|bhxh|ngân\s+hàng|kho\s+bạc|trường|bộ\s+đội|bđbp|biên\s+phòng|bộ\s+chỉ\s+huy|quân\s+sự|liên\s+đoàn|lđlđ|công\s+đoàn|tỉnh\s+đoàn|"
    r"đoàn\s+thanh\s+niên|tư\s+pháp|thi\s+hành\s+án|kiểm\s+toán|điện\s+lực|viễn\s+thông|hải\s+quan|thuế|quỹ|đài|báo|hợp\s+tác\s+xã|htx|kiểm\s+lâm|cựu\s+chiến\s+binh|ccb|phụ\s+nữ|nông\s+dân|khuyến\s+học|nhà\s+báo|văn\s+nghệ|giáo\s+dục|y\s+tế|ngành"
)
_CENTRAL = regex.compile(
    r"(?<!trực\s+thuộc\s)(?<!trực\s+thuộc\s\s)(?:các\s+bộ(?![\p{L}])|bộ\s*,\s*ngành|ban\s+đảng|cơ\s+quan\s+(?:đảng\s+)?trung\s+ương|(?:đảng|ngành|đoàn\s+thể|nội\s+chính|cơ\s+quan)\s+trung\s+ương"
    r"|tập\s+đoàn|các\s+tổng\s+công\s+ty|tổ\s+chức\s+chính\s+trị\s*-\s*xã\s+hội\s+trung\s+ương|thuộc\s+các\s+bộ)"
)
_OWNER = regex.compile(
    r"(?:(?<!các\s)(?<!\d\s)(?:tỉnh|thành\s+phố|huyện|quận|thị\s+xã)\s+(?!trực|và|thành|phía|miền|,|đoàn|ủy|đồng|duyên|nam|bắc|trung)[\p{L}]+|các\s+(?:sở|huyện|xã|phường|phòng|quận|ban\s+đảng\s+tỉnh)(?![\p{L}])|(?:tỉnh|thành)\s+(?:ủy|đoàn)(?![\p{L}])|cơ\s+quan\s+tỉnh|cấp\s+(?:tỉnh|huyện)|khối\s+cơ\s+sở)"
)
_NATIONAL = regex.compile(
    r"(?:bộ\s+(?:công\s+an|tư\s+pháp|nội\s+vụ|quốc\s+phòng|giáo|tài|nông|xây|công\s+thương|y\s+tế|văn|khoa|lao|giao|kế|thông)|ngành\s+\p{L}+|thanh\s+tra\s+chính\s+phủ|việt\s+nam|tối\s+cao|bộ\s+đội\s+biên\s+phòng|tòa\s+án\s+nhân\s+dân|quân\s+khu|tổng\s+cục|nhà\s+nước)"
)
_PROVINCES = regex.compile(r"(?:các|\d{1,2}|năm|sáu|bảy|tám|chín|mười(?:\s+hai)?)\s+(?:tỉnh|thành\s+phố)|(?:tỉnh|thành\s+phố)\s+(?:trực\s+thuộc|miền|phía|đồng|duyên|trung\s+du|biên)")
_BRANCHES = regex.compile(
    rf"(?<![\p{{L}}])(?:{_UNIT})(?:\s+[\p{{L}},&\-]+){{0,6}}?\s+(?:các|\d{{1,2}}|năm|sáu|bảy|tám|chín|mười|mười\s+hai)\s+(?:tỉnh|thành\s+phố|thành)(?![\p{{L}}])"
)
_POLICE = regex.compile(r"vì\s+an\s+ninh\s+tổ\s+quốc|vì\s+antq|bộ\s+công\s+an|phạm\s+pháp\s+hình\s+sự")
_GOVERNMENT = regex.compile(r"(?<![\p{L}])(?:lãnh\s+đạo\s+|phó\s+chủ\s+tịch\s+|chủ\s+tịch\s+)?(?:ubnd|ủy\s+ban\s+nhân\s+dân)\s+(?:các\s+|\d+\s+)?tỉnh|grdp|gdp|ban\s+thi\s+đua\s*-\s*khen\s+thưởng\s+trung\s+ương|hội\s+đồng\s+(?:thi\s+đua\s*-\s*khen\s+thưởng|tđkt)\s+(?:trung\s+ương|tw)")


def scope_of(name: str, opening: str, kinds: tuple[str, ...], unit: str | None) -> tuple[str, str]:
    """Scope and the reason for it.

    `opening`: lower-case text of title and first sentences. `kinds`: what the listed members are. `unit`: the body
    whose provincial branches they are.
    """
    plain = lower(name)
    has_unit = regex.search(rf"(?<![\p{{L}}])(?:{_UNIT})(?![\p{{L}}])", regex.sub(r"thi\s+đua", "", plain)) is not None
    if _CENTRAL.search(plain):
        return "central", "the name speaks of bodies of the centre"
    if _OWNER.search(plain) and not _PROVINCES.search(plain):
        return "local", "the name speaks of units of one province or district"
    if _PROVINCES.search(plain) or registry_id(name):
        return _of_provinces(opening, has_unit=has_unit, unit=unit)
    if _NATIONAL.search(plain):
        return "sector", "the name speaks of a branch of the whole country"
    return _by_members(plain, opening, kinds, unit)


def _of_provinces(opening: str, *, has_unit: bool, unit: str | None) -> tuple[str, str]:
    if has_unit:
        return "sector", "the name speaks of one branch's agencies in several provinces"
    if unit and not _GOVERNMENT.search(lower(unit)) and not regex.match(r"(?:sở nội vụ|ban thi đua|văn phòng|lãnh đạo)", lower(unit)):
        return "sector", "the members are one branch's agencies"
    branches = _BRANCHES.search(opening)
    if branches and not _GOVERNMENT.search(opening) and not regex.match(r"sở\s+nội\s+vụ|ủy\s+ban\s+nhân|hội\s+nghị|hội\s+đồng|ban", branches[0]):
        return "sector", "the opening speaks of one branch's agencies in several provinces"
    return "provinces", "the name speaks of provinces or cities"


def _by_members(plain: str, opening: str, kinds: tuple[str, ...], unit: str | None) -> tuple[str, str]:
    provinces = kinds.count("province") * 2 > len(kinds) if kinds else False
    if provinces and (unit or _BRANCHES.search(opening) or _POLICE.search(opening) or regex.search(r"số|\d", plain)):
        return "sector", "the members are agencies in several provinces"
    if provinces:
        return "provinces", "the members are provinces"
    if kinds:
        return "local", "the members are units inside one province"
    if plain.startswith("cụm") and (_BRANCHES.search(opening) or _POLICE.search(opening)):
        return "sector", "the opening speaks of one branch's agencies in several provinces"
    return "local", "nothing speaks of several provinces"
