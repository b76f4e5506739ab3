"""A line is read the same whether its text was cut out first or not."""

from __future__ import annotations

import hashlib
import json

import pytest
from archive_records import meeting
from hypothesis import given
from hypothesis import strategies as st

from pipeline.archive.lines import read
from pipeline.emit.cells import json_line
from pipeline.model.record import Record

PIECES = st.sampled_from(
    ["Đồng chí ", "\n", '"', "\\", "\\n", '\\"', '"text": "', '", "zones": [', "\t", "\u2028", "😀", "n"]
)


def record_of(text: str) -> dict[str, object]:
    """A record with that text and no facts."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return {
        "schema": "1",
        "id": sha256[:16],
        "report": "meeting",
        "article": {"text": text, "zones": [], "sha256": sha256},
    }


def written(data: dict[str, object]) -> bytes:
    """As a run writes it, with every key."""
    return json_line(Record.model_validate(data).to_dict()).encode()


@given(st.lists(PIECES | st.characters(exclude_categories=["Cs"])).map("".join))
def test_any_text_comes_back(text: str) -> None:
    line = written(record_of(text))
    assert read(line) == (Record.model_validate_json(line), text.encode())


@pytest.mark.parametrize("text", ["Một dòng.", "Hai\ndòng.", 'Cụm "số 1"\nhọp.'])
def test_lines_as_we_write_them_need_no_second_reading(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bytes] = []
    validated = Record.model_validate_json

    def watched(line: bytes) -> Record:
        seen.append(line)
        return validated(line)

    monkeypatch.setattr(Record, "model_validate_json", watched)
    record, found = read(written(record_of(text)))
    assert (record.article.text, found.decode()) == (text, text)
    assert [b'"text": "", "zones"' in line for line in seen] == [True]


def test_what_others_write_is_read_too() -> None:
    data = json.loads(written(meeting(1)))
    whole = Record.model_validate(data)
    backwards = {key: data[key] for key in reversed(data)}
    forms = [json.dumps(data), json.dumps(data, separators=(",", ":")), json.dumps(backwards, ensure_ascii=False)]
    assert [read(form.encode())[0] for form in forms] == [whole] * 3


def test_a_text_without_its_hash_is_refused() -> None:
    line = written(record_of("Cụm họp."))
    for other in (line.replace("họp".encode(), b"hop"), line.replace(b'"text": "', b'"text": "x')):
        with pytest.raises(ValueError, match="sha256"):
            read(other)
    with pytest.raises(ValueError, match="JSON"):
        read(line.replace("họp".encode(), b"\xff"))
