"""Sentence boundaries inside a zone.

A full stop ends a sentence unless it belongs to an abbreviation, an initial or a list number. A caption that was run
into the text has no full stop: there a capitalised opener (`Đồng chí`, `Ông`, `Năm 2020`) after a lower-case word
starts the next sentence.
"""

from __future__ import annotations

from itertools import pairwise

import regex

from pipeline.model.document import Sentence, Zone

_STOP = regex.compile(
    r"""(?<=[\p{L}\d%)"'»][.!?]|[.]{3}|[.!?]["')]|\.\.\.)   # end of a sentence
        (?<!\b(?:TP|Tp|tp|TX|Tx|TT|Th|ThS|TS|GS|PGS|BS|KS|CN|LS|NSƯT|NSND|P|Q|H|T|Đ|đ|tr|St|vs|No|Mr|Ms|Dr|ĐH|PTS|Ths)\.)
        (?<!(?:^|\s)[\p{Lu}]\.) (?<!(?:^|\n|\s)\d{1,2}\.)
        (?:\s+(?=["'(\[\-•*]?\s*[\p{Lu}\d"(])|(?=[\p{Lu}][\p{Ll}]+\s))""",
    regex.VERBOSE,
)
_OPENER = regex.compile(
    r"""(?<=[\p{Ll}\d)"%]|[\p{Lu}][\p{Ll}]+|Hội\snghị|Cụm|Khối) \s+
        (?=(?:Ông|Bà|Đồng\schí|Đ/c|Các\sđồng\schí|Các\sđại\sbiểu|Các\sđơn\svị\strong|Phát\sbiểu\s(?:tại|chỉ|khai|kết|chào)|Tại\s(?:Hội|hội|buổi|lễ)|Trong\s(?:phong|không|năm|khuôn|phần|thời|những)
            |Năm\s(?:19|20)\d\d\b(?!\s*-)|Toàn\scảnh|Quang\scảnh|Hội\snghị\s(?:thống|đã|cũng|bầu|suy|nghe|ghi)
            |Theo\s(?:đó|báo)|Với\s(?:chủ|phương|kết)|Cùng\s(?:dự|với|tham|đi)|Sau\s(?:khi|phần)|Nhân\sdịp|Dịp\snày|Đến\sdự|Tới\sdự|Tham\sdự|Dự\s(?:và|hội|Hội|lễ|buổi)|Mở\sđầu|Bế\smạc|Kết\sluận|Thay\smặt|Công\stác\skhen|Tổng\shợp\stừ|Phong\strào\s"|Ảnh\s*:|Đại\sbiểu\s(?:các|dự)|Đại\sdiện\s(?:\d|lãnh|các|\p{Ll}))\b)""",
    regex.VERBOSE,
)
MAX_SENTENCE = 4000
"""Characters after which a sentence without a full stop is cut at the next blank."""


def split(zone: Zone, norm: str, block: int, *, run_in: bool) -> list[Sentence]:
    """The sentences of one zone. `run_in`: captions may stand inside the text without a full stop."""
    piece = norm[zone.start : zone.end]
    cuts = {match.end() for match in _STOP.finditer(piece)}
    if run_in:
        cuts |= {match.end() for match in _OPENER.finditer(piece) if not _inside_phrase(piece, match.start())}
    bounds = [0, *sorted(cuts), len(piece)]
    found = []
    for start, end in pairwise(bounds):
        for part_start, part_end in _capped(piece, start, end):
            text = piece[part_start:part_end]
            if stripped := text.strip():
                left = part_start + len(text) - len(text.lstrip())
                found.append(Sentence(zone.start + left, zone.start + left + len(stripped), zone.name, block))
    return found


def _inside_phrase(piece: str, offset: int) -> bool:
    """True after a word that takes an object, as in «do Đồng chí …», or inside an open bracket or quote."""
    before = piece[max(0, offset - 14) : offset].lower()
    if before.endswith(
        (
            " của",
            " do",
            " là",
            " và",
            " có",
            " cho",
            " với",
            " gồm",
            " bởi",
            " tại",
            " dự",
            " tổ chức",
            " cử",
            " trong",
            " nói",
            ",",
            ":",
            ";",
            "(",
            " -",
        )
    ):
        return True
    recent = piece[max(0, offset - 120) : offset]
    return recent.count("(") > recent.count(")") or recent.count('"') % 2 == 1


def _capped(piece: str, start: int, end: int) -> list[tuple[int, int]]:
    parts = []
    while end - start > MAX_SENTENCE:
        cut = piece.find(" ", start + MAX_SENTENCE, end)
        if cut < 0:
            cut = min(end, start + 2 * MAX_SENTENCE)
        parts.append((start, cut))
        start = cut
    parts.append((start, end))
    return parts
