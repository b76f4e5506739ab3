"""Which of an article's lists is the list of the cluster's members, and how the record names them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.assemble.cluster_lists import OF_CLASS, OF_COUNT, OF_RUN, RUN, Begin, begins, counts_before, read_items
from pipeline.assemble.cluster_size import ENOUGH as STATED
from pipeline.assemble.cluster_size import LINK, Size
from pipeline.assemble.members_model import Item
from pipeline.assemble.members_name import member_name
from pipeline.model.document import NEWS_ZONES, Document, Span
from pipeline.model.tags import Tags
from pipeline.normalise.abbreviations import expand
from pipeline.rulebook import rule

GUARD_REACH = 110
"""Characters before a list in which a guard or the body it is a list of may stand."""

FIRST_SENTENCES = 4
ENOUGH = 6
"""Score from which a list counts as the list of members."""

SURE = 5
"""Bodies after «các đơn vị:» from which they are the members, also where the sentence does not say so."""

MOST_OF = 0.7
"""Share of the stated number from which a list that counts itself may be the list of members."""


@dataclass(frozen=True, slots=True)
class MemberList:
    """A list of members: names in order, a span for each, the score that chose it, what the items are."""

    names: tuple[str, ...]
    spans: tuple[Span, ...]
    score: int
    kinds: tuple[str, ...]
    unit: str | None


def find_members(doc: Document, tags: Tags, sizes: list[Size]) -> MemberList | None:
    """The best list of members in the news zones; None when no list is one. `sizes`: the likeliest first."""
    best: MemberList | None = None
    seen = 0
    for sentence in doc.sentences:
        leads = sentence.zone == "heading" and doc.low[sentence.start : sentence.end].rstrip().endswith(":")
        if not (leads or sentence.zone in NEWS_ZONES) or rule("report.future").regex.search(
            doc.low, sentence.start, sentence.end
        ):
            continue
        seen += sentence.zone in {"lead", "body"}
        for begin in begins(doc, sentence, list(tags.clusters), tags):
            found = _judge(doc, begin, sizes, tags, bonus=2 if seen <= FIRST_SENTENCES else 0)
            if found and (best is None or _better(found, best)):
                best = found
    return best if best and best.score >= ENOUGH else None


def _better(found: MemberList, best: MemberList) -> bool:
    """The likelier list; of two that end together the longer, if it is likely at all."""
    if found.spans[-1].end == best.spans[-1].end and len(found.names) != len(best.names):
        longer = len(found.names) > len(best.names)
        if min(found.score, best.score) >= ENOUGH:
            return longer
    return found.score > best.score


def _judge(doc: Document, begin: Begin, sizes: list[Size], tags: Tags, bonus: int) -> MemberList | None:
    told = [size.value for size in sizes if size.rule != LINK]
    items, beside = read_items(doc, begin, told, tags)
    if len(items) < 2 or rule("clusters.results_follow").regex.search(doc.low[items[-1].end : items[-1].end + 40]):
        return None
    kinds = tuple(item.kind for item in items)
    agreement = max(_agreement(doc, begin, number, sizes) for number in {len(items), len(items) + len(beside)})
    if _is_other_list(doc, begin, items, kinds, agreed=agreement > 0):
        return None
    score = int(rule(begin.rule).value or 0) + bonus + (len(items) >= 3) + agreement + _sure(doc, begin, items)
    everyone = sorted(beside + items, key=lambda item: item.start)
    return MemberList(
        _names(doc, tags, begin, items, everyone), tuple(item.span(begin.rule) for item in everyone), score,
        tuple(item.kind for item in everyone), _unit_of(doc, begin, items),
    )  # fmt: skip


def _names(doc: Document, tags: Tags, begin: Begin, items: list[Item], everyone: list[Item]) -> tuple[str, ...]:
    """The members as the record names them: those of the list, and those beside it."""
    unit = _unit_of(doc, begin, items)
    first = items[0].start
    predicate = rule("clusters.predicate").regex.search(
        doc.low[max(begin.sentence, begin.leading - GUARD_REACH) : first]
    )
    predicate = None if 2 * len(items) in counts_before(doc, begin) else predicate
    # «Bộ CHQS các tỉnh: A, B và Lữ đoàn 226»: beside a body of another kind the provinces stand for theirs.
    mixed = {item.kind for item in items} == {"province", "unit"}
    words = {item.word for item in items if item.kind == "place" and not item.name[-1].isdecimal()}
    with_class = bool(words) and None not in words
    word = _class_before(doc, tags, begin, first) if words == {None} else None
    return tuple(
        member_name(
            _with_unit(replace(item, word=word) if word else item, unit),
            as_units=bool(unit and (predicate or mixed)),
            with_class=with_class or word is not None,
        )
        for item in everyone
    )


def _class_before(doc: Document, tags: Tags, begin: Begin, first: int) -> str | None:
    """The class word that holds for bare places: «năm huyện của Cụm thi đua số 4 (A, B, …)», not one of the name."""
    found = rule("clusters.places_before").regex.search(doc.low, max(begin.sentence, first - GUARD_REACH), first)
    if found is None or any(span.start < found.start() < span.end for span in tags.clusters):
        return None
    return " ".join(found["class"].split())


def _is_other_list(doc: Document, begin: Begin, items: list[Item], kinds: tuple[str, ...], *, agreed: bool) -> bool:
    """True for lists of examples or winners, of places without a class word, of bodies that were only present."""
    before = doc.low[max(0, begin.leading - GUARD_REACH) : begin.start].rstrip(" :(")
    if begin.rule == OF_RUN and (len(items) < RUN or ("unit" in kinds and not agreed and not _of_one_branch(items))):
        return True
    if begin.rule in (OF_COUNT, OF_CLASS, OF_RUN) and rule("clusters.no_list").regex.search(before):
        return True
    if kinds.count("place") == len(items) and not any(item.word for item in items):
        return begin.rule in (OF_COUNT, OF_CLASS) and not _said_of_cluster(doc, begin, items, agreed=agreed)
    present = begin.rule == OF_CLASS and kinds.count("unit") * 2 > len(kinds) and not agreed
    present = present and not _sure(doc, begin, items)
    return present and not rule("clusters.of_cluster").regex.search(doc.low, begin.leading, begin.start)


def _said_of_cluster(doc: Document, begin: Begin, items: list[Item], *, agreed: bool) -> bool:
    """«12 phường thành viên trong cụm, gồm: A, B …» of as many; «các huyện (A, B …) thuộc Cụm thi đua số 6»."""
    behind = rule("clusters.of_this").regex.match(doc.low, items[-1].end)
    before = agreed and rule("clusters.of_cluster").regex.search(doc.low, begin.leading, begin.start)
    return bool(behind or before)


def _of_one_branch(items: list[Item]) -> bool:
    """`Công an tỉnh A, Công an tỉnh B …`: one branch's agencies, each in a place of its own."""
    heads = {item.name.split(maxsplit=2)[0:2] == items[0].name.split(maxsplit=2)[0:2] for item in items}
    return heads == {True} and len({item.name for item in items}) == len(items)


