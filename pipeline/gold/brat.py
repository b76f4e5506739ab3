"""Gold as brat standoff and back: `ID.txt`, `ID.ann` and `annotation.conf`.

A region is a text-bound annotation (`T`) of the type of its part. What is chosen from a vocabulary are its attributes
(`A`), one without a value for each label where several may be chosen. All other values are one note (`#`) in JSON. The
person who heads a cluster is a relation (`R`) to the official. The values of the whole article are on a `Record`, the
first line of the text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.gold.regions import REPORT, Annotated, FormatError, Region, by_person, find_key, is_choice
from pipeline.gold.shape import LISTS, OBJECTS, Key, keys

NAMES = {
    "": "Record",
    "officials": "Official",
    "leadership": "Leadership",
    "awards": "Award",
    "indicators": "Indicator",
}
TYPES = {name: part for part, name in NAMES.items()}
_BOUND = re.compile(r"(?P<type>\w+) (?P<spans>\d+ \d+(?:;\d+ \d+)*)")


def ann(found: Annotated) -> str:
    """The standoff annotations of one article."""
    writer = _Writer(found.text)
    first = re.search(r"\S.*", found.text)
    if first is None:
        raise FormatError(f"{found.id}: the text is empty")
    record = writer.bound("Record", first.start(), first.start() + len(first[0].rstrip()))
    writer.values(record, {f"{part}.{key}" if part else key: value for (part, key), value in found.whole.items()}, "")
    people = by_person(found.regions)
    names = [writer.bound(NAMES[region.part], region.start, region.end) for region in found.regions]
    for number, region in enumerate(found.regions):
        hidden = "person" if number in people else ""
        values = {key: value for key, value in region.values.items() if key != hidden}
        writer.values(names[number], values, region.part)
    for source, target in people.items():
        writer.line("R", f"Person Arg1:{names[source]} Arg2:{names[target]}")
    return "".join(f"{line}\n" for line in writer.lines)


@dataclass
class _Writer:
    text: str
    lines: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def line(self, letter: str, content: str) -> str:
        """Adds a line; its id."""
        self.counts[letter] = self.counts.get(letter, 0) + 1
        name = f"{letter}{self.counts[letter]}"
        self.lines.append(f"{name}\t{content}")
        return name

    def bound(self, kind: str, start: int, end: int) -> str:
        """A text-bound annotation; over several lines one with a piece on each."""
        pieces = [(start + m.start(), start + m.end()) for m in re.finditer(r"[^\n]+", self.text[start:end])]
        spans = ";".join(f"{first} {last}" for first, last in pieces)
        return self.line("T", f"{kind} {spans}\t{' '.join(self.text[first:last] for first, last in pieces)}")

    def values(self, target: str, values: Mapping[str, Any], part: str) -> None:
        """Attributes for what is chosen, a note for the rest."""
        rest = {}
        for name, value in values.items():
            key, written = _key(part, name)
            if not is_choice(key, written):
                rest[name] = value
            elif key.many:
                for label in value:
                    self.line("A", f"{_attribute(part, name)}_{label} {target}")
            else:
                self.line("A", f"{_attribute(part, name)} {target} {'true' if value is True else value}")
        if rest:
            note = json.dumps(rest, ensure_ascii=True)
            self.line("#", f"AnnotatorNotes {target}\t{note}")


def _key(part: str, name: str) -> tuple[Key, str]:
    of, _, written = name.rpartition(".")
    return find_key(of or part, written), written


def _attribute(part: str, name: str) -> str:
    return f"{part or 'record'}_{name.replace('.', '_')}"


def read_ann(doc_id: str, text: str, annotations: str, name: str) -> Annotated:
    """The article of a `.txt` and its `.ann`. Raises `FormatError`, with the line."""
    reader = _Reader(text, name)
    for number, line in enumerate(annotations.split("\n"), start=1):
        if line.strip():
            reader.number = number
            try:
                reader.read(line)
            except (KeyError, ValueError, IndexError) as error:
                if isinstance(error, FormatError):
                    raise
                raise FormatError(f"{name}:{number}: {type(error).__name__} {error}: {line[:80]}") from error
    return reader.annotated(doc_id)


@dataclass
class _Reader:
    text: str
    name: str
    number: int = 0
    places: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    people: list[tuple[str, str]] = field(default_factory=list)

    def read(self, line: str) -> None:
        """One line. Types that are not ours are an error, not a loss."""
        name, _, rest = line.partition("\t")
        if name.startswith("T"):
            self._bound(name, rest)
        elif name.startswith("A"):
            self._attribute(*rest.split(" "))
        elif name.startswith("R"):
            kind, source, target = rest.split()
            self.people.append((source.removeprefix("Arg1:"), target.removeprefix("Arg2:")))
            if kind != "Person":
                raise self._error(f"unknown relation {kind}")
        elif name.startswith("#"):
            head, _, note = rest.partition("\t")
            self.values.setdefault(head.split(" ")[1], {}).update(json.loads(note))
        else:
            raise self._error(f"cannot be read: {line[:80]}")

    def _error(self, message: str) -> FormatError:
        return FormatError(f"{self.name}:{self.number}: {message}")

    def _bound(self, name: str, rest: str) -> None:
        head, _, quote = rest.partition("\t")
        match = _BOUND.fullmatch(head)
        if match is None or match["type"] not in TYPES:
            raise self._error(f"unknown annotation {head}")
        pieces = [tuple(map(int, piece.split())) for piece in match["spans"].split(";")]
        if " ".join(self.text[start:end] for start, end in pieces) != quote:
            raise self._error(f"the text at {match['spans']} is not «{quote}»")
        self.places[name] = (match["type"], pieces[0][0], pieces[-1][1])
        self.values.setdefault(name, {})

    def _attribute(self, kind: str, target: str, value: str | None = None) -> None:
        part, _, name = kind.partition("_")
        part = "" if part == "record" else part
        if value is not None:
            if not part and name != "report":
                name = name.replace("_", ".", 1)
            read: Any = value == "true" if name == "optional" else value
            self.values.setdefault(target, {})[name] = read
            return
        name, label = _many(part, name)
        self.values.setdefault(target, {}).setdefault(name, []).append(label)

    def annotated(self, doc_id: str) -> Annotated:
        """The article of all lines."""
        for source, target in self.people:
            self.values[source]["person"] = self.values[target]["name"]
        whole: dict[tuple[str, str], Any] = {}
        for name, (kind, _, _) in self.places.items():
            if kind == "Record":
                for key, value in self.values[name].items():
                    part, _, written = key.rpartition(".")
                    whole[part, written] = value
        regions = tuple(
            Region(TYPES[kind], start, end, self.values[name])
            for name, (kind, start, end) in self.places.items()
            if kind != "Record"
        )
        return Annotated(doc_id, self.text, whole, regions)


def _many(part: str, name: str) -> tuple[str, str]:
    """Key and label of an attribute without a value. Raises `KeyError`."""
    for of, written, key in _choices():
        prefix = f"{written}_" if part else f"{of}_{written}_"
        if key.many and (of if of in LISTS else "") == part and name.startswith(prefix):
            return (written if part else f"{of}.{written}"), name.removeprefix(prefix)
    raise KeyError(name)


def _choices() -> Iterator[tuple[str, str, Key]]:
    """Part, name and key of all that is chosen from a vocabulary, `report` left out."""
    for part, shape in {**OBJECTS, **LISTS}.items():
        yield from ((part, name, key) for name, key in keys(shape).items() if key.labels)
        if part in LISTS:
            yield part, "optional", find_key(part, "optional")


def conf() -> str:
    """`annotation.conf`: the types, the relation and the attributes."""
    lines = ["[entities]", *TYPES, "", "[relations]", "Person\tArg1:Leadership, Arg2:Official", "", "[events]", ""]
    lines += ["[attributes]", f"record_report\tArg:Record, Value:{'|'.join(REPORT.labels)}"]
    for part, name, key in _choices():
        target = NAMES[part] if part in LISTS else "Record"
        title = _attribute(part if part in LISTS else "", name if part in LISTS else f"{part}.{name}")
        if key.many:
            lines += [f"{title}_{label}\tArg:{target}" for label in key.labels]
        else:
            lines.append(f"{title}\tArg:{target}, Value:{'|'.join(key.labels)}")
    return "\n".join([*lines, ""])
