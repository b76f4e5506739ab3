"""Documents for the tests of the report: two with errors, one held out, and one as hostile as it gets."""

from __future__ import annotations

from typing import Any

from pipeline.check.document import Document
from pipeline.check.fields import FIELDS
from pipeline.check.report import page
from pipeline.check.score import score

HOSTILE = "</script><script>alert(1)</script> <img src=x onerror=alert(1)> \"'&amp; {{ 7*7 }} ]]> \u202eabc\u2066 \x01"
SHOWN = HOSTILE.replace("\u202e", "⟦U+202E⟧").replace("\u2066", "⟦U+2066⟧").replace("\x01", "\ufffd")
TEXT = "Hậu Giang đạt 83,41%, Long An 68,6%.\nÔng Lê Văn An chủ trì. Đề nghị tặng Cờ thi đua cho Cà Mau."
KEPT_BACK = "Bài để dành"

Json = dict[str, Any]


def figure(value: float, subject: str, quote: str, text: str = TEXT, *, found: str = "") -> tuple[Json, Json]:
    """A figure as gold has it and as the record has it, there of the subject `found`."""
    start = text.index(quote)
    evidence = [{"field": "value", "start": start, "end": start + len(quote), "rule": "figures.percent"}]
    plain = {"value": value, "subject": subject, "unit": "%", "kind": "result"}
    return {**plain, "quote": quote}, {**plain, "subject": found or subject, "evidence": evidence}


def document(name: str, gold: Json, found: Json, *, text: str = TEXT, held: bool = False, title: str = "") -> Document:
    """Gold and record of a meeting."""
    article = {"text": text, "title": title, "uri": f"{name}.txt"}
    meeting = {"report": "meeting"}
    return Document(name, {**meeting, **gold}, {**meeting, "article": article, **found}, held)


def documents() -> list[Document]:
    """`một` with a wrong subject and a phantom, `hai` with a status, `ba` held out, and a hostile one."""
    right = figure(83.41, "Hậu Giang", "Hậu Giang đạt 83,41%")
    wrong = figure(68.6, "Long An", "Long An 68,6%", found="Hậu Giang")
    made_up = figure(6.5, "Cà Mau", "Cà Mau")[1]
    start = TEXT.index("Cờ thi đua")
    award = {"award": "Cờ thi đua của Chính phủ", "recipients": ["Cà Mau"]}
    evidence = [{"field": "award", "start": start, "end": start + 10, "rule": "awards.flag"}]
    hostile_gold, hostile_found = figure(1, HOSTILE, HOSTILE, text=HOSTILE)
    hostile_found["evidence"][0]["rule"] = HOSTILE
    return [
        document("một", {"indicators": [right[0], wrong[0]]}, {"indicators": [right[1], wrong[1], made_up]}),
        document(
            "hai",
            {"awards": [{**award, "status": "proposed", "quote": "tặng Cờ thi đua cho Cà Mau"}]},
            {"awards": [{**award, "status": "conferred", "evidence": evidence}]},
        ),
        document("ba", {"indicators": [right[0]]}, {}, held=True, text=KEPT_BACK, title=KEPT_BACK),
        document(
            HOSTILE,
            {"indicators": [hostile_gold], "officials": [{"name": HOSTILE, "roles": ["spoke"], "quote": HOSTILE}]},
            {"indicators": [{**hostile_found, "value": 10}], "officials": [{"name": "B", "roles": [HOSTILE]}]},
            text=HOSTILE,
            title=HOSTILE,
        ),
    ]


def made_page(*, show_held: bool = False) -> str:
    """The report of these documents."""
    listed = documents()
    return page({doc.id: doc for doc in listed}, score(FIELDS, listed), show_held=show_held)
