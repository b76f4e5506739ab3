"""Names without honorific or post of their own: the tagger decides where the sentence makes them officials."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pipeline.segment import segment
from pipeline.tag import open_spans
from pipeline.tag.people import sorted_people
from pipeline.tag.units import tag_units

OPENING = "Hội nghị diễn ra tại tỉnh Cà Mau.\n\n"
LIST = "Dự hội nghị có các đồng chí Phó Chủ tịch UBND tỉnh: Lưu Đức Vĩ (Bắc Giang), Triệu Tiến Lâm (Bắc Kạn)."


def names(text: str) -> list[tuple[str, str]]:
    """The people of a text that stands behind a first sentence, each with its rule."""
    doc = segment(OPENING + text)
    return [(person.name, person.rule) for person in sorted_people(doc, tag_units(doc))]


def opened(text: str) -> list[str]:
    """The names that only the tagger sees."""
    return [name for name, rule in names(text) if rule == "people.open"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (LIST, ["Lưu Đức Vĩ", "Triệu Tiến Lâm"]),
        ("Tiếp đó, Nguyễn Văn Hùng trình bày báo cáo tổng kết.", ["Nguyễn Văn Hùng"]),
        ("Dự có Trưởng cơ quan đại diện Văn phòng Bộ Văn hóa tại TP.HCM - Nguyễn Hữu Đạt.", ["Nguyễn Hữu Đạt"]),
        # nothing makes an official of them
        ("Tiết mục do nghệ nhân Lê Thị Đào (Bình Định) biểu diễn.", []),
        ("UBND tỉnh tặng Bằng khen cho lão nông Phàn Văn Vầy (Vị Xuyên).", []),
        # named after a person
        ("Trường THPT Phan Bội Châu trình bày báo cáo.", []),
        ("Khối thi đua gồm THPT Nguyễn Du, THPT Phan Bội Châu phát biểu tham luận.", []),
        ("Đoàn diễu hành qua đường Trần Hưng Đạo phát động thi đua.", []),
        ("Chủ tịch UBND tỉnh trao giải thưởng Tôn Đức Thắng phát động năm 2020.", []),
        ("Đoàn viên noi gương Nguyễn Văn Trỗi phát động thi đua.", []),
        # a place, and a person whom the rules know
        ("Thành phố Phan Rang Tháp Chàm trình bày báo cáo.", []),
        ("Ông Trần Văn Minh dự. Trần Văn Minh phát biểu.", []),
    ],
)
def test_open_names(text: str, found: list[str]) -> None:
    """Found where a post or a role binds the name; streets, schools, prizes and heroes are not."""
    assert opened(text) == found


def test_post_of_the_list_in_the_province_of_each() -> None:
    """The post before the colon is that of every name behind it."""
    doc = segment(OPENING + LIST)
    assert [str(post.value) for person in sorted_people(doc, tag_units(doc)) for post in person.posts] == [
        "Phó Chủ tịch Ủy ban nhân dân tỉnh Bắc Giang",
        "Phó Chủ tịch Ủy ban nhân dân tỉnh Bắc Kạn",
    ]


def test_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules alone miss these names."""
    monkeypatch.setenv(open_spans.SWITCH, "0")
    assert names(LIST) == []


def _fails(_: str) -> list[tuple[str, str]]:
    raise RuntimeError("no model")


@pytest.mark.parametrize("tagger", [None, _fails, lambda _: [("Lưu Đức", "Np"), ("Vĩ", "N")]])
def test_tagger_decides(monkeypatch: pytest.MonkeyPatch, tagger: object) -> None:
    """Missing, failing or of another opinion: what the rules found stands."""
    monkeypatch.setattr(open_spans, "_tagger", lambda: tagger)
    open_spans.proper_names.cache_clear()
    assert opened(LIST) == []
    open_spans.proper_names.cache_clear()


def test_not_imported_without_a_candidate() -> None:
    """A report whose names the rules know does not load underthesea."""
    code = (
        "import sys; from pipeline.segment import segment; from pipeline.tag.people import sorted_people;"
        "doc = segment('Ông Trần Văn Minh, Chủ tịch UBND tỉnh Cà Mau phát biểu.');"
        "assert sorted_people(doc, []); sys.exit('underthesea' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
