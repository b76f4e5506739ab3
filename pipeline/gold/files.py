"""Gold files and the articles they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.check.sources import REPOSITORY, is_held, stem_of
from pipeline.errors import ExtractionError
from pipeline.fold import nfc
from pipeline.gold.problems import Problem
from pipeline.read.article import read_page
from pipeline.read.discover import find_sources, items
from pipeline.read.items import Tally


class GoldError(ValueError):
    """Gold or articles that cannot be found; the message says which."""


@dataclass(frozen=True)
class GoldSet:
    """Gold files and their articles by stem. `whole`: all of a folder, where an article without gold is a slip."""

    golds: tuple[Path, ...]
    texts: dict[str, str]
    whole: bool

    def is_hidden(self, stem: str) -> bool:
        """Is the article one of the project's held-out third, whose errors nobody reads?"""
        own = {path.parent.resolve() for path in self.golds} <= {REPOSITORY / "gold"}
        return own and is_held(stem)


def corpus_of(gold: Path) -> Path:
    """The corpus beside a folder of gold: its path with the last `gold` as `corpus` (`gold/real`: `corpus/real`)."""
    parts = list(gold.resolve().parts)
    for place in range(len(parts) - 1, -1, -1):
        if parts[place] == "gold":
            return Path(*parts[:place], "corpus", *parts[place + 1 :])
    return gold.resolve().parent / "corpus"


def read_texts(corpus: Path) -> dict[str, str]:
    """The articles of a corpus by the stem of their uri, as the extractor reads them. Raises `GoldError`."""
    if not corpus.exists():
        raise GoldError(f"{corpus}: no such corpus; name it with --corpus")
    texts = {}
    for item in items(find_sources([str(corpus)], Tally())):
        # What cannot be read is no article: gold that needs it will say so.
        with suppress(ExtractionError):
            texts[stem_of(item.uri)] = nfc(read_page(item).text)
    if not texts:
        raise GoldError(f"{corpus}: no articles")
    return texts


def gold_set(paths: Sequence[Path], corpus: Path | None) -> GoldSet:
    """The gold of folders and files; the project's own without any. Raises `GoldError`.

    Without `corpus` each is joined to the corpus beside it.
    """
    given = list(paths) or [REPOSITORY / "gold"]
    golds: list[Path] = []
    texts: dict[str, str] = {}
    for path in given:
        if not path.exists():
            raise GoldError(f"{path}: no such file or folder")
        listed = sorted(path.glob("*.json")) if path.is_dir() else [path]
        golds += listed
        texts |= read_texts(corpus or corpus_of(path if path.is_dir() else path.parent))
        if not listed and not path.is_file():
            raise GoldError(f"{path}: no gold (*.json)")
    return GoldSet(tuple(golds), texts, whole=all(path.is_dir() for path in given))


def stem_of_problem(problem: Problem) -> str:
    """The article a problem belongs to."""
    return Path(problem.file).stem


def is_broken(problems: Iterable[Problem]) -> bool:
    """Is there gold that cannot be used at all: broken JSON, gold without article or the reverse?"""
    return any(problem.kind in ("json", "no_article", "no_gold") for problem in problems)
