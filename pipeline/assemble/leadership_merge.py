"""From the claims of the sentences to one entry for each office, unit and year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from pipeline.assemble.leadership_model import Claim
from pipeline.assemble.members_name import place_class
from pipeline.model.document import Document
from pipeline.model.tags import Context
from pipeline.rulebook import rule

CARRIED = {"leadership.is": 300, "leadership.belongs": 300, "leadership.apposition_before": 100}
"""Characters within which an office without a year takes that of the election told beside it, by rule."""


BESIDE = 60
"""Characters from one claim to the next within which a place is told for a body of the branch named before."""

_PLACE = regex.compile(
    r"(?:(?P<class>huyện|thị xã|thành phố|quận|xã|phường|thị trấn) )?(?P<name>\p{Lu}\p{L}+(?: \p{Lu}\p{L}*){1,2})"
)
_COUNCIL = regex.compile(r"(?i)ủy ban nhân dân|huyện ủy|đảng")
"""Bodies that a place is as good a name for."""
_COMMUNE = regex.compile(r"(?:xã|phường|thị trấn|huyện|quận|thị xã) ")
"""A place and its committee hold one office: «UBND phường A - Cụm trưởng», «phường A»."""
_CLASS = regex.compile(r"(?<=\s)(?:tỉnh|thành phố)\s+(?=\S)")


def carry(doc: Document, claims: Sequence[Claim], context: Context) -> list[Claim]:
    """An office told without a year takes year and status from the election told beside it.

    In a review of a whole year, a plain «X làm Cụm phó» in the second half of the report tells of the new year.
    """
    ordered = sorted(claims, key=lambda claim: claim.start)
    result: list[Claim] = []
    for index, claim in enumerate(ordered):
        if claim.year is None and claim.status == "incumbent" and claim.rule in CARRIED:
            near = [
                c for c in (result[-1:] + ordered[index + 1 : index + 2])
                if abs(claim.start - c.start) < CARRIED[claim.rule]
            ]  # fmt: skip
            beside = next((c for c in near if c.status == "elected"), None)
            decided = _decided(doc, claim)
            late = context.period is not None and len(context.period) == 4 and claim.start > len(doc.low) // 2
            if beside and not decided:
                claim = replace(claim, status="elected", year=beside.year)
            elif (
                late
                and "tong_ket" in context.types
                and not decided
                and "với tư cách" not in doc.low[claim.start : claim.end]
            ):
                claim = replace(claim, status="elected")
        result.append(claim)
    return result


def _decided(doc: Document, claim: Claim) -> bool:
    """Was it settled before the meeting, as the sentence says, or the words right before it?"""
    sentence = doc.sentence_at(claim.start)
    said = doc.low[sentence.start if sentence else claim.start : claim.end]
    return any(
        rule("leadership.decided").regex.search(text) for text in (said, doc.low[max(0, claim.start - 60) : claim.end])
    )


def same_branch(claims: Sequence[Claim]) -> list[Claim]:
    """A place told right behind a body of another place stands for such a body («LĐLĐ huyện A …, thị xã B …»).

    A bare place that nothing is told before holds no office.
    """
    result: list[Claim] = []
    for claim in sorted(claims, key=lambda claim: claim.start):
        before = result[-1] if result else None
        told = before.holder.name if before and claim.start - before.end < BESIDE else ""
        if name := _of_branch(told, claim.holder.name):
            result.append(replace(claim, holder=replace(claim.holder, name=name, kind="unit")))
        elif claim.holder.kind != "place":
            result.append(claim)
    return result


def _of_branch(told: str, name: str) -> str | None:
    """The body of the place `name` that is such a one as `told`; None for what is no place, or told of no body."""
    place = _PLACE.fullmatch(name)
    branch = rule("members.branch").regex.match(told)
    if place is None or branch is None or not branch["class"]:
        return None
    if _PLACE.fullmatch(told):
        return None if place["class"] else " ".join(filter(None, (place_class(name), name)))
    if place["class"]:
        return None if _COUNCIL.match(branch["unit"]) else f"{branch['unit']} {name}"
    return " ".join(filter(None, (branch["unit"], place_class(name), name)))


def merge(claims: Sequence[Claim], context: Context) -> list[Claim]:
    """One claim for each office, unit and year; a person named without a year joins the entry of that unit."""
    merged: list[Claim] = []
    dated = [c for c in claims if c.year is not None]
    for claim in [*dated, *(c for c in claims if c.year is None)]:
        year = claim.year
        derived = None
        if year is None:
            same = next(
                (m for m in merged if m.office == claim.office and _same_unit(m.holder.name, claim.holder.name)),
                None,
            )
            if same and not (claim.status == "elected" and same.status == "incumbent"):
                _absorb(merged, same, claim)
                continue
            year, derived = _default_year(claim, context)
        entry = replace(claim, year=year, derived=derived)
        same = next(
            (
                m
                for m in merged
                if (m.office, m.year) == (entry.office, entry.year) and _same_unit(m.holder.name, entry.holder.name)
            ),
            None,
        )
        if same:
            _absorb(merged, same, entry)
        else:
            merged.append(entry)
    return merged


def _default_year(claim: Claim, context: Context) -> tuple[int | None, str]:
    reviewed = context.period_year
    signing = not {"tong_ket", "so_ket"} & set(context.types)
    if claim.status == "elected":
        if context.period and len(context.period) == 4 and not signing and reviewed:
            return reviewed + 1, "năm sau năm tổng kết"
        return context.meeting_year or reviewed, "năm họp"
    if signing and claim.status == "incumbent":
        return context.meeting_year or reviewed, "năm họp"
    return reviewed, "năm được tổng kết"


def _same_unit(first: str, second: str) -> bool:
    """`Hội Khuyến học` and `Hội Khuyến học tỉnh` are one unit inside one article; `Thuế Cần Thơ` bears a class word."""
    short, long = sorted((first.lower(), second.lower()), key=len)
    if _COMMUNE.match(short) and long == f"ủy ban nhân dân {short}":
        return True
    return short == long or long in {f"{short} tỉnh", f"{short} thành phố"} or short == _CLASS.sub("", long)


def _absorb(merged: list[Claim], same: Claim, claim: Claim) -> None:
    index = merged.index(same)
    status = same.status
    if claim.status == "elected" and same.status == "incumbent" and claim.year == same.year and claim.year is not None:
        status = "elected"
    if {"outgoing", "incumbent"} == {claim.status, same.status}:
        status = "incumbent"
    fuller = same.holder.name.lower() == _CLASS.sub("", claim.holder.name.lower())
    merged[index] = replace(
        same, holder=claim.holder if fuller else same.holder, person=same.person or claim.person, status=status
    )
