"""What a meeting was for: review, tasks, pact, launch, voting (`meeting.toml`)."""

from __future__ import annotations

from pipeline.assemble.report import View
from pipeline.model.record import Evidence
from pipeline.rulebook import Rule, rule, rules

ORDER = ("so_ket", "tong_ket", "trien_khai", "ky_ket", "phat_dong", "binh_xet")

TELLING = ("meeting.told", "report.held", "report.held_of", "report.noun", "report.meet_within")
"""Rules that find the sentence which says what meeting it was."""

MOST_TELLING = 2
"""Sentences further down that are read for the purpose when the opening says nothing of the meeting."""

LAST_TELLING = 25
"""Sentences within which an article says what meeting it reports."""


def purpose_views(views: list[View]) -> list[View]:
    """Title and the sentences that tell of the meeting as such: in the opening, else further down."""
    titles = [view for view in views if view.place == "title"]
    telling = [view for view in views[:LAST_TELLING] if view.place != "title" and _tells(view)]
    opening = [view for view in telling if view.place == "opening"]
    return titles + (opening or telling[:MOST_TELLING])


def is_excerpt(views: list[View]) -> bool:
    """True when neither title nor opening tells of the meeting: the lead is missing."""
    return not any(view.place == "title" or (view.place == "opening" and _tells(view)) for view in views)


def _tells(view: View) -> bool:
    """Does the sentence say that the meeting took place, and not what was done before it or said at it?"""
    if rule("report.future").regex.search(view.text) or rule("meeting.result").regex.match(view.text):
        return False
    return any(rule(name).regex.search(view.text) for name in TELLING)


def find_types(views: list[View]) -> tuple[list[str], list[Evidence]]:
    """The types in their fixed order, with the sentence each was read from."""
    purpose = purpose_views(views)
    found: dict[str, Evidence] = {}
    for entry in rules("meeting"):
        if entry.label not in ORDER or entry.label in found:
            continue
        if hit := _hit(entry, purpose if "purpose" in entry.zones else views):
            found[entry.label] = _evidence(hit, entry)
    if is_excerpt(views) and not found.keys() & {"so_ket", "tong_ket"}:
        _from_reports(views, found)
    types = [name for name in ORDER if name in found]
    if not types:
        return [], []
    evidence = [found[name].model_copy(update={"field": f"types[{index}]"}) for index, name in enumerate(types)]
    return types, evidence


def _hit(entry: Rule, views: list[View]) -> View | None:
    return next((view for view in views if entry.regex.search(view.text)), None)


def _evidence(view: View, entry: Rule) -> Evidence:
    return Evidence(field="types", start=view.sentence.start, end=view.sentence.end, rule=entry.id)


def _from_reports(views: list[View], found: dict[str, Evidence]) -> None:
    """An excerpt without its lead: the report read at the meeting tells what was reviewed."""
    entry = rule("meeting.report_read")
    for view in views:
        match = entry.regex.search(view.text)
        if match and not rule("report.future").regex.search(view.text):
            found.setdefault("so_ket" if match["kind"].startswith("sơ") else "tong_ket", _evidence(view, entry))
            return
