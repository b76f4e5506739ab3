"""Provinces, districts, towns and cities by gazetteer."""

from __future__ import annotations

from functools import cache

import regex

from pipeline.fold import fold_spelling, squeeze
from pipeline.match import Matcher, find
from pipeline.model.cover import Cover
from pipeline.model.document import Document, Span
from pipeline.normalise.provinces import names
from pipeline.rulebook import alternation, compiled, read_csv

_CLASS = r"(?:(?i:tỉnh|thành\s+phố|tp\.?|thị\s+xã|tx\.?|huyện|quận|h\.|q\.)\s*)?"
CLASS_WORDS = {
    "thành phố": "thanh_pho", "tp": "thanh_pho", "tp.": "thanh_pho",
    "thị xã": "thi_xa", "tx": "thi_xa", "tx.": "thi_xa",
    "huyện": "huyen", "quận": "quan", "tỉnh": "tinh",
}  # fmt: skip


@cache
def _province_regex() -> Matcher:
    return Matcher(regex.compile(rf"(?<![\p{{L}}\d])(?=\p{{Lu}})(?P<name>{alternation(names())})(?![\p{{L}}])"))


@cache
def districts() -> dict[str, list[tuple[str, str]]]:
    """District name to its (class, province) pairs."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in read_csv("places"):
        name = fold_spelling(row["name"])
        for spelling in {name, name.title(), name.replace("Đăk", "Đắk"), name.replace("Đăk", "Đak")}:
            found.setdefault(spelling, []).append((row["class"], row["province"]))
    return found


@cache
def _district_regex() -> Matcher:
    body = alternation(name for name in districts() if not name.isdigit())
    return Matcher(
        regex.compile(
            rf"(?<![\p{{L}}\d])(?=[\p{{Lu}}tpxhq])(?P<class>(?i:thành\s+phố|tp\.?|thị\s+xã|tx\.?|huyện|quận|thị\s+trấn|phường|xã)\s*)?"
            rf"(?P<name>{body})(?![\p{{L}}])"
        )
    )


_CLASS_WORD = regex.compile(r"(?:Huyện|Thị (?:xã|trấn)|Thành phố|Quận|Xã|Phường)(?= [\p{Lu}\d])")


def place_name(text: str) -> str:
    """A place as written, its class word small also where it opens a sentence: `xã Tân Hà`."""
    name = squeeze(text)
    return name[0].lower() + name[1:] if _CLASS_WORD.match(name) else name


def district_at(norm: str, start: int, limit: int) -> int | None:
    """End of the district's, town's or city's name that begins at `start`."""
    match = _district_regex().match(norm, start, limit)
    return match.end() if match and match["class"] is None else None


def tag_provinces(doc: Document) -> list[Span]:
    """Province mentions; `Thái Bình` in `Thái Bình Dương` and a province inside a longer name are left out."""
    found = []
    for match in find(doc, _province_regex(), norm=True):
        after = doc.norm[match.end() : match.end() + 12]
        if compiled(r"\s(?:Dương|Tây|Ninh\sBình)\b").match(after) and match["name"] in {"Thái Bình", "Hà Nam"}:
            continue
        found.append(
            Span(match.start("name"), match.end("name"), "province", "places.province", names()[_flat(match["name"])])
        )
    return found


def _flat(name: str) -> str:
    return " ".join(name.split())


def tag_places(doc: Document, provinces: list[Span]) -> list[Span]:
    """Districts, towns and cities with the province they lie in (None when several have one of that name).

    A commune may bear the name of a district in any province; a ward bears that of the town it was until 2025. A bare
    name counts only when it is not a province's; the city of Thái Bình needs its class word.
    """
    taken = Cover(0, len(doc.norm), ((span.start, span.end) for span in provinces))
    near = [span.value for span in provinces]
    found = []
    for match in find(doc, _district_regex(), norm=True):
        if match["class"] is None and taken.meets(*match.span("name")):
            continue
        choices = districts()[_flat(match["name"])]
        class_word = _flat(match["class"] or "").lower()
        wanted = CLASS_WORDS.get(class_word)
        fitting = [choice for choice in choices if choice[0] == wanted] or choices
        homes = {province for _, province in fitting}
        if class_word == "xã" or (class_word == "phường" and all(kind == "huyen" for kind, _ in fitting)):
            homes &= set(near)
        home = homes.pop() if len(homes) == 1 else next((name for name in near if name in homes), None)
        found.append(Span(match.start(), match.end(), "place", "places.district", (_flat(match["name"]), home)))
    return found
