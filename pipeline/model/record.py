"""The record: what one meeting report becomes (schema 1).

These classes are the contract with the corpus, the gold set, the archive and every outside user. Each refuses
unknown keys. Lists keep the order of the article; `None` or an empty list means "the article does not say".
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION: Literal["1"] = "1"

MeetingType = Literal["so_ket", "tong_ket", "trien_khai", "ky_ket", "phat_dong", "binh_xet", "khac"]
TimeOfDay = Literal["morning", "afternoon", "evening"]
Kind = Literal["cum", "khoi"]
Scope = Literal["provinces", "sector", "local", "central"]
Role = Literal["chaired", "directed", "opened", "closed", "spoke", "launched", "presented", "received", "attended"]
Office = Literal["head", "deputy"]
OfficeStatus = Literal["elected", "incumbent", "outgoing"]
AwardStatus = Literal["proposed", "conferred"]
RecipientKind = Literal["province", "unit", "person"]
CountedKind = Literal["individual", "collective", "mixed"]
Comparator = Literal["eq", "gt", "ge", "lt", "le", "approx"]
Change = Literal["increase", "decrease"]
Baseline = Literal["plan", "same_period", "previous_year", "national"]
FigureKind = Literal["result", "target"]


class Strict(BaseModel):
    """Base of every part of the record: no unknown keys, no change after it is made."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Evidence(Strict):
    """Where a value was read: `article.text[start:end]` is the quote, `rule` the id of the rule."""

    field: str
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    rule: str


class Derived(Strict):
    """A value that was concluded and not read: from what, and why."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    field: str
    source: str = Field(alias="from")
    reason: str


class Sourced(Strict):
    """An entry whose values point back into the article."""

    evidence: list[Evidence] = []
    derived: list[Derived] = []


class ZoneSpan(Strict):
    """A stretch of the article's text and the part it plays (`title`, `stamp`, `body`, `caption` …)."""

    zone: str
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]


class Article(Sourced):
    """The article as read. `text` is NFC and holds everything, in reading order."""

    uri: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    date_source: str | None = None
    text: str
    zones: list[ZoneSpan] = []
    sha256: str


class Cluster(Sourced):
    """The emulation cluster (cụm) or block (khối) that met."""

    name: str | None = None
    id: str | None = None
    kind: Kind | None = None
    scope: Scope | None = None
    size: int | None = None
    members: list[str] = []


class Meeting(Sourced):
    """When, where and what for the cluster met."""

    types: list[MeetingType] = []
    date: str | None = None
    date_end: str | None = None
    time_of_day: TimeOfDay | None = None
    province: str | None = None
    place: str | None = None
    host: str | None = None
    period: str | None = None


class Position(Strict):
    """A post written out in full, and its parts."""

    text: str
    title: str | None = None
    organisation: str | None = None
    province: str | None = None


class Official(Sourced):
    """A person present or acting, with the posts held that day."""

    name: str
    honorific: str | None = None
    rank: str | None = None
    positions: list[Position] = []
    roles: list[Role] = []


class Leadership(Sourced):
    """Who heads the cluster, or is its deputy, in which year."""

    office: Office
    unit: str | None = None
    person: str | None = None
    year: int | None = None
    status: OfficeStatus


class Recipient(Strict):
    """Who receives an award."""

    name: str
    kind: RecipientKind
    province: str | None = None


class Award(Sourced):
    """An award proposed or conferred, by name or by count."""

    award: str
    issuer: str | None = None
    status: AwardStatus
    recipients: list[Recipient] = []
    count: int | None = None
    recipient_kind: CountedKind | None = None
    year: int | None = None


class Indicator(Sourced):
    """One figure of one subject. `value` is the decimal number as written (`8,2` is 8.2)."""

    indicator: str | None = None
    label: str | None = None
    subject: str | None = None
    value: float | int
    value_max: float | int | None = None
    total: float | int | None = None
    unit: str | None = None
    comparator: Comparator = "eq"
    change: Change | None = None
    baseline: Baseline | None = None
    kind: FigureKind = "result"
    period: str | None = None


class RecordWarning(Sourced):
    """Something a reader of the record should know, under a stable code."""

    code: str
    message: str


class Record(Strict):
    """The record of one article; an article that reports no cluster meeting has only the first four fields."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, protected_namespaces=())

    schema_: Literal["1"] = Field(default=SCHEMA_VERSION, alias="schema")
    id: str
    report: Literal["meeting", "other"]
    article: Article
    cluster: Cluster | None = None
    meeting: Meeting | None = None
    officials: list[Official] = []
    leadership: list[Leadership] = []
    awards: list[Award] = []
    indicators: list[Indicator] = []
    warnings: list[RecordWarning] = []

    def to_dict(self) -> dict[str, object]:
        """The record as plain data with the contract's keys, in the contract's order."""
        data: dict[str, object] = self.model_dump(mode="json", by_alias=True)
        if self.report == "other":
            return {key: data[key] for key in ("schema", "id", "report", "article")}
        return data


class Failure(Strict):
    """An input that could not be read: which, and why."""

    uri: str
    code: str
    message: str
