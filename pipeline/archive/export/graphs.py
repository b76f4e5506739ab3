"""People, posts, clusters and meetings as Popolo and as FollowTheMoney; posts held, with the days they were seen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import Connection

from pipeline.archive.export.addresses import links, urls
from pipeline.archive.export.tables import TABLES, rows
from pipeline.archive.questions.asking import Filters
from pipeline.archive.text import fold
from pipeline.emit.cells import json_line

Item = dict[str, Any]


@dataclass(slots=True)
class Held:
    """A post that a person held, with the days on which reports say so and where."""

    person: int
    post: str
    organisation: str
    unit: str | None
    days: set[str] = field(default_factory=set)
    sources: dict[str, str | None] = field(default_factory=dict)
    """Quote by source."""


def key(*parts: object) -> str:
    """A short id that is the same for the same parts."""
    return hashlib.sha1(json.dumps(parts, ensure_ascii=False).encode(), usedforsecurity=False).hexdigest()[:16]


def _dicts(connection: Connection, name: str, filters: Filters) -> Iterator[Item]:
    table = next(table for table in TABLES if table.name == name)
    names = list(table.columns)
    return (dict(zip(names, row, strict=True)) for row in rows(connection, table, filters))


def held_posts(connection: Connection, filters: Filters) -> list[Held]:
    """Every post of every person, by person, wording of the post and unit."""
    found: dict[tuple[int, str, str | None], Held] = {}
    for row in _dicts(connection, "officials", filters):
        if row["post"] is None or row["person"] is None:
            continue
        body = row["organisation"] or (f"Tỉnh {row['province']}" if row["province"] else "Trung ương")
        which = (row["person"], fold(row["post"]), row["unit"])
        held = found.setdefault(which, Held(row["person"], row["post"], body, row["unit"]))
        if row["date"]:
            held.days.add(row["date"])
        held.sources.setdefault(row["source"] or row["article"], row["quote"])
    return list(found.values())


def write_popolo(connection: Connection, path: Path, filters: Filters) -> None:
    """One JSON object with `persons`, `organizations`, `posts`, `memberships`, `areas` and `events`.

    The days on which a post was seen bound no term of office, so `start_date` and `end_date` stand only where a
    report states the year: the heads and deputies of clusters.
    """
    held = held_posts(connection, filters)
    bodies = {(one.organisation, one.unit): key("body", one.organisation, one.unit) for one in held}
    people = {row["person"]: row for row in _dicts(connection, "people", filters)}
    with path.open("w", encoding="utf-8") as file:
        file.write("{\n")
        _list(file, "persons", (_popolo_person(row) for row in people.values()), last=False)
        organisations = [
            {"id": found, "name": name, "classification": "body", **({"area_id": unit} if unit else {})}
            for (name, unit), found in bodies.items()
        ]
        clusters = {row["cluster"]: row for row in _dicts(connection, "meetings", filters) if row["cluster"]}
        organisations += [
            {"id": f"cluster-{one}", "name": row["cluster_name"] or one, "classification": "emulation cluster"}
            for one, row in clusters.items()
        ]
        holders = {row["holder"] for row in _dicts(connection, "leadership", filters) if row["holder"]}
        organisations += [{"id": key("unit", name), "name": name, "classification": "unit"} for name in sorted(holders)]
        _list(file, "organizations", iter(organisations), last=False)
        _list(file, "posts", _popolo_posts(held, bodies), last=False)
        _list(file, "memberships", _popolo_memberships(connection, filters, held, bodies), last=False)
        _list(file, "areas", (_popolo_area(row) for row in _dicts(connection, "units", filters)), last=False)
        attendees: dict[str, dict[int, str]] = {}
        for row in _dicts(connection, "officials", filters):
            if row["person"] is not None:
                attendees.setdefault(row["meeting"], {})[row["person"]] = people[row["person"]]["name"]
        events = (_popolo_event(row, attendees) for row in _dicts(connection, "meetings", filters))
        _list(file, "events", events, last=True)
        file.write("}\n")


def _list(file: TextIO, name: str, items: Iterator[Item], *, last: bool) -> None:
    file.write(f'"{name}": [\n')
    for number, item in enumerate(items):
        file.write(("," if number else "") + json_line(item))
    file.write("]\n" if last else "],\n")


def _popolo_person(row: Item) -> Item:
    others = [{"name": name} for name in (row["variants"] or "").split("; ") if name]
    sources = links({row["source"] or row["article"]: row["quote"]})
    return {"id": f"person-{row['person']}", "name": row["name"], "other_names": others, "sources": sources}


def _popolo_posts(held: list[Held], bodies: dict[tuple[str, str | None], str]) -> Iterator[Item]:
    seen = set()
    for one in held:
        found = key("post", fold(one.post), one.unit)
        if found not in seen:
            seen.add(found)
            body = bodies[one.organisation, one.unit]
            area = {"area_id": one.unit} if one.unit else {}
            post = {"id": found, "label": one.post, "role": one.post, "organization_id": body, **area}
            yield {**post, "sources": links(one.sources)}


def _popolo_memberships(
    connection: Connection, filters: Filters, held: list[Held], bodies: dict[tuple[str, str | None], str]
) -> Iterator[Item]:
    for one in held:
        yield {
            "id": key("holds", one.person, fold(one.post), one.unit),
            "label": one.post,
            "role": one.post,
            "person_id": f"person-{one.person}",
            "organization_id": bodies[one.organisation, one.unit],
            "post_id": key("post", fold(one.post), one.unit),
            "sources": links(one.sources),
        }
    for row in _dicts(connection, "leadership", filters):
        if row["cluster"] and row["holder"]:
            years = {"start_date": str(row["year"]), "end_date": str(row["year"])} if row["year"] else {}
            yield {
                "id": key("heads", row["article"], row["entry"]),
                "role": row["office"],
                "organization_id": f"cluster-{row['cluster']}",
                "on_behalf_of_id": key("unit", row["holder"]),
                **years,
                **({"area_id": row["unit"]} if row["unit"] else {}),
                "sources": links({row["source"] or row["article"]: row["quote"]}),
            }


def _popolo_area(row: Item) -> Item:
    return {"id": row["unit"], "name": row["name"], "identifier": row["code"], "classification": row["class"]}


def _popolo_event(row: Item, attendees: dict[str, dict[int, str]]) -> Item:
    there = [{"id": f"person-{one}", "name": name} for one, name in attendees.get(row["meeting"], {}).items()]
    dates = {"start_date": row["date"], "end_date": row["date_end"] or row["date"]} if row["date"] else {}
    return {
        "id": row["meeting"],
        "name": row["cluster_name"] or row["meeting"],
        "classification": row["types"],
        **dates,
        "location": row["place"] or row["province"],
        **({"organization_id": f"cluster-{row['cluster']}"} if row["cluster"] else {}),
        "attendees": there,
        "sources": links({row["source"] or row["meeting"]: row["quote"]}),
    }


def write_ftm(connection: Connection, path: Path, filters: Filters) -> None:
    """Entities of FollowTheMoney, one on each line: Person, PublicBody, Position, Occupancy, Event.

    An Occupancy has in `date` the first and the last day on which the post was seen; they bound no term of office.
    """
    held = held_posts(connection, filters)
    people = {one.person for one in held}
    with path.open("w", encoding="utf-8") as file:
        for row in _dicts(connection, "people", filters):
            if row["person"] in people:
                names = {"name": [row["name"]], "alias": [name for name in (row["variants"] or "").split("; ") if name]}
                known = {"country": ["vn"], "sourceUrl": urls([row["source"]])}
                file.write(_entity(f"kyyeu-person-{row['person']}", "Person", {**names, **known}))
        seen: set[str] = set()
        for one in held:
            for entity in _occupancy(one):
                if entity["id"] not in seen:
                    seen.add(entity["id"])
                    file.write(_entity(**entity))
        there: dict[str, list[str]] = {}
        for row in _dicts(connection, "officials", filters):
            if row["person"] in people:
                there.setdefault(row["meeting"], []).append(f"kyyeu-person-{row['person']}")
        for row in _dicts(connection, "meetings", filters):
            properties = {
                "name": [row["cluster_name"] or row["meeting"]],
                "date": [row["date"]] if row["date"] else [],
                "location": [place for place in (row["place"], row["province"]) if place],
                "country": ["vn"],
                "involved": sorted(set(there.get(row["meeting"], []))),
                "sourceUrl": urls([row["source"]]),
                "summary": [text for text in (row["quote"],) if text],
            }
            file.write(_entity(f"kyyeu-meeting-{row['meeting']}", "Event", properties))


def _occupancy(one: Held) -> Iterator[Item]:
    body, post = key("body", one.organisation, one.unit), key("post", fold(one.post), one.unit)
    days, addresses = sorted(one.days), urls(list(one.sources))
    quotes = [quote for quote in dict.fromkeys(one.sources.values()) if quote]
    yield {
        "id": f"kyyeu-body-{body}",
        "schema": "PublicBody",
        "properties": {"name": [one.organisation], "country": ["vn"], "sourceUrl": addresses},
    }
    yield {
        "id": f"kyyeu-position-{post}",
        "schema": "Position",
        "properties": {
            "name": [one.post],
            "country": ["vn"],
            "organization": [f"kyyeu-body-{body}"],
            "sourceUrl": addresses,
        },
    }
    yield {
        "id": f"kyyeu-occupancy-{key(one.person, post)}",
        "schema": "Occupancy",
        "properties": {
            "holder": [f"kyyeu-person-{one.person}"],
            "post": [f"kyyeu-position-{post}"],
            "date": sorted({days[0], days[-1]}) if days else [],
            "sourceUrl": addresses,
            "summary": [*quotes, *([] if addresses else [f"source: {url}" for url in one.sources])],
        },
        "first_seen": days[0] if days else None,
        "last_seen": days[-1] if days else None,
    }


def _entity(id: str, schema: str, properties: dict[str, list[str]], **context: Any) -> str:  # noqa: A002 (as in the format)
    kept = {name: values for name, values in properties.items() if values}
    more = {name: value for name, value in context.items() if value is not None}
    return json_line({"id": id, "schema": schema, "properties": kept, "datasets": ["kyyeu"], **more})
