"""When two texts are the same to the check: one spelling, abbreviations written out, a normalised similarity.

Written apart from `pipeline.normalise` on purpose: a slip in the extractor's folding must show.

Similarity is rapidfuzz's normalised Indel similarity of the canonical texts (`fuzz.ratio` over 100), `2
* LCS / (len(a) + len(b))`: 1 for equal texts, 0 for texts without a common letter. Unlike partial and
token ratios it punishes a missing word.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import Indel

_DASHES = re.compile(r"\s*[-‐‑‒–—−]\s*")
_PUNCTUATION = re.compile(r"[\"'“”‘’«»(),;:.!?…]+")
_OLD_TONE = re.compile(r"(?<!q)(o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\w)")

ABBREVIATIONS: tuple[tuple[str, str], ...] = (
    (r"t\.\s?ư\.?|t\.\s?w\.?|tw|t/ư", "trung ương"),
    (r"tp\.?\s?hcm", "thành phố hồ chí minh"),
    (r"brvt|br-vt", "bà rịa-vũng tàu"),
    (r"tt-huế|tt huế", "thừa thiên huế"),
    (r"ubnd", "ủy ban nhân dân"),
    (r"hđnd", "hội đồng nhân dân"),
    (r"hđtđ-kt|hđ tđkt|hđtđkt", "hội đồng thi đua-khen thưởng"),
    (r"tđ-kt|tđkt|tđ,\s?kt", "thi đua-khen thưởng"),
    (r"ubmttqvn|ubmttq việt nam", "ủy ban mặt trận tổ quốc việt nam"),
    (r"ubmttq", "ủy ban mặt trận tổ quốc"),
    (r"mttqvn", "mặt trận tổ quốc việt nam"),
    (r"mttq", "mặt trận tổ quốc"),
    (r"vksndtc", "viện kiểm sát nhân dân tối cao"),
    (r"vksnd", "viện kiểm sát nhân dân"),
    (r"vks", "viện kiểm sát"),
    (r"tandtc", "tòa án nhân dân tối cao"),
    (r"tand", "tòa án nhân dân"),
    (r"cthads", "cục thi hành án dân sự"),
    (r"thads", "thi hành án dân sự"),
    (r"tlđlđ", "tổng liên đoàn lao động"),
    (r"lđlđ", "liên đoàn lao động"),
    (r"lhpn", "liên hiệp phụ nữ"),
    (r"ccb", "cựu chiến binh"),
    (r"btv", "ban thường vụ"),
    (r"bch", "ban chấp hành"),
    (r"gd-đt|gdđt|gd&đt|gd & đt|gd và đt", "giáo dục và đào tạo"),
    (r"vh,\s?tt\s?(?:&|và)\s?dl|vhttdl|vhtt&dl", "văn hóa, thể thao và du lịch"),
    (r"lđ-tb(?:\s?&\s?|-| và )xh|lđtbxh|lđtb&xh", "lao động-thương binh và xã hội"),
    (r"tn&mt|tn-mt|tnmt", "tài nguyên và môi trường"),
    (r"nn&ptnt|nn-ptnt|nnptnt", "nông nghiệp và phát triển nông thôn"),
    (r"kh&đt|kh-đt|khđt", "kế hoạch và đầu tư"),
    (r"kh&cn|kh-cn|khcn", "khoa học và công nghệ"),
    (r"tt&tt|tt-tt|tttt", "thông tin và truyền thông"),
    (r"ntm", "nông thôn mới"),
    (r"htx", "hợp tác xã"),
    (r"kcn", "khu công nghiệp"),
    (r"kkt", "khu kinh tế"),
    (r"cand", "công an nhân dân"),
    (r"chqs", "chỉ huy quân sự"),
    (r"bđbp", "bộ đội biên phòng"),
    (r"qlda", "quản lý dự án"),
    (r"tnhh", "trách nhiệm hữu hạn"),
    (r"mtv", "một thành viên"),
    (r"thpt", "trung học phổ thông"),
    (r"thcs", "trung học cơ sở"),
    (r"pt-?th|pt\s?&\s?th", "phát thanh-truyền hình"),
    (r"bhxh", "bảo hiểm xã hội"),
    (r"bhyt", "bảo hiểm y tế"),
    (r"tncs", "thanh niên cộng sản"),
    (r"xhcn", "xã hội chủ nghĩa"),
    (r"pct", "phó chủ tịch"),
    (r"đ/c", "đồng chí"),
    (r"&", "và"),
    (r"tp\.?", "thành phố"),
    (r"tx\.?", "thị xã"),
    (r"usd|đô la mỹ|đô-la mỹ|đôla mỹ", "usd"),
)
"""Abbreviation (a pattern on folded text, between non-letters) and what it stands for; the longer first."""

_CENTRE = re.compile(r"(?<!\w)(?<!ĐẦU )(?<!ĐỨC )TƯ(?!\w)")
"""`TƯ` in capitals is `Trung ương`; folded it would be the word `tư`."""

_EXPANSIONS = tuple((re.compile(rf"(?<!\w)(?:{short})(?!\w)"), full) for short, full in ABBREVIATIONS)


def _new_tone(match: re.Match[str]) -> str:
    letters = match[0]
    plain = unicodedata.normalize("NFD", letters[1])
    return unicodedata.normalize("NFC", letters[0] + plain[1:] + plain[0])


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """NFC, lower case, one spelling of tone marks (`hòa`, `ủy`), one dash without spaces, single spaces."""
    lowered = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    dashed = _DASHES.sub("-", lowered)
    return " ".join(_OLD_TONE.sub(_new_tone, dashed).split())


@lru_cache(maxsize=65536)
def canonical(text: str) -> str:
    """The folded text with abbreviations written out and without punctuation."""
    folded = fold(_CENTRE.sub("Trung ương", unicodedata.normalize("NFC", text)))
    for short, full in _EXPANSIONS:
        folded = short.sub(full, folded)
    return " ".join(_PUNCTUATION.sub(" ", folded).split())


@lru_cache(maxsize=262144)
def similarity(left: str, right: str) -> float:
    """Normalised Indel similarity of the canonical texts, 0 to 1."""
    return float(Indel.normalized_similarity(canonical(left), canonical(right)))
