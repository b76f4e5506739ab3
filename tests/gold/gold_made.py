"""A small article and its gold, and gold that hypothesis makes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from pipeline.gold import shape as shapes

TEXT = (
    "Cụm thi đua số 5 tổng kết năm 2020\n\n"
    "Sáng 18/1/2021, ông Lê Văn An, Chủ tịch UBND tỉnh Cà Mau, chủ trì hội nghị.\n"
    "GRDP tăng 8,2%; bốn tỉnh đạt chuẩn; Cà Mau đứng đầu về PAR INDEX; 1.241/1.310 xã; 18 cá nhân được khen.\n"
)

GOLD: dict[str, Any] = {
    "report": "meeting",
    "article": {"title": "Cụm thi đua số 5 tổng kết năm 2020", "published": "2021-01-19T08:30"},
    "cluster": {"name": "Cụm thi đua số 5", "kind": "cum", "scope": "sector", "members": ["Cà Mau", "An Giang"]},
    "meeting": {"types": ["tong_ket"], "types_optional": ["khac"], "date": "2021-01-18", "period": "2020"},
    "officials": [
        {
            "name": "Lê Văn An",
            "honorific": "ông",
            "positions": ["Chủ tịch Ủy ban nhân dân tỉnh Cà Mau"],
            "roles": ["chaired"],
            "quote": "ông Lê Văn An, Chủ tịch UBND tỉnh Cà Mau",
        }
    ],
    "leadership": [
        {
            "office": "head",
            "unit": "Cà Mau",
            "person": "Lê Văn An",
            "year": 2020,
            "status": "incumbent",
            "quote": "ông Lê",
        }
    ],
    "awards": [
        {
            "award": "Bằng khen",
            "status": "conferred",
            "count": 18,
            "recipient_kind": "individual",
            "year": "2019/2020",
            "quote": "18 cá nhân được khen",
            "optional": True,
        }
    ],
    "indicators": [
        {
            "indicator": "grdp_growth",
            "indicator_alt": [None],
            "subject": "cluster",
            "value": 8.2,
            "unit": "%",
            "kind": "result",
            "quote": "GRDP tăng 8,2%",
        },
        {"label": "đạt chuẩn", "subject": "cluster", "value": 4, "unit": "tỉnh", "kind": "result", "quote": "bốn tỉnh"},
        {"indicator": "par_index_rank", "subject": "Cà Mau", "value": 1, "unit": "hạng", "quote": "Cà Mau đứng đầu"},
        {"subject": "cluster", "value": 1241, "total": 1310, "unit": "xã", "quote": "1.241/1.310 xã"},
    ],
    "warnings": ["date_conflict"],
}


def write(base: Path, gold: Any = None, text: str = TEXT, stem: str = "a") -> Path:
    """A corpus and a gold folder with one article; the file of gold."""
    for folder in ("corpus", "gold"):
        (base / folder).mkdir(exist_ok=True)
    (base / "corpus" / f"{stem}.txt").write_text(text, encoding="utf-8")
    path = base / "gold" / f"{stem}.json"
    data = {"id": stem, "gold": GOLD if gold is None else gold}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def copied(**changes: Any) -> dict[str, Any]:
    """The gold with other parts."""
    made: dict[str, Any] = json.loads(json.dumps({**GOLD, **changes}))
    return made


_LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs"))
_WORDS = st.text(_LETTERS, min_size=1, max_size=8)
_TEXTS = st.lists(_WORDS, min_size=1, max_size=3).map(" ".join).filter(lambda text: not text.startswith("{"))
_PIECES = ["Cà Mau", "8,2%", "\n", "«“\"'</script>", "𝒳", "\t", "\u200f", "; ", "ông"]
ARTICLES = st.lists(st.sampled_from(_PIECES), min_size=3, max_size=20)


def _value(key: shapes.Key, written: str) -> st.SearchStrategy[Any]:
    if key.labels:
        item: st.SearchStrategy[Any] = st.sampled_from(key.labels)
    elif key.numeric and key.name != "year":
        item = st.integers(0, 10**12)
        if float in key.types:
            item |= st.floats(0, 10**9).map(lambda number: round(number, 4))
    elif key.name == "year":
        item = st.integers(1950, 2100) | st.just("2017/2018")
    elif key.shape is not None:
        item = _TEXTS | st.fixed_dictionaries({"text" if key.name == "positions" else "name": _TEXTS})
    else:
        item = _TEXTS
    if written != key.name:
        return st.lists(item | st.none(), min_size=1, max_size=3)
    if key.many:
        return st.lists(item, min_size=1, max_size=3, unique_by=lambda value: json.dumps(value))
    return item


def _entry(part: str) -> st.SearchStrategy[dict[str, Any]]:
    known = shapes.keys({**shapes.OBJECTS, **shapes.LISTS}[part])
    must = set(shapes.REQUIRED.get(part, ()))
    needed = {name: _value(known[name], name) for name in must}
    spare = {name: _value(key, name) for name, key in known.items() if name not in must}
    spare |= {f"{name}_alt": _value(key, f"{name}_alt") for name, key in known.items()}
    if part in shapes.LISTS:
        spare["optional"] = st.just(True)
    return st.fixed_dictionaries(needed, optional=spare)


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """An article and sound gold of it, with any value the shape allows."""
    text = "".join(draw(ARTICLES)) + "x"
    gold: dict[str, Any] = {"report": "meeting"}
    for part in shapes.OBJECTS:
        if value := draw(_entry(part)):
            gold[part] = value
    for part in shapes.LISTS:
        entries = draw(st.lists(_entry(part), max_size=3))
        if part == "officials":
            entries = list({entry["name"]: entry for entry in entries}.values())
        for entry in entries:
            start = draw(st.integers(0, len(text) - 1))
            quote = text[start : draw(st.integers(start + 1, len(text)))].strip() or "x"
            entry["quote"] = quote
        if entries:
            gold[part] = entries
    return text, gold
