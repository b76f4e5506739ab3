"""Short forms that a report gives its bodies itself: «Tập đoàn Điện lực Việt Nam (EVN) … Phó Tổng giám đốc EVN»."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.model.cover import Cover
from pipeline.model.document import Document, Span
from pipeline.model.tags import Person
from pipeline.normalise.abbreviations import expand
from pipeline.normalise.provinces import canonical
from pipeline.rulebook import rule


def short_forms(doc: Document, units: Sequence[Span]) -> dict[str, str]:
    """Full name by short form; without those that everybody knows, or that stand for two bodies."""
    given: dict[str, set[str]] = {}
    for unit in units:
        match = rule("units.short_form").regex.match(doc.norm, unit.end)
        if match and expand(match["form"]) == match["form"] and canonical(match["form"]) is None:
            given.setdefault(match["form"], set()).add(str(unit.value))
    return {form: next(iter(names)) for form, names in given.items() if len(names) == 1}


def with_short_forms(doc: Document, units: Sequence[Span], forms: Mapping[str, str]) -> list[Span]:
    """The bodies with short forms inside their names written out, and those named by a short form alone; in order."""
    taken = Cover(0, len(doc.norm), ((unit.start, unit.end) for unit in units))
    found = [replace(unit, value=written_out(str(unit.value), forms)) for unit in units]
    for form, name in forms.items():
        for start in standing(doc.norm, form):
            bracketed = doc.norm[start - 1 : start] == "(" and doc.norm.startswith(")", start + len(form))
            if not bracketed and not taken.holds(start):
                found.append(Span(start, start + len(form), "unit", "units.short_form", name))
    return sorted(found, key=lambda unit: unit.start)


def with_short_posts(people: Sequence[Person], forms: Mapping[str, str]) -> tuple[Person, ...]:
    """The people, short forms in their posts written out."""
    return tuple(
        replace(person, posts=tuple(replace(post, value=written_out(str(post.value), forms)) for post in person.posts))
        for person in people
    )


def written_out(name: str, forms: Mapping[str, str]) -> str:
    """A name with the short form that closes it written out: `Công đoàn VRG`."""
    head, _, last = name.rpartition(" ")
    return f"{head} {forms[last]}".strip() if last in forms else name


def standing(norm: str, name: str) -> Iterator[int]:
    """Where a name stands as whole words; found without a pattern, which would be a new one for each document."""
    start = norm.find(name)
    while start >= 0:
        end = start + len(name)
        if not norm[start - 1 : start].isalnum() and not norm[end : end + 1].isalnum():
            yield start
        start = norm.find(name, end)
