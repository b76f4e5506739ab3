"""The canonical name of an award with its level, and who issues it."""

from __future__ import annotations

import regex

from pipeline.assemble.awards_mentions import AwardMention
from pipeline.model.tags import Context
from pipeline.normalise.provinces import as_of, canonical, is_city
from pipeline.rulebook import compiled

_STATE = ("thủ tướng", "chính phủ", "nhà nước", "chủ tịch nước")
_COMMITTEE = compiled(
    r"(?:chủ tịch )?ủy ban nhân dân (?:các )?(?P<area>tỉnh|thành phố|huyện|thị xã|quận|xã|phường)(?P<rest>.*)"
)
_OF_PROVINCE = compiled(r"(?:tỉnh|thành phố) (?P<name>\p{Lu}[\p{L} -]+)$")
_HEAD_OF = compiled(
    r"^(?:Bộ trưởng|Tổng Giám đốc|Giám đốc|Viện trưởng|Chánh án|Chủ tịch|Tư lệnh|Cục trưởng) (?!tỉnh|thành phố)"
)


def award_name(
    mention: AwardMention, giver: str | None, context: Context, asked: str | None = None
) -> tuple[str, str | None]:
    """Canonical name with its level, and the issuer (province, ministry, union; None for the State).

    `asked`: who is named as giving it beside the giver that the award's own name has.
    """
    if not mention.needs_giver:
        return mention.name, _issuer(giver, context)
    kind = "Cờ thi đua" if mention.name.startswith("Cờ") else mention.name
    if giver is None or giver.startswith("Hội đồng Thi đua"):
        return mention.name, None
    giver = full_giver(giver, context).strip()
    low = giver.lower()
    if low.startswith(_STATE):
        return {"Cờ thi đua": "Cờ thi đua của Chính phủ"}.get(kind, f"{kind} của Thủ tướng Chính phủ"), None
    if match := _COMMITTEE.match(low):
        return _committee_award(kind, giver, match, context)
    if low == "ngành" and asked:
        body = _HEAD_OF.sub("", full_giver(asked, context))
        return f"{mention.name} của {body}", body
    if low.split(" ", 1)[0] == "ngành":
        return f"{mention.name} {giver}", _issuer(asked, context)
    return f"{mention.name} của {giver}", _HEAD_OF.sub("", giver)


def _issuer(giver: str | None, context: Context) -> str | None:
    """Who gives an award whose name is complete without a giver: a body that the report names, not the State."""
    if giver is None or giver.lower().startswith((*_STATE, "ngành", "hội đồng thi đua")):
        return None
    giver = full_giver(giver, context)
    committee = _COMMITTEE.match(giver.lower())
    return _committee_award("", giver, committee, context)[1] if committee else _HEAD_OF.sub("", giver)


def full_giver(giver: str, context: Context) -> str:
    """A giver said short, written out from the cluster's own name: `Trung ương Hội`, `Bộ trưởng`."""
    name = context.name or ""
    if giver.endswith(("Trung ương Hội", "Trung ương")) and (
        body := compiled(r"Hội [\p{Lu}][\p{L} ]+?(?: Việt Nam|(?=,|$))").search(name)
    ):
        return f"{giver.removesuffix('Hội').rstrip()} {body[0]}"
    if giver == "Tổng Liên đoàn":
        return "Tổng Liên đoàn Lao động Việt Nam"  # there is no other
    if giver in {"Bộ trưởng", "Bộ"} and (sector := compiled(r"(?:Bộ|ngành) (?P<sector>[\p{Lu}].+)$").search(name)):
        return f"{giver.replace('Bộ trưởng', 'Bộ trưởng Bộ') if giver != 'Bộ' else 'Bộ'} {sector['sector']}"
    return giver


def _home(context: Context) -> str | None:
    """The province of a bare «UBND tỉnh»: that of the local cluster's name, else where it met."""
    named = _OF_PROVINCE.search(context.name or "") if context.scope == "local" else None
    return (canonical(named["name"], context.date) if named else None) or context.province


def _committee_award(kind: str, giver: str, match: regex.Match[str], context: Context) -> tuple[str, str | None]:
    area, rest = match["area"], giver[len(giver) - len(match["rest"]) :].strip()
    head = "Ủy ban nhân dân" if kind == "Cờ thi đua" else "Chủ tịch Ủy ban nhân dân"
    if area in {"tỉnh", "thành phố"}:
        province = canonical(rest, context.date) if rest else None
        stated_all = "các tỉnh" in giver.lower()
        issuer = province or (None if stated_all else _home(context))
        level = "thành phố" if area == "thành phố" and (issuer is None or is_city(issuer, context.date)) else "tỉnh"
        return f"{kind} của {head} {level}", as_of(issuer, context.date) if issuer else None
    return f"{kind} của {head} {area}{' ' + rest if rest else ''}", f"Ủy ban nhân dân {area} {rest}".strip()
