"""The body of a post that the post itself does not name: «Phó Giám đốc Sở», «UBND tỉnh X có bà Y, Phó Chủ tịch»."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.document import Document, Span
from pipeline.model.tags import Person
from pipeline.rulebook import compiled, rule

PERSONAL = ("chủ tịch nước", "thủ tướng", "tổng bí thư", "thứ trưởng", "bộ trưởng", "ủy viên", "đại biểu", "bí thư")
"""Titles that need no body, or whose body is not the one named before."""


def with_body(doc: Document, post: Span, person: Person, units: Sequence[Span]) -> str:
    """The post with the body meant, or as it is when it names one or none is to be had. `units`: in text order."""
    text = str(post.value)
    if bare := rule("posts.bare_body").regex.search(text):
        head = " ".join(bare["head"].split())
        if head == "Bộ":
            return text.removesuffix(head) + _ministry(units)
        near = [str(u.value) for u in units if u.start < post.start and str(u.value).startswith(f"{head} ")]
        return text[: bare.start("head")] + near[-1] if near else text
    if rule("posts.department").regex.search(text):
        side = _side(doc, person, units)
        return f"{text} {side}" if side else text
    low = text.lower()
    if not rule("posts.title").regex.fullmatch(low) or low.endswith(PERSONAL) or len(person.posts) > 1:
        return text
    before = next((u for u in reversed(units) if u.end <= person.start), None)
    if before and (
        rule("posts.has_person").regex.search(doc.low[before.end : person.start])
        or _on_behalf(doc, before, person)
        or _deputy_of_head(doc, before, person, low)
    ):
        return _joined(text, str(before.value))
    return text


def _on_behalf(doc: Document, body: Span, person: Person) -> bool:
    """«Thay mặt BODY, ông X, Phó Trưởng ban»: the post is of the body that is spoken for."""
    if doc.low[body.end : person.start].strip() != ",":
        return False
    sentence = doc.sentence_at(person.start)
    start = sentence.start if sentence else body.start
    return rule("posts.on_behalf").regex.search(doc.low, start, body.start) is not None


def _deputy_of_head(doc: Document, body: Span, person: Person, title: str) -> bool:
    """«Giám đốc BODY A và Phó Giám đốc B»: the deputy of the head whose body was named in the same sentence."""
    sentence = doc.sentence_at(person.start)
    deputy, _, head = title.partition(" ")
    if deputy != "phó" or sentence is None or body.start < sentence.start:
        return False
    return doc.low[sentence.start : body.start].rstrip().endswith(head)


def _ministry(units: Sequence[Span]) -> str:
    """The one ministry that the report names, alone or in the names of its bodies; else the bare word."""
    found = {
        name[0] for unit in units for name in compiled(r"Bộ (?=\p{Lu})(?!Chỉ|Tư|CHQS)[^,(]*$").finditer(str(unit.value))
    }
    return found.pop() if len(found) == 1 else "Bộ"


def _side(doc: Document, person: Person, units: Sequence[Span]) -> str | None:
    """The body whose delegation the sentence is naming: «Về phía BODY có A, post; PERSON»."""
    sentence = doc.sentence_at(person.start)
    opening = rule("posts.side").regex
    sides = [*opening.finditer(doc.low, sentence.start, person.start)] if sentence else []
    body = next((unit for unit in units if sides and unit.start == sides[-1].end()), None)
    names = body is not None and doc.low[body.end : person.start].lstrip().startswith(("có", ":", "gồm"))
    return str(body.value) if body and names else None


def _joined(title: str, body: str) -> str:
    """Title and body, the words that end one and begin the other once: `Phó Tổng Thanh tra Chính phủ`."""
    words, rest = title.lower().split(), body.lower().split()
    same = next((n for n in range(min(len(words), len(rest)), 0, -1) if words[-n:] == rest[:n]), 0)
    return " ".join([title, *body.split()[same:]])
