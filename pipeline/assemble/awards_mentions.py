"""Mentions of awards: which award, and who gives it, from the words around it and what went before."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from pipeline.match import find
from pipeline.model.document import Document, Sentence
from pipeline.model.tags import Context
from pipeline.normalise.abbreviations import expand
from pipeline.normalise.provinces import as_of, canonical, is_city
from pipeline.rulebook import RuleError, compiled, read_csv, rule
from pipeline.tag.units import read_unit

_GRADE = regex.compile(r"\s+hạng\s+(?:nhất|nhì|ba)(?![\p{L}])")
_GIVER_HEAD = regex.compile(
    r"(?:ngành|chính phủ|thủ tướng|bộ \p{L}|ubnd|ủy ban nhân dân|cấp|tòa án|tand|tổng liên đoàn|viện kiểm sát|vksnd)"
)


@dataclass(frozen=True, slots=True)
class AwardMention:
    """One award named in a sentence. `giver` is the full name of who gives it, if said or inherited."""

    start: int
    end: int
    name: str
    needs_giver: bool
    giver: str | None
    rule: str


@cache
def _awards() -> tuple[tuple[str, str, str, str], ...]:
    return tuple((row["id"], row["pattern"], row["name"], row["giver"]) for row in read_csv("awards"))


@cache
def _regex() -> regex.Pattern[str]:
    body = "|".join(f"(?P<{award_id}>{pattern})" for award_id, pattern, _, _ in _awards())
    try:
        return regex.compile(rf"(?<![\p{{L}}])(?:{body})(?![\p{{L}}])")
    except regex.error as error:
        raise RuleError(f"awards.csv: {error}; `kyyeu patterns lint` names the row") from error


def award_mentions(doc: Document, sentence: Sentence) -> list[AwardMention]:
    """The awards named in a sentence, with the giver that stands behind `của` where one does."""
    found = []
    for match in find(doc, _regex(), sentence.start, sentence.end):
        _, _, name, giver = next(row for row in _awards() if match[row[0]] is not None)
        if giver == "skip":
            continue
        end, explicit = match.end(), None
        if giver == "giver":
            explicit, end = _giver_behind(doc, match.end(), sentence.end)
        written = name or _tidy(doc.text[match.start() : match.end()])
        if name == "Cờ thi đua" and "xuất sắc" in match[0]:
            written = "Cờ thi đua xuất sắc"
        if name == "Cờ thi đua" and (grade := _GRADE.match(doc.low, end, sentence.end)):
            written, end = _tidy(f"{written} {grade[0]}"), grade.end()
        found.append(
            AwardMention(match.start(), end, written, giver == "giver", explicit, f"awards.csv:{match.lastgroup}")
        )
    return found


def _tidy(text: str) -> str:
    """The award's own words, first letter upper case, class in capitals (`hạng Ba`)."""
    words = " ".join(text.split())
    words = words[0].upper() + words[1:]
    return compiled(r"(?i)hạng\s+(\p{L}+|\d)").sub(
        lambda m: f"hạng {_CLASSES.get(m[1].lower(), m[1].capitalize())}", words
    )


_CLASSES = {"1": "Nhất", "2": "Nhì", "3": "Ba", "i": "Nhất", "ii": "Nhì", "iii": "Ba"}


def _giver_behind(doc: Document, offset: int, limit: int) -> tuple[str | None, int]:
    """Giver behind `của`, `ngành` or directly behind the award, and where it ends."""
    step = regex.compile(r'"?(?:\s+của|\s+do)?\s+(?=(?:[Nn]gành\s)?\S)').match(doc.low, offset, limit)
    if step is None:
        return None, offset
    if "của" in step[0] and (
        own := regex.compile(r"(?P<area>tỉnh|thành\s+phố)(?=\s+(?:cho|tặng|và|năm)|\s*[.,;:]|$)").match(
            doc.low, step.end(), limit
        )
    ):
        return f"Ủy ban nhân dân {' '.join(own['area'].split())}", own.end()
    if "của" not in step[0] and not _GIVER_HEAD.match(doc.low, step.end(), limit):
        return None, offset
    return giver_at(doc, step.end(), limit) or (None, offset)


