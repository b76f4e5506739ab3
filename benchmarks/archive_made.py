"""Made records in any number: meetings of clusters over the years, each with 13 facts and a text of 8 KB."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from typing import Any

from pipeline.emit.cells import json_line
from pipeline.model.record import Record

FACTS = 13
YEARS = range(2008, 2026)
TEXT_BYTES = 8000
SENTENCES = 20_000
SYLLABLES = [
    "thi",
    "đua",
    "khen",
    "thưởng",
    "phong",
    "trào",
    "công",
    "tác",
    "hội",
    "nghị",
    "tổng",
    "kết",
    "triển",
    "khai",
    "nhiệm",
    "vụ",
    "năm",
    "tỉnh",
    "thành",
    "phố",
    "huyện",
    "xã",
    "đơn",
    "vị",
    "cụm",
    "khối",
    "trưởng",
    "phó",
    "lãnh",
    "đạo",
    "chỉ",
    "đạo",
    "thực",
    "hiện",
    "kết",
    "quả",
    "đạt",
    "kế",
    "hoạch",
    "phát",
    "triển",
    "kinh",
    "tế",
    "xã",
    "hội",
    "nông",
    "thôn",
    "mới",
    "giảm",
    "nghèo",
    "giáo",
    "dục",
    "y",
    "tế",
    "văn",
    "hóa",
    "quốc",
    "phòng",
    "an",
    "ninh",
    "trật",
    "tự",
    "cán",
    "bộ",
    "chiến",
    "sĩ",
    "nhân",
    "dân",
    "đoàn",
    "kết",
    "sáng",
    "tạo",
    "nâng",
    "cao",
    "chất",
    "lượng",
    "hiệu",
    "quả",
    "đổi",
    "mới",
    "cải",
    "cách",
    "hành",
    "chính",
    "tuyên",
    "truyền",
    "điển",
    "hình",
    "tiên",
    "tiến",
    "gương",
    "người",
    "tốt",
    "việc",
    "tốt",
    "biểu",
    "dương",
]
SURNAMES = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý"]
GIVEN = [
    "An",
    "Bình",
    "Châu",
    "Dũng",
    "Đức",
    "Giang",
    "Hải",
    "Hiếu",
    "Hòa",
    "Hùng",
    "Khánh",
    "Lâm",
    "Long",
    "Minh",
    "Nam",
    "Phong",
    "Quang",
    "Sơn",
    "Thanh",
    "Tuấn",
    "Việt",
]
PROVINCES = [
    "An Giang",
    "Bạc Liêu",
    "Bắc Giang",
    "Bắc Kạn",
    "Bắc Ninh",
    "Bến Tre",
    "Bình Dương",
    "Bình Định",
    "Bình Phước",
    "Bình Thuận",
    "Cà Mau",
    "Cao Bằng",
    "Đắk Lắk",
    "Đắk Nông",
    "Điện Biên",
    "Đồng Nai",
    "Đồng Tháp",
    "Gia Lai",
    "Hà Giang",
    "Hà Nam",
    "Hà Tĩnh",
    "Hải Dương",
    "Hậu Giang",
    "Hòa Bình",
    "Hưng Yên",
    "Khánh Hòa",
    "Kiên Giang",
    "Kon Tum",
    "Lai Châu",
    "Lạng Sơn",
    "Lào Cai",
    "Lâm Đồng",
    "Long An",
    "Nam Định",
    "Nghệ An",
    "Ninh Bình",
    "Ninh Thuận",
    "Phú Thọ",
    "Phú Yên",
    "Quảng Bình",
    "Quảng Nam",
    "Quảng Ngãi",
    "Quảng Ninh",
    "Quảng Trị",
    "Sóc Trăng",
    "Sơn La",
    "Tây Ninh",
    "Thái Bình",
    "Thái Nguyên",
    "Thanh Hóa",
    "Tiền Giang",
    "Trà Vinh",
    "Tuyên Quang",
    "Vĩnh Long",
    "Vĩnh Phúc",
    "Yên Bái",
]
INDICATORS = (
    ("grdp_growth", "tăng trưởng GRDP", "%"),
    ("budget_revenue", "thu ngân sách", "tỷ đồng"),
    ("poverty_rate", "tỷ lệ hộ nghèo", "%"),
    ("export_turnover", "kim ngạch xuất khẩu", "triệu USD"),
    (None, "xã đạt chuẩn nông thôn mới", "xã"),
    (None, "lao động có việc làm", "lao động"),
)

Data = dict[str, Any]


class _Writing:
    """A text in the making; `say` returns the evidence of what was said."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0

    def say(self, before: str, quote: str = "", after: str = "", field: str = "") -> Data:
        start = self.length + len(before)
        for part in (before, quote, after):
            self.parts.append(part)
            self.length += len(part)
        return {"field": field, "start": start, "end": start + len(quote), "rule": f"made.{field or 'text'}"}


