"""Copies among records: the same text, excerpts, rewritten leads, other boilerplate."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.emit.duplicates import MAX_HOLDERS, Link, find_links, sentence_hashes

BODY = [
    f"Câu thứ {number} của bài kể lại việc {word} ở Hội nghị tổng kết của Cụm thi đua các tỉnh miền Tây Nam Bộ."
    for number, word in enumerate(["khai mạc", "báo cáo", "tham luận", "trao cờ", "bầu trưởng", "bế mạc"])
]
FURNITURE = (
    "Bản quyền thuộc về Trang thông tin điện tử của Ban Thi đua - Khen thưởng tỉnh, ghi rõ nguồn khi phát hành lại."
)


def links(folder: Path, *texts: str) -> list[Link]:
    path = folder / "records.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(texts):
            article = {"uri": f"{number}.txt", "text": text, "sha256": sha256(text.encode()).hexdigest()}
            file.write(json.dumps({"id": f"{number:016}", "article": article}, ensure_ascii=False) + "\n")
    found, names = find_links(path)
    assert names == [(f"{number:016}", f"{number}.txt") for number in range(len(texts))]
    return found


def test_the_same_text_is_an_exact_copy(tmp_path: Path) -> None:
    text = " ".join(BODY)
    assert links(tmp_path, text, "khác", text, text) == [Link(2, 0, "exact", 6, 6), Link(3, 0, "exact", 6, 6)]


@pytest.mark.parametrize(
    "copy",
    [
        " ".join(BODY[1:5]),
        "Một lời dẫn mới, do biên tập viên của tờ báo khác viết lại cho bạn đọc của mình hôm nay. "
        + " ".join(BODY[1:]),
        "\n".join([FURNITURE, *BODY, "Tin liên quan"]),
        " ".join(BODY).upper().replace("Ỳ", "Ỳ").replace(", ", " , "),
        " ".join(reversed(BODY)),
    ],
    ids=["excerpt", "new lead", "boilerplate", "typing", "order"],
)
def test_near_copies(tmp_path: Path, copy: str) -> None:
    (found,) = links(tmp_path, " ".join(BODY), copy)
    assert (found.copy, found.of, found.reason) == (1, 0, "near")
    assert found.shared >= 4


def test_what_is_no_copy(tmp_path: Path) -> None:
    assert links(tmp_path, " ".join(BODY), " ".join(BODY[:2])) == []
    other = [sentence.replace("Tây Nam Bộ", "Tây Bắc, họp ở thành phố Sơn La") for sentence in BODY]
    assert links(tmp_path, " ".join(BODY), " ".join(other)) == []
    long = " ".join(
        f"Một câu khác hẳn, số {number}, chỉ có trong bài dài này và không ở đâu nữa." for number in range(9)
    )
    assert links(tmp_path, " ".join(BODY) + long, " ".join(BODY[:3]) + long.replace("khác", "mới")) == []
    assert links(tmp_path) == []


def test_sentences_of_every_page_prove_nothing(tmp_path: Path) -> None:
    furniture = " ".join(sentence.replace("Hội nghị", "trang chủ") for sentence in BODY)
    pages = [f"{furniture} Tin {number}." for number in range(MAX_HOLDERS + 1)]
    assert links(tmp_path, *pages) == []
    assert len(links(tmp_path, *pages[:5])) == 4


def test_the_original_is_the_one_that_shares_most(tmp_path: Path) -> None:
    found = links(tmp_path, " ".join(BODY[:3]), " ".join(BODY), " ".join(BODY[:5]))
    assert [(link.copy, link.of, link.shared) for link in found] == [(1, 0, 3), (2, 1, 5)]


def test_sentences_are_compared_by_their_letters() -> None:
    assert sentence_hashes(BODY[0]) == sentence_hashes(BODY[0].upper().replace(" ", "  "))
    assert sentence_hashes("Ngắn quá. Cũng ngắn.") == []
    assert len(sentence_hashes(" ".join(BODY + BODY))) == len(BODY)
