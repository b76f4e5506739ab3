"""Where documents come from: gold folders, joined to records from a file or made by the extractor."""

from __future__ import annotations

import hashlib
import json
import os
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.check import places
from pipeline.check.bad_input import BadInput
from pipeline.check.document import Document
from pipeline.check.entries import Json
from pipeline.check.shapes import shape_errors
from pipeline.read.discover import find_sources, items
from pipeline.read.items import MAX_BYTES, Item, Tally

REPOSITORY = Path(__file__).resolve().parents[2]
GATE = "gate.toml"
"""The file in a gold folder that holds its floors and says whether a third of it is held out."""

Extract = Callable[[Item], tuple[Json | None, str]]
"""The record of an article (`None` where none could be made) and its text."""


@dataclass(frozen=True)
class Pair:
    """A folder of articles and the folder of their gold; `split`: a third of the documents is held out."""

    corpus: Path
    gold: Path
    split: bool = False

    def is_held(self, stem: str) -> bool:
        """Is the document held out?"""
        return self.split and is_held(stem)


def is_held(stem: str) -> bool:
    """Is the text in the held-out third?"""
    return int(hashlib.sha256(stem.encode()).hexdigest(), 16) % 3 == 0


def pair_of(corpus: Path, gold: Path) -> Pair:
    """The pair, held out as the gold folder's own `gate.toml` says. Raises `BadInput`."""
    return Pair(corpus, gold, bool(read_toml(gold / GATE).get("held_out")))


def read_toml(path: Path) -> dict[str, Any]:
    """The file, empty where there is none. Raises `BadInput`."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise BadInput(f"{path}: {error}") from error


def own_pair() -> Pair:
    """`corpus/` and `gold/` of the current folder, or else of the project. Raises `BadInput`."""
    here = Path("corpus"), Path("gold")
    own = here if all(folder.is_dir() for folder in here) else (REPOSITORY / "corpus", REPOSITORY / "gold")
    return pair_of(*own)


def default_pairs() -> list[Pair]:
    """`own_pair` and, where `KYYEU_REAL` names them, the real reports. Raises `BadInput`."""
    pairs = [own_pair()]
    if os.environ.get("KYYEU_REAL"):
        base = Path(os.environ["KYYEU_REAL"]).resolve()
        pairs.insert(0, pair_of(base / "corpus" / "real", base / "gold" / "real"))
    return pairs


def read_text(path: Path) -> str:
    """The file as UTF-8. Raises `BadInput`."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise BadInput(f"{path}:{line}: not UTF-8") from error


def parse_json(text: str, where: Path | str, line: int = 1) -> Any:
    """The value in `text`, which starts in `line`. Raises `BadInput`."""
    try:
        return places.loads(text)
    except json.JSONDecodeError as error:
        raise BadInput(f"{where}:{line + error.lineno - 1}: {error.msg} (column {error.colno})") from error
    except RecursionError as error:
        raise BadInput(f"{where}:{line}: nested too deeply") from error


def read_gold(path: Path) -> Json:
    """The gold of one article: bare, or under the key `gold`. Raises `BadInput`."""
    text = read_text(path)
    data = parse_json(text, path)
    inner = data.get("gold") if isinstance(data, Mapping) else None
    gold, top = (inner, ("gold",)) if isinstance(inner, Mapping) else (data, ())
    for where, slip in shape_errors(gold):
        at = (*top, *where)
        raise BadInput(f"{path}:{places.parse(text).line(at)}: {places.show_slip(at, slip)}")
    return dict(gold)


def golds(pairs: Iterable[Pair]) -> Iterator[tuple[Pair, Path]]:
    """Every gold file with its pair; an id that occurs twice is taken from the first folder. Raises `BadInput`."""
    seen: set[str] = set()
    for pair in pairs:
        if not pair.gold.is_dir():
            raise BadInput(f"{pair.gold}: no such folder")
        paths = sorted(pair.gold.glob("*.json"))
        if not paths:
            raise BadInput(f"{pair.gold}: no gold (*.json) in it")
        for path in paths:
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
        in_split = self.split == "all" or pair.is_held(stem) == (self.split == "held")
        return in_split and (not self.ids or stem in self.ids)


