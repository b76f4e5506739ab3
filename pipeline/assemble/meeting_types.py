"""What a meeting was for: review, tasks, pact, launch, voting (`meeting.toml`)."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.assemble.report import View
from pipeline.model.record import Evidence
from pipeline.rulebook import Rule, rule, rules

ORDER = ("so_ket", "tong_ket", "trien_khai", "ky_ket", "phat_dong", "binh_xet")

TELLING = (
    "meeting.told", "report.held", "report.held_of", "report.noun", "report.meet_within",
    "report.head_holds", "report.units_meet", "report.review_of",
)  # fmt: skip
"""Rules that find the sentence which says what meeting it was."""

MEETING_WORDS = (
    "hội nghị", "lễ", "họp", "tổng kết", "sơ kết", "ký", "kí", "gặp", "bình xét", "giao ước", "nhìn lại", "sổ",
    "khép lại", "chấm điểm", "rà soát", "triển khai", "phát động", "buổi", "giao ban", "sơ, tổng",
)  # fmt: skip
"""A sentence without any of these tells of no meeting."""

MOST_TELLING = 2
"""Sentences further down that are read for the purpose when the opening says nothing of the meeting."""

LAST_TELLING = 25
"""Sentences within which an article says what meeting it reports."""

NEEDS = {
    "meeting.ky_ket_done": ("giao ước", "đặt bút ký"),
    "meeting.phat_dong_done": ("phát động",),
    "meeting.binh_xet_voted": ("phiếu", "suy tôn", "bảng điểm", "tiến hành"),
    "meeting.binh_xet_done": ("phiếu", "bình", "chấm", "biểu quyết", "suy tôn", "kết quả", "thang"),
}
"""A sentence without any of these cannot match; looking for them first is ten times as fast."""


@dataclass(frozen=True, slots=True)
class Story:
    """The sentences of an article: all, those that say what meeting it was, and whether the lead is missing."""

    views: list[View]
    purpose: list[View]
    excerpt: bool


def read_story(views: list[View]) -> Story:
    """The article's sentences, sorted by what they tell."""
    titles = [view for view in views if view.place == "title"]
    telling = [view for view in views[:LAST_TELLING] if view.place != "title" and _tells(view)]
    opening = [view for view in telling if view.place == "opening"]
    return Story(views, titles + (opening or telling[:MOST_TELLING]), not titles and not opening)


def _tells(view: View) -> bool:
    """Does the sentence say that the meeting took place, and not what was done before it or said at it?"""
    if view.future or rule("meeting.result").regex.match(view.text):
        return False
    if not any(word in view.text for word in MEETING_WORDS):
        return False
    return any(rule(name).regex.search(view.text) for name in TELLING)


def find_types(story: Story) -> tuple[list[str], list[Evidence]]:
    """The types in their fixed order, with the sentence each was read from."""
    found: dict[str, Evidence] = {}
    for entry in rules("meeting"):
        if entry.label not in ORDER or entry.label in found:
            continue
        if hit := _hit(entry, story.purpose if "purpose" in entry.zones else story.views):
            found[entry.label] = _evidence(hit, entry)
    if story.excerpt and not found.keys() & {"so_ket", "tong_ket"}:
        _from_reports(story.views, found)
    types = [name for name in ORDER if name in found]
    return types, [found[name].model_copy(update={"field": f"types[{index}]"}) for index, name in enumerate(types)]


def _hit(entry: Rule, views: list[View]) -> View | None:
    needs = NEEDS.get(entry.id, ("",))
    return next(
        (view for view in views if any(need in view.text for need in needs) and entry.regex.search(view.text)), None
    )


def _evidence(view: View, entry: Rule) -> Evidence:
    return Evidence(field="types", start=view.sentence.start, end=view.sentence.end, rule=entry.id)


def _from_reports(views: list[View], found: dict[str, Evidence]) -> None:
    """An excerpt without its lead: the report read at the meeting tells what was reviewed."""
    entry = rule("meeting.report_read")
    for view in views:
        match = None if view.future else entry.regex.search(view.text)
        if match:
            found.setdefault("so_ket" if match["kind"].startswith("sơ") else "tong_ket", _evidence(view, entry))
            return