def _agreement(doc: Document, begin: Begin, number: int, sizes: list[Size]) -> int:
    """Does the list have as many items as are said to belong?"""
    stated = sizes[0].value if sizes and sizes[0].weight >= STATED else 0
    told = {size.value for size in sizes if size.rule != LINK and size.value >= MOST_OF * stated}
    many = {number, 2 * number}
    if many & told:
        return 4
    if many & {*counts_before(doc, begin)}:
        return 4 if number >= MOST_OF * stated else -3
    return 0 if not told or number + 1 in told or MOST_OF * stated <= number <= stated else -2


def _sure(doc: Document, begin: Begin, items: list[Item]) -> int:
    """Weight of the words «các đơn vị: …» before many bodies."""
    many = begin.rule == OF_CLASS and len(items) >= SURE and items[0].kind == "unit"
    return 2 if many and rule("clusters.of_members").regex.search(doc.low, begin.leading, begin.start) else 0


def _unit_of(doc: Document, begin: Begin, items: list[Item]) -> str | None:
    """The body whose provincial branches the items are (`Công an các tỉnh: …`)."""
    if items[0].unit and items[0].kind != "unit":
        return items[0].unit
    before = doc.norm[max(0, begin.leading - GUARD_REACH) : items[0].start].rstrip(" :(")
    match = rule("clusters.unit_before").regex.search(before)
    return expand(match["unit"]) if match else None


def _with_unit(item: Item, unit: str | None) -> Item:
    return item if item.unit or unit is None or item.kind == "unit" else replace(item, unit=unit)
