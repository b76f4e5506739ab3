"""Who can hold an office or receive an award, in the wording the record wants."""

from __future__ import annotations

import pytest

from pipeline.assemble.bodies import Holder, member_body
from pipeline.assemble.holders import find_holders, joined
from pipeline.model.document import Document
from pipeline.model.tags import Context
from pipeline.segment import segment
from pipeline.stages import tag
from pipeline.tag.clusters import tag_clusters

PROVINCES = Context(scope="provinces", date="2021-01-18")
SECTOR = Context(scope="sector", date="2021-01-18")
LOCAL = Context(scope="local", date="2021-01-18", province="Gia Lai")


def read(text: str, context: Context) -> tuple[Document, list[Holder]]:
    """The holders of a text."""
    doc = segment(text)
    return doc, find_holders(doc, tag(doc, tag_clusters(doc)), context)


def holders(text: str, context: Context) -> list[tuple[str, str, str, str | None]]:
    """(quote, name, kind, province) of each holder."""
    doc, found = read(text, context)
    return [(doc.text[h.start : h.end], h.name, h.kind, h.province) for h in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tỉnh Trà Vinh và Bến Tre cùng dự.",
            [
                ("Tỉnh Trà Vinh", "Trà Vinh", "province", "Trà Vinh"),
                ("Bến Tre", "Bến Tre", "province", "Bến Tre"),
            ],
        ),
        # the committee of a province stands for it
        ("UBND tỉnh Trà Vinh báo cáo.", [("UBND tỉnh Trà Vinh", "Trà Vinh", "province", "Trà Vinh")]),
        ("Sở Nội vụ Trà Vinh báo cáo.", [("Sở Nội vụ Trà Vinh", "Sở Nội vụ tỉnh Trà Vinh", "unit", "Trà Vinh")]),
        # a bracket only says where somebody is from
        ("Một đại biểu (Trà Vinh) nêu ý kiến.", []),
        ("Hai huyện bạn nêu ý kiến.", []),
        # a province inside a person's name or a body's
        ("Ông Trần Bình Dương phát biểu.", []),
    ],
)
def test_in_a_cluster_of_provinces(text: str, expected: list[tuple[str, str, str, str | None]]) -> None:
    assert holders(text, PROVINCES) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Công an các tỉnh Trà Vinh, Bến Tre và Cần Thơ cùng dự.",
            ["Công an tỉnh Trà Vinh", "Công an tỉnh Bến Tre", "Công an thành phố Cần Thơ"],
        ),
        (
            "Công an các tỉnh: Trà Vinh, Bến Tre cùng dự.",
            ["Công an tỉnh Trà Vinh", "Công an tỉnh Bến Tre"],
        ),
        ("VKSND tỉnh Hưng Yên và Hải Dương cùng dự.",
         ["Viện kiểm sát nhân dân tỉnh Hưng Yên", "Viện kiểm sát nhân dân tỉnh Hải Dương"]),
        ("Công an Trà Vinh báo cáo.", ["Công an tỉnh Trà Vinh"]),
        ("UBND tỉnh Trà Vinh báo cáo.", ["Ủy ban nhân dân tỉnh Trà Vinh"]),
    ],
)  # fmt: skip
def test_in_a_sector_a_list_of_provinces_inherits_the_body(text: str, names: list[str]) -> None:
    assert [name for _, name, _, _ in holders(text, SECTOR)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sở Nội vụ, Sở Tài chính và Thanh tra tỉnh dự.", ["Sở Nội vụ", "Sở Tài chính", "Thanh tra tỉnh"]),
        ("Huyện Kbang và thị xã An Khê dự.", ["huyện Kbang", "thị xã An Khê"]),
        ("VKSND huyện Ia H’Drai dự.", ["Viện kiểm sát nhân dân huyện Ia H'Drai"]),
        (
            "Công an huyện Phước Sơn, Tiên Phước dự.",
            ["Công an huyện Phước Sơn", "Công an huyện Tiên Phước"],
        ),
        (
            "Trường THCS Lê Lợi, xã Tân Lập dự.",
            ["Trường trung học cơ sở Lê Lợi", "xã Tân Lập"],
        ),
    ],
)
def test_inside_a_province(text: str, names: list[str]) -> None:
    assert [name for _, name, _, _ in holders(text, LOCAL)] == names


def test_members_are_known_without_their_class_word() -> None:
    context = Context(scope="local", members=("huyện Hoài Đức", "huyện Đan Phượng"))
    assert [name for _, name, _, _ in holders("Năm 2021, Hoài Đức làm Cụm trưởng.", context)] == ["huyện Hoài Đức"]


def test_a_bare_province_of_a_sector_is_its_member() -> None:
    context = Context(scope="sector", members=("Công an tỉnh Trà Vinh", "Công an tỉnh Bến Tre"))
    bare = Holder(0, 8, "Trà Vinh", "province", "Trà Vinh")
    assert member_body(bare, [], context).name == "Công an tỉnh Trà Vinh"
    assert member_body(bare, [], PROVINCES) == bare
    other = Holder(0, 8, "Long An", "province", "Long An")
    body = Holder(-30, -5, "Công an tỉnh Trà Vinh", "unit", "Trà Vinh")
    assert member_body(other, [body], context).name == "Công an tỉnh Long An"


@pytest.mark.parametrize(
    ("text", "index", "step", "expected"),
    [
        ("Trà Vinh, Bến Tre và Long An được khen.", 0, 1, [0, 1, 2]),
        ("Trà Vinh, Bến Tre và Long An được khen.", 2, -1, [0, 1, 2]),
        ("Trà Vinh, Bến Tre cùng tỉnh Long An được khen.", 0, 1, [0, 1, 2]),
        ("Trà Vinh; Bến Tre, Long An được khen.", 0, 1, [0]),
        ("Trà Vinh là Cụm trưởng, Bến Tre là Cụm phó.", 0, 1, [0]),
        ("Trà Vinh đề nghị Bến Tre nhận.", 1, -1, [1]),
    ],
)
def test_coordinated_holders(text: str, index: int, step: int, expected: list[int]) -> None:
    doc, found = read(text, PROVINCES)
    assert joined(doc, found, index, step) == expected


def test_a_semicolon_joins_where_it_is_a_list() -> None:
    doc, found = read("Trà Vinh; Bến Tre; Long An.", PROVINCES)
    assert joined(doc, found, 0, 1, semicolon=True) == [0, 1, 2]


def test_points_and_ranks_between_the_holders_of_a_ranking() -> None:
    doc, found = read("Trà Vinh với 98,5 điểm, Bến Tre với 97 điểm và Long An được khen.", PROVINCES)
    assert joined(doc, found, 2, -1, ranked=True) == [0, 1, 2]
    assert joined(doc, found, 2, -1) == [2]
