"""Tables of figures in plain text: cells in lines of their own, behind tabs, numbered rows, figures below their "
"names."""

from __future__ import annotations

import pytest

from pipeline import extract
from pipeline.model.record import Record

LEAD = (
    "Cụm thi đua các tỉnh Tây Nguyên tổng kết\n\nNgày 20/01/2021, tại Gia Lai, Cụm thi đua các tỉnh Tây Nguyên tổ "
    "chức hội nghị tổng kết phong trào thi đua năm 2020.\n\n"
)
GRID = [
    ["Tỉnh", "Tỷ lệ hộ nghèo (%)", "Thu ngân sách (tỷ đồng)"],
    ["Gia Lai", "4,5", "5.100"],
    ["Kon Tum", "10,3", "3.450"],
    ["Đắk Lắk", "-", "8.020"],
]
EXPECTED = [
    ("Gia Lai", 4.5, "%", "poverty_rate"),
    ("Gia Lai", 5100, "tỷ đồng", "budget_revenue"),
    ("Kon Tum", 10.3, "%", "poverty_rate"),
    ("Kon Tum", 3450, "tỷ đồng", "budget_revenue"),
    ("Đắk Lắk", 8020, "tỷ đồng", "budget_revenue"),
]


def told(body: str) -> Record:
    record = extract(f"{LEAD}{body}\n\nHội nghị kết thúc lúc 17 giờ cùng ngày.\n")
    text = record.article.text
    assert text is not None
    for figure in record.indicators:
        for span in figure.evidence:
            assert 0 <= span.start < span.end <= len(text)
            if span.field == "label" and figure.label:
                assert text[span.start : span.end].startswith(figure.label.split("\n")[0])
    return record


def figures(body: str) -> list[tuple[str | None, float, str | None, str | None]]:
    return [(one.subject, one.value, one.unit, one.indicator) for one in told(body).indicators]


@pytest.mark.parametrize(
    "body",
    [
        "\n".join(cell for row in GRID for cell in row),
        "\n".join("\t".join(row) for row in GRID),
        "\n".join(" | ".join(row) for row in GRID),
        "\n".join("\t".join([str(number or "TT"), *row]) for number, row in enumerate(GRID)),
        "\n".join(cell for number, row in enumerate(GRID) for cell in (str(number or "TT"), *row)),
    ],
)
def test_rows_and_columns(body: str) -> None:
    assert figures(body) == EXPECTED


def test_evidence_is_the_row_up_to_the_figure() -> None:
    record = told("\n".join("\t".join(row) for row in GRID))
    text = record.article.text or ""
    last = record.indicators[-1]
    quotes = {span.field: text[span.start : span.end] for span in last.evidence}
    assert quotes == {"value": "Đắk Lắk\t-\t8.020", "subject": "Đắk Lắk", "label": "Thu ngân sách"}


def test_columns_may_be_the_provinces() -> None:
    body = "Chỉ tiêu\tGia Lai\tKon Tum\nTỷ lệ hộ nghèo\t4,5%\t10,3%\nTỷ lệ che phủ rừng\t46,7%\t63%"
    assert [(subject, value) for subject, value, *_ in figures(body)] == [
        ("Gia Lai", 4.5),
        ("Kon Tum", 10.3),
        ("Gia Lai", 46.7),
        ("Kon Tum", 63),
    ]


def test_figures_announced_by_a_sentence() -> None:
    body = "Tốc độ tăng GRDP năm 2020 của các tỉnh như sau:\n\nGia Lai\n6,6%\nKon Tum\n7,1%\nĐắk Lắk\n6,9%"
    assert figures(body) == [
        ("Gia Lai", 6.6, "%", "grdp_growth"),
        ("Kon Tum", 7.1, "%", "grdp_growth"),
        ("Đắk Lắk", 6.9, "%", "grdp_growth"),
    ]


def test_figures_below_their_names() -> None:
    names = ("Tổng thu ngân sách 5 tỉnh", "Kim ngạch xuất khẩu")
    values = ("48.520 tỷ đồng (100,9% dự toán)", "khoảng 2,86 tỷ USD, tăng 6,9% so với năm 2019")
    body = "\n".join(f"{name}\n{value}" for name, value in zip(names, values, strict=True))
    record = told(body)
    assert [(one.value, one.unit, one.label, one.comparator) for one in record.indicators] == [
        (48520, "tỷ đồng", "Tổng thu ngân sách", "eq"),
        (100.9, "%", "Tổng thu ngân sách", "eq"),
        (2.86, "tỷ USD", "Kim ngạch xuất khẩu", "approx"),
        (6.9, "%", "Kim ngạch xuất khẩu", "eq"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Gia Lai\n12\nKon Tum\n15",  # nobody says of what
        "1. Xã Đạ Huoai 3\n2. Xã Đạ Tẻh\n3. Xã Đạ Tẻh 2",
        "Tỉnh\tTỷ lệ hộ nghèo (%)\nGia Lai\t4,5",  # one row is no table
    ],
)
def test_what_is_no_table(body: str) -> None:
    assert all(span.rule != "tables.cell" for one in told(body).indicators for span in one.evidence)
