"""What a Python program calls: one text in, one record out; many files in, records and failures out."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final, TypedDict, Unpack

from pipeline.errors import ExtractionError
from pipeline.model.document import Known, Zone
from pipeline.model.record import Failure, Record
from pipeline.model.sourced import sourced
from pipeline.read.article import check_unicode, read_page
from pipeline.read.discover import WEB, Source, find_sources, items
from pipeline.read.items import MAX_BYTES, Item, Page, Tally
from pipeline.workers import TIMEOUT, Job, run_ordered

MAX_CHARS: Final = 20_000_000
"""Characters of the longest text that is tried; the longest report known has 40,000."""

WARM_UP_TEXT: Final = "Sáng 18/1/2021, Cụm thi đua các tỉnh Tây Nam Bộ tổ chức Hội nghị tổng kết năm 2020."
"""Extracted once in each worker before its first document: loading must not count as that document's time."""

_VISIBLE = re.compile(r"\w")


class ArticleMeta(TypedDict, total=False):
    """What is known of an article beside its text; the last three as `pipeline.model.document.Meta` has them."""

    uri: str | None
    title: str | None
    published: str | None
    publisher: str | None
    author: str | None
    zones: Sequence[Zone]
    known: Mapping[str, Known]
    warnings: Sequence[tuple[str, str]]


def extract(text: str, *, uri: str | None = None, title: str | None = None, published: str | None = None) -> Record:
    """The record of one article.

    `text` is the whole article in reading order; `title` and `published` (an ISO date) are what is known
    beside it. Raises `ExtractionError` and nothing else: `empty` (no letter or digit), `too_large`,
    `encoding` (lone surrogates), `unsupported` (not a string), `timeout`, `crash`.
    """
    return extract_article(text, uri=uri, title=title, published=published)


def extract_article(text: str, **meta: Unpack[ArticleMeta]) -> Record:
    """As `extract`, with what else a reader may know of the article."""
    for key in ("uri", "title", "published", "publisher", "author"):
        if meta.get(key) is not None:
            _check_string(meta[key])
    _check_text(text)
    try:
        from pipeline import stages

        record: Record = stages.build_record(text, **meta)
        _check_evidence(record)
    except ExtractionError:
        raise
    except TimeoutError as error:
        raise ExtractionError("timeout", "a pattern took too long on this text") from error
    except Exception as error:
        raise ExtractionError("crash", f"{type(error).__name__}: {error}") from error
    return record


def run(
    paths: Iterable[str | os.PathLike[str]] | str | os.PathLike[str],
    *,
    workers: int = 1,
    timeout: float = TIMEOUT,
    max_bytes: int = MAX_BYTES,
) -> Iterator[Record | Failure]:
    """The record or the failure of each article of files, folders, addresses and `-`, in order.

    `timeout` is in seconds for each document, `max_bytes` the longest document that is read. The work is done
    in `workers` child processes. Raises nothing for bad input; a missing file is a `Failure`.
    """
    given = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    sources = find_sources([os.fspath(path) for path in given], Tally())
    found = items(sources, max_bytes, fetch=fetch_for(sources, max_bytes))
    yield from run_items(found, workers=workers, timeout=timeout, max_bytes=max_bytes)


def fetch_for(sources: Sequence[Source], max_bytes: int) -> Callable[[str], Item] | None:
    """What gets the pages of the web among the sources; `None` where there are none."""
    if all(source.kind != WEB for source in sources):
        return None
    from pipeline.fetch.single import Web

    return Web(max_bytes).item


def run_items(
    found: Iterable[Item], *, workers: int = 1, timeout: float = TIMEOUT, max_bytes: int = MAX_BYTES
) -> Iterator[Record | Failure]:
    """As `run`, for items that were found already."""
    job = Job(partial(work_item, max_bytes=max_bytes), lost_item, warm_up)
    for _, result in run_ordered(found, job, workers=workers, timeout=timeout):
        yield Record.model_validate_json(result) if isinstance(result, bytes) else result


def extract_page(page: Page, uri: str | None = None) -> Record:
    """The record of a page as a reader gives it: its zones and the places of its metadata are kept."""
    return extract_article(
        page.text,
        uri=uri,
        title=page.title,
        published=page.published,
        publisher=page.publisher,
        author=page.author,
        zones=[Zone(block.zone, block.start, block.end) for block in page.blocks if block.zone],
        known={fact.field: Known(fact.source, fact.start, fact.end, fact.rule) for fact in page.facts},
        warnings=page.warnings,
    )


def process_item(item: Item, max_bytes: int) -> Record | Failure:
    """The record or failure of one item. Raises nothing, so that one document is one result."""
    try:
        page = read_page(item, max_bytes)
        return extract_page(page, item.uri)
    except ExtractionError as error:
        return Failure(uri=item.uri, code=error.code, message=error.message)
    except Exception as error:  # noqa: BLE001 (a defect of ours costs one document, under a code)
        return lost_item(item, "crash", f"{type(error).__name__}: {error}")


def warm_up() -> None:
    """Loads what a worker needs. What is wrong with it each document will say."""
    try:
        extract(WARM_UP_TEXT)
    except ExtractionError:
        return
    # Rules and names stay to the end: the collector need not look through them again with every document.
    gc.freeze()


def work_item(item: Item, max_bytes: int) -> bytes | Failure:
    """As `process_item`, the record as JSON."""
    # JSON crosses to the parent in a third of the time that a pickled model takes.
    result = process_item(item, max_bytes)
    return result if isinstance(result, Failure) else result.model_dump_json(by_alias=True).encode()


def lost_item(item: Item, code: str, message: str) -> Failure:
    """What stands for an article that hung or broke its process."""
    return Failure(uri=item.uri, code=code, message=message)


def _check_string(value: object) -> None:
    if not isinstance(value, str):
        raise ExtractionError("unsupported", f"{type(value).__name__} where a string is needed")
    check_unicode(value)


def _check_text(text: str) -> None:
    _check_string(text)
    if len(text) > MAX_CHARS:
        raise ExtractionError("too_large", f"{len(text):,} characters; at most {MAX_CHARS:,} are read")
    if not _VISIBLE.search(text):
        raise ExtractionError("empty", "the text has no letter and no digit")


def _check_evidence(record: Record) -> None:
    """Every quote is a piece of the text; anything else is a defect and must not leave the house."""
    length = len(record.article.text)
    for part, index, entry in sourced(record):
        for found in entry.evidence:
            if not 0 <= found.start < found.end <= length:
                where = part if index is None else f"{part}[{index}]"
                raise ValueError(f"evidence of {where}.{found.field} is out of bounds")
