"""How officials, their posts and their roles, and the chairs are read from gold and record.

Officials are matched by name. Posts and roles are compared within matched officials; the fields `*.all` count
the posts and roles of missed and of invented officials too. An official optional in gold takes them along.
"""

from __future__ import annotations

import re

from pipeline.check.document import Document, text_list
from pipeline.check.entries import Bag, Entry, Json, accepted, as_object, found_entry, sequence, source_of
from pipeline.check.matching import match
from pipeline.check.text import fold
from pipeline.check.values import errors_of, label_bags

CLUSTER_OFFICE = re.compile(
    r"(?:nguyên |quyền |đồng )*"
    r"(?:(?:cụm|khối) (?:trưởng|phó)|phó (?:cụm|khối)(?: trưởng)?|(?:phó )?trưởng (?:cụm|khối))"
    r"(?= thi đua| các| số| năm| khối| cụm|[,(-]|$)"
)
"""A cluster office among the posts (on folded text): leadership, neither demanded nor punished here."""

SPEAKING = frozenset({"opened", "closed", "directed", "launched"})
UNSCORED = "attended"


def _found_name(doc: Document, entry: Json) -> Entry:
    return found_entry({"value": entry.get("name")}, source_of(entry, doc.text, "name", "positions"), raw=entry)


def names(doc: Document) -> list[Bag]:
    """The officials by name."""
    wanted = doc.wanted_list("officials")
    gold = tuple(doc.gold_entry(entry, {"value": "name"}, optional=optional) for entry, optional in wanted)
    return [Bag(gold, tuple(_found_name(doc, entry) for entry in doc.found_list("officials")))]


def chairs(doc: Document) -> list[Bag]:
    """The officials whose role is `chaired`."""
    gold = []
    for entry, optional in doc.wanted_list("officials"):
        spare = optional or "chaired" in sequence(entry.get("roles_optional"))
        if spare or "chaired" in sequence(entry.get("roles")):
            gold.append(doc.gold_entry(entry, {"value": "name"}, optional=spare))
    found = [e for e in doc.found_list("officials") if "chaired" in sequence(e.get("roles"))]
    return [Bag(tuple(gold), tuple(_found_name(doc, entry) for entry in found))]


def _same_name(gold: Entry, found: Entry) -> float | None:
    name = fold(str(found.parts["value"][0]))
    return 1.0 if any(fold(str(wanted)) == name for wanted in gold.parts["value"]) else None


def pairs(doc: Document) -> tuple[list[tuple[Json, Json]], list[Json], list[Json]]:
    """Demanded officials matched by name (gold, record), those missed, and those invented."""
    bag = names(doc)[0]
    matching = match(bag, lambda gold, found: _same_name(bag.gold[gold], bag.found[found]))
    wanted = [entry for entry, _ in doc.wanted_list("officials")]
    found = doc.found_list("officials")
    together = [(wanted[gold], found[other]) for gold, other in matching.pairs]
    return together, [wanted[gold] for gold in matching.missed], [found[other] for other in matching.spurious]


def _positions(doc: Document, gold: Json, found: Json) -> Bag:
    owner = str(accepted(gold, "name")[0] or found.get("name"))
    wanted = []
    for item, optional in text_list(gold, "positions", "text"):
        spare = optional or bool(CLUSTER_OFFICE.match(fold(str(item.get("text")))))
        entry = {"quote": gold.get("quote"), **item}
        wanted.append(doc.gold_entry(entry, {"value": "text"}, optional=spare, owner=owner))
    held = []
    for index, item in enumerate(sequence(found.get("positions"))):
        text = as_object(item, "text").get("text")
        source = source_of(found, doc.text, f"positions[{index}]", "positions")
        spare = bool(CLUSTER_OFFICE.match(fold(str(text))))
        held.append(found_entry({"value": text}, source, owner=owner, spare=spare))
    return Bag(tuple(wanted), tuple(held))


def _spoke_is_spare(gold: Json, found: Json) -> Json:
    """Gold with `spoke` optional beside a role that implies speaking, and without `attended`."""
    demanded = [role for role in sequence(gold.get("roles")) if role != UNSCORED]
    spare = [role for role in sequence(gold.get("roles_optional")) if role != UNSCORED]
    shown = set(demanded) | (set(spare) & set(sequence(found.get("roles"))))
    if shown & SPEAKING:
        demanded = [role for role in demanded if role != "spoke"]
        spare.append("spoke")
    return {"roles": demanded, "roles_optional": spare, "roles_alt": gold.get("roles_alt")}


def _roles(doc: Document, gold: Json, found: Json) -> Bag:
    owner = str(accepted(gold, "name")[0] or found.get("name"))
    held = []
    for index, role in enumerate(sequence(found.get("roles"))):
        source = source_of(found, doc.text, f"roles[{index}]", "roles")
        held.append(found_entry({"value": role}, source, owner=owner, spare=role == UNSCORED))
    bag = min(label_bags(_spoke_is_spare(gold, found), "roles", tuple(held)), key=errors_of)
    quote = str(gold.get("quote") or "")
    wanted = tuple(Entry(entry.parts, entry.optional, quote, owner=owner) for entry in bag.gold)
    return Bag(wanted, bag.found)


def positions(doc: Document) -> list[Bag]:
    """The posts of matched officials, official by official."""
    return [_positions(doc, gold, found) for gold, found in pairs(doc)[0]]


def roles(doc: Document) -> list[Bag]:
    """The roles of matched officials, official by official."""
    return [_roles(doc, gold, found) for gold, found in pairs(doc)[0]]


def positions_all(doc: Document) -> list[Bag]:
    """The posts of all officials: a missed official misses all posts, an invented one invents them."""
    _, missed, invented = pairs(doc)
    alone = [_positions(doc, gold, {}) for gold in missed]
    return positions(doc) + alone + [_positions(doc, {}, found) for found in invented]


def roles_all(doc: Document) -> list[Bag]:
    """The roles of all officials, as `positions_all`."""
    _, missed, invented = pairs(doc)
    alone = [_roles(doc, gold, {}) for gold in missed]
    return roles(doc) + alone + [_roles(doc, {}, found) for found in invented]
