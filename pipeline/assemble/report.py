"""Does the article report a meeting of an emulation cluster that was held?

Rules weigh for and against (`report.toml`). A sentence about something still to come counts for nothing; the award a
cluster gave one body, in the report of that body's own meeting, is outweighed by that meeting.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import regex

from pipeline.match import Glance, spotted
from pipeline.model.document import NEWS_ZONES, Document, Sentence, Span
from pipeline.model.record import Evidence
from pipeline.rulebook import Rule, rule, rules

THRESHOLD = 3
"""Weight from which an article reports a meeting: one statement that the cluster met, or as many signs together."""

EXCERPT = 2
"""Weight that is enough for an excerpt without its lead: the reporter was there, the cluster's units are told of."""

MET = frozenset(
    {"report.held", "report.held_of", "report.review_of", "report.meet_within", "report.gathered",
     "report.head_holds", "report.units_meet", "report.branch_meets"}
)  # fmt: skip
OPENING_RULES = MET | {"report.title"}
"""Rules by which title or opening say that the cluster met: the meeting told there is not that of one body."""
SIGNS = 3
"""Different signs that stand for the word of a meeting where the report opens with the cluster."""
SURE = MET | {"report.noun", "report.title", "report.room"}
PRESENT = frozenset({"report.room", "report.members"})
OWN = "report.own_meeting"
NO_LATER = frozenset({"report.coming", "report.decision", "report.council"})
"""What is no longer what the article reports, behind the sentence below the title that says that they met."""

OPENING = 3
"""Sentences of lead and body, beside the title, in which a report says what it is about."""

LIVELY_OPENING = 9
"""Sentences within which a lively report has named its cluster and the day."""

MAX_VIEW = 1500
"""Characters of one sentence that are read; what comes later in it tells of results."""

MARK = "‹c›"
_BRACKETS = regex.compile(r"\s*\([^()‹]{0,400}\)")
_DOTTED = regex.compile(r"(?<![\p{L}])(tp|tx|tt|p|q|t)\.\s?(?=[\p{L}])")
_SPACES = regex.compile(r"\s+")
_NAMELESS = regex.compile(
    r"(?<![\p{L}])(?<!các\s)(?<!những\s)(?<!mỗi\s)(?<!\d\s)(?<!cụm,\s)(?<!khối,\s)(?<!(?:cụm|khối)\svà\s)(?:cụm|khối|khu\s+vực)\s+thi\s+đua(?![\p{L}])"
    r"(?!\s+(?:các|của\s+tỉnh))"
)


@dataclass(frozen=True, slots=True)
class View:
    """One sentence as the rules see it: lower case, names of clusters as ‹c›, brackets gone.

    `place` is `title`, `opening` or the zone; `future`: the sentence tells of something still to come; `named`: of a
    cluster by its name.
    """

    sentence: Sentence
    text: Glance
    place: str
    future: bool = False
    named: bool = False


def is_meeting(views: list[View]) -> tuple[bool, list[Evidence]]:
    """(True, evidence) for a report of a meeting; the evidence names the sentences that decided."""
    weight, opened = 0, False
    fired: dict[str, Sentence] = {}
    for entry in _weighing():
        hit = _first(entry, views)
        if hit is None or _late(entry, hit, fired) or (entry.id == OWN and opened):
            continue
        opened |= entry.id in OPENING_RULES and hit.place in {"title", "opening"}
        weight += int(entry.value or 0)
        fired[entry.id] = hit.sentence
    excerpt = weight >= EXCERPT and fired.keys() >= PRESENT and all(int(rule(name).value or 0) > 0 for name in fired)
    held = (weight >= THRESHOLD and (bool(fired.keys() & SURE) or _lively(views, fired))) or excerpt
    return held, [
        Evidence(field="report", start=sentence.start, end=sentence.end, rule=name)
        for name, sentence in fired.items()
        if (int(rule(name).value or 0) > 0) == held
    ]


def _late(entry: Rule, hit: View, fired: Mapping[str, Sentence]) -> bool:
    met = [fired[name] for name in MET & fired.keys()]
    return entry.id in NO_LATER and any(one.zone != "title" and one.start < hit.sentence.start for one in met)


def _lively(views: list[View], fired: Mapping[str, Sentence]) -> bool:
    """A report that never says that they met: it opens with cluster and day and tells of what is done at meetings.

    One that gets to them later needs a sign more.
    """
    if any(int(rule(name).value or 0) <= 0 for name in fired):
        return False
    opening = [view for view in views if view.place in {"title", "opening"}]
    later = [view for view in views if view.place != "caption"][:LIVELY_OPENING]
    return any(len(fired) >= signs and _opens(first) for first, signs in ((opening, SIGNS), (later, SIGNS + 1)))


def _opens(views: list[View]) -> bool:
    """The cluster and the day are named."""
    return any(view.named for view in views) and any(rule("report.day").regex.search(view.text) for view in views)


@cache
def _weighing() -> tuple[Rule, ...]:
    return tuple(entry for entry in rules("report") if entry.value)


def _first(entry: Rule, views: list[View]) -> View | None:
    """The first sentence that the rule applies to."""
    zones, past, search = entry.zones, entry.label == "for", entry.regex.search
    for view in views:
        if (not zones or view.place in zones) and not (past and view.future) and search(view.text):
            return view
    return None


def sentence_views(doc: Document, clusters: list[Span]) -> list[View]:
    """The news sentences of the article, each as one `View`."""
    views: list[View] = []
    future = rule("report.future").regex
    index = count = 0
    for sentence in doc.sentences:
        if sentence.zone not in NEWS_ZONES:
            continue
        while index < len(clusters) and clusters[index].start < sentence.start:
            index += 1
        before = index
        text, index = _marked(doc, sentence, clusters, index)
        plain = text == doc.low[sentence.start : sentence.end]
        place = sentence.zone
        if place in {"lead", "body"}:
            count += 1
            place = "opening" if count <= OPENING else "body"
        above = views[-1] if views and place == views[-1].place == "title" else None
        if above and above.named and str(above.text).strip() == MARK:
            text, plain, before = f"{MARK} {text}", False, before - 1  # a title in two lines
        seen = Glance(text, spotted(doc.low, sentence.start, sentence.end) if plain else None)
        views.append(View(sentence, seen, place, future.search(seen) is not None, index > before))
    return views


def _marked(doc: Document, sentence: Sentence, clusters: list[Span], index: int) -> tuple[str, int]:
    pieces, position = [], sentence.start
    while index < len(clusters) and clusters[index].start < sentence.end:
        pieces += [doc.low[position : clusters[index].start], MARK]
        position = max(position, clusters[index].end)
        index += 1
    pieces.append(doc.low[position : sentence.end])
    text = "".join(pieces)[:MAX_VIEW]
    if "(" in text:
        text = _BRACKETS.sub(" ", text)
    if "." in text:
        text = _DOTTED.sub(r"\1 ", text)
    if "đua" in text:
        text = _NAMELESS.sub(MARK, text)
    single = len(text.split()) == text.count(" ") + 1
    return text if single else _SPACES.sub(" ", text), index
