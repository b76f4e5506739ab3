"""One entry of the record from a figure, its label, its owner and its manner, with evidence for each."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.assemble.indicators_label import Naming
from pipeline.assemble.indicators_manner import Manner
from pipeline.assemble.indicators_owner import Owner
from pipeline.assemble.indicators_scene import Place, Scene
from pipeline.normalise.fold import squeeze
from pipeline.model.record import Derived, Evidence, Indicator


PER_HEAD = "grdp_per_capita"
"""Its unit is money: that it is counted by the head lies in its name."""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was concluded about one figure."""

    place: Place
    naming: Naming
    identity: str | None
    manner: Manner
    target: bool
    period: str | None


def build(scene: Scene, reading: Reading, owner: Owner) -> Indicator:
    """The entry. A subject that is only implied stands in `derived`."""
    place, figure, how = reading.place, reading.place.figure, reading.manner
    return Indicator(
        indicator=reading.identity,
        label=_text(scene, reading.naming),
        subject=owner.value,
        value=figure.value,
        value_max=figure.value_max,
        total=figure.total,
        unit=(figure.unit.split("/")[0] if reading.identity == PER_HEAD else figure.unit) or None,
        comparator=how.comparator,
        change=how.change,
        baseline=how.baseline,
        kind="target" if reading.target else "result",
        period=reading.period,
        evidence=_evidence(scene, reading, owner),
        derived=_derived(owner),
    )


def _evidence(scene: Scene, reading: Reading, owner: Owner) -> list[Evidence]:
    place, label = reading.place, reading.naming.label
    start, end = _quote(scene, reading, owner)
    found = [Evidence(field="value", start=start, end=end, rule=place.span.rule)]
    if owner.source is not None:
        last = owner.joint_end or owner.source.end
        found.append(Evidence(field="subject", start=owner.source.start, end=last, rule=owner.source.rule))
    if label is not None:
        name = f"indicators.{reading.identity}" if reading.identity else "figures.glue"
        found.append(Evidence(field="label", start=label.start, end=label.end, rule=name))
    return found


def _quote(scene: Scene, reading: Reading, owner: Owner) -> tuple[int, int]:
    """The words from the subject or label (if they stand in the same clause) to the unit and its baseline."""
    place, label = reading.place, reading.naming.label
    start, end = place.span.start, max(place.span.end, reading.manner.end)
    for item in (owner.source, label):
        if item is not None and place.clause <= item.start < start:
            start = item.start
    text = scene.doc.text
    while start < place.span.start and text[start] in " ,;:.)(-–\n\t\xa0":
        start += 1
    if label is not None and place.span.end <= label.start < place.right:
        end = max(end, label.end)
    return start, min(end, scene.sentence.end) if end > place.span.end else end


def _derived(owner: Owner) -> list[Derived]:
    if owner.source is not None:
        return []
    return [Derived(field="subject", source="cluster", reason="no province or unit named: figure of the whole cluster")]


def _text(scene: Scene, naming: Naming) -> str | None:
    """The label as written."""
    label = naming.label
    return squeeze(scene.doc.text[label.start : label.end]) or None if label is not None else None
