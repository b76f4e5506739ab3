"""Tables from CSV and XLSX: headings, merged cells, saved results of formulas, and what cannot be read."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.rulebook import read_csv
from pipeline.sheet.columns import find_columns
from pipeline.sheet.read import SheetError, read_sheet
from pipeline.sheet.rows import read_rows


def test_every_heading_has_one_meaning() -> None:
    names = [name for row in read_csv("figure_columns") for name in row["names"].split(";")]
    assert len(names) == len(set(names)) > 80
    for row in read_csv("figure_columns"):
        for name in row["names"].split(";"):
            found = find_columns(["Tỉnh", "Giá trị", name.upper()])
            assert found is not None
            if row["field"] not in ("subject", "value"):
                assert found.places.get(row["field"]) == 2, name


@pytest.mark.parametrize(
    ("heading", "subject", "unit"),
    [
        (["Đơn vị", "Chỉ tiêu", "Giá trị"], "Đơn vị", None),
        (["Tỉnh", "Đơn vị", "Giá trị"], "Tỉnh", "Đơn vị"),
        (["Đơn vị", "Đơn vị tính", "Giá trị"], "Đơn vị", "Đơn vị tính"),
    ],
)
def test_don_vi_has_two_meanings(heading: list[str], subject: str, unit: str | None) -> None:
    found = find_columns(heading)
    assert found is not None
    assert (found.names.get("subject"), found.names.get("unit")) == (subject, unit)


@pytest.mark.parametrize("heading", [["Tỉnh", "Chỉ tiêu"], ["Giá trị", "Đơn vị tính"], [], [""]])
def test_no_heading(heading: list[str]) -> None:
    assert find_columns(heading) is None


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_in_any_separator_and_encoding(tmp_path: Path, delimiter: str, encoding: str) -> None:
    rows = [["BIỂU SỐ 1"], [], ["Tỉnh", "Chỉ tiêu", "Giá trị (tỷ đồng)"], ["Cà Mau", "thu ngân sách", '"8,25"'], []]
    path = tmp_path / "t.tsv"
    path.write_text("\n".join(delimiter.join(row) for row in rows), encoding=encoding)
    good, bad = read_rows(read_sheet(path))
    assert bad == []
    assert [(row.number, row.subject, str(row.figure.value), row.unit_text) for row in good] == [
        (4, "Cà Mau", "8.25", "tỷ đồng")
    ]


def test_an_unquoted_decimal_comma_is_told(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("Tỉnh,Chỉ tiêu,Giá trị\nCà Mau,GRDP,8,25\n", encoding="utf-8")
    good, bad = read_rows(read_sheet(path))
    assert (good, [(found.number, found.message) for found in bad]) == ([], [(2, "4 cells, and the heading has 3")])


def workbook(path: Path, fill: object) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    fill(sheet)  # type: ignore[operator]
    book.save(path)
    return path


def test_xlsx(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Bảng tổng hợp"])
        sheet.append(["Bài", "Tỉnh", "Chỉ tiêu", "Giá trị"])
        sheet.append(["a.txt", "Cà Mau", "GRDP", 0.0825])
        sheet.append([None, "Bạc Liêu", "GRDP", 8.2])
        sheet.append([None, "An Giang", "thu ngân sách", "26.174 tỷ đồng"])
        sheet["D3"].number_format = "0.00%"
        sheet.merge_cells("A3:A5")

    good, bad = read_rows(read_sheet(workbook(tmp_path / "t.xlsx", fill)))
    assert bad == []
    assert [(row.number, row.article, row.subject, str(row.figure.value), row.unit_text) for row in good] == [
        (3, "a.txt", "Cà Mau", "8.25", "%"),
        (4, "a.txt", "Bạc Liêu", "8.2", ""),
        (5, "a.txt", "An Giang", "26174", "tỷ đồng"),
    ]


def test_a_number_of_a_cell_has_one_reading(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (["Tỉnh", "Chỉ tiêu", "Giá trị"], ["Cà Mau", "GRDP", 8.125], ["Cà Mau", "GRDP", "7,25"]):
            sheet.append(row)

    good, _ = read_rows(read_sheet(workbook(tmp_path / "t.xlsx", fill)))
    assert [[str(value) for value in row.figure.values] for row in good] == [["8.125"], ["7.25"]]


def test_formulas_are_never_run_and_dates_are_no_figures(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Tỉnh", "Chỉ tiêu", "Giá trị"])
        sheet.append(["Cà Mau", "GRDP", "=4+4"])
        sheet.append(["Cà Mau", "GRDP", datetime.date(2019, 7, 5)])
        sheet.append(["Cà Mau", "GRDP", True])
        sheet.append(["Cà Mau", "GRDP", "#DIV/0!"])
        sheet.append(["Cà Mau", "GRDP", 8])

    good, bad = read_rows(read_sheet(workbook(tmp_path / "t.xlsx", fill)))
    assert [row.number for row in good] == [6]
    assert [(found.number, found.column, found.message.split(";")[0]) for found in bad] == [
        (2, "Giá trị", "a formula without a saved result"),
        (3, "Giá trị", "is a date"),
        (4, "Giá trị", "is true or false, no figure"),
        (5, "Giá trị", "holds the error #DIV/0!"),
    ]


def test_the_sheet_with_the_columns_is_found(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Ghi chú").append(["không có gì"])
    book.create_sheet("Số liệu").append(["Tỉnh", "Giá trị"])
    book["Số liệu"].append(["Cà Mau", 8])
    book.save(tmp_path / "t.xlsx")
    assert read_sheet(tmp_path / "t.xlsx").name == "Số liệu"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("t.csv", b"", "empty"),
        ("t.csv", b"a,b\n1,2\n", "row 1: no heading with a column of values"),
        ("t.csv", b"\xff\xfe\x00", "t.csv"),
        ("t.xlsx", b"no workbook", "no readable XLSX workbook"),
        ("t.xlsx", b"PK\x03\x04broken", "no readable XLSX workbook"),
        ("none.csv", None, "No such file"),
    ],
)
def test_a_table_that_cannot_be_used(tmp_path: Path, name: str, content: bytes | None, message: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SheetError, match=message) as caught:
        read_sheet(path)
    assert str(path) in str(caught.value)
