"""The body of a post that the post itself does not name: «Phó Giám đốc Sở», «UBND tỉnh X có bà Y, Phó Chủ tịch»."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.document import Document, Span
from pipeline.model.tags import Person
from pipeline.rulebook import rule

PERSONAL = ("chủ tịch nước", "thủ tướng", "tổng bí thư", "thứ trưởng", "bộ trưởng", "ủy viên", "đại biểu", "bí thư")
"""Titles that need no body, or whose body is not the one named before."""


def with_body(doc: Document, post: Span, person: Person, units: Sequence[Span]) -> str:
    """The post with the body meant, or as it is when it names one or none is to be had. `units`: in text order."""
    text = str(post.value)
    if bare := rule("posts.bare_body").regex.search(text):
        head = " ".join(bare["head"].split())
        near = [str(u.value) for u in units if u.start < post.start and str(u.value).startswith(f"{head} ")]
        return text[: bare.start("head")] + near[-1] if near else text
    low = text.lower()
    if not rule("posts.title").regex.fullmatch(low) or low.endswith(PERSONAL) or len(person.posts) > 1:
        return text
    before = next((u for u in reversed(units) if u.end <= person.start), None)
    if before and rule("posts.has_person").regex.search(doc.low[before.end : person.start]):
        return f"{text} {before.value}"
    return text