def articles(pair: Pair) -> dict[str, Item]:
    """The articles of the pair by stem. Raises `BadInput` for none, for one without gold, for two of one name."""
    if not pair.corpus.is_dir():
        raise BadInput(f"{pair.corpus}: no such folder")
    found: dict[str, Item] = {}
    for item in items(find_sources([str(pair.corpus)], Tally()), MAX_BYTES):
        stem = stem_of(item.uri)
        if stem in found:
            raise BadInput(f"{pair.corpus / item.uri}: a second article {stem}, beside {found[stem].uri}")
        if not (pair.gold / f"{stem}.json").is_file():
            raise BadInput(f"{pair.corpus / item.uri}: no gold {pair.gold / f'{stem}.json'}")
        found[stem] = item
    if not found:
        raise BadInput(f"{pair.corpus}: no articles in it")
    return found


def extracted(pairs: Sequence[Pair], extract: Extract, only: Only) -> Iterator[Document]:
    """Each article with gold, extracted now. Raises `BadInput` before the first where the input is not sound."""
    read: list[tuple[Pair, str, Json, Item]] = []
    listed = list(golds(pairs))
    found = {pair: articles(pair) for pair in dict.fromkeys(pair for pair, _ in listed)}
    for pair, path in listed:
        if path.stem not in found[pair]:
            raise BadInput(f"{path}: no article {path.stem} in {pair.corpus}")
        if only.wants(pair, path.stem):
            read.append((pair, path.stem, read_gold(path), found[pair][path.stem]))
    for pair, stem, gold, item in read:
        record, text = extract(item)
        yield Document(stem, gold, record, pair.is_held(stem), text)


def stem_of(uri: str) -> str:
    """The id gold is joined by: the stem of a path or URL; `FILE#row` keeps its row."""
    path, mark, row = uri.partition("#")
    return Path(path.partition("?")[0]).stem + mark + row


@dataclass(frozen=True)
class Records:
    """The records of a file by the stem of their article's uri, and the stems that occur more than once."""

    path: Path
    by_stem: Mapping[str, Json]
    lines: Mapping[str, list[int]]

    def get(self, stem: str) -> Json | None:
        """The record. Raises `BadInput` where there are two."""
        if len(self.lines.get(stem, ())) > 1:
            raise BadInput(f"{self.path}:{self.lines[stem][1]}: a second record of {stem}")
        return self.by_stem.get(stem)


def read_records(path: Path) -> Records:
    """The records of a `.jsonl` file. Raises `BadInput` with the line that is none."""
    by_stem: dict[str, Json] = {}
    lines: dict[str, list[int]] = {}
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        record = parse_json(line, path, number)
        for where, slip in shape_errors(record):
            raise BadInput(f"{path}:{number}: {places.show_slip(where, slip)}")
        stem = stem_of(str((record.get("article") or {}).get("uri") or ""))
        by_stem[stem] = record
        lines.setdefault(stem, []).append(number)
    if not by_stem:
        raise BadInput(f"{path}: no records in it")
    return Records(path, by_stem, lines)


def recorded(pairs: Sequence[Pair], records: Records, only: Only) -> Iterator[Document]:
    """Each gold with its record, `None` where there is none; gold folders without any record are left out.

    Raises `BadInput` where no record has gold.
    """
    listed = list(golds(pairs))
    touched = Counter(pair for pair, path in listed if path.stem in records.by_stem)
    if not touched:
        raise BadInput(f"{records.path}: none of its records has gold in {', '.join(str(p.gold) for p in pairs)}")
    for pair, path in listed:
        if pair in touched and only.wants(pair, path.stem):
            yield Document(path.stem, read_gold(path), records.get(path.stem), pair.is_held(path.stem))
