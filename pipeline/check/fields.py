"""The fields of the check: what is read from gold and record, and what has to agree.

Thresholds are those of the contract ("When a value matches gold"); where it names none the value must
be equal but for its spelling. `meeting.place` is compared by likeness too, as gold and record may spell
it differently.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from pipeline.check import details, lists, people, values
from pipeline.check.aspects import Aspect
from pipeline.check.document import Document
from pipeline.check.entries import Bag, Value

Collect = Callable[[Document], list[Bag]]
NEVER = 2.0
"""A nearness nothing reaches: misses and spurious values of the field are not paired."""


@dataclass(frozen=True)
class Field:
    """What is compared under one name.

    `aspects` must all agree. A miss and a spurious value are shown as one error where they are `near`
    enough and lie in the same place or agree in an anchor. `repeats` names the field whose errors this
    one would list again.
    """

    name: str
    collect: Collect
    aspects: tuple[Aspect, ...]
    near: float = 0.6
    anchors: tuple[str, ...] = ()
    repeats: str = ""


def exactly(field: Field) -> Field:
    """The field with all texts compared for equality: what likeness alone lets pass becomes an error."""
    return replace(field, aspects=tuple(replace(aspect, threshold=1.0) for aspect in field.aspects))


def _scalar(name: str, *, compare: Aspect | None = None) -> Field:
    part, key = name.split(".")
    return Field(name, values.scalar(part, key), (compare or Aspect("value"),), near=0.0)


_TEXT = Aspect("value", "text", 0.8)
_DATE = Aspect("value", "date")
_POST = (Aspect("value", "text", 0.85),)
_LEADERSHIP = (
    Aspect("unit", "text", 0.88, weight=2),
    Aspect("office"),
    Aspect("year", "number", missing="either"),
    Aspect("status"),
)
_AWARD = (
    Aspect("award", "text", 0.8, weight=2),
    Aspect("recipient", "text", 0.88, weight=2),
    Aspect("count", "number"),
    Aspect("status"),
)
_FIGURE = (
    Aspect("value", "number", weight=2),
    Aspect("subject", "text", 0.88),
    Aspect("unit", "text", 0.8),
    Aspect("kind"),
    Aspect("value_max", "number", missing="gold"),
    Aspect("total", "number", missing="gold"),
)

FIELDS: tuple[Field, ...] = (
    Field("report", values.report, (Aspect("value"),), near=0.0),
    _scalar("cluster.name", compare=_TEXT),
    _scalar("cluster.id"),
    _scalar("cluster.kind"),
    _scalar("cluster.scope"),
    _scalar("cluster.size", compare=Aspect("value", "number")),
    Field("cluster.members", values.texts("cluster", "members"), (Aspect("value", "text", 0.9),)),
    _scalar("meeting.date", compare=_DATE),
    _scalar("meeting.date_end", compare=_DATE),
    _scalar("meeting.time_of_day"),
    _scalar("meeting.province"),
    _scalar("meeting.place", compare=_TEXT),
    _scalar("meeting.period", compare=_DATE),
    Field("meeting.types", values.labels("meeting", "types"), (Aspect("value"),), near=NEVER),
    Field("officials.name", people.names, (Aspect("value"),), near=0.7),
    Field("officials.positions", people.positions, _POST, near=0.4),
    Field("officials.roles", people.roles, (Aspect("value"),), near=NEVER),
    Field("chairs", people.chairs, (Aspect("value"),), near=0.7, repeats="officials.roles"),
    Field("leadership", lists.leadership, _LEADERSHIP, 0.5, anchors=("unit",)),
    Field("awards", lists.awards, _AWARD, 0.5, anchors=("award", "recipient")),
    Field("percentages", lists.percentages, _FIGURE[:3], 0.5, anchors=("value",), repeats="figures"),
    Field("figures", lists.figures, _FIGURE, 0.5, anchors=("value",)),
    Field("warnings", values.warnings, (Aspect("value"),), near=NEVER),
    Field("officials.positions.all", people.positions_all, _POST, 0.4, repeats="officials.positions"),
    Field("officials.roles.all", people.roles_all, (Aspect("value"),), NEVER, repeats="officials.roles"),
)
"""In the order of the report."""


def _detail(name: str, parent: Collect, aspects: tuple[Aspect, ...], empty: Value = None) -> Field:
    """A detail of the entries of `parent`: names by likeness, labels and numbers exactly."""
    key = name.rpartition(".")[2]
    aspect = _TEXT if key in ("person", "issuer") else Aspect("value")
    return Field(name, details.within(parent, aspects, key, empty), (aspect,), near=0.0)


def _noted(part: str, key: str) -> Field:
    return Field(f"{part}.{key}", details.noted(part, key), (_TEXT,), near=0.0)


DETAILS: tuple[Field, ...] = (
    _noted("article", "title"),
    _noted("article", "publisher"),
    _noted("article", "author"),
    Field("article.published", details.published, (Aspect("value"),), near=0.0),
    _noted("meeting", "host"),
    _detail("officials.honorific", people.names, (Aspect("value"),)),
    _detail("officials.rank", people.names, (Aspect("value"),)),
    _detail("leadership.person", lists.leadership, _LEADERSHIP),
    _detail("awards.issuer", lists.awards, _AWARD),
    _detail("awards.year", lists.awards, _AWARD),
    _detail("awards.recipient_kind", lists.awards, _AWARD),
    _detail("figures.indicator", lists.figures, _FIGURE),
    _detail("figures.comparator", lists.figures, _FIGURE, "eq"),
    _detail("figures.change", lists.figures, _FIGURE),
    _detail("figures.baseline", lists.figures, _FIGURE),
    _detail("figures.period", lists.figures, _FIGURE),
)
"""Reported on request: the contract names no rule for them."""
