"""Rows held against figures: each outcome alone and together."""

from __future__ import annotations

from pathlib import Path

import pytest
from sheet_records import FIGURES, figure, record

from pipeline.model.record import Record
from pipeline.sheet.compare import Comparison, compare
from pipeline.sheet.read import read_sheet
from pipeline.sheet.rows import read_rows
from pipeline.sheet.show import as_data, lines

HEAD = "Bài;Tỉnh;Chỉ tiêu;Giá trị;Đơn vị tính;Kỳ\n"


def held(folder: Path, rows: str, records: list[Record], head: str = HEAD) -> Comparison:
    """The rows of a table with the usual columns against records."""
    path = folder / "t.csv"
    path.write_text(head + rows, encoding="utf-8")
    good, bad = read_rows(read_sheet(path))
    return compare(good, bad, records)


def statuses(comparison: Comparison) -> list[str]:
    return [outcome.status for outcome in comparison.outcomes]


ALL = """a.txt;Toàn cụm;GRDP;8,20;%;2019
bao/a.txt;Tra Vinh;Tốc độ tăng trưởng kinh tế;17;%;
a;Dak Lak;thu ngan sach;26.174.000;triệu đồng;Năm 2019
Cụm thi đua các tỉnh Tây Nam Bộ tổng kết năm 2019;Thừa Thiên Huế;export_turnover;8,493;tỷ USD;
"""


def test_all_agree(tmp_path: Path) -> None:
    found = held(tmp_path, ALL, [record()])
    assert statuses(found) == ["agrees"] * 4
    assert found.all_agree
    assert found.extra == ()
    assert [outcome.notes for outcome in found.outcomes] == [()] * 4


def test_a_wrong_value_shows_both_values_and_sources(tmp_path: Path) -> None:
    found = held(tmp_path, ALL.replace("17;", "71;"), [record()])
    assert statuses(found) == ["agrees", "differs", "agrees", "agrees"]
    assert not found.all_agree
    printed = list(lines(found, read_sheet(tmp_path / "t.csv")))
    assert printed[1:3] == [
        "t.csv row 3: lệch · differs: Tra Vinh · Tốc độ tăng trưởng kinh tế: 71 %",
        "    bao/a.txt: Trà Vinh · GRDP: 17 %  «Trà Vinh 17%»",
    ]
    assert printed[-1] == "4 rows: 3 agree, 1 differ, 0 not found, 0 unreadable"


def test_what_the_table_leaves_out_is_listed(tmp_path: Path) -> None:
    found = held(tmp_path, "a.txt;Toàn cụm;GRDP;8,2;%;\n", [record(), record("b.txt")])
    assert [(claim.record.article.uri, claim.place) for claim in found.extra] == [("bao/a.txt", n) for n in (1, 2, 3)]


def test_what_no_record_has_is_not_found(tmp_path: Path) -> None:
    rows = "a.txt;Cà Mau;GRDP;8,2;%;\nz.txt;Trà Vinh;GRDP;17;%;\na.txt;Trà Vinh;tỷ lệ hộ nghèo;17;%;\n"
    found = held(tmp_path, rows, [record()])
    assert statuses(found) == ["not_found"] * 3
    assert found.outcomes[1].notes == ("no record of z.txt",)


@pytest.mark.parametrize(
    ("cell", "unit", "status", "notes"),
    [
        ("26,2", "nghìn tỷ đồng", "agrees", ("rounded: 26174 in the article",)),
        ("26", "nghìn tỷ đồng", "agrees", ("rounded: 26174 in the article",)),
        ("27", "nghìn tỷ đồng", "differs", ()),
        ("26174", "", "agrees", ()),
        ("26174", "tỷ", "agrees", ()),
        ("26.174 tỷ đồng", "", "agrees", ()),
        ("trên 26174", "tỷ đồng", "agrees", ("gt in the table, eq in the article",)),
        ("26174", "tỷ USD", "not_found", ()),
        ("26174-27000", "tỷ đồng", "differs", ()),
        ("-26174", "tỷ đồng", "differs", ()),
        ("26175", "tỷ đồng", "differs", ()),
    ],
)
def test_values_and_units(tmp_path: Path, cell: str, unit: str, status: str, notes: tuple[str, ...]) -> None:
    found = held(tmp_path, f"a.txt;Đắk Lắk;thu ngân sách;{cell};{unit};\n", [record()])
    assert (found.outcomes[0].status, found.outcomes[0].notes) == (status, notes)


def test_a_whole_per_cent_is_not_rounded_to(tmp_path: Path) -> None:
    assert statuses(held(tmp_path, "a;toàn cụm;GRDP;8;%;\n", [record()])) == ["differs"]
    decreasing = figure("tăng 8,2%", label="hộ nghèo", subject="cluster", value=1.5, unit="%", change="decrease")
    assert statuses(held(tmp_path, "a;cụm;hộ nghèo;-1,5;%;\n", [record(figures=[decreasing])])) == ["agrees"]