def giver_at(doc: Document, offset: int, limit: int) -> tuple[str, int] | None:
    """The giver named at `offset`: full name and end."""
    sector = regex.compile(r"ngành\s+").match(doc.low, offset, limit)
    if sector:
        end = _sector_end(doc, sector.end(), limit)
        return f"ngành {expand(doc.text[sector.end() : end])}", end
    title = rule("awards.giver").regex.match(doc.low, offset, limit)
    follow = title.end() if title else offset
    while follow < limit and doc.norm[follow] == " ":
        follow += 1
    unit_end = read_unit(doc, offset, limit) or (read_unit(doc, follow, limit) if title else None)
    end = max(unit_end or 0, title.end() if title else 0)
    if end <= offset:
        return None
    return expand(doc.text[offset:end]), end


def _sector_end(doc: Document, offset: int, limit: int) -> int:
    match = regex.compile(
        r"[\p{Lu}][\p{L}]*(?:\s+(?:\p{Ll}+|[\p{Lu}]\p{L}*)){0,3}?(?=\s*[:.,;(\x22]|\s+(?:cho|tặng|và|năm|đối)\s|$)"
    ).match(doc.norm, offset, limit)
    return match.end() if match else offset


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
    if giver.endswith("Trung ương Hội") and (
        body := compiled(r"Hội [\p{Lu}][\p{L} ]+?(?: Việt Nam|(?=,|$))").search(name)
    ):
        return giver.removesuffix("Hội") + body[0]
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


def giver_before(doc: Document, start: int, end: int) -> tuple[str | None, int]:
    """The giver named before the verb of giving: «đề nghị X (xem xét) tặng …», «được X tặng …»; its offset."""
    best: tuple[str | None, int] = (None, -1)
    text = doc.low[start:end]
    for begin in _giver_starts(doc, start, end)[:1]:
        giver = giver_at(doc, begin, end)
        if giver and not doc.low[giver[1] : end].strip():
            return giver[0], begin
    for verb in compiled(
        r"(?<![\p{L}])(?:xét\s+|trao\s+|ra\s+quyết\s+định\s+)?(?:tặng(?:\s+thưởng)?|trao(?:\s+tặng)?|khen(?:\s+thưởng)?|có|gửi|dành|thưởng|công\s+nhận)(?![\p{L}])"
    ).finditer(
        text,
    ):
        for begin in _giver_starts(doc, start, start + verb.start()):
            giver = giver_at(doc, begin, start + verb.start())
            joined = compiled(r"[\p{L}]\s*(?:,|và)\s*$").search(doc.low[start:begin]) and compiled(
                r"được\s+[^;]*$"
            ).search(doc.low[start:begin])
            if giver and joined:
                best = (None, begin)
                break
            if giver and compiled(
                r"(?:,\s*(?:thị\s+xã|thành\s+phố|huyện|quận|xã|phường))*\s*(?:,?\s*(?:đã|cũng|vừa|quyết\s+định|xem\s+xét|xét|và|để|ra|trình|hội\s+đồng[^,.;]{0,60}|:|,)\s*){0,4}"
            ).fullmatch(
                doc.low[giver[1] : start + verb.start()],
            ):
                best = (giver[0], begin)
                break
    return best


def _giver_starts(doc: Document, start: int, end: int) -> list[int]:
    """Offsets where a giver may begin before a verb, nearest last name first."""
    starts = [
        match.start()
        for match in rule("awards.giver").regex.finditer(doc.low, start, end)
        if not doc.low[match.start() - 1 : match.start()].isalpha()
    ]
    starts += [
        match.start()
        for match in rule("units.head").regex.finditer(doc.norm, start, end)
        if not doc.norm[match.start() - 1 : match.start()].isalpha()
    ]
    ordered = sorted(set(starts), reverse=True)
    return _prefer_longer(doc, ordered, end)


def _prefer_longer(doc: Document, starts: list[int], end: int) -> list[int]:
    """A start inside a longer giver (`Chủ tịch UBND tỉnh`, `Bộ Công an`) gives way to it."""
    spans = {begin: giver[1] for begin in starts if (giver := giver_at(doc, begin, end))}
    return [b for b in starts if b in spans and not any(o < b and spans[o] >= spans[b] for o in spans)]
