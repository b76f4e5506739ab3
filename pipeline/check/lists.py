"""How leadership, awards and figures are read from gold and record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.check.document import Document, text_list
from pipeline.check.entries import Bag, Entry, Json, accepted, as_object, found_entry, sequence, source_of

LEADERSHIP = {"unit": "unit", "office": "office", "year": "year", "status": "status"}
FIGURE = {name: name for name in ("value", "subject", "unit", "kind", "value_max", "total")}
AWARD = {"award": "award", "status": "status"}


def _values(entry: Json, names: Mapping[str, str]) -> dict[str, str | int | float | None]:
    return {aspect: entry.get(key) for aspect, key in names.items()}


def leadership(doc: Document) -> list[Bag]:
    """Who heads the cluster: office, unit, year, status."""
    wanted, listed = doc.wanted_list("leadership"), doc.found_list("leadership")
    gold = tuple(doc.gold_entry(entry, LEADERSHIP, optional=spare) for entry, spare in wanted)
    found = tuple(
        found_entry(_values(entry, LEADERSHIP), source_of(entry, doc.text, "unit", "office"), raw=entry)
        for entry in listed
    )
    return [Bag(gold, found)]


def _with_default_kind(entry: Json) -> Json:
    return entry if entry.get("kind") else {**entry, "kind": "result"}


def figures(doc: Document) -> list[Bag]:
    """All figures: value, end of range and total where gold has them, unit, subject, kind."""
    wanted = [(_with_default_kind(entry), spare) for entry, spare in doc.wanted_list("indicators")]
    listed = [_with_default_kind(entry) for entry in doc.found_list("indicators")]
    gold = tuple(doc.gold_entry(entry, FIGURE, optional=spare) for entry, spare in wanted)
    found = tuple(
        found_entry(_values(entry, FIGURE), source_of(entry, doc.text, "value", "subject"), raw=entry)
        for entry in listed
    )
    return [Bag(gold, found)]


def _readings(entry: Entry) -> list[bool]:
    """For each reading of unit and kind that gold accepts: is it a percentage of the results?"""
    pairs = ((unit, kind) for unit in entry.parts["unit"] for kind in entry.parts["kind"])
    return [str(unit).strip() == "%" and kind == "result" for unit, kind in pairs]


def percentages(doc: Document) -> list[Bag]:
    """The figures with unit `%` and kind `result`; optional where gold accepts another unit or kind too."""
    bag = figures(doc)[0]
    gold = tuple(
        replace(entry, optional=entry.optional or not all(_readings(entry)))
        for entry in bag.gold
        if any(_readings(entry))
    )
    return [Bag(gold, tuple(entry for entry in bag.found if any(_readings(entry))))]


def _award_items(entry: Json) -> list[tuple[dict[str, object], bool]]:
    """One item per recipient, else one per count (else one for the bare award)."""
    named = text_list(entry, "recipients", "name")
    if named:
        return [({**item, "count": None}, spare) for item, spare in named]
    return [({"name": None, "count": entry.get("count"), "count_alt": entry.get("count_alt")}, False)]


def _gold_awards(doc: Document) -> list[Entry]:
    gold = []
    for entry, optional in doc.wanted_list("awards", "award"):
        for item, spare in _award_items(entry):
            whole = doc.gold_entry(entry, AWARD, optional=optional or spare)
            parts = {"recipient": accepted(item, "name"), "count": accepted(item, "count"), **whole.parts}
            gold.append(replace(whole, parts=parts))
    return gold


def _found_awards(doc: Document) -> list[Entry]:
    found = []
    for entry in doc.found_list("awards", "award"):
        recipients = [as_object(item, "name").get("name") for item in sequence(entry.get("recipients"))]
        count = None if recipients else entry.get("count")
        for index, recipient in enumerate(recipients or [None]):
            source = source_of(entry, doc.text, f"recipients[{index}]", "recipients", "count", "award")
            values = {"recipient": recipient, "count": count, **_values(entry, AWARD)}
            found.append(found_entry(values, source, raw=entry))
    return found


def awards(doc: Document) -> list[Bag]:
    """Awards, an item per recipient or per count: award, recipient or count, status."""
    return [Bag(tuple(_gold_awards(doc)), tuple(_found_awards(doc)))]
