"""How well are reports linked to meetings? Pairwise F1 on written pairs and triples, all in one archive.

    python benchmarks/bench_linking.py [tests/data/linking/reports.txt] [--lacking]

Each report goes through the extraction. A pair counts as found when both reports are in one meeting of the archive.
With `--lacking` each report in turn loses its date, its place, its period, the day it appeared or its cluster, and its
own pairs are counted: in the one archive, where each such report replaces itself.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, count
from pathlib import Path

from sqlalchemy import select

from pipeline.api import extract_article
from pipeline.archive import schema
from pipeline.archive.ingest import Ingest
from pipeline.archive.settle import settle
from pipeline.archive.store import Store
from pipeline.archive.versions import Fingerprint
from pipeline.emit.cells import json_line
from pipeline.model.record import Cluster, Record

DEFAULT = Path(__file__).parents[1] / "tests" / "data" / "linking" / "reports.txt"


@dataclass(frozen=True)
class Scores:
    """Pairs of reports: found rightly, found wrongly, missed."""

    right: list[tuple[str, str]]
    wrong: list[tuple[str, str]]
    missed: list[tuple[str, str]]
    sets: int

    @property
    def f1(self) -> float:
        return 2 * len(self.right) / (2 * len(self.right) + len(self.wrong) + len(self.missed))


def written(path: Path) -> Iterator[tuple[str, str, Record]]:
    """Set, meeting and record of each report of the file."""
    name = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("== "):
            name = line[3:]
        elif line and not line.startswith("#"):
            meeting, published, publisher, text = (cell.strip() for cell in line.split("|", 3))
            known = {"published": published, "publisher": publisher or None}
            yield name, meeting, extract_article(text.replace(" // ", "\n\n"), uri=f"{meeting}#{number}", **known)


def score(path: Path, *, backwards: bool = False) -> Scores:
    """Links all reports of the file and counts the pairs."""
    reports = list(written(path))
    gold = {record.article.uri or "": meeting for _, meeting, record in reports}
    with tempfile.TemporaryDirectory() as folder, Store(f"{folder}/archive.db", write=True) as store:
        lines = [json_line(record.to_dict()).encode() for _, _, record in reports]
        Ingest(store).add_all(lines[::-1] if backwards else lines)
        settle(store)
        found = _meetings(store)
    pairs = list(combinations(sorted(gold), 2))
    together = {pair for pair in pairs if gold[pair[0]] == gold[pair[1]]}
    linked = {pair for pair in pairs if found[pair[0]] is not None and found[pair[0]] == found[pair[1]]}
    sets = len({name for name, _, _ in reports})
    return Scores(sorted(together & linked), sorted(linked - together), sorted(together - linked), sets)


def _meetings(store: Store) -> dict[str, int | None]:
    """The meeting of each report, by its place."""
    query = select(schema.articles.c.uri, schema.reports.c.meeting_id).outerjoin(
        schema.reports, schema.reports.c.article_id == schema.articles.c.id
    )
    with store.transaction() as connection:
        return {row.uri: row.meeting_id for row in connection.execute(query)}


FIELDS = ("date", "province", "period", "published", "cluster")


def without(record: Record, field: str) -> Record | None:
    """The record without a field; None when it has none."""
    if field == "published":
        lost = record.article.model_copy(update={"published": None})
        return record.model_copy(update={"article": lost}) if record.article.published else None
    if field == "cluster":
        return record.model_copy(update={"cluster": Cluster()}) if record.cluster and record.cluster.name else None
    if record.meeting is None or getattr(record.meeting, field) is None:
        return None
    return record.model_copy(update={"meeting": record.meeting.model_copy(update={field: None})})


def lacking(path: Path, field: str) -> Scores:
    """The pairs of each report that gives the field, when it is the only one to lose it."""
    reports = [(meeting, record) for _, meeting, record in written(path)]
    gold = {record.article.uri or "": meeting for meeting, record in reports}
    right, wrong, missed = [], [], []
    versions = count()
    with tempfile.TemporaryDirectory() as folder, Store(f"{folder}/archive.db", write=True) as store:

        def give(*records: Record) -> None:
            version = Fingerprint(f"p{next(versions)}", "c")
            Ingest(store, version=version).add_all(json_line(record.to_dict()).encode() for record in records)
            settle(store)

        give(*(record for _, record in reports))
        for _, record in reports:
            poorer, own = without(record, field), record.article.uri or ""
            if poorer is None:
                continue
            give(poorer)
            found = _meetings(store)
            for other in gold:
                if other != own:
                    together, linked = gold[other] == gold[own], found[other] == found[own] is not None
                    where = right if together and linked else missed if together else wrong if linked else []
                    where.append((own, other))
            give(record)
    return Scores(right, wrong, missed, 0)


def main() -> None:
    arguments = [argument for argument in sys.argv[1:] if argument != "--lacking"]
    path = Path(arguments[0]) if arguments else DEFAULT
    if "--lacking" in sys.argv:
        for field in FIELDS:
            scores = lacking(path, field)
            counts = f"{len(scores.right)} right, {len(scores.wrong)} wrong, {len(scores.missed)} missed"
            print(f"without {field}: {counts}; pairwise F1 {scores.f1:.4f}", flush=True)
        return
    scores = score(path)
    for what, pairs in (("wrong", scores.wrong), ("missed", scores.missed)):
        for one, other in pairs:
            print(f"{what}: {one} {other}")
    counts = f"{len(scores.right)} right, {len(scores.wrong)} wrong, {len(scores.missed)} missed"
    print(f"{scores.sets} sets of reports, pairs: {counts}; pairwise F1 {scores.f1:.4f}")


if __name__ == "__main__":
    main()
