"""The canonical name of an award with its level, and who issues it."""

from __future__ import annotations

import regex

from pipeline.assemble.awards_mentions import AwardMention
from pipeline.model.tags import Context
from pipeline.normalise.provinces import as_of, canonical, is_city
from pipeline.rulebook import compiled


def award_name(mention: AwardMention, giver: str | None, context: Context) -> tuple[str, str | None]:
    """Canonical name with its level, and the issuer (province, ministry, union; None for the State)."""
    if not mention.needs_giver:
        return mention.name, None
    kind = "Cờ thi đua" if mention.name.startswith("Cờ") else mention.name
    if giver is None or giver.startswith("Hội đồng Thi đua"):
        return mention.name, None
    giver = full_giver(giver, context)
    low = giver.lower()
    if low.startswith(("thủ tướng", "chính phủ", "nhà nước")):
        return {"Cờ thi đua": "Cờ thi đua của Chính phủ"}.get(kind, f"{kind} của Thủ tướng Chính phủ"), None
    if match := compiled(
        r"(?:chủ tịch )?ủy ban nhân dân (?:các )?(?P<area>tỉnh|thành phố|huyện|thị xã|quận|xã|phường)(?P<rest>.*)"
    ).match(low):
        return _committee_award(kind, giver, match, context)
    if low.startswith("ngành "):
        return f"{mention.name} {giver}", _ministry_of(giver)
    return f"{mention.name} của {giver}", compiled(
        r"^(?:Bộ trưởng|Tổng Giám đốc|Giám đốc|Viện trưởng|Chánh án|Chủ tịch|Tư lệnh|Cục trưởng) "
    ).sub("", giver)


def full_giver(giver: str, context: Context) -> str:
    """A giver said short, written out from the cluster's own name: `Trung ương Hội`, `Bộ trưởng`."""
    name = context.name or ""
    if giver.endswith(("Trung ương Hội", "Trung ương")) and (
        body := compiled(r"Hội [\p{Lu}][\p{L} ]+?(?: Việt Nam|(?=,|$))").search(name)
    ):
        return f"{giver.removesuffix('Hội').rstrip()} {body[0]}"
    if giver in {"Bộ trưởng", "Bộ"} and (sector := compiled(r"(?:Bộ|ngành) (?P<sector>[\p{Lu}].+)$").search(name)):
        return f"{giver.replace('Bộ trưởng', 'Bộ trưởng Bộ') if giver != 'Bộ' else 'Bộ'} {sector['sector']}"
    return giver


def _committee_award(kind: str, giver: str, match: regex.Match[str], context: Context) -> tuple[str, str | None]:
    area, rest = match["area"], giver[len(giver) - len(match["rest"]) :].strip()
    head = "Ủy ban nhân dân" if kind == "Cờ thi đua" else "Chủ tịch Ủy ban nhân dân"
    if area in {"tỉnh", "thành phố"}:
        province = canonical(rest, context.date) if rest else None
        stated_all = "các tỉnh" in giver.lower()
        issuer = province or (None if stated_all else context.province)
        level = "thành phố" if area == "thành phố" and (issuer is None or is_city(issuer, context.date)) else "tỉnh"
        return f"{kind} của {head} {level}", as_of(issuer, context.date) if issuer else None
    return f"{kind} của {head} {area}{' ' + rest if rest else ''}", f"Ủy ban nhân dân {area} {rest}".strip()


def _ministry_of(giver: str) -> str | None:
    sector = giver.removeprefix("ngành ")
    return {"Kiểm sát nhân dân": "Viện kiểm sát nhân dân tối cao", "Tòa án nhân dân": "Tòa án nhân dân tối cao",
            "Tòa án": "Tòa án nhân dân tối cao", "Kiểm sát": "Viện kiểm sát nhân dân tối cao",
            "Thanh tra": "Thanh tra Chính phủ"}.get(sector, f"Bộ {sector}")  # fmt: skip
