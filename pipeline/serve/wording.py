"""Values of the record as a reader writes them: days, numbers, periods, figures."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from pipeline.serve.labels import Labels

_DAY: Final = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?:T(\d{2}:\d{2}).*)?")
_SIGNS: Final = {"gt": "> ", "ge": "≥ ", "lt": "< ", "le": "≤ ", "approx": "≈ "}
_ARROWS: Final = {"increase": "↑ ", "decrease": "↓ "}


def day(value: object) -> str:
    """`2021-01-18` is 18/01/2021, `2021-01` is 01/2021; other text stays."""
    text = str(value or "")
    match = _DAY.fullmatch(text)
    if match is None:
        return text
    year, month, number, clock = match.groups()
    return (f"{number}/" if number else "") + f"{month}/{year}" + (f" {clock}" if clock else "")


def period(value: object, say: Labels) -> str:
    """`2020-H1` is «6 tháng đầu năm 2020», `2020-Q3` «quý III/2020»."""
    year, _, part = str(value or "").partition("-")
    key = f"period.{part}"
    return say(key, year=year) if say.has(key) else day(value)


_LETTERS: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")


def alphabetical(name: str) -> tuple[list[int], str]:
    """A key by which Vietnamese names are in the order of their alphabet: Đà Nẵng after Cao Bằng, tones last of all."""
    letters = unicodedata.normalize("NFD", name.lower())
    plain = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))
    return [_LETTERS.find(letter) for letter in plain], letters


def number(value: object, say: Labels) -> str:
    """`1241.5` is 1.241,5, in English 1,241.5; years and text stay."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return str(value)
    text = f"{value:,.10g}" if isinstance(value, float) else f"{value:,}"
    return text if say.language == "en" else text.translate(str.maketrans(",.", ".,"))


def figure(entry: Mapping[str, Any], say: Labels) -> str:
    """A figure with its sign, its denominator or upper bound, and its unit."""
    text = _ARROWS.get(entry.get("change") or "", "") + _SIGNS.get(entry.get("comparator") or "", "")
    text += number(entry["value"], say)
    if entry.get("value_max") is not None:
        text += f"–{number(entry['value_max'], say)}"
    if entry.get("total") is not None:
        text += f"/{number(entry['total'], say)}"
    unit = entry.get("measure") or entry.get("unit")
    return f"{text} {unit}" if unit else text


def value(field: str, found: object, say: Labels) -> str:
    """A value of a field of the record."""
    if field in ("date", "date_end", "published", "first_seen", "last_seen"):
        return day(found)
    if field in ("period", "meeting_period"):
        return period(found, say)
    if field == "subject":
        return subject(found, say)
    if isinstance(found, int | float) and field not in ("year", "office_year"):
        return number(found, say)
    return say.value(found)


def brief(text: object, most: int = 300) -> str:
    """As much of a text as a line of a page holds."""
    found = str(text or "")
    return found if len(found) <= most else found[:most].rstrip() + " …"


def subject(found: object, say: Labels) -> str:
    """Whose a figure is: a province, or «toàn cụm»."""
    key = f"subject.{found}"
    return say(key) if say.has(key) else str(found)


def is_address(uri: object) -> bool:
    """May a page link to it? Only to what a browser fetches from the web."""
    return str(uri or "").lower().startswith(("http://", "https://"))


def mark(text: str, say: Labels) -> str:
    """What the archive notes of a year of a cluster: two heads, conflicts, members that the register does not have."""
    found = []
    for part in text.split("; "):
        head, _, names = part.partition(": ")
        number, _, rest = head.partition(" ")
        if rest == "conflicts":
            found.append(say("mark.conflicts", count=number))
        else:
            key = f"mark.{head.replace(' ', '_')}"
            found.append((say(key) if say.has(key) else head) + (f": {names}" if names else ""))
    return "; ".join(found)


_LISTS: Final = frozenset({"types", "roles"})
_WORD_OF: Final = {"state": "state.", "relation": "relation.", "standing": "standing.", "reason": "reason."}
_ROLE: Final = re.compile(r"\[(\w+)\]")


def heading(column: str, say: Labels, question: str = "") -> str:
    """What stands over a column of an answer to a question; one column may mean another thing there."""
    keys = (f"screen.{question}.{column}", f"screen.{column}", f"column.{column}")
    return next((say(key) for key in keys if say.has(key)), column)


def field_name(field: str, say: Labels) -> str:
    """The field of a meeting on which its reports are compared: `cluster_id` is «Mã»."""
    keys = (f"field.meeting.{field}", f"field.cluster.{field.removeprefix('cluster_')}", f"part.{field}")
    return next((say(key) for key in keys if say.has(key)), field)


def compared(row: Mapping[str, Any], say: Labels) -> dict[str, Any]:
    """A row that tells what reports say of a field: its name, its values and their sources in words."""
    field = str(row["field"])
    found = dict(row, field=field_name(field, say))
    for name in ("value", "preferred"):
        if name in row:
            found[name] = cell(field, row[name], say)
    if row.get("claims"):
        claims = json.loads(row["claims"])
        found["claims"] = "; ".join(
            f"{cell(field, claim['value'], say)} ({claim.get('uri') or claim['article']})" for claim in claims
        )
    if row.get("subject"):
        found["subject"] = " ".join(subject(say.value(word), say) for word in str(row["subject"]).split(" "))
    return found


def cell(column: str, found: object, say: Labels) -> str:
    """A cell of an answer in words; lists are joined by commas, the roles of officials stand in words too."""
    if found is None or found == "":
        return ""
    text = str(found)
    if column in ("mark", "marks"):
        return mark(text, say)
    if column in _LISTS:
        return ", ".join(say.value(one) for one in text.split(";"))
    if column == "officials":
        return _ROLE.sub(lambda match: say.value(match[1]), text)
    if column in _WORD_OF:
        key = _WORD_OF[column] + text
        return say(key) if say.has(key) else text
    return value(column, found, say)
