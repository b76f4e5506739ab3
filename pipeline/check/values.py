"""How single values and plain lists (cluster, meeting, report, warnings) are read from gold and record."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.check.document import Document, text_list
from pipeline.check.entries import Bag, Entry, Json, accepted, found_entry, sequence, source_of
from pipeline.check.text import fold

Collect = Callable[[Document], list[Bag]]


def report(doc: Document) -> list[Bag]:
    """Whether the article reports a meeting; the one field scored in every document."""
    gold = (doc.gold_entry(doc.gold, {"value": "report"}, optional=False),)
    if doc.record is None:
        return [Bag(gold, ())]
    return [Bag(gold, (Entry({"value": (doc.record.get("report"),)}),))]


def scalar(part: str, key: str) -> Collect:
    """A single value: demanded where gold has one and does not accept an empty one."""

    def collect(doc: Document) -> list[Bag]:
        wanted, found = doc.wanted(part), doc.found(part)
        values = accepted(wanted, key)
        real = tuple(value for value in values if value is not None)
        gold = (Entry({"value": real}, optional=len(real) < len(values)),) if real else ()
        if found.get(key) is None:
            return [Bag(gold, ())]
        source = source_of(found, doc.text, key, whole=False)
        return [Bag(gold, (found_entry({"value": found[key]}, source),))]

    return collect


def texts(part: str, key: str) -> Collect:
    """A list of texts, each an item (members)."""

    def collect(doc: Document) -> list[Bag]:
        gold = tuple(
            doc.gold_entry(item, {"value": "value"}, optional=optional)
            for item, optional in text_list(doc.wanted(part), key, "value")
        )
        return [Bag(gold, _found_values(doc, doc.found(part), key))]

    return collect


def labels(part: str, key: str) -> Collect:
    """A set of labels (types). `KEY_alt` is another whole list; the reading with the fewest errors counts."""

    def collect(doc: Document) -> list[Bag]:
        found = _found_values(doc, doc.found(part), key)
        return [min(label_bags(doc.wanted(part), key, found), key=errors_of)]

    return collect


def label_bags(wanted: Json, key: str, found: tuple[Entry, ...]) -> list[Bag]:
    """A bag for the list in gold and one for each alternative list."""
    alternatives = sequence(wanted.get(f"{key}_alt"))
    nested = bool(alternatives) and not isinstance(alternatives[0], str)
    readings = [sequence(wanted.get(key)), *(alternatives if nested else [alternatives] * bool(alternatives))]
    spare = sequence(wanted.get(f"{key}_optional"))
    extra = tuple(Entry({"value": (value,)}, optional=True) for value in spare)
    bags = []
    for reading in readings:
        demanded = tuple(Entry({"value": (value,)}) for value in dict.fromkeys(reading))
        bags.append(Bag(demanded + extra, found))
    return bags


def errors_of(bag: Bag) -> int:
    """Labels missed and labels added."""
    found = {fold(str(entry.parts["value"][0])) for entry in bag.found}
    demanded = {fold(str(entry.parts["value"][0])) for entry in bag.gold if not entry.optional}
    allowed = {fold(str(entry.parts["value"][0])) for entry in bag.gold}
    return len(demanded - found) + len(found - allowed)


def warnings(doc: Document) -> list[Bag]:
    """The warnings by code."""
    gold = tuple(
        doc.gold_entry(entry, {"value": "code"}, optional=optional)
        for entry, optional in doc.wanted_list("warnings", "code")
    )
    listed = doc.found_list("warnings", "code")
    found = tuple(found_entry({"value": entry.get("code")}, source_of(entry, doc.text)) for entry in listed)
    return [Bag(gold, found)]


def _found_values(doc: Document, holder: Json, key: str) -> tuple[Entry, ...]:
    entries = []
    for index, value in enumerate(sequence(holder.get(key))):
        source = source_of(holder, doc.text, f"{key}[{index}]", key, whole=False)
        entries.append(found_entry({"value": value}, source))
    return tuple(entries)
