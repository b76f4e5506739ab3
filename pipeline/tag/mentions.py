"""Later mentions of people who are already known: by given name, and by post alone."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.fold import fold_spelling
from pipeline.match import find
from pipeline.model.cover import Cover
from pipeline.model.document import NEWS_ZONES, Document
from pipeline.model.tags import Person
from pipeline.rulebook import compiled, rule
from pipeline.tag.posts import read_post

_WOMEN, _MEN = {"bà", "chị", "cô"}, {"ông", "anh", "thầy"}


def _taken(doc: Document, people: Sequence[Person]) -> Cover:
    return Cover(0, len(doc.norm), ((person.start, person.end) for person in people))


def _stand_in(start: int, end: int, person: Person, rule_id: str) -> Person:
    """A mention of a known person without name or posts of its own."""
    return Person(start, end, start, end, person.name, None, None, (), rule_id)


def by_given_name(doc: Document, people: Sequence[Person]) -> list[Person]:
    """`ông Khoan` for Trần Hữu Khoan, when one person of the report has that given name."""
    found = []
    taken = _taken(doc, people)
    for match in find(doc, rule("people.given").regex, norm=True):
        if taken.holds(match.start()) or doc.zone_at(match.start()) not in NEWS_ZONES:
            continue
        tail = f" {match['name']}"
        named = {p.name: p for p in people if p.start < match.start() and fold_spelling(p.name).endswith(tail)}
        fitting = [person for person in named.values() if _agrees(match["word"].lower(), people, person.name)]
        if len(fitting) == 1:
            found.append(_stand_in(match.start(), match.end(), fitting[0], "people.given"))
    return found


def _agrees(word: str, people: Sequence[Person], name: str) -> bool:
    said = {(person.honorific or "").lower() for person in people if person.name == name}
    return not ((word in _WOMEN and said & _MEN) or (word in _MEN and said & _WOMEN))


def by_post(doc: Document, people: Sequence[Person]) -> list[Person]:
    """`Phó Chủ tịch UBND tỉnh Bình Phước đề nghị …` for the one person who was named with that post."""
    holders: dict[str, set[str]] = {}
    for person in people:
        for post in person.posts:
            holders.setdefault(str(post.value).lower(), set()).add(person.name)
    found: list[Person] = []
    taken = _taken(doc, people)
    for match in find(doc, rule("posts.title").regex):
        if (
            not doc.norm[match.start()].isupper()
            or taken.holds(match.start())
            or doc.zone_at(match.start()) not in NEWS_ZONES
        ):
            continue
        sentence = doc.sentence_at(match.start())
        title = read_post(doc, match.start(), sentence.end if sentence else len(doc.low))
        names = holders.get(title.text.lower(), set()) if title else set()
        if title and len(names) == 1 and _acts(doc, title.end):
            person = next(p for p in people if p.name in names)
            found.append(_stand_in(title.start, title.end, person, "people.post_only"))
            taken.add(title.start, title.end)
    return found


def _acts(doc: Document, end: int) -> bool:
    """A verb of speaking or acting follows: the post is the subject, not a giver or an address."""
    return (
        compiled(
            r"\s+(?:đã\s+|cũng\s+|thì\s+|còn\s+)?(?:phát|đề\s+nghị|yêu|cho\s+(?:biết|rằng)|nhấn|khẳng|trao(?!\s+đổi)|lưu|gợi|nói|nêu|khai|bế|kết|chủ\s+trì|điều\s+hành|đánh\s+giá|biểu|ghi|chia|kiến|trình|đọc|báo\s+cáo|chỉ|dự)"
        ).match(
            doc.low[end : end + 30],
        )
        is not None
    )
