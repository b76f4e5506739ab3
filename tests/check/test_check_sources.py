"""Where documents come from, which of them are held out, and what is refused with file and line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.check import sources
from pipeline.check.bad_input import BadInput
from pipeline.check.command import extract
from pipeline.check.entries import Json
from pipeline.check.places import show_slip
from pipeline.check.shapes import shape_errors
from pipeline.check.sources import Only, Pair, pair_of
from pipeline.read.items import Item

HELD, DEV = "text-5", "text-2"
"""Their hashes are 0 and 2 modulo 3."""


def _write(base: Path, *, split: bool = False, **golds: dict[str, Any]) -> Pair:
    corpus, gold = base / "corpus", base / "gold"
    for folder in (corpus, gold):
        folder.mkdir(parents=True)
    for stem, content in golds.items():
        (gold / f"{stem}.json").write_text(json.dumps(content), encoding="utf-8")
        (corpus / f"{stem}.txt").write_text(f"bài {stem}", encoding="utf-8")
    if split:
        (gold / "gate.toml").write_text("held_out = true", encoding="utf-8")
    return pair_of(corpus, gold)


def _meeting(**parts: Any) -> dict[str, Any]:
    return {"report": "meeting", **parts}


def _extract(item: Item) -> tuple[Json | None, str]:
    assert item.path is not None
    text = item.path.read_text(encoding="utf-8")
    return {"article": {"text": text, "uri": item.uri}}, text


def test_a_third_is_held_out_by_hash() -> None:
    assert (sources.is_held(HELD), sources.is_held(DEV)) == (True, False)
    held = sum(sources.is_held(f"n{i:04d}") for i in range(3000))
    assert 900 < held < 1100


@pytest.mark.parametrize("split", [True, False])
def test_documents_are_held_out_where_the_gold_folder_says_so(tmp_path: Path, split: bool) -> None:
    pair = _write(tmp_path, split=split, **{HELD: _meeting(), DEV: _meeting()})
    documents = sources.extracted([pair], _extract, Only())
    assert {doc.id: doc.held for doc in documents} == {DEV: False, HELD: split}


def test_articles_are_extracted_with_their_name(tmp_path: Path) -> None:
    pair = _write(tmp_path, a=_meeting(), b={"id": "b", "gold": _meeting(cluster={"size": 3})})
    (pair.corpus / "README.md").write_text("no article", encoding="utf-8")
    documents = list(sources.extracted([pair], _extract, Only()))
    assert [doc.found("article") for doc in documents] == [
        {"text": "bài a", "uri": "a.txt"},
        {"text": "bài b", "uri": "b.txt"},
    ]
    assert documents[1].gold == _meeting(cluster={"size": 3})


def test_articles_may_be_pages_and_rows_of_tables(tmp_path: Path) -> None:
    pair = _write(tmp_path, **{"p": _meeting(), "t#2": _meeting(), "t#1": _meeting()})
    for path in pair.corpus.iterdir():
        path.unlink()
    (pair.corpus / "p.html").write_text("<title>P</title><p>x</p>", encoding="utf-8")
    (pair.corpus / "t.jsonl").write_text('{"text": "một"}\n{"text": "hai"}\n', encoding="utf-8")
    documents = sources.extracted([pair], extract, Only())
    assert {doc.id: doc.text.split() for doc in documents} == {"p": ["P", "x"], "t#1": ["một"], "t#2": ["hai"]}


def test_without_a_record_the_text_is_still_there(tmp_path: Path) -> None:
    pair = _write(tmp_path, a=_meeting())
    (document,) = sources.extracted([pair], lambda _: (None, "bài a"), Only())
    assert (document.record, document.text) == (None, "bài a")


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
    pair = _write(tmp_path, split=True, **{DEV: _meeting(), HELD: _meeting()})
    assert [doc.id for doc in sources.extracted([pair], _extract, only)] == expected


def test_an_id_in_two_folders_counts_once(tmp_path: Path) -> None:
    first = _write(tmp_path / "1", a=_meeting(), b=_meeting())
    second = _write(tmp_path / "2", a={"report": "other"})
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


def test_the_folders_that_are_taken_without_options(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KYYEU_REAL", raising=False)
    monkeypatch.chdir(tmp_path)
    assert sources.default_pairs() == [pair_of(sources.REPOSITORY / "corpus", sources.REPOSITORY / "gold")]
    monkeypatch.setenv("KYYEU_REAL", str(tmp_path / "r"))
    assert sources.default_pairs()[0] == Pair(tmp_path / "r" / "corpus" / "real", tmp_path / "r" / "gold" / "real")
    own = _write(tmp_path, a=_meeting())
    assert sources.own_pair() == Pair(Path("corpus"), Path("gold"))
    assert own.gold == sources.own_pair().gold.resolve()


def _refused(pair: Pair) -> str:
    with pytest.raises(BadInput) as refused:
        list(sources.extracted([pair], _extract, Only()))
    return str(refused.value)


def test_what_is_missing_is_refused(tmp_path: Path) -> None:
    pair = _write(tmp_path, a=_meeting(), b=_meeting())
    (pair.corpus / "b.txt").unlink()
    assert _refused(pair) == f"{pair.gold / 'b.json'}: no article b in {pair.corpus}"
    (pair.corpus / "a.txt").unlink()
    assert _refused(pair) == f"{pair.corpus}: no articles in it"
    (pair.corpus / "c.html").write_text("x", encoding="utf-8")
    assert _refused(pair) == f"{pair.corpus / 'c.html'}: no gold {pair.gold / 'c.json'}"
    assert _refused(Pair(tmp_path / "no", pair.gold)) == f"{tmp_path / 'no'}: no such folder"
    assert _refused(Pair(pair.corpus, tmp_path / "no")) == f"{tmp_path / 'no'}: no such folder"
    assert _refused(Pair(pair.corpus, pair.corpus)) == f"{pair.corpus}: no gold (*.json) in it"


def test_two_articles_of_one_name_are_refused(tmp_path: Path) -> None:
    pair = _write(tmp_path, a=_meeting())
    (pair.corpus / "a.html").write_text("x", encoding="utf-8")
    assert _refused(pair).endswith("a.txt: a second article a, beside a.html")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{\n "report": "meeting",\n}', ":3: Expecting property name enclosed in double quotes (column 1)"),
        (b"", ":1: Expecting value (column 1)"),
        (b"[" * 100_000, ":1: nested too deeply"),
        (b'{\n"report": "\xff"}', ":2: not UTF-8"),
        (b"[]", ":1: an object is needed"),
        (b'{"report": "meting"}', ':1: report: "meeting" or "other" is needed'),
        (
            b'{"report": "meeting", "officials": [{"name": "A", "roles": [{"x": 1}]}]}',
            ":1: officials[0].roles[0]: a text or a number is needed",
        ),
        (
            b'{\n"report": "meeting",\n"awards_optional": [\n "x",\n {"recipients": [\n {"y": {}}]}]}',
            ":6: awards_optional[1].recipients[0]: a text or a number is needed",
        ),
        (b'{\n"id": "a",\n"gold": {"report": "meeting",\n"cluster": 3}}', ":4: gold.cluster: an object is needed"),
        (b'{\n"report": "meeting",\n"awards": [\n{"award": "NaN", "count": NaN}]}', ":4: NaN is no JSON (column 27)"),
    ],
)
def test_broken_gold_is_refused_with_its_line(tmp_path: Path, content: bytes, message: str) -> None:
    pair = _write(tmp_path, a=_meeting())
    path = pair.gold / "a.json"
    path.write_bytes(content)
    assert _refused(pair) == f"{path}{message}"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["{}"], ':1: report: "meeting" or "other" is needed'),
        (['{"report": "other"}', "", "{"], ":3: Expecting property name enclosed in double quotes (column 2)"),
        ([""], ": no records in it"),
        (
            ['{"report": "other", "article": {"uri": "a.txt"}}'] * 2,
            ":2: a second record of a",
        ),
        (['{"report": "other", "article": {"uri": "z.txt"}}'], ": none of its records has gold in"),
        (
            ['{"report": "other", "cluster": {"evidence": [{"start": "0", "end": 1}]}}'],
            ":1: cluster.evidence[0]: start and end must be offsets",
        ),
    ],
)
def test_bad_records_are_refused_with_their_line(tmp_path: Path, lines: list[str], message: str) -> None:
    pair = _write(tmp_path, a=_meeting())
    path = tmp_path / "records.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        list(sources.recorded([pair], sources.read_records(path), Only()))
    assert str(refused.value).startswith(f"{path}{message}")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (_meeting(awards=["A", {"award": "X", "recipients": ["a", {"name": "b", "name_alt": ["c"]}]}]), []),
        (_meeting(meeting={"types_alt": [["so_ket"], ["khac"]]}, officials_optional=["A"]), []),
        (_meeting(meeting=[]), ["meeting: an object is needed"]),
        (_meeting(awards=[1]), ["awards[0]: an object is needed"]),
        (_meeting(meeting={"date": {"year": 1}}), ["meeting.date[0]: a text or a number is needed"]),
        (_meeting(meeting={"types": [["so_ket"]]}), ["meeting.types[0]: a text or a number is needed"]),
        (
            _meeting(officials=[{"positions": [{"text": {"a": 1}}]}]),
            ["officials[0].positions[0]: a text or a number is needed"],
        ),
        (_meeting(cluster={"derived": ["x"]}), ["cluster.derived[0]: an object is needed"]),
    ],
)
def test_shapes(data: dict[str, Any], expected: list[str]) -> None:
    assert [show_slip(*slip) for slip in shape_errors(data)] == expected
