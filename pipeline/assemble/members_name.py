"""How the record names a member."""

from __future__ import annotations

from functools import cache

from pipeline.assemble.members_model import Item
from pipeline.fold import fold_spelling
from pipeline.normalise.abbreviations import expand
from pipeline.normalise.provinces import canonical, class_word
from pipeline.rulebook import read_csv, rule
from pipeline.tag.unit_names import unit_name

_CLASS_NAMES = {"huyen": "huyện", "thi_xa": "thị xã", "thanh_pho": "thành phố", "quan": "quận"}
_CLASSES = frozenset({"huyện", "thị xã", "thành phố", "quận", "xã", "phường", "thị trấn"})


def member_name(item: Item, *, as_units: bool, with_class: bool) -> str:
    """The member as the record names it. `with_class`: a class word read from the list's head is written out."""
    if item.kind == "province" and item.unit and rule("members.firm").regex.match(item.unit):
        return f"{item.unit} {item.name}"
    if item.kind == "place" and item.unit and not item.word and canonical(item.name) and _of_province(item.unit):
        return unit_name(f"{item.unit} {class_word(item.name)} {item.name}")
    if item.kind == "province":
        return unit_name(f"{item.unit} {class_word(item.name)} {item.name}") if as_units and item.unit else item.name
    if item.kind == "unit":
        return item.name
    word = place_class(item.name) if item.word == "" and item.unit else item.word
    place = f"{word} {item.name}" if word in _CLASSES and (with_class or not item.plural or item.unit) else item.name
    return f"{item.unit} {place}" if item.unit else expand(place)


def _of_province(unit: str) -> bool:
    """`Bộ Chỉ huy quân sự`: a body that each province has, not one that merely lies in one."""
    return rule("members.firm").regex.match(unit) is None


@cache
def _classes() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in read_csv("places"):
        found.setdefault(fold_spelling(row["name"]), set()).add(_CLASS_NAMES.get(row["class"], ""))
    return found


def place_class(name: str) -> str | None:
    """`huyện`, `thị xã` … of a district where all districts of that name are of one class."""
    classes = _classes().get(fold_spelling(name), set())
    return next(iter(classes)) if len(classes) == 1 else None


_SIDES = frozenset({"Bắc", "Nam", "Đông", "Tây", "Trung", "Thành"})
"""Begin the name of a part of a province, in which banks have branches: `Bắc Quảng Bình`, `Thành Vinh`."""


def at_home(name: str) -> bool:
    """A body by its short name and its province (`Bảo Việt Lào Cai`), no place of a branch of the body before it."""
    words = name.split()
    if words[0] in _SIDES:
        return False
    return any(canonical(" ".join(words[size:])) for size in range(1, len(words) - 1)) and not canonical(name)
