"""A small archive for the user stories: two national clusters over some years, the mergers of 2025, homonyms."""

from __future__ import annotations

from typing import Any

from archive_records import Data, record, span

from pipeline.model.record import Record

RED_RIVER = {
    "name": "Cụm thi đua các tỉnh Đồng bằng sông Hồng",
    "id": "dong-bang-song-hong",
    "kind": "cum",
    "scope": "provinces",
    "members": ["Hải Dương", "Bắc Ninh", "Vĩnh Phúc", "Hưng Yên", "Quảng Ninh"],
}
HIGHLANDS = {
    "name": "Cụm thi đua các tỉnh Tây Nguyên và duyên hải miền Trung",
    "id": "tay-nguyen-duyen-hai-mien-trung",
    "kind": "cum",
    "scope": "provinces",
}
BORDER_GUARD = {"name": "Cụm thi đua số 1 Bộ đội Biên phòng", "kind": "cum", "scope": "sector"}


def _person(text: str, name: str, post: str, *roles: str, province: str | None = None) -> Data:
    position = {"text": post, "title": post.split(" Ủy ban")[0], "province": province}
    return {
        "name": name,
        "positions": [position],
        "roles": list(roles or ("attended",)),
        "evidence": [span(text, "name", name), span(text, "positions[0]", post)],
    }


def _head(text: str, unit: str, office: str, status: str, year: int | None = None) -> Data:
    return {"office": office, "unit": unit, "year": year, "status": status, "evidence": [span(text, "unit", unit)]}


def _award(text: str, award: str, status: str, province: str, year: int) -> Data:
    return {
        "award": award,
        "status": status,
        "year": year,
        "recipients": [{"name": province, "kind": "province", "province": province}],
        "evidence": [span(text, "award", award), span(text, "recipients[0]", province)],
    }


def _figure(text: str, quote: str, value: float, **more: Any) -> Data:
    return {"value": value, "evidence": [span(text, "value", quote)], **more}


FLAG, CERTIFICATE = "Cờ thi đua của Chính phủ", "Bằng khen của Thủ tướng Chính phủ"
CHAIR = "Chủ tịch Ủy ban nhân dân tỉnh Quảng Ninh"
DEPUTY = "Phó Chủ tịch Ủy ban nhân dân tỉnh Hưng Yên"
CENTRE = "Phó Trưởng ban Ban Thi đua - Khen thưởng Trung ương"


def _red_river_2020() -> Record:
    text = (
        "Cụm thi đua các tỉnh Đồng bằng sông Hồng tổng kết năm 2020\n\nSáng 18/1/2021, tại tỉnh Quảng Ninh. "
        f"Đồng chí Nguyễn Tường Văn, {CHAIR}, khai mạc. Đồng chí Phạm Đức Toàn, {CENTRE}, phát biểu. "
        f"Đồng chí Trần Quốc Văn, {DEPUTY}, phát động thi đua. "
        "Toàn cụm có 1.241/1.310 xã đạt chuẩn nông thôn mới. GRDP của Quảng Ninh tăng 10,05%. "
        "Phấn đấu năm 2021 tăng 10%. "
        "Hội nghị thống nhất tỉnh Hưng Yên là Cụm trưởng năm 2021; Bắc Ninh và Vĩnh Phúc là hai đơn vị Cụm phó. "
        f"Đề nghị tặng {FLAG} cho tỉnh Quảng Ninh."
    )
    return record(
        text,
        uri="quangninh.gov.vn/tong-ket-2020",
        article={"published": "2021-01-19", "publisher": "Cổng TTĐT Quảng Ninh"},
        cluster=RED_RIVER,
        meeting={
            "types": ["tong_ket", "trien_khai"],
            "date": "2021-01-18",
            "province": "Quảng Ninh",
            "host": "Quảng Ninh",
            "period": "2020",
        },
        officials=[
            _person(text, "Nguyễn Tường Văn", CHAIR, "opened", province="Quảng Ninh"),
            _person(text, "Phạm Đức Toàn", CENTRE, "spoke"),
            _person(text, "Trần Quốc Văn", DEPUTY, "launched", province="Hưng Yên"),
        ],
        leadership=[
            _head(text, "Quảng Ninh", "head", "incumbent", 2020),
            _head(text, "Hưng Yên", "head", "elected", 2021),
            _head(text, "Bắc Ninh", "deputy", "elected", 2021),
            _head(text, "Vĩnh Phúc", "deputy", "elected", 2021),
        ],
        awards=[_award(text, FLAG, "proposed", "Quảng Ninh", 2020)],
        indicators=[
            _figure(text, "1.241/1.310 xã", 1241, total=1310, unit="xã", subject="cluster", label="nông thôn mới"),
            _figure(text, "10,05%", 10.05, unit="%", subject="Quảng Ninh", indicator="grdp_growth", change="increase"),
            _figure(
                text, "10%", 10, unit="%", subject="Quảng Ninh", indicator="grdp_growth", kind="target", period="2021"
            ),
        ],
    )


