"""Examples of what the addresses answer."""

from __future__ import annotations

from typing import Any, Final

_CLUSTER: Final = {
    "cluster": "dong-bang-song-hong",
    "cluster_name": "Cụm thi đua các tỉnh Đồng bằng sông Hồng",
}
CLUSTER: Final = {**_CLUSTER, "meetings": 14}
_STOOD: Final = {
    "standing": "single",
    "quote": "10,05%",
    "rule": "figures.percent",
    "meeting": "3f1c9a0b7d2e4f68",
    "date": "2021-01-18",
    "source": "quangninh.gov.vn/tong-ket-2020",
    "article": "3f1c9a0b7d2e4f68",
}
HIT: Final = {
    "article": "3f1c9a0b7d2e4f68",
    "title": "Cụm thi đua các tỉnh Đồng bằng sông Hồng tổng kết năm 2020",
    "meeting": "3f1c9a0b7d2e4f68",
    "date": "2021-01-18",
    "snippet": "… [tổng] [kết] năm 2020 …",
}
MEETING: Final = {
    **_CLUSTER,
    "meeting": "3f1c9a0b7d2e4f68",
    "date": "2021-01-18",
    "types": ["tong_ket", "trien_khai"],
    "period": "2020",
    "province": "Quảng Ninh",
    "officials": ["Nguyễn Tường Văn (Chủ tịch Ủy ban nhân dân tỉnh Quảng Ninh, [opened])"],
    "reports": 1,
    "conflicts": 0,
}
FILE: Final = {"meeting": MEETING, "reports": [{"key": "3f1c9a0b7d2e4f68"}], "conflicts": []}
LEADER: Final = {**_CLUSTER, "year": 2021, "office": "head", "holder": "Hưng Yên", "status": "elected", **_STOOD}
AWARD: Final = {
    **_CLUSTER,
    "year": 2020,
    "award": "Cờ thi đua của Chính phủ",
    "status": "proposed",
    "recipient": "Quảng Ninh",
    **_STOOD,
}
FIGURE: Final = {
    **_CLUSTER,
    "year": 2020,
    "indicator": "grdp_growth",
    "subject": "Quảng Ninh",
    "value": 10.05,
    "measure": "%",
    "kind": "result",
    **_STOOD,
}
CONFLICT: Final = {
    **_CLUSTER,
    "meeting": "3f1c9a0b7d2e4f68",
    "field": "indicator",
    "preferred": "26174 tỷ đồng",
    "reason": "exact",
}
COVERED: Final = {**_CLUSTER, "year": 2020, "state": "present", "meetings": 1, "head": "Quảng Ninh"}
PERSON: Final = {"person": 7, "name": "Phạm Đức Toàn", "first_seen": "2021-01-18", "mentions": 3}
SEEN: Final = {
    **_CLUSTER,
    "person": 7,
    "name": "Phạm Đức Toàn",
    "date": "2021-01-18",
    "post": "Phó Trưởng ban Ban Thi đua - Khen thưởng Trung ương",
}


def content(example: dict[str, Any]) -> dict[str, Any]:
    """The content of a response with an example."""
    return {"application/json": {"example": example}}
