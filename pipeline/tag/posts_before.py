"""Posts in front of a name: the chain of them, and what may stand between the last and the name."""

from __future__ import annotations

import regex

from pipeline.model.document import Document
from pipeline.rulebook import compiled, rule
from pipeline.tag.posts import Post, read_post

_BLANK = regex.compile(r"[ \t]*")
_STEP = regex.compile(r"\s*(?:,|;|\s-|kiêm|đồng\s+thời\s+là)\s*")


def post_at(doc: Document, offset: int, limit: int) -> bool:
    """Whether a post or an office begins at `offset`."""
    return any(rule(name).regex.match(doc.low, offset, limit) for name in ("posts.office", "posts.title"))


def posts_before(doc: Document, offset: int, limit: int) -> tuple[tuple[Post, ...], int]:
    """The posts that stand one after the other from `offset`, and where the next word begins."""
    found: list[Post] = []
    end = offset
    while post := read_post(doc, offset, limit):
        found.append(post)
        end = post.end
        step = _STEP.match(doc.norm, end, limit)
        if step is None or not post_at(doc, step.end(), limit):
            break
        offset = step.end()
    blank = _BLANK.match(doc.norm, end, limit)
    return tuple(found), blank.end() if blank else end


def past_dash(doc: Document, offset: int) -> int:
    """Offset behind a dash that stands between posts and name (`Phó Chủ tịch UBND tỉnh - Phạm Tấn Hòa`)."""
    return offset + 2 if doc.norm.startswith("- ", offset) else offset


def past_rank(doc: Document, offset: int, limit: int) -> int:
    """Offset behind a rank or degree that stands between posts and name (`Giám đốc Sở, TS Đào Duy Toàn`)."""
    comma = compiled(r",?\s*").match(doc.norm, offset, limit)
    inner = rule("people.honorific").regex.match(doc.norm, comma.end() if comma else offset, limit)
    if inner is None or not inner["rank"]:
        return offset
    blank = compiled(r"\s*").match(doc.norm, inner.end(), limit)
    return blank.end() if blank else inner.end()
