"""What the report calls fields, classes of error and values in Vietnamese; English stands beside it."""

from __future__ import annotations

import re
from typing import Final

FIELDS: Final = {
    "report": "Loại bài",
    "cluster.name": "Tên cụm, khối",
    "cluster.id": "Mã cụm",
    "cluster.kind": "Cụm hay khối",
    "cluster.scope": "Phạm vi cụm",
    "cluster.size": "Số thành viên",
    "cluster.members": "Thành viên",
    "meeting.date": "Ngày họp",
    "meeting.date_end": "Ngày kết thúc",
    "meeting.time_of_day": "Buổi họp",
    "meeting.province": "Tỉnh nơi họp",
    "meeting.place": "Nơi họp",
    "meeting.period": "Kỳ sơ kết, tổng kết",
    "meeting.types": "Loại hội nghị",
    "meeting.host": "Đơn vị đăng cai",
    "officials.name": "Đại biểu",
    "officials.positions": "Chức vụ",
    "officials.roles": "Vai trò",
    "officials.honorific": "Cách xưng hô",
    "officials.rank": "Cấp hàm, học vị",
    "chairs": "Chủ trì",
    "leadership": "Cụm trưởng, cụm phó",
    "leadership.person": "Người giữ chức",
    "awards": "Khen thưởng",
    "awards.issuer": "Nơi khen thưởng",
    "awards.year": "Năm khen thưởng",
    "awards.recipient_kind": "Loại được đếm",
    "percentages": "Tỷ lệ phần trăm",
    "figures": "Chỉ tiêu, số liệu",
    "figures.indicator": "Mã chỉ tiêu",
    "figures.comparator": "Phép so sánh",
    "figures.change": "Tăng, giảm",
    "figures.baseline": "Mốc so sánh",
    "figures.period": "Kỳ của số liệu",
    "warnings": "Cảnh báo",
    "officials.positions.all": "Chức vụ, mọi đại biểu",
    "officials.roles.all": "Vai trò, mọi đại biểu",
    "article.title": "Tiêu đề bài",
    "article.publisher": "Nơi đăng",
    "article.author": "Tác giả",
    "article.published": "Ngày đăng",
}

_ASPECTS: Final = {
    "value": "giá trị",
    "value_max": "cận trên",
    "total": "mẫu số",
    "unit": "đơn vị",
    "office": "chức",
    "year": "năm",
    "status": "trạng thái",
    "award": "danh hiệu",
    "recipient": "người nhận",
    "count": "số lượng",
    "subject": "chủ thể",
    "kind": "loại",
}

_WHOLE: Final = {
    "not found": "không tìm thấy",
    "phantom": "không có trong bản chuẩn",
    "duplicate": "bị lặp",
    "taken by another": "đã ghép với mục khác",
}

_BEGINNINGS: Final = {
    "boundary of ": "lệch ranh giới ",
    "wrong scale of ": "sai bậc ",
    "wrong ": "sai ",
    "no ": "thiếu ",
}

VALUES: Final = {
    "elected": "được bầu",
    "incumbent": "đương nhiệm",
    "outgoing": "mãn nhiệm",
    "head": "trưởng",
    "deputy": "phó",
    "proposed": "đề nghị",
    "conferred": "đã tặng",
    "result": "kết quả",
    "target": "chỉ tiêu",
    "chaired": "chủ trì",
    "directed": "chỉ đạo",
    "opened": "khai mạc",
    "closed": "bế mạc",
    "spoke": "phát biểu",
    "launched": "phát động",
    "presented": "trao",
    "received": "nhận",
}


def cause_label(cause: str) -> str:
    """The class of error in Vietnamese: `wrong year + status` is «sai năm, trạng thái»."""
    if cause in _WHOLE:
        return _WHOLE[cause]
    for beginning, label in _BEGINNINGS.items():
        if cause.startswith(beginning):
            names = re.split(r" \+ ", cause.removeprefix(beginning))
            return label + ", ".join(_ASPECTS.get(name, name) for name in names)
    return cause
