"""The columns of tables of articles, by the names that people give them."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

CONTENT: Final = frozenset({"text", "html"})
"""One of these a table must have."""

DELIMITERS: Final = (",", ";", "\t", "|")

_NAMES: Final = {
    "text": "text|content|body|fulltext|full text|article|nội dung|toàn văn|bài viết|văn bản|nội dung bài viết",
    "html": "html|mã html|mã nguồn",
    "title": "title|headline|tiêu đề|tựa đề|tên bài|tít|đầu đề|nhan đề",
    "url": "url|link|uri|địa chỉ|đường dẫn|liên kết|đường link",
    "published": "published|date|published at|publish date|ngày đăng|ngày|thời gian|ngày xuất bản|thời gian đăng",
    "publisher": "publisher|source|site|báo|nguồn|cơ quan báo chí|nơi đăng|trang tin",
    "author": "author|byline|tác giả|người viết|phóng viên|bút danh",
}
_BY_NAME: Final = {name: column for column, names in _NAMES.items() for name in names.split("|")}


def column_of(heading: str) -> str | None:
    """The column that a heading names: `text`, `html`, `title`, `url`, `published`, `publisher`, `author`."""
    plain = unicodedata.normalize("NFC", heading).casefold().replace("_", " ")
    return _BY_NAME.get(" ".join(plain.split()).strip(" :*"))


def columns_of(headings: Iterable[str]) -> list[str | None]:
    """The column of each heading; a heading in the project's own words comes before another name for the same."""
    given = list(headings)
    own = {heading.strip().lower() for heading in given} & set(_NAMES)
    found = []
    for heading in given:
        column = column_of(heading)
        found.append(None if column in own and heading.strip().lower() != column else column)
    return found


def has_content(columns: Sequence[str | None]) -> bool:
    """Whether the table has an article in each row."""
    return not CONTENT.isdisjoint(columns)


def delimiter_of(heading: str) -> str | None:
    """The delimiter under which a heading of two or more cells names a content column."""
    for delimiter in DELIMITERS:
        if delimiter in heading:
            cells = next(csv.reader([heading], delimiter=delimiter))
            if has_content(columns_of(cells)):
                return delimiter
    return None
