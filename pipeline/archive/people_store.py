"""Mentions of people to people, block by block of names."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import BindParameter, Connection, bindparam, delete, func, select, update

from pipeline.archive import schema
from pipeline.archive.people import Key, Mention, best_name, persons
from pipeline.archive.rows import Row
from pipeline.archive.store import Store, set_watermark, watermark
from pipeline.archive.text import compact, fold

CHUNK: Final = 200
"""Most blocks of one transaction."""
MENTIONS: Final = 2000
"""Mentions after which a transaction takes no further block."""

_OFFICIALS, _POSTS = schema.officials.c, schema.posts.c
_BLOCKS: Final[BindParameter[Any]] = bindparam("blocks", expanding=True)
_MENTIONS = (
    select(
        _OFFICIALS.block,
        _OFFICIALS.article_id,
        _OFFICIALS.entry,
        _OFFICIALS.person_id,
        _OFFICIALS.name,
        _OFFICIALS.rank,
        schema.reports.c.meeting_id,
        schema.meetings.c.cluster,
        func.coalesce(schema.meetings.c.date, schema.articles.c.published).label("day"),
    )
    .select_from(schema.officials)
    .join(schema.articles, schema.articles.c.id == _OFFICIALS.article_id)
    .join(schema.reports, schema.reports.c.article_id == _OFFICIALS.article_id)
    .join(schema.meetings, schema.meetings.c.id == schema.reports.c.meeting_id)
    .where(_OFFICIALS.block.in_(_BLOCKS))
)
_HELD = (
    select(
        _POSTS.article_id, _POSTS.official, _POSTS.text, _POSTS.title, _POSTS.organisation, _POSTS.province, _POSTS.unit
    )
    .join(schema.officials, (_OFFICIALS.article_id == _POSTS.article_id) & (_OFFICIALS.entry == _POSTS.official))
    .where(_OFFICIALS.block.in_(_BLOCKS))
    .order_by(_POSTS.article_id, _POSTS.official, _POSTS.entry)
)


def settle_people(store: Store) -> None:
    """Finds the person of every mention in the blocks that changed."""
    with store.transaction() as connection:
        first = watermark(connection, "peopled")
        last = int(connection.execute(select(func.coalesce(func.max(schema.articles.c.id), 0))).scalar_one())
        new = select(_OFFICIALS.block).where(_OFFICIALS.article_id > first).distinct()
        blocks = {block for (block,) in connection.execute(new)}
        table = schema.pending
        blocks |= {key for (key,) in connection.execute(select(table.c.key).where(table.c.kind == "person"))}
    ordered = sorted(blocks)
    for start in range(0, len(ordered), CHUNK):
        for some in _portions(store, ordered[start : start + CHUNK]):
            _settle_chunk(store, some)
    if last > first:
        with store.transaction() as connection:
            set_watermark(connection, "peopled", last)


def _portions(store: Store, blocks: list[str]) -> list[list[str]]:
    """The blocks in portions of about `MENTIONS`: a common name has many, and memory is to stay flat."""
    query = select(_OFFICIALS.block, func.count()).where(_OFFICIALS.block.in_(_BLOCKS)).group_by(_OFFICIALS.block)
    with store.transaction() as connection:
        sizes = {block: int(count) for block, count in connection.execute(query, {"blocks": blocks})}
    found: list[list[str]] = []
    room = 0
    for block in blocks:
        if room <= 0:
            found.append([])
            room = MENTIONS
        found[-1].append(block)
        room -= sizes.get(block, 0)
    return found


def _settle_chunk(store: Store, blocks: list[str]) -> None:
    with store.transaction() as connection:
        table = schema.pending
        mentions, held = _load(connection, blocks)
        found = [(block, one) for block in blocks for one in persons(mentions.get(block, []))]
        people = select(schema.people.c.id).where(schema.people.c.block.in_(blocks))
        _write(store, connection, found, (held, {number for (number,) in connection.execute(people)}))
        connection.execute(delete(table).where(table.c.kind == "person", table.c.key.in_(blocks)))


def _load(connection: Connection, blocks: list[str]) -> tuple[dict[str, list[Mention]], dict[Key, int | None]]:
    """The mentions by block, and the person that each has so far."""
    posts: dict[Key, list[tuple[Any, ...]]] = {}
    for row in connection.execute(_HELD, {"blocks": blocks}).all():
        posts.setdefault((row[0], row[1]), []).append(tuple(row[2:]))
    mentions: dict[str, list[Mention]] = {}
    held: dict[Key, int | None] = {}
    for block, article, entry, person, name, rank, meeting, cluster, day in connection.execute(
        _MENTIONS, {"blocks": blocks}
    ).all():
        key = (article, entry)
        held[key] = person
        own = tuple(posts.get(key, ()))
        mentions.setdefault(block, []).append(Mention(key, name, rank, own, meeting, cluster, day))
    return mentions, held


def _write(
    store: Store,
    connection: Connection,
    found: list[tuple[str, list[Mention]]],
    before: tuple[dict[Key, int | None], set[int]],
) -> None:
    """A person keeps its number while a mention of it does. `before`: the person of each mention, all of the blocks."""
    held, old = before
    last = int(connection.execute(select(func.coalesce(func.max(schema.people.c.id), 0))).scalar_one())
    taken: set[int] = set()
    rows: list[Row] = []
    moves = []
    for block, mentions in found:
        earlier = [number for mention in mentions if (number := held[mention.key]) is not None and number not in taken]
        if earlier:
            number = min(earlier)
        else:
            last += 1
            number = last
        taken.add(number)
        rows.append(_person(number, block, mentions))
        moves += [
            {"article": mention.key[0], "official": mention.key[1], "person": number}
            for mention in mentions
            if held[mention.key] != number
        ]
    table = schema.people
    kept = {row[0]: row for row in rows if row[0] in old}
    if kept:
        names = [column.name for column in table.columns]
        values = [{f"p_{name}": value for name, value in zip(names, row, strict=True)} for row in kept.values()]
        change = update(table).where(table.c.id == bindparam("p_id"))
        connection.execute(change.values({name: bindparam(f"p_{name}") for name in names[1:]}), values)
    store.insert(connection, table, [row for row in rows if row[0] not in kept])
    if moves:
        where = (_OFFICIALS.article_id == bindparam("article")) & (_OFFICIALS.entry == bindparam("official"))
        connection.execute(update(schema.officials).where(where).values(person_id=bindparam("person")), moves)
    gone = sorted(old - taken)
    if gone:
        connection.execute(delete(table).where(table.c.id.in_(gone)))


def _person(number: int, block: str, mentions: list[Mention]) -> Row:
    name, variants = best_name(mentions)
    days = sorted(mention.day[:10] for mention in mentions if mention.day)
    provinces = sorted({post[3] for mention in mentions for post in mention.posts if post[3]})
    seen = (days[0], days[-1]) if days else (None, None)
    return (number, name, fold(name), block, compact(variants), *seen, "; ".join(provinces) or None, len(mentions))
