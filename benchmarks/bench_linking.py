"""How well are reports linked to meetings? Pairwise F1 on written pairs and triples, all in one archive.

    python benchmarks/bench_linking.py [tests/data/linking/reports.txt]

Each report goes through the extraction. A pair counts as found when both reports are in one meeting of the archive.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from sqlalchemy import select

from pipeline.api import extract_article
from pipeline.archive import schema
from pipeline.archive.ingest import Ingest
from pipeline.archive.settle import settle
from pipeline.archive.store import Store
from pipeline.emit.cells import json_line
from pipeline.model.record import Record

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
        query = select(schema.articles.c.uri, schema.reports.c.meeting_id).outerjoin(
            schema.reports, schema.reports.c.article_id == schema.articles.c.id
        )
        with store.transaction() as connection:
            found = {row.uri: row.meeting_id for row in connection.execute(query)}
    pairs = list(combinations(sorted(gold), 2))
    together = {pair for pair in pairs if gold[pair[0]] == gold[pair[1]]}
    linked = {pair for pair in pairs if found[pair[0]] is not None and found[pair[0]] == found[pair[1]]}
    sets = len({name for name, _, _ in reports})
    return Scores(sorted(together & linked), sorted(linked - together), sorted(together - linked), sets)


def main() -> None:
    scores = score(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT)
    for what, pairs in (("wrong", scores.wrong), ("missed", scores.missed)):
        for one, other in pairs:
            print(f"{what}: {one} {other}")
    counts = f"{len(scores.right)} right, {len(scores.wrong)} wrong, {len(scores.missed)} missed"
    print(f"{scores.sets} sets of reports, pairs: {counts}; pairwise F1 {scores.f1:.4f}")


if __name__ == "__main__":
    main()
