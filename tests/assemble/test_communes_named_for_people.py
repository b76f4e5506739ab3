"""Communes that bear a person's name: a ward behind its committee, in a list of wards, as the holder of an office."""

from __future__ import annotations

from tests.assemble.told_once import report

LEAD = (
    "Ngày 24/12/2025, tại Hải Phòng, Cụm thi đua số 8 thành phố Hải Phòng gồm các phường Kinh Môn, Chu Văn An, Nhị "
    "Chiểu, Trần Hưng Đạo tổ chức hội nghị tổng kết công tác thi đua năm 2025."
)


def test_ward_and_not_person() -> None:
    record = report(
        LEAD,
        "Các đồng chí: Nguyễn Văn Khoát, Chủ tịch UBND phường Kinh Môn, Cụm trưởng; Vũ Hồng Quảng, Chủ tịch UBND "
        "phường Chu Văn An, Cụm phó chủ trì hội nghị. Hội nghị nhất trí cử phường Chu Văn An giữ nhiệm vụ Cụm trưởng; "
        "các phường Nhị Chiểu và Trần Hưng Đạo là Cụm phó năm 2026.",
    )
    assert [(one.name, [post.text for post in one.positions]) for one in record.officials] == [
        ("Nguyễn Văn Khoát", ["Chủ tịch Ủy ban nhân dân phường Kinh Môn"]),
        ("Vũ Hồng Quảng", ["Chủ tịch Ủy ban nhân dân phường Chu Văn An"]),
    ]
    assert [(one.office, one.unit) for one in record.leadership if one.status == "elected"] == [
        ("head", "phường Chu Văn An"),
        ("deputy", "phường Nhị Chiểu"),
        ("deputy", "phường Trần Hưng Đạo"),
    ]


def test_person_behind_a_bare_committee() -> None:
    record = report(LEAD, "Dự hội nghị có Chủ tịch UBND phường Lê Văn Bình; đồng chí Trần Thị Hoa, Phó Chủ tịch.")
    assert [one.name for one in record.officials] == ["Lê Văn Bình", "Trần Thị Hoa"]


def test_one_office_of_a_commune_and_its_committee() -> None:
    record = report(
        LEAD,
        "UBND phường Kinh Môn - Cụm trưởng năm 2025 báo cáo. Ông Nguyễn Văn Khoát, Chủ tịch UBND phường Kinh Môn, Cụm "
        "trưởng năm 2025 chủ trì hội nghị.",
    )
    assert len(record.leadership) == 1


def test_ward_told_by_itself() -> None:
    record = report(
        "Ngày 24/12/2025, tại Hải Phòng, Cụm thi đua số 8 thành phố Hải Phòng tổ chức hội nghị tổng kết năm 2025.",
        "Dự hội nghị có ông Vũ Hồng Quảng, Chủ tịch UBND phường Chu Văn An, Cụm phó. Hội nghị nhất trí cử phường Chu "
        "Văn An giữ nhiệm vụ Cụm trưởng năm 2026.",
    )
    assert [(one.name, [post.text for post in one.positions]) for one in record.officials] == [
        ("Vũ Hồng Quảng", ["Chủ tịch Ủy ban nhân dân phường Chu Văn An"])
    ]


def test_official_of_a_ward_named_for_nobody() -> None:
    record = report(
        "Ngày 24/12/2025, tại Hải Phòng, Cụm thi đua số 8 thành phố Hải Phòng tổ chức hội nghị tổng kết năm 2025.",
        "Phát biểu tại hội nghị, Chủ tịch UBND phường Trần Văn Hải cảm ơn các đơn vị.",
    )
    assert [one.name for one in record.officials] == ["Trần Văn Hải"]
