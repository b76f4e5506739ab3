"""Where documents come from, which of them are held out, and slips in gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.check import sources
from pipeline.check.goldcheck import gold_lines, slips
from pipeline.check.sources import Only, Pair

HELD, DEV = "text-5", "text-2"
"""Their hashes are 0 and 2 modulo 3."""


def _write(base: Path, **golds: dict[str, Any]) -> Pair:
    pair = Pair(base / "corpus", base / "gold")
    for folder in (pair.corpus, pair.gold):
        folder.mkdir(parents=True)
    for stem, gold in golds.items():
        (pair.gold / f"{stem}.json").write_text(json.dumps(gold), encoding="utf-8")
        (pair.corpus / f"{stem}.txt").write_text(f"bài {stem}", encoding="utf-8")
    return pair


def _meeting(**parts: Any) -> dict[str, Any]:
    return {"report": "meeting", **parts}


def test_a_third_is_held_out_by_hash() -> None:
    assert (sources.is_held(HELD), sources.is_held(DEV)) == (True, False)
    held = sum(sources.is_held(f"n{i:04d}") for i in range(3000))
    assert 900 < held < 1100


def test_real_texts_are_never_held_out(tmp_path: Path) -> None:
    _write(tmp_path, **{HELD: _meeting()})
    pair = Pair(tmp_path / "corpus", tmp_path / "gold", real=True)
    assert [doc.held for doc in sources.recorded([pair], {HELD: _meeting()}, Only())] == [False]


def test_texts_are_extracted_with_their_name(tmp_path: Path) -> None:
    pair = _write(tmp_path, a=_meeting(), b={"id": "b", "gold": _meeting(cluster={"size": 3})})
    (pair.corpus / "b.txt").unlink()
    documents = list(sources.extracted([pair], lambda text, uri: {"text": text, "uri": uri}, Only()))
    assert [doc.record for doc in documents] == [{"text": "bài a", "uri": "a.txt"}, None]
    assert documents[1].gold == _meeting(cluster={"size": 3})


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        (Only(), [DEV, HELD]),
        (Only("held"), [HELD]),
        (Only("dev"), [DEV]),
        (Only("all", frozenset({HELD})), [HELD]),
        (Only("dev", frozenset({HELD})), []),
    ],
)
def test_only_what_is_wanted_is_extracted(tmp_path: Path, only: Only, expected: list[str]) -> None:
    pair = _write(tmp_path, **{DEV: _meeting(), HELD: _meeting()})
    assert [doc.id for doc in sources.extracted([pair], lambda _t, _u: {}, only)] == expected


def test_an_id_in_two_directories_counts_once(tmp_path: Path) -> None:
    first, second = (
        _write(tmp_path / "1", a=_meeting(), b=_meeting()),
        _write(tmp_path / "2", a={"report": "other"}),
    )
    assert [(p, f.stem) for p, f in sources.golds([first, second])] == [(first, "a"), (first, "b")]


def test_records_are_joined_by_stem_and_missing_ones_count(tmp_path: Path) -> None:
    pair, untouched = _write(tmp_path / "1", a=_meeting(), b=_meeting()), _write(tmp_path / "2", c=_meeting())
    file = tmp_path / "records.jsonl"
    record = _meeting(article={"uri": "https://x.vn/tin/a.html?p=1"})
    file.write_text(json.dumps(record) + "\n\n", encoding="utf-8")
    documents = list(sources.recorded([pair, untouched], sources.read_records(file), Only()))
    assert [(doc.id, doc.record) for doc in documents] == [("a", record), ("b", None)]


@pytest.mark.parametrize(
    ("uri", "stem"),
    [
        ("000.txt", "000"),
        ("corpus/a.b.txt", "a.b"),
        ("https://x.vn/y/z.htm?q=1.2", "z"),
        ("t.csv#4", "t#4"),
        ("", ""),
    ],
)
def test_stems(uri: str, stem: str) -> None:
    assert sources.stem_of(uri) == stem


def test_the_real_texts_are_found_from_either_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "corpus" / "real").mkdir(parents=True)
    expected = Pair(tmp_path / "corpus" / "real", tmp_path / "gold" / "real", real=True)
    assert sources.real_pair(tmp_path) == expected
    assert sources.real_pair(tmp_path / "corpus" / "real") == expected
    monkeypatch.setenv("KYYEU_REAL", str(tmp_path))
    assert sources.default_pairs()[0] == expected
    monkeypatch.delenv("KYYEU_REAL")
    assert sources.default_pairs() == [Pair(sources.REPOSITORY / "corpus", sources.REPOSITORY / "gold")]


@pytest.mark.parametrize(
    ("gold", "expected"),
    [
        (
            {
                "report": "meeting",
                "awards": [{"award": "X", "quote": "bài"}],
                "meeting": {"types_alt": ["khac"]},
            },
            [],
        ),
        ({"report": "meting"}, ["unknown report meting"]),
        ({"report": "other", "oficials": []}, ["unknown key oficials"]),
        ({"report": "other", "meeting": {"dat": "x"}}, ["meeting: unknown key dat"]),
        (
            {"report": "other", "officials": [{"name": "A", "roles": ["chair"]}]},
            ["officials[0].roles: unknown label chair"],
        ),
        (
            {"report": "other", "awards": [{"award": "X", "quote": "đâu"}]},
            ["awards[0]: quote not in the text: đâu"],
        ),
        ({"report": "other", "indicators": [{"kind": "goal"}]}, ["indicators[0].kind: unknown label goal"]),
        ({"report": "other", "meeting": {"time_of_day": None}, "warnings": ["date_conflict"]}, []),
    ],
)
def test_slips_in_gold(gold: dict[str, Any], expected: list[str]) -> None:
    assert list(slips(gold, "một bài")) == expected


def test_gold_without_a_text_is_a_slip(tmp_path: Path) -> None:
    pair = _write(tmp_path, a=_meeting())
    assert gold_lines([pair]) == []
    (pair.corpus / "a.txt").unlink()
    assert gold_lines([pair]) == [f"a: no text {pair.corpus / 'a.txt'}"]
