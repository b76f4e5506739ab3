"""One entry of the record from a figure, its label, its owner and its manner, with evidence for each."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.assemble.indicators_label import Known
from pipeline.assemble.indicators_scene import Place, Scene
from pipeline.assemble.indicators_topic import Owner
from pipeline.fold import squeeze
from pipeline.model.record import Derived, Evidence, Indicator

PER_HEAD = "grdp_per_capita"
"""Its unit is money: that it is counted by the head lies in its name."""

_EDGE = " ,;:.)(-–\n\t\xa0"
WHOLE = Derived.model_validate(
    {"field": "subject", "from": "cluster", "reason": "no province or unit named: figure of the whole cluster"}
)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was concluded about one figure."""

    place: Place
    known: Known
    target: bool
    period: str | None


def build(scene: Scene, reading: Reading, owner: Owner) -> Indicator:
    """The entry. A subject that is only implied stands in `derived`."""
    figure, how, identity = reading.place.figure, reading.known.manner, reading.known.identity
    label = reading.known.label
    unit = figure.unit.split("/")[0] if identity == PER_HEAD else figure.unit
    return Indicator(
        indicator=identity,
        label=squeeze(scene.doc.text[label.start : label.end]) or None if label is not None else None,
        subject=owner.value,
        value=figure.value,
        value_max=figure.value_max,
        total=figure.total,
        unit=unit or None,
        comparator=how.comparator,
        change=how.change,
        baseline=how.baseline,
        kind="target" if reading.target else "result",
        period=reading.period,
        evidence=_evidence(scene, reading, owner),
        derived=[] if owner.source is not None else [WHOLE],
    )


def _evidence(scene: Scene, reading: Reading, owner: Owner) -> list[Evidence]:
    place, label, identity = reading.place, reading.known.label, reading.known.identity
    start, end = _quote(scene, reading, owner)
    found = [Evidence(field="value", start=start, end=end, rule=place.span.rule)]
    if owner.source is not None:
        last = owner.joint_end or owner.source.end
        found.append(Evidence(field="subject", start=owner.source.start, end=last, rule=owner.source.rule))
    if label is not None:
        name = f"indicators.csv:{identity}" if identity else "figures.glue"
        found.append(Evidence(field="label", start=label.start, end=label.end, rule=name))
    return found


def _quote(scene: Scene, reading: Reading, owner: Owner) -> tuple[int, int]:
    """The words from the subject or label (where they stand in the same clause) to the unit and its baseline."""
    place, label = reading.place, reading.known.label
    start, end = place.span.start, max(place.span.end, reading.known.manner.end)
    for item in (owner.source, label):
        if item is not None and place.motion <= item.start < start:
            start = item.start
    while start < place.span.start and scene.doc.text[start] in _EDGE:
        start += 1
    if label is not None and place.span.end <= label.start < place.right:
        end = max(end, label.end)
    return start, max(place.span.end, min(end, scene.sentence.end))
