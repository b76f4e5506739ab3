"""The filter lets every report through, however it was encoded, and stops what names no cluster."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from pipeline.read.relevance import is_relevant

ROOT = Path(__file__).parents[2]

# VNI: letters with a mark letter behind them, after the layout of its fonts.
_VNI_MARKS = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_VNI_ROOF = {"": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
_VNI_BREVE = {"": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}


def vni(text: str) -> bytes:
    """The bytes of the text under a VNI font; what it has no place for is dropped."""
    made = []
    for char in unicodedata.normalize("NFC", text):
        if char in "đĐ":
            made.append("ñ" if char == "đ" else "Ñ")
            continue
        base, *marks = unicodedata.normalize("NFD", char)
        tone = next((mark for mark in marks if mark in _VNI_MARKS), "")
        if "\u031b" in marks:
            base, mark = ("ô" if base in "oO" else "ö"), _VNI_MARKS.get(tone, "")
        elif "\u0302" in marks:
            mark = _VNI_ROOF[tone]
        elif "\u0306" in marks:
            mark = _VNI_BREVE[tone]
        else:
            mark = _VNI_MARKS.get(tone, "")
        made.append(base + (mark.upper() if char.isupper() else mark))
    return "".join(made).encode("latin-1", errors="ignore")


def table(rows: str) -> dict[str, bytes]:
    return {row[0]: bytes.fromhex(row[1:]) for row in rows.split()}


TCVN3 = table(
    "àb5 ảb6 ãb7 áb8 ạb9 ằbb ẳbc ẵbd ắbe ặc6 ầc7 ẩc8 ẫc9 ấca ậcb ècc ẻce ẽcf éd0 ẹd1 ềd2 ểd3 "
    "ễd4 ếd5 ệd6 ìd7 ỉd8 ĩdc ídd ịde òdf ỏe1 õe2 óe3 ọe4 ồe5 ổe6 ỗe7 ốe8 ộe9 ờea ởeb ỡec ớed "
    "ợee ùef ủf1 ũf2 úf3 ụf4 ừf5 ửf6 ữf7 ứf8 ựf9 ỳfa ỷfb ỹfc ýfd ỵfe ăa8 âa9 êaa ôab ơac ưad "
    "đae Ăa1 Âa2 Êa3 Ôa4 Ơa5 Ưa6 Đa7"
)
VISCII = table(
    "ắa1 ằa2 ặa3 ấa4 ầa5 ẩa6 ậa7 ẽa8 ẹa9 ếaa ềab ểac ễad ệae ốaf ồb0 ổb1 ỗb2 ộb5 ờb6 ởb7 ịb8 "
    "ựf1 ứd1 ừd7 ửd8 ưdf ạd5 ảe4 ưdf ẵc7 ẳc6 ẫe7 ăe5 àe0 áe1 âe2 ãe3 èe8 ée9 êea ẻeb ìec íed "
    "ĩee ỉef đf0 òf2 óf3 ôf4 õf5 ỏf6 ọf7 ụf8 ùf9 úfa ũfb ủfc ýfd ơbd ớbe ợfe ữe6 ỡde ỹdb ỷd6 "
    "ỳcf ỵdc Đd0 Ụ9e Ố8f"
)


def bytewise(letters: dict[str, bytes]) -> Callable[[str], bytes]:
    def encode(text: str) -> bytes:
        return b"".join(letters.get(char, b"?") if char > "\x7f" else char.encode() for char in text)

    return encode


def cp1258(text: str) -> bytes:
    """Base letters with combining marks, as Windows writes them."""
    made = []
    for char in unicodedata.normalize("NFC", text):
        try:
            made.append(char.encode("cp1258"))
        except UnicodeEncodeError:
            *letters, mark = unicodedata.normalize("NFD", char)
            if len(letters) == 2 and mark not in "\u0300\u0301\u0303\u0309\u0323":
                letters, mark = [letters[0], mark], letters[1]
            made.append(unicodedata.normalize("NFC", "".join(letters)).encode("cp1258", errors="ignore"))
            made.append(mark.encode("cp1258", errors="ignore"))
    return b"".join(made)


def misread(raw: bytes) -> bytes:
    """UTF-8 taken for Western text and written again."""
    return "".join(bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in raw).encode()


ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "utf-8": str.encode,
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16-le without mark": lambda text: text.encode("utf-16-le"),
    "utf-16-be without mark": lambda text: text.encode("utf-16-be"),
    "nfd": lambda text: unicodedata.normalize("NFD", text).encode(),
    "tcvn3": bytewise(TCVN3),
    "tcvn3 in utf-8": lambda text: bytewise(TCVN3)(text).decode("latin-1").encode(),
    "tcvn3 as entities": lambda text: bytewise(TCVN3)(text).decode("latin-1").encode("ascii", "xmlcharrefreplace"),
    "vni": vni,
    "vni in utf-8": lambda text: vni(text).decode("latin-1").encode(),
    "viscii": bytewise(VISCII),
    "windows-1258": cp1258,
    "mojibake": lambda text: misread(text.encode()),
    "mojibake, latin-1": lambda text: text.encode().decode("latin-1").encode(),
    "mojibake twice": lambda text: misread(misread(text.encode())),
    "entities": lambda text: text.encode("ascii", "xmlcharrefreplace"),
    "hexadecimal entities": lambda text: re.sub(r"[^\x00-\x7f]", lambda found: f"&#x{ord(found[0]):X};", text).encode(),
    "entities of nfd": lambda text: unicodedata.normalize("NFD", text).encode("ascii", "xmlcharrefreplace"),
    "named entities": lambda text: text.translate(
        {
            ord(html.unescape(f"&{name};")): f"&{name};"
            for name in ("ocirc", "acirc", "aacute", "agrave", "dstrok", "Dstrok")
        }
    ).encode("ascii", "xmlcharrefreplace"),
    "percent": lambda text: quote(text).encode(),
    "percent of a form": lambda text: quote(text).replace("%20", "+").encode(),
    "json": lambda text: json.dumps(text).encode(),
    "upper case": lambda text: text.upper().encode(),
    "tags between words": lambda text: text.replace(" ", " <b class='x'>").encode(),
    "no-break spaces": lambda text: text.replace(" ", "&nbsp;").encode(),
    "line ends": lambda text: text.replace(" ", "\r\n  ").encode(),
}


def reports() -> list[tuple[str, str]]:
    """Name and text of each report on a meeting in the corpus."""
    found = []
    for path in sorted((ROOT / "gold").glob("*.json")):
        text = ROOT / "corpus" / f"{path.stem}.txt"
        if text.exists() and json.loads(path.read_text(encoding="utf-8"))["gold"]["report"] == "meeting":
            found.append((path.stem, text.read_text(encoding="utf-8")))
    return found


@pytest.mark.parametrize("name", ENCODINGS)
def test_every_report_passes_in_every_encoding(name: str) -> None:
    encode = ENCODINGS[name]
    texts = reports()
    assert len(texts) > 100
    assert [report for report, text in texts if not is_relevant(encode(text))] == []


@pytest.mark.parametrize("name", ENCODINGS)
@pytest.mark.parametrize("text", ["Khối thi đua số 2", "Phong trào thi đua Cụm các tỉnh", "CỤM THI ĐUA"])
def test_short_texts_pass_in_every_encoding(name: str, text: str) -> None:
    if name in {"tcvn3", "tcvn3 in utf-8", "tcvn3 as entities"}:
        text = text.lower()  # its capitals are another font
    assert is_relevant(ENCODINGS[name](f"<p>{text}</p>" if name != "percent" else text))


@pytest.mark.parametrize("name", ENCODINGS)
@pytest.mark.parametrize(
    "text",
    [
        "Cụm công nghiệp, khối lượng hàng hóa",
        "Phong trào thi đua yêu nước của tỉnh",
        "thi hành án, của đưa, thỉ đùa",
        "Cụm " + "công nghiệp mới của tỉnh đã được xây dựng " * 3 + "thi đua",
    ],
)
def test_other_pages_are_stopped(name: str, text: str) -> None:
    assert not is_relevant(ENCODINGS[name](text))
