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
    """What each short form stands for; without those that everybody knows, or that stand for two names.

    A form that spells the first letters of the words before it stands for these words («Chi nhánh khai thác đường sắt
    (KTĐS)»), any other one for the body that it follows («Tập đoàn Điện lực Việt Nam (EVN)»).
    """
    given: dict[str, set[str]] = {}
    for unit in units:
        match = rule("units.short_form").regex.match(doc.norm, unit.end)
        if match and _is_own(match["form"]):
            name = str(unit.value)
            given.setdefault(match["form"], set()).add(_spelt(match["form"], name.split()) or name)
    for form, name in _never_told(units, given):
        given.setdefault(form, set()).add(name)
    return {form: next(iter(names)) for form, names in given.items() if len(names) == 1}


def _never_told(units: Sequence[Span], given: Mapping[str, set[str]]) -> Iterator[tuple[str, str]]:
    """Short forms without brackets: `Tổng công ty ĐSVN` where `Tổng công ty Đường sắt Việt Nam` stands too."""
    names = {str(unit.value) for unit in units}
    for name in names:
        head, _, form = name.rpartition(" ")
        if not head or form in given or not rule("units.letters").regex.fullmatch(form) or not _is_own(form):
            continue
        for other in names:
            words = other.removeprefix(f"{head} ").split()[: len(form)] if other.startswith(f"{head} ") else []
            if words and (full := _spelt(form, words)):
                yield form, full


def _is_own(form: str) -> bool:
    """The report's own: no abbreviation of everybody's, no province."""
    return expand(form) == form and canonical(form) is None


def _spelt(form: str, words: Sequence[str]) -> str | None:
    """The last words of a name whose first letters spell the form."""
    letters = [letter for letter in form if letter.isalpha()]
    last = words[-len(letters) :]
    return " ".join(last) if [word[0].upper() for word in last] == letters else None


def with_short_forms(doc: Document, units: Sequence[Span], forms: Mapping[str, str]) -> list[Span]:
    """The bodies with short forms inside their names written out, and those named by a short form alone; in order."""
    taken = Cover(0, len(doc.norm), ((unit.start, unit.end) for unit in units))
    found = [replace(unit, value=written_out(str(unit.value), forms)) for unit in units]
    for form, name in forms.items():
        if not rule("units.head").regex.match(name):
            continue
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
    """A name with the short forms in it written out: `Công đoàn VRG`, `Chi nhánh KTĐS Hà Thanh`.

    What stands before a form and opens what it stands for is not said twice (`Tập đoàn TKV`).
    """
    words = name.split(" ")
    for index, word in enumerate(words):
        if word in forms:
            full = forms[word]
            same = next((size for size in range(index, 0, -1) if _opens(words[index - size : index], full)), 0)
            before = " ".join(words[: index - same])
            return " ".join(part for part in (before, full, *words[index + 1 :]) if part)
    return name


def _opens(words: Sequence[str], full: str) -> bool:
    return full.lower().startswith(" ".join(words).lower() + " ")


def standing(norm: str, name: str) -> Iterator[int]:
    """Where a name stands as whole words; found without a pattern, which would be a new one for each document."""
    start = norm.find(name)
    while start >= 0:
        end = start + len(name)
        if not norm[start - 1 : start].isalnum() and not norm[end : end + 1].isalnum():
            yield start
        start = norm.find(name, end)