def _pool(chance: random.Random) -> list[str]:
    """Sentences of words as unevenly frequent as those of a language; some are quoted, some end a line."""
    rare = [f"{one}{two}" for one in SYLLABLES for two in "aeiouyngthcm"]
    weights = [1 / (place + 3) for place in range(len(SYLLABLES) + len(rare))]
    words = chance.choices(SYLLABLES + rare, weights, k=SENTENCES * 25)
    ends = (". ", ". ", '" "', ".\n")
    found = (" ".join(words[start : start + 25]).capitalize() for start in range(0, len(words), 25))
    return [sentence + ends[number % len(ends)] for number, sentence in enumerate(found)]


def made(meetings: int, seed: int = 5) -> Iterator[bytes]:
    """Lines of `records.jsonl`, the same for the same numbers."""
    chance = random.Random(seed)  # noqa: S311 (made data)
    pool = _pool(chance)
    for number in range(meetings):
        # With every key, as a run writes it.
        record = Record.model_validate(_record(number, chance, pool))
        yield json_line(record.to_dict()).encode()


def _record(number: int, chance: random.Random, pool: list[str]) -> Data:
    years, half = len(YEARS), number % 2
    year = YEARS[(number // 2) % years]
    province = PROVINCES[(number // (2 * years)) % len(PROVINCES)]
    index = number // (2 * years * len(PROVINCES)) + 1
    name = f"Cụm thi đua số {index} tỉnh {province}"
    day = (
        f"{year}-07-{chance.randint(1, 28):02}"
        if half
        else f"{year + 1}-0{chance.randint(1, 3)}-{chance.randint(1, 28):02}"
    )
    text = _Writing()
    text.say(f"{name} họp, bản số {number}. ")
    officials = [_official(text, chance, province) for _ in range(3)]
    holder, award = f"Huyện {chance.randint(1, 12)}", "Cờ thi đua của Ủy ban nhân dân tỉnh"
    leadership = [
        {"office": office, "unit": holder, "person": None, "year": year, "status": "elected",
         "evidence": [text.say("Bầu ", holder, f" làm {office}. ", "unit")]}
        for office in ("head", "deputy")
    ]  # fmt: skip
    awards = [
        {"award": award, "status": status, "year": year,
         "recipients": [{"name": province, "kind": "province", "province": province}],
         "evidence": [text.say("Hội nghị nêu ", award, f" cho {province}. ", "award")]}
        for status in ("proposed", "conferred")
    ]  # fmt: skip
    figures = [_figure(text, chance, province, *what) for what in INDICATORS]
    size = len("".join(text.parts).encode())
    while size < TEXT_BYTES:
        sentence = pool[chance.randrange(len(pool))]
        text.say(sentence)
        size += len(sentence.encode())
    whole = "".join(text.parts)
    sha = hashlib.sha256(whole.encode()).hexdigest()
    return {
        "schema": "1",
        "id": sha[:16],
        "report": "meeting",
        "article": {"uri": f"made/{number}.txt", "title": name, "published": day, "text": whole, "sha256": sha},
        "cluster": {"name": name, "kind": "cum", "scope": "local", "size": 12},
        "meeting": {
            "types": ["so_ket" if half else "tong_ket"], "date": day, "province": province,
            "period": f"{year}-H1" if half else str(year),
        },
        "officials": officials,
        "leadership": leadership,
        "awards": awards,
        "indicators": figures,
        "warnings": [],
    }  # fmt: skip


def _official(text: _Writing, chance: random.Random, province: str) -> Data:
    name = f"{chance.choice(SURNAMES)} {chance.choice(GIVEN)} {chance.choice(GIVEN)}"
    post = f"Phó Chủ tịch Ủy ban nhân dân tỉnh {province}"
    evidence = [text.say("Đồng chí ", name, ", ", "name"), text.say("", post, " dự. ", "positions[0]")]
    positions = [{"text": post, "title": "Phó Chủ tịch", "organisation": None, "province": province}]
    return {"name": name, "honorific": "đồng chí", "positions": positions, "roles": ["attended"], "evidence": evidence}


def _figure(text: _Writing, chance: random.Random, province: str, *what: str | None) -> Data:
    indicator, label, unit = what
    value = chance.randint(1, 9000) / (100 if unit == "%" else 1)
    quote = f"{value:g} {unit}".replace(".", ",")
    evidence = [text.say(f"{label} của {province} đạt ", quote, ". ", "value")]
    return {
        "indicator": indicator,
        "label": label,
        "subject": province,
        "value": value,
        "unit": unit,
        "evidence": evidence,
    }
