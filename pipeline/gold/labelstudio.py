"""Gold as tasks of Label Studio and back.

A task is `{"data": {"id", "text"}, "annotations": [{"result": […]}]}`. A region is a result of type `labels` with the
part as its label; its values are results of the same id, of type `choices` for what is chosen from a vocabulary and
`textarea` for the rest; values of the whole article are results without a place. The person who heads a cluster is a
`relation` to the official of that name. `config()` is the labeling configuration that goes with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from pipeline.gold.regions import (
    REPORT,
    Annotated,
    FormatError,
    Region,
    by_person,
    find_key,
    from_texts,
    is_choice,
    to_texts,
)
from pipeline.gold.shape import LISTS, OBJECTS, SUFFIXES, Key, keys

REGIONS, TEXT, PERSON = "part", "text", "person"


def task(found: Annotated) -> dict[str, Any]:
    """One article with its gold as the one annotation."""
    result: list[dict[str, Any]] = []
    for (part, key), value in found.whole.items():
        result.append(_value(f"{part or 'record'}-{key}", part, key, value, {}))
    people = by_person(found.regions)
    for number, region in enumerate(found.regions):
        result += _region(f"r{number}", region, found.text, with_person=number not in people)
    for source, target in people.items():
        relation = {"type": "relation", "from_id": f"r{source}", "to_id": f"r{target}"}
        result.append({**relation, "direction": "right", "labels": [PERSON]})
    return {"data": {"id": found.id, "text": found.text}, "annotations": [{"result": result}]}


def _region(name: str, region: Region, text: str, *, with_person: bool) -> Iterator[dict[str, Any]]:
    place = {"start": region.start, "end": region.end}
    value = {**place, "text": text[region.start : region.end], "labels": [region.part]}
    yield {"id": name, "from_name": REGIONS, "to_name": TEXT, "type": "labels", "value": value}
    for key, inner in region.values.items():
        if key != PERSON or with_person:
            yield _value(name, region.part, key, inner, place)


def _value(name: str, part: str, key: str, value: Any, place: Mapping[str, int]) -> dict[str, Any]:
    kind, field = ("choices", "choices") if is_choice(find_key(part, key), key) else ("textarea", "text")
    control = f"{part or 'record'}_{key}"
    return {"id": name, "from_name": control, "to_name": TEXT, "type": kind, "value": {**place, field: to_texts(value)}}


def read_tasks(text: str, name: str, annotator: int | None = None) -> list[Annotated]:
    """The articles of an export (JSON). Of several annotations of one task that of `annotator` is taken.

    Raises `FormatError`, with the place.
    """
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise FormatError(f"{name}:{error.lineno}: broken JSON: {error.msg}") from error
    if not isinstance(data, list):
        raise FormatError(f"{name}: must be a list of tasks")
    return [_read_task(item, f"{name}: task {number}", annotator) for number, item in enumerate(data, start=1)]


def _read_task(item: Any, where: str, annotator: int | None) -> Annotated:
    try:
        doc_id, text = item["data"]["id"], item["data"]["text"]
        done = [a for a in item["annotations"] if not a.get("was_cancelled")]
        done = [a for a in done if annotator is None or _by(a) == annotator]
        if len(done) != 1:
            raise FormatError(f"{where}: {len(done)} annotations; one is needed (--annotator chooses)")
        return _Reader(str(doc_id), str(text), where).read(done[0]["result"])
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        raise FormatError(f"{where}: is no task of Label Studio: {type(error).__name__} {error}") from error
    except ValueError as error:
        if isinstance(error, FormatError):
            raise
        raise FormatError(f"{where}: {error}") from error


def _by(annotation: Mapping[str, Any]) -> Any:
    by = annotation.get("completed_by")
    return by.get("id") if isinstance(by, Mapping) else by


class _Reader:
    """Reads the results of one annotation."""

    def __init__(self, doc_id: str, text: str, where: str) -> None:
        self.id, self.text, self.where = doc_id, text, where
        self.whole: dict[tuple[str, str], Any] = {}
        self.places: dict[str, tuple[str, int, int]] = {}
        self.values: dict[str, dict[str, Any]] = {}

    def read(self, results: Sequence[Mapping[str, Any]]) -> Annotated:
        """The article. Results may stand in any order; regions keep theirs."""
        for result in results:
            if result["type"] == "labels":
                self._place(result)
        for result in results:
            if result["type"] in ("choices", "textarea"):
                self._value(result)
        for result in results:
            if result["type"] == "relation" and PERSON in result.get("labels", [PERSON]):
                self.values[result["from_id"]][PERSON] = self.values[result["to_id"]]["name"]
        regions = tuple(Region(*place, self.values[name]) for name, place in self.places.items())
        return Annotated(self.id, self.text, self.whole, regions)

    def _place(self, result: Mapping[str, Any]) -> None:
        value, name = result["value"], result["id"]
        part = value["labels"][0]
        if part not in LISTS:
            raise FormatError(f"{self.where}, region {name}: unknown label {part}")
        self.places[name] = (part, *self._offsets(value, name))
        self.values[name] = {}

    def _offsets(self, value: Mapping[str, Any], name: str) -> tuple[int, int]:
        """The offsets in characters; a browser may have counted in units of UTF-16."""
        start, end = int(value["start"]), int(value["end"])
        quote = value.get("text")
        if quote is None or self.text[start:end] == quote:
            return start, end
        wide = self.text.encode("utf-16-le")
        if wide[2 * start : 2 * end].decode("utf-16-le", "replace") == quote:
            first = len(wide[: 2 * start].decode("utf-16-le"))
            return first, first + len(quote)
        raise FormatError(f"{self.where}, region {name}: the text at {start}-{end} is not «{quote}»")

    def _value(self, result: Mapping[str, Any]) -> None:
        name, value = result["id"], result["value"]
        part, _, key = result["from_name"].partition("_")
        part = "" if part == "record" else part
        texts = value["choices"] if result["type"] == "choices" else value["text"]
        texts = [texts] if isinstance(texts, str) else list(texts)
        try:
            read = from_texts(part, key, texts)
        except KeyError as error:
            raise FormatError(f"{self.where}, result {name}: unknown control {result['from_name']}") from error
        if name in self.places:
            self.values[name][key] = read
        elif part in LISTS:
            raise FormatError(f"{self.where}, result {name}: {result['from_name']} without a region")
        else:
            self.whole[part, key] = read


def config() -> str:
    """The labeling configuration (XML) for these tasks."""
    lines = ["<View>", '  <Labels name="part" toName="text">']
    lines += [f"    <Label value={quoteattr(part)}/>" for part in LISTS]
    lines += ["  </Labels>", '  <Text name="text" value="$text"/>', "  <Relations>"]
    lines += ['    <Relation value="person"/>', "  </Relations>"]
    lines += _control("record", "report", REPORT, "")
    lines += _control("record", "warnings", find_key("", "warnings"), "")
    for part, shape in OBJECTS.items():
        lines += _controls(part, keys(shape), "")
    for part, shape in LISTS.items():
        found = {**keys(shape), "optional": find_key(part, "optional")}
        lines += _controls(part, found, f' perRegion="true" whenTagName="part" whenLabelValue={quoteattr(part)}')
    return "\n".join([*lines, "</View>", ""])


def _controls(part: str, found: Mapping[str, Key], options: str) -> Iterator[str]:
    for name, key in found.items():
        yield from _control(part, name, key, options)
        for suffix in SUFFIXES if name != "optional" else ():
            yield from _control(part, f"{name}{suffix}", key, options)


def _control(part: str, name: str, key: Key, options: str) -> Iterator[str]:
    title = f'name="{part}_{name}" toName="text"{options}'
    if not is_choice(key, name):
        many = "" if not key.many and name == key.name else ' maxSubmissions="100"'
        yield f'  <TextArea {title}{many} editable="true" placeholder={quoteattr(f"{part}.{name}")}/>'
        return
    yield f'  <Choices {title} choice="{"multiple" if key.many else "single-radio"}">'
    yield from (f"    <Choice value={quoteattr(label)}/>" for label in key.labels)
    yield "  </Choices>"
