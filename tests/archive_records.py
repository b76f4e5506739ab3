"""Records for the tests of the archive: a text, and values that point into it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from pipeline.model.record import Record

Data = dict[str, Any]


def record(text: str, *, uri: str | None = "a.txt", report: str = "meeting", **parts: Any) -> Record:
    """A record of `text`. `parts` are those of the contract; `article` holds what is known beside the text."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    article = {"uri": uri, "title": text.splitlines()[0], "text": text, "sha256": sha, **parts.pop("article", {})}
    if report == "meeting":
        parts = {"cluster": {}, "meeting": {}, **parts}
    return Record.model_validate({"id": sha[:16], "report": report, "article": article, **parts})


def line(found: Record) -> bytes:
    """The line of `records.jsonl`."""
    return (json.dumps(found.to_dict(), ensure_ascii=False) + "\n").encode()


def span(text: str, field: str, quote: str, rule: str = "made.rule") -> Data:
    """Evidence for the first time that `quote` stands in the text."""
    start = text.index(quote)
    return {"field": field, "start": start, "end": start + len(quote), "rule": rule}


SOUTH_WEST = "Cụm thi đua các tỉnh Tây Nam Bộ"


def meeting(number: int, *, value: float = 8.2, uri: str | None = None, **fields: Any) -> Record:
    """A meeting of its own for each number, with something in every table."""
    year = 2000 + number % 20
    host = f"Huyện {number}"
    text = (
        f"{SOUTH_WEST} tổng kết năm {year}\n\nNgày 18/1/{year + 1}, tại {host}, {SOUTH_WEST} họp. "
        f"Đồng chí Trần Văn {number}, "
        f"Phó Chủ tịch Ủy ban nhân dân tỉnh Cà Mau, chủ trì. GRDP của tỉnh Cà Mau tăng {value}%. Bầu Bạc Liêu làm "
        f"Cụm trưởng. Đề nghị tặng Cờ thi đua của Chính phủ cho tỉnh Cà Mau. Bản số {number}."
    )
    name = f"Trần Văn {number}"
    post = "Phó Chủ tịch Ủy ban nhân dân tỉnh Cà Mau"
    return record(
        text,
        uri=uri or f"{number}.txt",
        cluster={"name": f"Cụm thi đua {host}", "kind": "cum", "scope": "local"},
        meeting={
            "types": ["tong_ket"],
            "date": f"{year + 1}-01-18",
            "period": str(year),
            "province": "Cà Mau",
            **fields,
        },
        officials=[
            {
                "name": name,
                "positions": [{"text": post, "title": "Phó Chủ tịch", "province": "Cà Mau"}],
                "roles": ["chaired"],
                "evidence": [span(text, "name", name), span(text, "positions[0]", post)],
            }
        ],
        leadership=[
            {"office": "head", "unit": "Bạc Liêu", "status": "elected", "evidence": [span(text, "unit", "Bạc Liêu")]}
        ],
        awards=[
            {
                "award": "Cờ thi đua của Chính phủ",
                "status": "proposed",
                "recipients": [{"name": "Cà Mau", "kind": "province"}],
                "evidence": [span(text, "award", "Cờ thi đua của Chính phủ")],
            }
        ],
        indicators=[
            {
                "indicator": "grdp_growth",
                "subject": "Cà Mau",
                "value": value,
                "unit": "%",
                "change": "increase",
                "evidence": [span(text, "value", f"{value}%")],
            }
        ],
    )


def write(path: Path, records: list[Record]) -> Path:
    """The records as a file."""
    path.write_bytes(b"".join(map(line, records)))
    return path
