"""What the last of several members says for those before it: «Ban Tổ chức, Ban Dân vận, Ủy ban Kiểm tra Tỉnh ủy»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from pipeline.assemble.members_model import Item
from pipeline.model.document import Document

_OF_COMMITTEE = regex.compile(
    r"(?:Văn phòng|Ủy ban Kiểm tra|Ban \p{Lu}.*?) (?P<parent>(?:Tỉnh|Thành|Huyện|Quận|Thị) ủy)"
)
_BARE = regex.compile(r"Văn phòng|Ủy ban Kiểm tra|Ban (?!.*ủy)\p{Lu}.*")
_COMMA = regex.compile(r"\s*(?:,|(?:,\s*)?và)\s*")


def share_committee(doc: Document, items: Sequence[Item]) -> list[Item]:
    """The items, the organs of a party committee that stand bare before one of its organs with its name."""
    result = list(items)
    for index in range(len(result) - 1, 0, -1):
        told = _OF_COMMITTEE.fullmatch(result[index].name)
        item = result[index - 1]
        joined = _COMMA.fullmatch(doc.norm, item.end, result[index].start) is not None
        if told and joined and item.kind == "unit" and _BARE.fullmatch(item.name):
            result[index - 1] = replace(item, name=f"{item.name} {told['parent']}")
    return result