def _red_river_reprint() -> Record:
    text = (
        "Hưng Yên làm Cụm trưởng Cụm thi đua các tỉnh Đồng bằng sông Hồng\n\nNgày 19/1/2021, tại Quảng Ninh. "
        f"Đồng chí Phạm Đức Toản, {CENTRE}, phát biểu. Hơn 1.200 xã đạt chuẩn. GRDP của Quảng Ninh tăng 10,05%."
    )
    return record(
        text,
        uri="baomoi.com/hung-yen-cum-truong",
        article={"published": "2021-01-20", "publisher": "Báo Mới"},
        cluster={**RED_RIVER, "members": []},
        meeting={"types": ["tong_ket"], "date": "2021-01-19", "province": "Quảng Ninh", "period": "2020"},
        officials=[_person(text, "Phạm Đức Toản", CENTRE, "spoke")],
        indicators=[
            _figure(text, "10,05%", 10.05, unit="%", subject="Quảng Ninh", indicator="grdp_growth", change="increase")
        ],
    )


def _red_river_later() -> list[Record]:
    halfway = (
        "Sơ kết 6 tháng đầu năm 2021 Cụm thi đua các tỉnh Đồng bằng sông Hồng\n\nNgày 20/7/2021, tại tỉnh Hưng Yên. "
        f"Đồng chí Trần Quốc Văn, {DEPUTY}, chủ trì. Đồng chí Phạm Đức Toàn, {CENTRE}, chỉ đạo. "
        "Cụm trưởng là tỉnh Hưng Yên. Quảng Ninh được tặng Cờ thi đua của Chính phủ năm 2020."
    )
    year = (
        "Tổng kết năm 2023 Cụm thi đua các tỉnh Đồng bằng sông Hồng\n\nNgày 13/3/2024, tại tỉnh Thái Bình. "
        f"Đồng chí Phạm Đức Toàn, {CENTRE}, chỉ đạo. Thái Bình là Cụm trưởng năm 2023. "
        "Đề nghị tặng Bằng khen của Thủ tướng Chính phủ cho tỉnh Quảng Ninh."
    )
    return [
        record(
            halfway,
            uri="hungyen.gov.vn/so-ket-2021",
            article={"published": "2021-07-21"},
            cluster=RED_RIVER,
            meeting={"types": ["so_ket"], "date": "2021-07-20", "province": "Hưng Yên", "period": "2021-H1"},
            officials=[
                _person(halfway, "Trần Quốc Văn", DEPUTY, "chaired", province="Hưng Yên"),
                _person(halfway, "Phạm Đức Toàn", CENTRE, "directed"),
            ],
            leadership=[_head(halfway, "Hưng Yên", "head", "incumbent", 2021)],
            awards=[_award(halfway, FLAG, "conferred", "Quảng Ninh", 2020)],
        ),
        record(
            year,
            uri="thaibinh.gov.vn/tong-ket-2023",
            article={"published": "2024-03-14"},
            cluster=RED_RIVER,
            meeting={"types": ["tong_ket"], "date": "2024-03-13", "province": "Thái Bình", "period": "2023"},
            officials=[_person(year, "Phạm Đức Toàn", CENTRE, "directed")],
            leadership=[_head(year, "Thái Bình", "head", "incumbent", 2023)],
            awards=[_award(year, CERTIFICATE, "proposed", "Quảng Ninh", 2023)],
        ),
    ]


def _merger() -> list[Record]:
    """Bình Định and Gia Lai before the merger of 2025, the new Gia Lai after it."""
    found = []
    for number, (name, day, place, province, value) in enumerate(
        [
            ("cũ", "2024-03-05", "Bình Định", "Bình Định", 7.6),
            ("cũ", "2024-03-05", "Bình Định", "Gia Lai", 3.2),
            ("mới", "2026-01-16", "Gia Lai", "Gia Lai", 8.1),
        ]
    ):
        text = (
            f"Cụm thi đua các tỉnh Tây Nguyên và duyên hải miền Trung tổng kết ({name}, bài {number})\n\n"
            f"Hội nghị tại tỉnh {place}. GRDP của tỉnh {province} tăng {str(value).replace('.', ',')}%. "
            f"Đề nghị tặng {CERTIFICATE} cho tỉnh {province}."
        )
        year = int(day[:4]) - 1
        quote = f"{str(value).replace('.', ',')}%"
        found.append(
            record(
                text,
                uri=f"merger-{number}",
                article={"published": day},
                cluster=HIGHLANDS,
                meeting={"types": ["tong_ket"], "date": day, "province": place, "period": str(year)},
                awards=[_award(text, CERTIFICATE, "proposed", province, year)],
                indicators=[
                    _figure(text, quote, value, unit="%", subject=province, indicator="grdp_growth", change="increase")
                ],
            )
        )
    return found


def _homonyms() -> list[Record]:
    found = []
    for number, (day, place, post, province) in enumerate(
        [
            ("2022-11-10", "Thái Nguyên", "Bí thư Tỉnh ủy Thái Nguyên", "Thái Nguyên"),
            ("2025-09-20", "Hải Phòng", "Phó Chủ nhiệm Chính trị Bộ đội Biên phòng", None),
        ]
    ):
        text = (
            f"Cụm thi đua số 1 Bộ đội Biên phòng tổng kết, bài {number}\n\nTại {place}. "
            f"Đồng chí Nguyễn Thanh Hải, {post}, dự hội nghị."
        )
        found.append(
            record(
                text,
                uri=f"hai-{number}",
                article={"published": day},
                cluster=BORDER_GUARD,
                meeting={"types": ["tong_ket"], "date": day, "province": place, "period": day[:4]},
                officials=[_person(text, "Nguyễn Thanh Hải", post, province=province)],
            )
        )
    return found


def stories() -> list[Record]:
    """All records of the archive."""
    return [_red_river_2020(), _red_river_reprint(), *_red_river_later(), *_merger(), *_homonyms()]