def test_each_figure_answers_one_row_and_order_says_nothing(tmp_path: Path) -> None:
    first = [*FIGURES[:2], {**FIGURES[1], "value": 12.5}]
    rows = ["a;Trà Vinh;GRDP;12,5;%;", "a;Trà Vinh;GRDP;17;%;", "a;Trà Vinh;GRDP;18;%;"]
    for order in (rows, rows[::-1]):
        found = held(tmp_path, "\n".join(order), [record(figures=first)])
        by_cell = {outcome.row.cell: outcome for outcome in found.outcomes}
        assert {cell: outcome.status for cell, outcome in by_cell.items()} == {
            "12,5": "agrees",
            "17": "agrees",
            "18": "differs",
        }


def test_meeting_by_cluster_and_year(tmp_path: Path) -> None:
    head = "Cụm thi đua;Năm;Địa phương;Chỉ tiêu;Kết quả (%)\n"
    records = [record("a.txt", period="2019"), record("b.txt", period="2021", figures=[{**FIGURES[1], "value": 5}])]
    rows = "Tây Nam Bộ;2021;Trà Vinh;GRDP;5\ntay-nam-bo;2019;Trà Vinh;GRDP;17\nĐông Nam Bộ;2019;Trà Vinh;GRDP;17\n"
    found = held(tmp_path, rows, records, head)
    uris = [outcome.claim and outcome.claim.record.article.uri for outcome in found.outcomes]
    assert (statuses(found), uris) == (["agrees", "agrees", "not_found"], ["b.txt", "a.txt", None])


def test_a_half_year_is_not_the_other(tmp_path: Path) -> None:
    rows = "a;Trà Vinh;GRDP;17;%;6 tháng đầu năm 2019\na;Trà Vinh;GRDP;17;%;H2 2019\na;Trà Vinh;GRDP;17;%;2019\n"
    found = held(tmp_path, rows, [record(period="2019-H1")])
    assert statuses(found) == ["agrees", "not_found", "agrees"]


def test_a_plan_and_a_target_are_not_the_result(tmp_path: Path) -> None:
    figures = [{**FIGURES[1], "kind": "target", "value": 6.5}, FIGURES[1]]
    head = "Bài;Tỉnh;Chỉ tiêu;Giá trị;Loại\n"
    rows = "a;Trà Vinh;GRDP;6,5;kế hoạch\na;Trà Vinh;GRDP;17;thực hiện\na;Trà Vinh;GRDP;17;kế hoạch\n"
    found = held(tmp_path, rows, [record(figures=figures)], head)
    assert statuses(found) == ["agrees", "agrees", "differs"]
    plan = "Bài;Tỉnh;Chỉ tiêu;Giá trị\na;Đắk Lắk;thu ngân sách so với dự toán;26174\n"
    head, _, rows = plan.partition("\n")
    assert statuses(held(tmp_path, rows, [record()], f"{head}\n")) == ["not_found"]


def test_a_merged_province_is_named_but_not_taken(tmp_path: Path) -> None:
    binh_dinh = [{**FIGURES[1], "subject": "Bình Định"}]
    found = held(tmp_path, "a;Gia Lai;GRDP;17;%;\n", [record(figures=binh_dinh)])
    assert found.outcomes[0].status == "not_found"
    assert found.outcomes[0].notes == ("the records speak of Bình Định, one unit with Gia Lai since 1/7/2025",)


def test_bad_rows_do_not_stop_the_rest(tmp_path: Path) -> None:
    rows = "a;Trà Vinh;GRDP;mười bảy;%;\na;;;17;%;\na;Trà Vinh;GRDP;17;%;;;thừa\na;Trà Vinh;GRDP;17;%;\n"
    found = held(tmp_path, rows, [record()])
    assert statuses(found) == ["agrees"]
    assert [(bad.number, bad.column) for bad in found.bad] == [(2, "Giá trị"), (3, "Tỉnh / Chỉ tiêu"), (4, "Giá trị")]
    assert not found.all_agree


def test_data_of_a_comparison(tmp_path: Path) -> None:
    found = held(tmp_path, "a;Trà Vinh;GRDP;71;%;2019\n", [record()])
    (row,) = as_data(found, read_sheet(tmp_path / "t.csv"))["rows"]  # type: ignore[misc]
    assert row["table"]["value"] == 71
    assert (row["record"]["value"], row["record"]["uri"], row["record"]["quote"]) == (17, "bao/a.txt", "Trà Vinh 17%")
