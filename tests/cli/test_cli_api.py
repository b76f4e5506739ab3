"""What a Python program calls."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_reports import MEETING, OTHER
from hypothesis import given
from hypothesis import strategies as st

import pipeline
from pipeline import ExtractionError, Failure, Record, stages
from pipeline.errors import CODES
from pipeline.model.sourced import sourced


def code_of(text: object, **meta: object) -> str:
    with pytest.raises(ExtractionError) as caught:
        pipeline.extract(text, **meta)  # type: ignore[arg-type]
    return caught.value.code


def test_one_text() -> None:
    record = pipeline.extract(MEETING, uri="a", title="Cụm thi đua", published="2021-01-19")
    assert record.report == "meeting"
    assert (record.article.uri, record.article.title) == ("a", "Cụm thi đua")
    assert record.article.published == "2021-01-19"
    assert record.article.text == MEETING


def test_other_news_is_a_record() -> None:
    assert list(pipeline.extract(OTHER).to_dict()) == ["schema", "id", "report", "article"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" \n\u00a0", "empty"),
        ("...", "empty"),
        (None, "unsupported"),
        (b"abc", "unsupported"),
        ("a\ud800", "encoding"),
        ("a" * 20_000_001, "too_large"),
    ],
    ids=["nothing", "blanks", "dots", "none", "bytes", "surrogate", "long"],
)
def test_bad_texts(text: object, code: str) -> None:
    assert code_of(text) == code


def test_bad_metadata() -> None:
    assert code_of("a", title="\udfff") == "encoding"
    assert code_of("a", published=2021) == "unsupported"


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (ValueError("nein"), "crash: ValueError: nein"),
        (RecursionError("tief"), "crash: RecursionError: tief"),
        (TimeoutError(), "timeout: a pattern took too long on this text"),
        (ExtractionError("binary", "x"), "binary: x"),
    ],
)
def test_no_other_error_comes_out(monkeypatch: pytest.MonkeyPatch, error: Exception, expected: str) -> None:
    def fail(*_: object, **__: object) -> Record:
        raise error

    monkeypatch.setattr(stages, "build_record", fail)
    with pytest.raises(ExtractionError) as caught:
        pipeline.extract("abc")
    assert str(caught.value) == expected


def test_evidence_out_of_bounds_does_not_leave_the_house(monkeypatch: pytest.MonkeyPatch) -> None:
    record = Record.model_validate(
        {
            "id": "0" * 16,
            "report": "meeting",
            "article": {"text": "abc", "sha256": "0" * 64},
            "awards": [
                {
                    "award": "x",
                    "status": "proposed",
                    "evidence": [{"field": "award", "start": 1, "end": 4, "rule": "r"}],
                }
            ],
        }
    )
    monkeypatch.setattr(stages, "build_record", lambda *_, **__: record)
    with pytest.raises(ExtractionError, match=r"evidence of awards\[0\]\.award is out of bounds"):
        pipeline.extract("abc")


def test_every_code_has_a_meaning() -> None:
    assert all(str(ExtractionError(code)) == f"{code}: {meaning}" for code, meaning in CODES.items())
    with pytest.raises(KeyError):
        ExtractionError("something")


def test_run(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MEETING, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.jsonl").write_text(json.dumps({"text": OTHER}), encoding="utf-8")
    first, second, third = pipeline.run([tmp_path])
    assert first == pipeline.extract(MEETING, uri="a.txt")
    assert second == Failure(uri="b.txt", code="empty", message="the file is empty")
    assert third == pipeline.extract(OTHER, uri="c.jsonl#1")


@pytest.mark.parametrize("wrap", [str, Path, lambda path: [str(path)], lambda path: iter([path])])
def test_run_takes_one_path_or_many(tmp_path: Path, wrap: object) -> None:
    (tmp_path / "a.txt").write_text(OTHER, encoding="utf-8")
    (record,) = pipeline.run(wrap(tmp_path))  # type: ignore[operator]
    assert isinstance(record, Record)


def test_run_of_a_missing_file_is_a_failure(tmp_path: Path) -> None:
    (failure,) = pipeline.run(tmp_path / "gone.txt")
    assert failure == Failure(uri="gone.txt", code="unreadable", message="No such file or directory")


def test_run_left_early_ends_its_children(tmp_path: Path) -> None:
    import multiprocessing

    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(OTHER, encoding="utf-8")
    running = pipeline.run(tmp_path)
    next(running)
    running.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


@given(st.text())
def test_any_text_is_a_record_or_a_coded_failure(text: str) -> None:
    try:
        record = pipeline.extract(text)
    except ExtractionError:
        assert not any(char.isalnum() for char in text)
        return
    for _, _, entry in sourced(record):
        for found in entry.evidence:
            assert record.article.text[found.start : found.end]
