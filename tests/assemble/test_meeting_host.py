"""Who hosts a meeting, in the words of reports, and who only seems to."""

from __future__ import annotations

import pytest
from made_reports import LOCAL, POLICE, PROVINCES, quote, report


@pytest.mark.parametrize(
    ("lead", "body", "host", "words"),
    [
        (PROVINCES, "Hội nghị do tỉnh Cà Mau đăng cai.", "Cà Mau", "Cà Mau"),
        (PROVINCES, "Hội nghị do UBND tỉnh Cà Mau chủ trì tổ chức.", "", ""),
        (
            PROVINCES,
            "UBND tỉnh Cà Mau, Cụm trưởng Cụm thi đua, chủ trì tổ chức Hội nghị.",
            "Cà Mau",
            "UBND tỉnh Cà Mau",
        ),
        (
            POLICE,
            "Công an tỉnh Hưng Yên, đơn vị đăng cai, đón các đoàn.",
            "Công an tỉnh Hưng Yên",
            "Công an tỉnh Hưng Yên",
        ),
        (POLICE, "Đơn vị đăng cai là Công an tỉnh Hưng Yên.", "Công an tỉnh Hưng Yên", "Công an tỉnh Hưng Yên"),
        (LOCAL, "Sở Tài chính (đơn vị chủ nhà) báo cáo kết quả thi đua.", "Sở Tài chính", "Sở Tài chính"),
        (PROVINCES, "Hội nghị năm sau sẽ do tỉnh Long An đăng cai.", "", ""),
        (PROVINCES, "Cụm trưởng trao cờ luân lưu cho tỉnh Long An, đơn vị đăng cai năm 2021.", "", ""),
        (POLICE, "Công an tỉnh Hà Nam đăng cai tổ chức Hội thao của Cụm.", "", ""),
        (PROVINCES, "Tỉnh Long An dẫn đầu, đơn vị chủ nhà xếp thứ hai.", "", ""),
    ],
)
def test_host(lead: str, body: str, host: str, words: str) -> None:
    record = report(body + "\n", lead)
    assert (record.meeting.host or "") == host
    if host:
        assert quote(record, record.meeting, "host") == words
