"""The full names of bodies, as the record has them."""

from __future__ import annotations

from functools import cache, lru_cache

import regex

from pipeline.match import Matcher
from pipeline.normalise.abbreviations import expand
from pipeline.normalise.provinces import as_of, class_word, names
from pipeline.rulebook import alternation, compiled

_STATE = regex.compile(
    r"(?:Công an|Viện kiểm sát nhân dân|Tòa án nhân dân|Sở [\p{Lu}]|Cục Thi hành án|Thanh tra)(?=.* )"
)

OWN_NAME = regex.compile(r"(?:Đại học|Học viện|Trường(?: [\p{Lu}][\p{L}]*)*|Báo|Bệnh viện(?: [\p{Lu}][\p{L}]*)*)$")
"""Heads whose bodies bear the name of a place as their own (`Đại học Huế`): it is no province to be put right."""


@cache
def any_province() -> Matcher:
    """A province by any of its names, with or without its class word; group `name`."""
    body = alternation(names())
    return Matcher(regex.compile(rf"(?:(?:tỉnh|thành\s+phố|[Tt][Pp]\.?)\s*)?(?P<name>{body})(?![\p{{L}}])"))


@lru_cache(maxsize=20_000)
def unit_name(text: str, date: str | None = None) -> str:
    """The full name of a body: abbreviations written out, provinces in canonical spelling with their class word."""
    written = compiled(r"(?<=\S )(?:Tỉnh|Huyện|Thành [Pp]hố|Thị [Xx]ã|Quận|Xã|Phường)(?= [\p{Lu}](?!y\b))").sub(
        lambda m: m[0].lower(),
        expand(text),
    )
    if written.startswith(("trung học phổ thông", "trung học cơ sở")):
        written = f"Trường {written}"
    written = written[:1].upper() + written[1:]
    match = next(iter(compiled(rf"{any_province().pattern}$").finditer(written)), None)
    if match is None:
        return written
    before = written[: match.start("name")].rstrip()
    if OWN_NAME.search(before):
        return written
    province = as_of(names()[" ".join(match["name"].split())], date)
    if (
        not compiled(r"(?:tỉnh|thành phố|[Tt][Pp]\.?)$").search(before)
        and _STATE.match(written)
        and not before.endswith(("huyện", "xã"))
    ):
        before = f"{before} {class_word(province, date)}"
    return f"{before} {province}"
