"""Text before Unicode and text decoded wrongly: put right, and clean text left alone."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from legacy import PLAIN, as_1258, as_mojibake, as_table, as_vni

from pipeline.check.sources import is_held
from pipeline.read.decode import decode_text
from pipeline.read.encodings.repair import Run, repair
from pipeline.read.encodings.syllables import is_syllable
from pipeline.read.encodings.tables import byte_table, from_table, from_vni, vni_table

CORPUS = Path(__file__).parents[2] / "corpus"
REPORTS = [path for path in sorted(CORPUS.glob("*.txt")) if not is_held(path.stem)]
LETTERS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"
LEGACY = {
    "windows-1258": lambda text: as_1258(text).decode("latin-1"),
    "tcvn3": lambda text: as_table(text, "tcvn3"),
    "viscii": lambda text: as_table(text, "viscii"),
    "vni": as_vni,
    "mojibake": as_mojibake,
    "mojibake twice": lambda text: as_mojibake(text, 2),
}


def lines_of(path: Path) -> list[str]:
    """The lines of a report in the characters that every legacy encoding has."""
    text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8")).translate(PLAIN)
    keep = {*LETTERS, *LETTERS.upper()}
    return ["".join(c if c in keep or " " <= c <= "~" else " " for c in line) for line in text.split("\n")]


@pytest.mark.parametrize(("name", "charset"), [("tcvn3", "TCVN5712-1"), ("viscii", "VISCII")])
def test_tables_agree_with_iconv(name: str, charset: str) -> None:
    iconv = shutil.which("iconv")
    assert iconv is not None
    table = byte_table(name)
    for byte in range(1, 256):
        done = subprocess.run(
            [iconv, "-f", charset, "-t", "UTF-8"], input=bytes([byte]), capture_output=True, check=True
        )
        assert table.get(byte, chr(byte)) == done.stdout.decode(), hex(byte)


def test_every_letter_has_its_place_in_every_table() -> None:
    letters = set(LETTERS + LETTERS.upper()) - set("aeiouyAEIOUY")
    assert letters <= set(byte_table("tcvn3").values())
    assert letters <= set(byte_table("viscii").values())
    assert letters == set(vni_table().values())


@given(st.text(alphabet=LETTERS + LETTERS.upper() + " b1,"))
def test_tables_come_back(text: str) -> None:
    assert from_table(as_table(text, "tcvn3"), "tcvn3") == text
    assert from_table(as_table(text, "viscii"), "viscii") == text


def test_vni_words() -> None:
    assert from_vni("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam") == "Cộng hòa xã hội chủ nghĩa Việt Nam"
    assert from_vni("ÑAÛNG BOÄ TÆNH ÑOÀNG THAÙP naêm tröôùc") == "ĐẢNG BỘ TỈNH ĐỒNG THÁP năm trước"


@pytest.mark.parametrize("word", ["nghiêng", "quỳnh", "ĐẮK", "khuỷu", "ưỡn", "hoà", "thuở", "giếng"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["héi", "cuoäc", "tổgn", "các" + "ư", "mạt" + "ạ", "sẽt", "Müller", "Łódź"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_reports_in_clean_unicode_stay_as_they_are() -> None:
    assert len(REPORTS) > 80
    for path in REPORTS:
        raw = path.read_bytes()
        assert decode_text(raw) == (raw.decode("utf-8"), {})


@pytest.mark.parametrize("kind", LEGACY)
def test_reports_in_legacy_encodings_come_back(kind: str) -> None:
    """Every report, whatever its words: at most one line in five hundred may be too short to tell."""
    wrong = total = 0
    for path in REPORTS:
        lines = lines_of(path)
        found, _ = repair([Run(LEGACY[kind](line)) for line in lines])
        total += len(lines)
        wrong += sum(a != b for a, b in zip(lines, found, strict=True))
    assert total > 2000
    assert wrong <= total / 500


@pytest.mark.parametrize("kind", ["windows-1258", "tcvn3", "viscii", "vni"])
def test_files_in_legacy_encodings(kind: str) -> None:
    text = "\n".join(lines_of(REPORTS[0]))
    found, done = decode_text(LEGACY[kind](text).encode("latin-1"))
    assert found == text
    assert set(done) == {kind}


def test_several_encodings_in_one_file() -> None:
    lines = [line for line in lines_of(REPORTS[0]) if len(line) > 80][:4]
    coded = [lines[0], as_table(lines[1], "tcvn3"), as_vni(lines[2]), as_mojibake(lines[3])]
    found, done = decode_text("\n".join(coded).encode("utf-8"))
    assert found.split("\n") == lines
    assert done == {"tcvn3": 1, "vni": 1, "mojibake": 1}
    raw = b"\n".join([lines[0].encode(), coded[1].encode("latin-1"), coded[2].encode("latin-1"), coded[3].encode()])
    assert decode_text(raw)[0].split("\n") == lines


@pytest.mark.parametrize(
    "text",
    [
        "Müller grüßt Köln, Jürgen über Österreich",
        "La señora Muñoz y el niño en España, ¿qué?",
        "São Paulo, coração, não é possível",
        "Citroën, café, naïve, l'Hôtel de Ville à Orléans, garçon",
        "Łódź, Kraków, Gdańsk; Ærø, Ångström, Tromsø",
        "25 °C ± 0,5 µm, ½ · ¾ × 10² © 2010 «Hội» ®",
        "LÊ VĂN”… NGÔ» — “Ê-đê”",
        "Thứ Năm © Báo · §3",
    ],
)
def test_foreign_and_typographic_text_stays_as_it_is(text: str) -> None:
    assert repair([Run(text)]) == ([text], {})


def test_a_lost_character_spoils_its_word_only() -> None:
    text = as_mojibake("Hội nghị tổng kết cụm thi đua các tỉnh")
    broken = text.replace(as_mojibake("cụm"), as_mojibake("cụm")[:-2] + "m")
    found, done = repair([Run(broken)])
    assert found[0].split()[:4] == ["Hội", "nghị", "tổng", "kết"]
    assert found[0].endswith("thi đua các tỉnh")
    assert done == {"mojibake": 1}


def test_a_font_decides_for_a_single_word() -> None:
    assert repair([Run("Héi", font="tcvn3"), Run("héi nghÞ", font="tcvn3", capitals=True)])[0] == ["Hội", "HỘI NGHỊ"]
    assert repair([Run("Hoäi", font="vni")])[0] == ["Hội"]
    assert repair([Run("Hội", font="tcvn3")])[0] == ["Hội"]


def test_marks_of_windows_in_tcvn3() -> None:
    """Its fonts have no capitals where windows-1252 has quotation marks, dashes and the ellipsis."""
    coded = as_table(
        "Phải coi người nghèo là địa chỉ thi đua, đồng chí nói về một cửa đóng hồ sơ rồi kết luận hội nghị", "tcvn3"
    )
    words = coded.split(" ")
    words[0], words[6] = f"\x93{words[0]}", f"{words[6]}\x94"
    words[12] = f"\x93{words[12]}\x94"
    words[14] += "\x85"
    text = " ".join([*words, "\x96", *as_table("năm mới", "tcvn3").split(" ")])
    assert repair([Run(text, raw=True)])[0] == [
        "“Phải coi người nghèo là địa chỉ” thi đua, đồng chí nói “về” một cửa… đóng hồ sơ rồi kết luận hội nghị – năm "
        "mới"
    ]
