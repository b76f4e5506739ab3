"""Leads of reports for the tests of what is told once and meant for several."""

from __future__ import annotations

from pipeline.api import extract
from pipeline.model.record import Record

UNIONS = (
    "Ngày 5/12/2019, Cụm thi đua số 2 Liên đoàn Lao động tỉnh Bình Thuận tổ chức hội nghị tổng kết công tác thi đua "
    "năm 2019."
)
OFFICES = (
    "Chiều 10/01/2024, tại trụ sở Sở Tài chính tỉnh Bình Định, Khối thi đua các sở Kinh tế tổng hợp tổ chức hội nghị "
    "tổng kết phong trào thi đua năm 2023."
)
MEDIA = (
    "Chiều 30-3-2023, tại Cần Thơ, Cụm Thi đua số 1 Bộ Thông tin và Truyền thông (TT&TT) tổ chức hội nghị tổng kết "
    "phong trào thi đua năm 2022."
)
POLICE = (
    "Ngày 20/12/2022, tại Công an tỉnh Quảng Ninh, Cụm thi đua số 5 Bộ Công an tổ chức hội nghị tổng kết phong trào "
    "thi đua năm 2022. Cụm gồm Công an các tỉnh Quảng Ninh, Bắc Giang, Lạng Sơn và Cao Bằng."
)
DISTRICTS = (
    "Ngày 29 tháng 2 năm 2012, tại huyện Duyên Hải, Cụm thi đua số 1 tỉnh Trà Vinh (gồm 4 huyện: Duyên Hải, Cầu Ngang, "
    "Trà Cú và Châu Thành) tổng kết công tác thi đua năm 2011."
)
JOURNALISTS = "Ngày 5/12/2022, tại An Giang, Cụm thi đua số 2 Hội Nhà báo tổ chức hội nghị tổng kết năm 2022."


def report(lead: str, body: str = "", title: str = "Tổng kết công tác thi đua") -> Record:
    return extract(f"{title}\n\n{lead}\n\n{body}\n\nHội nghị kết thúc trong không khí đoàn kết.")
