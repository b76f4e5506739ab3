"""Where documents come from: gold directories, joined to records from a file or made by the extractor."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.check.document import Document
from pipeline.check.entries import Json

REPOSITORY = Path(__file__).resolve().parents[2]
Extract = Callable[[str, str], Json | None]


@dataclass(frozen=True)
class Pair:
    """A directory of texts and the directory of their gold. `real` texts are for development, all of them."""

    corpus: Path
    gold: Path
    real: bool = False


def is_held(stem: str) -> bool:
    """Is the text in the held-out third?"""
    return int(hashlib.sha256(stem.encode()).hexdigest(), 16) % 3 == 0


def real_pair(base: Path) -> Pair:
    """The pair at `base`: a directory with `corpus/real` and `gold/real`, or that `corpus/real` itself."""
    if (base / "corpus" / "real").is_dir():
        return Pair(base / "corpus" / "real", base / "gold" / "real", real=True)
    return Pair(base, base.parents[1] / "gold" / base.name, real=True)


def default_pairs() -> list[Pair]:
    """The repository's own corpus and, where `KYYEU_REAL` is set, the real texts beside the project."""
    pairs = [Pair(REPOSITORY / "corpus", REPOSITORY / "gold")]
    if os.environ.get("KYYEU_REAL"):
        pairs.insert(0, real_pair(Path(os.environ["KYYEU_REAL"]).resolve()))
    return pairs


def read_gold(path: Path) -> Json:
    """The gold of one text: bare, or under the key `gold`."""
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    inner = data.get("gold")
    return inner if isinstance(inner, dict) else data


def golds(pairs: Iterable[Pair]) -> Iterator[tuple[Pair, Path]]:
    """Every gold file with its pair; an id that occurs twice is taken from the first directory."""
    seen: set[str] = set()
    for pair in pairs:
        for path in sorted(pair.gold.glob("*.json")):
            if path.stem not in seen:
                seen.add(path.stem)
                yield pair, path


@dataclass(frozen=True)
class Only:
    """Which documents are wanted: those of a split and, where `ids` has any, with these ids."""

    split: str = "all"
    ids: frozenset[str] = frozenset()

    def wants(self, pair: Pair, stem: str) -> bool:
        """Is the document wanted?"""
        in_split = self.split == "all" or held(pair, stem) == (self.split == "held")
        return in_split and (not self.ids or stem in self.ids)


def held(pair: Pair, stem: str) -> bool:
    """Is the document of the pair held out?"""
    return not pair.real and is_held(stem)


def extracted(pairs: Iterable[Pair], extract: Extract, only: Only) -> Iterator[Document]:
    """Each text with gold, extracted now."""
    for pair, path in golds(pairs):
        if only.wants(pair, path.stem):
            source = pair.corpus / f"{path.stem}.txt"
            record = extract(source.read_text(encoding="utf-8"), source.name) if source.exists() else None
            yield Document(path.stem, read_gold(path), record, held(pair, path.stem))


def stem_of(uri: str) -> str:
    """The id gold is joined by: the stem of a path or URL; `FILE#row` keeps its row."""
    path, mark, row = uri.partition("#")
    return Path(path.partition("?")[0]).stem + mark + row


def read_records(path: Path) -> dict[str, Json]:
    """The records of a `.jsonl` file by the stem of their article's uri."""
    records: dict[str, Json] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                record = json.loads(line)
                records.setdefault(stem_of(str((record.get("article") or {}).get("uri") or "")), record)
    return records


def recorded(pairs: Iterable[Pair], records: dict[str, Json], only: Only) -> Iterator[Document]:
    """Each gold with its record, `None` where there is none; gold directories without any are left out."""
    listed = list(golds(pairs))
    touched = {pair for pair, path in listed if path.stem in records}
    for pair, path in listed:
        if pair in touched and only.wants(pair, path.stem):
            yield Document(path.stem, read_gold(path), records.get(path.stem), held(pair, path.stem))
