"""Whose cluster it is: provinces, one branch's agencies, units of one province, or bodies of the centre.

The listed members tell most surely; then the name; then what the opening says of those who met.
"""

from __future__ import annotations

import regex

from pipeline.assemble.cluster_members import MemberList
from pipeline.normalise.clusters import registry_id
from pipeline.normalise.fold import lower
from pipeline.normalise.provinces import names

_UNIT = (
    r"công\s+an|hội|chi\s+hội|liên\s+hiệp|viện\s+kiểm\s+sát|vksnd|tòa\s+án|tand|thanh\s+tra|sở|cục|chi\s+cục|ban\s+quản\s+lý|liên\s+minh|mặt\s+trận|mttq(?:vn)?|ubmttq(?:vn)?|"
    r"bảo\s+hiểm|bhxh|ngân\s+hàng|kho\s+bạc|trường|bộ\s+đội|bđbp|biên\s+phòng|bộ\s+chỉ\s+huy|chqs|quân\s+sự|liên\s+đoàn|lđlđ|công\s+đoàn|tỉnh\s+đoàn|"
    r"đoàn\s+thanh\s+niên|tư\s+pháp|thi\s+hành\s+án|kiểm\s+toán|điện\s+lực|viễn\s+thông|hải\s+quan|thuế|quỹ|đài|báo|hợp\s+tác\s+xã|htx|kiểm\s+lâm|"
    r"cựu\s+chiến\s+binh|ccb|phụ\s+nữ|nông\s+dân|khuyến\s+học|văn\s+nghệ|giáo\s+dục|y\s+tế|ngành|văn\s+hóa|thể\s+thao|du\s+lịch|nội\s+vụ|tài\s+chính|khoa\s+học|"
    r"nông\s+nghiệp|giao\s+thông|xây\s+dựng|công\s+thương|thông\s+tin|kế\s+hoạch|lao\s+động|tài\s+nguyên|khu\s+công\s+nghiệp|kcn|bưu\s+điện|xổ\s+số"
)
_HAS_UNIT = regex.compile(rf"(?<![\p{{L}}])(?:{_UNIT})(?![\p{{L}}])")
_COUNT = r"(?:các|(?<!số\s)(?<!\d)\d{1,2}|năm|sáu|bảy|tám|chín|mười(?:\s+hai)?)"
_CENTRAL = regex.compile(
    r"(?:các\s+bộ(?![\p{L}])|bộ\s*,\s*ngành|ban\s+đảng(?!\s+(?:tỉnh|huyện))|cơ\s+quan\s+(?:đảng\s+)?trung\s+ương|(?:đảng|ngành|đoàn\s+thể|nội\s+chính|cơ\s+quan)\s+trung\s+ương|tập\s+đoàn|các\s+tổng\s+công\s+ty)"
)
_OWNER = regex.compile(
    r"(?<!các\s)(?<!\d\s)(?:tỉnh|thành\s+phố|huyện|quận|thị\s+xã|xã|phường)\s+(?!trực|và(?![\p{L}])|thành|thị|phía|miền|,|đoàn|ủy|đồng\s+bằng|duyên|vùng|ven|trung\s+du|biên|"
    r"nam\s+(?:trung|bộ|sông)|bắc\s+(?:trung|bộ|miền)|đông\s+(?:nam|bắc)|tây\s+(?:nam|bắc|nguyên))[\p{L}]+"
    r"|các\s+(?:sở|huyện|xã|phường|phòng|quận)(?![\p{L}])|(?:tỉnh|thành|huyện|thị)\s+(?:ủy|đoàn)(?![\p{L}])|cơ\s+quan\s+tỉnh|cấp\s+(?:tỉnh|huyện)|khối\s+cơ\s+sở|(?:tỉnh|huyện|thành\s+phố)$"
)
_NATIONAL = regex.compile(
    r"(?<![\p{L}])(?:bộ\s+(?:công\s+an|tư\s+pháp|nội\s+vụ|quốc\s+phòng|giáo|tài|nông|xây|công\s+thương|y\s+tế|văn|khoa|lao|giao|kế|thông)|ngành\s+\p{L}+|thanh\s+tra\s+chính\s+phủ|việt\s+nam|tối\s+cao|bộ\s+đội\s+biên\s+phòng|bđbp|tòa\s+án\s+nhân\s+dân|quân\s+khu|tổng\s+cục|cục\s+thuế|kho\s+bạc|bảo\s+hiểm\s+xã\s+hội|nhà\s+nước|hải\s+quân)"
)
_PROVINCES = regex.compile(rf"{_COUNT}\s+(?:tỉnh|thành\s+phố)(?![\p{{L}}])|(?:tỉnh|thành\s+phố)\s+(?:trực\s+thuộc|miền|phía|đồng\s+bằng|duyên\s+hải|trung\s+du|biên\s+giới)")
_BRANCHES = regex.compile(rf"(?<![\p{{L}}])(?:{_UNIT})(?:\s+(?!và\s)[\p{{L}},&\-]+){{0,6}}?\s+{_COUNT}\s+(?:tỉnh|thành\s+phố|thành)(?![\p{{L}}])")
_NO_BRANCH = regex.compile(r"sở\s+nội\s+vụ|hội\s+(?:nghị|đồng)|ban\s+thi|kế\s+hoạch\s+(?:số|của|năm|phát)|xây\s+dựng\s+(?:nông|đảng|hệ)|ngành\s*,?\s*(?:huyện|đoàn)|báo\s+cáo|trường\s+hợp")
_REGIONAL = regex.compile(r"(?:các|\d{1,2})\s+(?:tỉnh|thành\s+phố)\s+(?:miền|phía|đồng\s+bằng|duyên|tây|bắc|đông|thuộc\s+cụm|trong\s+cụm)")
_POLICE = regex.compile(r"vì\s+an\s+ninh\s+tổ\s+quốc|vì\s+antq|bộ\s+công\s+an|phạm\s+pháp\s+hình\s+sự")
_GOVERNMENT = regex.compile(
    r"(?<![\p{L}])(?:ubnd|ủy\s+ban\s+nhân\s+dân)\s+(?:các\s+|\d+\s+)?(?:tỉnh|thành\s+phố|tp)|grdp|gdp|ban\s+thi\s+đua\s*-?\s*,?\s*khen\s+thưởng\s+(?:trung\s+ương|tw)|(?:thi\s+đua\s*-?\s*,?\s*khen\s+thưởng|tđkt)\s+(?:trung\s+ương|tw)|phó\s+chủ\s+tịch\s+nước"
)
_CENTRAL_BODY = regex.compile(r"(?:Thanh tra )?Bộ |(?:Ban|Ủy ban|Văn phòng|Cơ quan|Đảng ủy) .*Trung ương|Văn phòng (?:Chính phủ|Quốc hội|Chủ tịch)|Tổng cục|Tập đoàn|Tổng công ty|Vụ |Cục (?!.*(?:tỉnh|thành phố|huyện))|Học viện|Viện (?:Kiểm sát nhân dân tối cao|Hàn lâm)|Tòa án nhân dân tối cao|Kiểm toán Nhà nước|Thanh tra Chính phủ")


