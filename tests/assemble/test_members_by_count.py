"""Members that no list names: as many provinces as the cluster has, a host told apart, a number of the past."""

from __future__ import annotations

from typing import Any

from pipeline.api import extract

TITLE = "Cụm thi đua các tỉnh Bắc Trung Bộ tổng kết năm 2021"
LEAD = "Sáng 18/1/2022, tại tỉnh Nghệ An, Cụm thi đua các tỉnh Bắc Trung Bộ tổ chức Hội nghị tổng kết năm 2021."
OTHERS = (
    "Dự hội nghị có ông Lê Văn Hai, Phó Chủ tịch UBND tỉnh Thanh Hóa; ông Lê Văn Ba, Phó Chủ tịch UBND tỉnh Hà Tĩnh; "
    "ông Lê Văn Tư, Phó Chủ tịch UBND tỉnh Quảng Bình; ông Lê Văn Năm, Phó Chủ tịch UBND tỉnh Quảng Trị; ông Lê Văn "
    "Sáu, Phó Chủ tịch UBND tỉnh Thừa Thiên Huế."
)
SIX = ["Nghệ An", "Thanh Hóa", "Hà Tĩnh", "Quảng Bình", "Quảng Trị", "Thừa Thiên Huế"]


def members(*paragraphs: str) -> list[str]:
    record: dict[str, Any] = extract("\n\n".join(paragraphs)).to_dict()
    found: list[str] = record["cluster"]["members"]
    return found


def test_as_many_provinces_as_the_cluster_has_are_its_members() -> None:
    assert members(TITLE, LEAD, OTHERS, "Lãnh đạo 6 tỉnh đã ký kết giao ước thi đua.") == SIX


def test_one_province_more_or_less_is_no_list_of_members() -> None:
    assert members(TITLE, LEAD, OTHERS, "Lãnh đạo 7 tỉnh đã ký kết giao ước thi đua.") == []


def test_a_person_is_no_province() -> None:
    guest = "Ông Nguyễn Quảng Ninh Hòa, Chuyên viên Ban Thi đua - Khen thưởng Trung ương, phát biểu."
    assert members(TITLE, LEAD, OTHERS, guest, "Lãnh đạo 6 tỉnh đã ký kết giao ước thi đua.") == SIX


def test_the_list_goes_on_without_the_host() -> None:
    block = "Cụm thi đua các huyện miền núi cao của tỉnh"
    lead = f"Chiều 17/1/2014, tại huyện Đông Giang, {block} tổ chức tổng kết năm 2013."
    told = "Thành viên của cụm, ngoài huyện chủ nhà, có Tây Giang, Nam Giang, Phước Sơn và Bắc Trà My."
    found = members(f"{block} tổng kết năm 2013", lead, told)
    assert {"Tây Giang", "Nam Giang", "Phước Sơn", "Bắc Trà My"} <= set(found)


def test_how_many_there_were_before() -> None:
    lead = "Ngày 18/11/2025, tại Hải Phòng, Cụm thi đua số 4 Bộ Công an tổng kết phong trào thi đua năm 2025."
    told = (
        "Trước ngày 1/7, Cụm có chín Công an địa phương. Nay hàng ghế đầu chỉ còn bốn tấm biển: Công an thành phố Hải "
        "Phòng, Công an tỉnh Hưng Yên, Công an tỉnh Ninh Bình và Công an tỉnh Bắc Ninh."
    )
    assert len(members("Cụm thi đua số 4 Bộ Công an tổng kết năm 2025", lead, told)) == 4


def test_beside_another_body_provinces_stand_for_theirs() -> None:
    name = "Cụm thi đua số 2, Quân khu 9"
    listed = "(gồm Bộ CHQS các tỉnh: Sóc Trăng, Bạc Liêu, Cà Mau, Kiên Giang và Lữ đoàn Phòng không 226)"
    found = members(f"{name} tổng kết năm 2016", f"Ngày 7/12/2016, {name} {listed} tổ chức hội nghị tổng kết năm 2016.")
    assert found[-1] == "Lữ đoàn Phòng không 226"
    assert all(one.startswith("Bộ Chỉ huy quân sự tỉnh ") for one in found[:-1])


def test_a_city_is_named_as_a_city() -> None:
    name = "Cụm thi đua số 3 Hội Nông dân Việt Nam"
    told = "Năm thành viên của Cụm là Hội Nông dân các tỉnh Thanh Hóa, Nghệ An, Hà Tĩnh, Quảng Trị và Đà Nẵng."
    found = members(f"{name} ký giao ước", f"Sáng 11/3/2024, {name} tổ chức lễ ký kết giao ước thi đua năm 2024.", told)
    assert "Hội Nông dân thành phố Đà Nẵng" in found
    assert "Hội Nông dân tỉnh Nghệ An" in found
