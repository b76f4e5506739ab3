"""The results of the shards: one Parquet file each, put in its place when it is whole."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from pipeline.emit.render import Rendered
from pipeline.model.record import Failure
from pipeline.read.items import MARK, Item, LedgerRow

if TYPE_CHECKING:
    import pyarrow

ROWS: Final = 256
"""Rows that are held before they are written."""

COLUMNS: Final = ("uri", "size", "mark", "outcome", "record", "failure", "tables", "counts", "warnings", "passed_over")
"""`record` and `failure` are JSON; so are `tables` (lines by table), `counts` and `passed_over` (ledger, skipped)."""

Result = tuple[Item, Rendered]


class BrokenPartError(Exception):
    """A part that cannot be read: it was damaged after it was written."""


class Parts:
    """The folder of the parts, on a disk or a store that all workers share. Raises `OSError` when it refuses.

    `where`: a path, or an address that fsspec knows (`s3://bucket/parts`).
    """

    def __init__(self, where: str) -> None:
        from fsspec.core import url_to_fs

        self.where = where
        self._system, self._root = url_to_fs(where)
        self._local = "file" in self._system.protocol
        if self._local:
            self._system.makedirs(self._root, exist_ok=True)

    def names(self) -> set[str]:
        """The parts that are there."""
        return {name for name in self._files() if name.endswith(".parquet")}

    def write(self, name: str, results: Iterable[Result]) -> int:
        """Writes a part; it has its name only when it is whole. Returns the number of articles."""
        beside = f".{name}.{uuid.uuid4().hex}.tmp"
        try:
            with self._system.open(self._path(beside), "wb") as file:
                articles = _write(file, results)
                if self._local:
                    file.flush()
                    os.fsync(file.fileno())
        except BaseException:
            self.remove(beside)
            raise
        if self._local:
            os.replace(self._path(beside), self._path(name))  # noqa: PTH105 (the paths are those of fsspec)
        else:
            self._system.mv(self._path(beside), self._path(name))
        return articles

    def read(self, name: str) -> Iterator[Result]:
        """The results of a part, in order. Raises `BrokenPartError`."""
        import pyarrow
        from pyarrow import parquet

        try:
            with self._system.open(self._path(name), "rb") as file:
                for batch in parquet.ParquetFile(file).iter_batches(ROWS):
                    yield from map(_result, batch.to_pylist())
        except (pyarrow.ArrowException, OSError, KeyError, ValueError) as error:
            raise BrokenPartError(f"{name}: {error}") from error

    def check(self, name: str) -> None:
        """Reads the part through. Raises `BrokenPartError`."""
        for _ in self.read(name):
            pass

    def remove(self, name: str) -> None:
        """Removes a part, if it is there."""
        try:
            self._system.rm(self._path(name))
        except FileNotFoundError:
            return

    def sweep(self, names: Iterable[str]) -> None:
        """Removes what lost workers left unfinished of these parts."""
        wanted = set(names)
        for path in self._files():
            if path.startswith(".part-") and path.endswith(".tmp") and path[1:].rsplit(".", 2)[0] in wanted:
                self.remove(path)

    def _files(self) -> list[str]:
        self._system.invalidate_cache()
        try:
            found = self._system.ls(self._root, detail=False)
        except FileNotFoundError:
            return []
        return [str(path).rsplit("/", 1)[-1] for path in found]

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"


def _schema() -> pyarrow.Schema:
    import pyarrow

    kinds = {"size": pyarrow.int64(), "mark": pyarrow.bool_(), "warnings": pyarrow.list_(pyarrow.string())}
    return pyarrow.schema([(name, kinds.get(name, pyarrow.string())) for name in COLUMNS])


def _write(file: Any, results: Iterable[Result]) -> int:
    from pyarrow import parquet

    articles = 0
    rows: list[dict[str, Any]] = []
    with parquet.ParquetWriter(file, _schema(), compression="zstd") as writer:
        for item, rendered in results:
            articles += item.kind != MARK
            rows.append(_row(item, rendered))
            if len(rows) == ROWS:
                _flush(writer, rows)
        if rows:
            _flush(writer, rows)
    return articles


def _flush(writer: Any, rows: list[dict[str, Any]]) -> None:
    import pyarrow

    writer.write_table(pyarrow.Table.from_pylist(rows, schema=_schema()))
    rows.clear()


def _row(item: Item, rendered: Rendered) -> dict[str, Any]:
    tables = {name: text for name, text in rendered.lines.items() if name not in {"records", "failures"}}
    return {
        "uri": item.uri,
        "size": item.size,
        "mark": item.kind == MARK,
        "outcome": rendered.outcome,
        "record": rendered.lines.get("records"),
        "failure": rendered.lines.get("failures"),
        "tables": _json(tables),
        "counts": _json(rendered.rows),
        "warnings": list(rendered.warnings),
        "passed_over": _json([item.ledger, item.skipped]),
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _result(row: dict[str, Any]) -> Result:
    ledger, skipped = json.loads(row["passed_over"])
    item = Item(
        row["uri"],
        row["size"],
        kind=MARK if row["mark"] else None,
        ledger=tuple(LedgerRow(*entry) for entry in ledger),
        skipped=tuple(skipped),
    )
    lines = json.loads(row["tables"])
    if row["record"] is not None:
        lines = {"records": row["record"], **lines}
    if row["failure"] is not None:
        lines["failures"] = row["failure"]
    failure = None if row["failure"] is None else Failure.model_validate_json(row["failure"])
    return item, Rendered(row["outcome"], lines, json.loads(row["counts"]), tuple(row["warnings"]), failure)