def scope_of(name: str, opening: str, members: MemberList | None) -> tuple[str, str]:
    """Scope and the reason for it. `opening`: lower-case text of title and first sentences."""
    plain = lower(name)
    without = regex.sub(r"thi\s+đua", "", plain)
    has_unit = _HAS_UNIT.search(without) is not None
    region = _PROVINCES.search(plain) is not None or registry_id(name) is not None
    told = _by_members(plain, opening, members, has_unit=has_unit, region=region) if members else None
    if told:
        return told
    if (region and has_unit) or _provinces_in(name) > 1:
        return "sector", "the name speaks of one branch's agencies in several provinces"
    if _CENTRAL.search(plain):
        return "central", "the name speaks of bodies of the centre"
    if region:
        return _of_provinces(opening, members.unit if members else None)
    if _OWNER.search(plain):
        return "local", "the name speaks of units of one province or district"
    if _NATIONAL.search(plain):
        if plain.startswith("khối"):
            return "central", "a block inside a body of the centre"
        return "sector", "the name speaks of a branch of the whole country"
    return _by_opening(plain, opening)


def _by_members(plain: str, opening: str, members: MemberList, *, has_unit: bool, region: bool) -> tuple[str, str] | None:
    kinds = members.kinds
    if kinds.count("province") * 2 > len(kinds):
        if has_unit or (members.unit and not _of_government(members.unit)):
            return "sector", "the members are one branch's agencies in several provinces"
        if region:
            return _of_provinces(opening, members.unit)
        if members.unit or _BRANCHES.search(opening) or _POLICE.search(opening) or regex.search(r"số|\d", plain):
            return "sector", "the members are agencies in several provinces"
        return "provinces", "the members are provinces"
    if kinds.count("place") * 2 > len(kinds):
        return "local", "the members are districts, communes or their agencies"
    homes = {found for name in members.names if (found := _province_of(name))}
    if len(homes) > 1:
        return "sector", "the members are agencies of several provinces"
    if sum(_CENTRAL_BODY.match(name) is not None for name in members.names) * 2 > len(kinds):
        return "central", "the members are bodies of the centre"
    return None if region or _NATIONAL.search(plain) else ("local", "the members are units inside one province")


def _of_government(unit: str) -> bool:
    return _GOVERNMENT.search(lower(unit)) is not None or regex.match(r"(?:lãnh đạo )?(?:sở nội vụ|ban thi đua|văn phòng|ủy ban nhân dân|ubnd)", lower(unit)) is not None


def _of_provinces(opening: str, unit: str | None) -> tuple[str, str]:
    if unit and not _of_government(unit):
        return "sector", "the members are one branch's agencies"
    branches = next((match for match in _BRANCHES.finditer(opening) if not _NO_BRANCH.match(match[0])), None)
    if branches and not _GOVERNMENT.search(opening):
        return "sector", "the opening speaks of one branch's agencies in several provinces"
    return "provinces", "the name speaks of provinces or cities"


def _by_opening(plain: str, opening: str) -> tuple[str, str]:
    branches = next((match for match in _BRANCHES.finditer(opening) if not _NO_BRANCH.match(match[0])), None)
    if plain == "cụm" and not branches and (_GOVERNMENT.search(opening) or _REGIONAL.search(opening)):
        return "provinces", "the article speaks of the governments of several provinces"
    if plain.startswith("cụm") and (branches or _POLICE.search(opening)):
        return "sector", "the opening speaks of one branch's agencies in several provinces"
    return "local", "nothing speaks of several provinces"


def _province_of(name: str) -> str | None:
    """The province that closes a body's name (`Công an tỉnh Bắc Ninh`)."""
    words = name.split()
    for size in (5, 4, 3, 2):
        found = names().get(" ".join(words[-size:]))
        if found:
            return found
    return None


def _provinces_in(name: str) -> int:
    """How many provinces a name names (`… Long An - Vĩnh Long`)."""
    words = regex.findall(r"[\p{L}]+", name)
    return len({names()[pair] for one, two in zip(words, words[1:], strict=False) if (pair := f"{one} {two}") in names()})
