"""Details: what the contract does not put to the test, measured within entries that match.

A detail of an entry (`indicator`, `change` of a figure, `person` of an office …) is compared where the
entry itself was found. Parts of `article` and `meeting.host` are compared only where gold has the key
at all: not every gold file notes them.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.check.aspects import Aspect
from pipeline.check.document import Document
from pipeline.check.entries import Bag, Entry, Json, Value, accepted, found_entry, source_of
from pipeline.check.matching import match_bag

Collect = Callable[[Document], list[Bag]]
MINUTE = len("2019-08-06T17:59")
DAY = len("2019-08-06")


def _bag(gold: Json, found: Json, key: str, doc: Document, empty: Value = None, parent: Entry | None = None) -> Bag:
    values = tuple(value for value in accepted(gold, key) if value not in (None, empty))
    optional = len(values) < len(accepted(gold, key))
    owner, quote, spans = (parent.show(), parent.quote, parent.spans) if parent else ("", "", ())
    wanted = (Entry({"value": values}, optional, quote, spans=spans, owner=owner),) if values else ()
    value = found.get(key)
    if value in (None, empty):
        return Bag(wanted, ())
    source = source_of(found, doc.text, key, whole=False)
    return Bag(wanted, (found_entry({"value": value}, source, owner=owner),))


def within(parent: Collect, aspects: tuple[Aspect, ...], key: str, empty: Value = None) -> Collect:
    """The detail `key` of the entries of `parent` that match; the value `empty` says nothing."""

    def collect(doc: Document) -> list[Bag]:
        bags = []
        for bag in parent(doc):
            for g, f in match_bag(aspects, bag).pairs:
                bags.append(_bag(bag.gold[g].raw, bag.found[f].raw, key, doc, empty, bag.gold[g]))
        return bags

    return collect


def noted(part: str, key: str) -> Collect:
    """A value that is compared only where gold has the key."""

    def collect(doc: Document) -> list[Bag]:
        wanted = doc.wanted(part)
        if not {key, f"{key}_alt", f"{key}_optional"} & set(wanted):
            return []
        return [_bag(wanted, doc.found(part), key, doc)]

    return collect


def published(doc: Document) -> list[Bag]:
    """When the article was published, as exactly as gold says: to the minute or to the day."""
    wanted = doc.wanted("article").get("published")
    found = doc.found("article").get("published")
    if "published" not in doc.wanted("article"):
        return []
    length = DAY if wanted is None or len(str(wanted)) <= DAY else MINUTE
    gold = {"published": str(wanted)[:length] if wanted else None}
    return [_bag(gold, {"published": str(found)[:length] if found else None}, "published", doc)]
