"""The report's content, and its template filled. Every text of an article or a record is escaped by the template."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from pipeline.check import summary
from pipeline.check.confusion import confusions
from pipeline.check.context import Contexts
from pipeline.check.document import Document
from pipeline.check.errors import Problem
from pipeline.check.report import labels
from pipeline.check.report.marks import Piece, Span, pieces, spans_of
from pipeline.check.score import Counts, Outcome, total

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_DIRECTIONS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Row:
    """One error as the page shows it."""

    number: int
    field: str
    problem: Problem
    sentence: str


@dataclass
class Article:
    """One document as the page shows it."""

    id: str
    held: bool
    title: str
    counts: Counts
    errors: list[Row] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)


def visible(value: object) -> object:
    """Control characters, which HTML forbids, as U+FFFD; characters that turn the direction by their name."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return _DIRECTIONS.sub(lambda mark: f"⟦U+{ord(mark[0]):04X}⟧", _CONTROLS.sub("\ufffd", value))


def _articles(documents: Mapping[str, Document], outcomes: Sequence[Outcome]) -> list[Article]:
    contexts, number, listed = Contexts(documents), 0, []
    by_doc: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        by_doc.setdefault(outcome.doc, []).append(outcome)
    for name, mine in by_doc.items():
        doc = documents[name]
        title = str(doc.found("article").get("title") or "")
        article = Article(name, doc.held, title, total(outcome.counts for outcome in mine))
        spans: list[Span] = []
        for outcome in mine:
            rows = [
                Row(number + index, outcome.field, problem, contexts.sentence(name, problem))
                for index, problem in enumerate(outcome.problems)
            ]
            number += len(rows)
            article.errors += rows
            spans += spans_of(outcome, [row.number for row in rows])
        article.pieces = pieces(doc.text, spans)
        listed.append(article)
    return listed


def _hash(text: str) -> Markup:
    return Markup("'sha256-{}'").format(base64.b64encode(hashlib.sha256(text.encode()).digest()).decode())


@cache
def _template() -> tuple[Template, dict[str, Markup]]:
    """The template, and its own script and style with their hashes for the page's security policy."""
    source = {name: (files(__package__) / f"page.{name}").read_text(encoding="utf-8") for name in ("html", "css", "js")}
    environment = Environment(
        autoescape=True, finalize=visible, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["cause"] = labels.cause_label
    environment.filters["percent"] = lambda value: "–" if value is None else f"{100 * value:.1f}"
    own = {
        "style": Markup(source["css"]),  # noqa: S704 - our own file
        "script": Markup(source["js"]),  # noqa: S704 - our own file
        "style_hash": _hash(source["css"]),
        "script_hash": _hash(source["js"]),
    }
    return environment.from_string(source["html"]), own


def page(documents: Mapping[str, Document], outcomes: Sequence[Outcome], *, show_held: bool) -> str:
    """The report as HTML; of held-out documents the scores only, unless they are to be shown."""
    shown = [outcome for outcome in summary.first_told(outcomes) if show_held or not outcome.held]
    splits = summary.splits_of(outcomes)
    listed = summary.errors(shown, show_held=True)
    template, own = _template()
    return template.render(
        **own,
        names=labels.FIELDS,
        values=labels.VALUES,
        documents=len(documents),
        hidden=0 if show_held else sum(doc.held for doc in documents.values()),
        splits=splits,
        shown_splits=splits if show_held else splits[:1],
        scores=summary.scores(outcomes, "all"),
        f1={split: {s.field: s.counts.f1 for s in summary.scores(outcomes, split)} for split in splits},
        confusions=confusions(shown),
        articles=_articles(documents, shown),
        fields=Counter(error.field for error in listed).most_common(),
        causes=Counter(error.problem.cause for error in listed).most_common(),
        ranked=summary.causes(listed),
    )
