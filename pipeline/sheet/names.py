"""Subjects and meetings as a clerk names them: without marks, in an old or a new name, `toàn cụm`."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

import regex
from rapidfuzz import fuzz

from pipeline.check.text import canonical as written_out
from pipeline.model.record import Record
from pipeline.normalise import clusters, provinces
from pipeline.rulebook import read_csv
from pipeline.sheet.plain import plain

SAME_NAME = 88.0
"""Likeness (per cent, rapidfuzz ratio of the texts without marks) from which two units are one."""

SAME_TITLE = 85.0
"""Likeness from which two titles, or two clusters without an id, are one."""

_CLUSTER = regex.compile(r"(?:chung )?(?:toan |ca )?(?:cum|khoi)(?: thi dua)?|(?:whole )?cluster")
_PLACE_CLASS = regex.compile(r"^(?:tinh|thanh pho|tp|t) ")


@cache
def _provinces() -> dict[str, str]:
    found = {plain(name): name_of for name, name_of in provinces.names().items()}
    return {**found, plain("Thừa Thiên Huế"): "Huế", plain("Huế"): "Huế"}


@lru_cache(maxsize=65536)
def province(text: str) -> str | None:
    """The province of a name in any spelling, Huế under its present name; None for any other name."""
    name = plain(text)
    known = _provinces()
    return known.get(name) or known.get(_PLACE_CLASS.sub("", name)) or known.get(name.replace(" ", ""))


def successor(name: str) -> str | None:
    """The province that a former one is part of since July 2025, where that has another name."""
    return next((row["successor"] for row in read_csv("provinces") if row["name"] == name and row["successor"]), None)


def same_subject(written: str, found: str | None, cluster: str | None) -> bool:
    """Does the cell name the subject of the figure? `cluster` is the name of the record's cluster."""
    name = plain(written)
    if found == "cluster":
        return bool(_CLUSTER.fullmatch(name)) or (cluster is not None and like(written, cluster) >= SAME_NAME)
    if found is None:
        return False
    known = province(written)
    return known == province(found) if known else like(written, found) >= SAME_NAME


@lru_cache(maxsize=65536)
def like(left: str, right: str) -> float:
    """Likeness of two names in per cent, abbreviations written out and marks left away."""
    return fuzz.ratio(plain(written_out(left)), plain(written_out(right)))


def is_article(written: str, record: Record) -> bool:
    """Does the cell name the record's article: by uri, name of the file, or title?"""
    uri, title = record.article.uri or "", record.article.title or ""
    stem = Path(uri.partition("?")[0].partition("#")[0]).stem
    names = {uri, Path(uri).name, stem, record.id} - {""}
    if written in names or written.rpartition("/")[2] in names or Path(written).stem in {stem} - {""}:
        return True
    return bool(title) and fuzz.ratio(plain(written), plain(title)) >= SAME_TITLE


def is_meeting(written: str, record: Record) -> bool:
    """Does the cell name the record's cluster? The year is not looked at."""
    cluster = record.cluster
    if cluster is None or not cluster.name:
        return False
    known = clusters.registry_id(written) or _registry_id(written)
    if known and cluster.id:
        return known == cluster.id
    bare = regex.sub(r"(?:năm\s+)?(?:19|20)\d{2}", " ", written)
    scores = (fuzz.ratio(_bare(bare), _bare(cluster.name)), fuzz.token_set_ratio(_bare(bare), _bare(cluster.name)))
    return scores[0] >= SAME_TITLE or (len(_bare(bare).split()) > 2 and scores[1] >= 95.0)


def _bare(name: str) -> str:
    words = regex.sub(r"(?<!\w)(?:hoi nghi|tong ket|so ket|cum|khoi|thi dua|cac|tinh)(?!\w)", " ", plain(name))
    return " ".join(words.split())


@lru_cache(maxsize=4096)
def _registry_id(written: str) -> str | None:
    """The national cluster named by its id, or without marks."""
    name = plain(written)
    for row in sorted(read_csv("clusters"), key=lambda row: -len(row["name"])):
        keys = (row["id"].replace("-", " "), *(plain(key) for key in row["keys"].split(";")))
        if any(regex.search(rf"(?<!\w){regex.escape(key)}(?!\w)", name) for key in keys):
            return row["id"]
    return None


def years(record: Record) -> set[int]:
    """The years a meeting may be known by: of what it reviews, and of the day it met."""
    meeting = record.meeting
    told = f"{meeting.period or ''} {meeting.date or ''}" if meeting else ""
    return {int(year) for year in regex.findall(r"(?:19|20)\d{2}", told)}
