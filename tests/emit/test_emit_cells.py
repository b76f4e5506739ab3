"""Cells that no spreadsheet runs, lines that no reader splits."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.emit.cells import csv_text, json_line, safe_cell

NUMBERS = ["-5", "+3", "-8,2", "+1.241,5", "-8,2%", "-8,2 %"]
FORMULAS = ["=1+1", "+84 91", "-", "- gạch đầu dòng", "@cmd", "\tx", "\r=1", "-1+1", "+", "--5", "-5%%"]


@pytest.mark.parametrize("cell", FORMULAS)
def test_what_starts_like_a_formula_is_neutralised(cell: str) -> None:
    assert safe_cell(cell) == "'" + cell


@pytest.mark.parametrize("cell", [*NUMBERS, "Cà Mau", "8,2%", "", " =1", "a=1", "'x"])
def test_all_else_stays(cell: str) -> None:
    assert safe_cell(cell) == cell


@pytest.mark.parametrize(("cell", "expected"), [(None, ""), (-5, "-5"), (-8.2, "-8.2"), (0, "0")])
def test_values_that_are_no_text(cell: float | None, expected: str) -> None:
    assert safe_cell(cell) == expected


@given(st.lists(st.tuples(st.text(), st.text()), min_size=1))
def test_rows_come_back_with_at_most_an_apostrophe(rows: list[tuple[str, str]]) -> None:
    clean = [tuple(cell.replace("\0", "") for cell in row) for row in rows]
    found = list(csv.reader(io.StringIO(csv_text(clean), newline=""), strict=True))
    assert len(found) == len(clean)
    for written, read in zip(clean, found, strict=True):
        for before, after in zip(written, read, strict=True):
            assert after in (before, "'" + before)
            assert not after or after[0] not in "=@\t\r"
            if after[:1] in ("+", "-"):
                assert after[1:2].isdigit()


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.none()))
def test_a_line_is_one_line_and_the_same_data(data: dict[str, object]) -> None:
    line = json_line(data)
    assert line.endswith("\n")
    assert len(line.splitlines()) == 1
    assert json.loads(line) == data


def test_vietnamese_stays_readable() -> None:
    assert json_line({"name": "Cà Mau", "x": "a\u2028b\u0085c"}) == '{"name": "Cà Mau", "x": "a\\u2028b\\u0085c"}\n'
