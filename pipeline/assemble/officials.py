"""Officials: mentions merged to people, posts written out with the unit the context implies, roles collected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from pipeline.assemble.posts import complete_posts
from pipeline.assemble.roles import bind_roles
from pipeline.assemble.roles_sentence import RoleHit
from pipeline.fold import fold_spelling
from pipeline.model.document import Document, Span
from pipeline.model.record import Evidence, Official, RecordWarning
from pipeline.model.tags import Context, Person
from pipeline.rulebook import rule

ROLE_ORDER = ("chaired", "directed", "opened", "closed", "spoke", "launched", "presented", "received", "attended")

SYLLABLES = 3
"""Of the shortest name in which a slip is seen."""


@dataclass(slots=True)
class _Holder:
    """The mentions of one person."""

    key: str
    mentions: list[Person] = field(default_factory=list)
    hits: list[RoleHit] = field(default_factory=list)


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return fold_spelling(name).lower().replace("' ", "'")


def _merge(people: Sequence[Person]) -> list[_Holder]:
    """One holder for each person, in order of first mention; slips of one letter are one person."""
    holders: list[_Holder] = []
    near: dict[tuple[str | None, ...], list[int]] = {}
    for person in people:
        key = _key(person.name)
        alike = [near.setdefault(form, []) for form in _but_one(key)]
        numbers = sorted({number for found in alike for number in found})
        holder = next((h for n in numbers if (h := holders[n]).key == key or _slip(h, person, key)), None)
        if holder is None:
            holder = _Holder(key)
            for found in alike:
                found.append(len(holders))
            holders.append(holder)
        holder.mentions.append(person)
    return holders


@lru_cache(maxsize=4096)
def _but_one(key: str) -> list[tuple[str | None, ...]]:
    """The syllables of a name, and of one that may be a slip the same with each left open in turn."""
    words = key.split()
    opened = range(len(words)) if len(words) >= SYLLABLES else ()
    return [tuple(words), *((*words[:index], None, *words[index + 1 :]) for index in opened)]


def _sounded(key: str) -> str:
    """The name with the initials that many speakers do not tell apart written alike (`Trứ`, `Chứ`)."""
    return rule("officials.initial").regex.sub(lambda match: ("ch" if match["ch"] else "s") + match["rest"], key)


def _slip(holder: _Holder, person: Person, key: str) -> bool:
    """True for a name one letter off with as many syllables, most of them the same, of one sex and in the same post."""
    if not (_one_sex(holder, person) and _one_post(holder, person)):
        return False
    first, second = holder.key.split(), key.split()
    if len(first) != len(second) or len(first) < SYLLABLES:
        return False
    same = sum(a == b for a, b in zip(first, second, strict=True))
    allowed = 2 if first[0] == second[0] and first[-1] != second[-1] and len(first[-1]) > 3 else 1
    return same == len(first) - 1 and Levenshtein.distance(_sounded(holder.key), _sounded(key)) <= allowed


def _one_sex(holder: _Holder, person: Person) -> bool:
    words = {(p.honorific or "").lower() for p in [*holder.mentions, person]}
    return not {"ông", "bà"} <= words


def _one_post(holder: _Holder, person: Person) -> bool:
    """Whether the posts of two mentions can be one person's: one has none, or one post holds the other."""
    known = [str(post.value).lower() for p in holder.mentions for post in p.posts]
    new = [str(post.value).lower() for post in person.posts]
    return not known or not new or any(a in b or b in a for a in known for b in new)


def _official(doc: Document, holder: _Holder, units: Sequence[Span], context: Context) -> Official:
    first = holder.mentions[0]
    name = _best_spelling(holder.mentions)
    evidence = [Evidence(field="name", start=first.name_start, end=first.name_end, rule=first.rule)]
    honorific = next((p.honorific for p in holder.mentions if p.honorific), None)
    rank = next((p.rank for p in holder.mentions if p.rank), None)
    positions, post_evidence, derived = complete_posts(doc, holder.mentions, units, context)
    roles = {hit.role for hit in holder.hits}
    for role in ROLE_ORDER:
        hit = next((h for h in holder.hits if h.role == role), None)
        if hit:
            evidence.append(Evidence(field=f"roles[{role}]", start=hit.start, end=hit.end, rule=hit.rule))
    return Official(
        name=name,
        honorific=_honorific(honorific),
        rank=rank,
        positions=positions,
        roles=[role for role in ROLE_ORDER if role in roles],
        evidence=[*evidence, *post_evidence],
        derived=derived,
    )


def _best_spelling(mentions: Sequence[Person]) -> str:
    """The spelling used most; between equals the one that stands with the posts, then the first."""
    spelled = Counter(person.name for person in mentions if person.rule not in ("people.post_only", "people.given"))
    introduced = next((person.name for person in mentions if person.posts), mentions[0].name)
    return max(spelled, key=lambda name: (spelled[name], name == introduced, -[p.name for p in mentions].index(name)))


def _honorific(word: str | None) -> str | None:
    if word is None:
        return None
    low = " ".join(word.lower().split())
    if "," in low:
        return None
    return "đồng chí" if low in {"đ/c", "đ.c"} else low


def assemble_officials(
    doc: Document, people: Sequence[Person], units: Sequence[Span], context: Context
) -> tuple[list[Official], list[RecordWarning]]:
    """The people of the report with posts and roles, in order of first mention, and the slips found on the way."""
    holders = _merge(people)
    by_key = {_key(person.name): holder for holder in holders for person in holder.mentions}
    for hit in bind_roles(doc, people):
        if holder := by_key.get(_key(hit.person.name)):
            holder.hits.append(hit)
    warnings = [
        RecordWarning(
            code="name_variant",
            message=f"«{person.name}» được hiểu là «{holder.mentions[0].name}» (khác một chữ)",
            evidence=[Evidence(field="message", start=person.name_start, end=person.name_end, rule="people.name")],
        )
        for holder in holders
        for person in holder.mentions
        if _key(person.name) != holder.key
    ]
    return [_official(doc, holder, units, context) for holder in holders if not _only_honoured(doc, holder)], warnings


def _only_honoured(doc: Document, holder: _Holder) -> bool:
    """A person whose award is all that the report tells: no post, no role."""
    if holder.hits or any(person.posts for person in holder.mentions):
        return False
    behind = rule("people.honoured").regex
    return all(behind.search(doc.low[person.name_end : person.name_end + 200]) for person in holder.mentions)
