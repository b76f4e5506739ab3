"""`kyyeu archive search|meetings|…`: the questions, each with the same filters and forms."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.cli.answers import (
    DEFAULT,
    ROWS,
    AsCsv,
    AsJson,
    AsSql,
    Cluster,
    Form,
    Limit,
    Person,
    Province,
    Where,
    Year,
    answer,
)


def search(
    words: Annotated[str, typer.Argument(metavar="WORDS", help='All the words; "a phrase"; prefix*.')],
    archive: Where = DEFAULT,
    cluster: Cluster = None,
    province: Province = None,
    year: Year = None,
    person: Person = None,
    limit: Limit = ROWS,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    sql: AsSql = False,
) -> None:
    """Tìm trong toàn văn, có dấu hay không dấu. Full text, with or without diacritics."""
    from pipeline.archive.questions.search import search as ask

    filters = {"cluster": cluster, "province": province, "year": year, "person": person, "limit": limit}
    answer(
        archive, lambda asking, narrowed: ask(asking, words, narrowed), filters, Form(as_json, as_csv, sql), "search"
    )


def meetings(
    archive: Where = DEFAULT,
    cluster: Cluster = None,
    province: Province = None,
    year: Year = None,
    person: Person = None,
    limit: Limit = ROWS,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    sql: AsSql = False,
) -> None:
    """Các hội nghị: ngày, nơi, đại biểu, nguồn. Meetings with date, place, guests and sources."""
    from pipeline.archive.questions.meetings import meetings as ask

    filters = {"cluster": cluster, "province": province, "year": year, "person": person, "limit": limit}
    answer(archive, ask, filters, Form(as_json, as_csv, sql), "meetings")


def meeting(
    key: Annotated[str, typer.Argument(metavar="MEETING", help="Its key, or the first characters of it.")],
    archive: Where = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    sql: AsSql = False,
) -> None:
    """Một hội nghị: mỗi giá trị và bài nêu nó. One meeting: each value and who says it."""
    from pipeline.archive.questions.meetings import meeting as ask

    answer(archive, lambda asking, _: ask(asking, key), {}, Form(as_json, as_csv, sql), "meeting")


def leadership(
    archive: Where = DEFAULT,
    cluster: Cluster = None,
    province: Province = None,
    year: Year = None,
    person: Person = None,
    limit: Limit = 0,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    sql: AsSql = False,
) -> None:
    """Cụm trưởng, cụm phó từng năm, chỗ trống được đánh dấu. Heads and deputies by year, gaps marked."""
    from pipeline.archive.questions.facts import leadership as ask

    filters = {"cluster": cluster, "province": province, "year": year, "person": person, "limit": limit}
    answer(archive, ask, filters, Form(as_json, as_csv, sql), "leadership")


def awards(
    archive: Where = DEFAULT,
    cluster: Cluster = None,
    province: Province = None,
    year: Year = None,
    person: Person = None,
    award: Annotated[str | None, typer.Option(help="Words of its name.")] = None,
    status: Annotated[str | None, typer.Option(help="proposed or conferred.")] = None,
    limit: Limit = ROWS,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    sql: AsSql = False,
) -> None:
    """Khen thưởng: đề nghị, được tặng, nguyên văn. Awards proposed and conferred, with the wording."""
    from pipeline.archive.questions.facts import awards as ask

    filters = {"cluster": cluster, "province": province, "year": year, "person": person, "limit": limit}
    form = Form(as_json, as_csv, sql)
    answer(archive, lambda asking, narrowed: ask(asking, narrowed, award=award, status=status), filters, form, "awards")


def indicators(
    archive: Where = DEFAULT,
    cluster: Cluster = None,
    province: Province = None,
    year: Year = None,
    person: Person = None,
    indicator: Annotated[str | None, typer.Option(help="Id as in patterns/indicators.csv.")] = None,
    kind: Annotated[str | None, typer.Option(help="result or target.")] = None,
    limit: Limit = ROWS,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    sql: AsSql = False,
) -> None:
    """Chỉ tiêu theo tỉnh và năm. Figures by province and year."""
    from pipeline.archive.questions.facts import indicators as ask

    filters = {"cluster": cluster, "province": province, "year": year, "person": person, "limit": limit}
    form = Form(as_json, as_csv, sql)
    answer(
        archive,
        lambda asking, narrowed: ask(asking, narrowed, indicator=indicator, kind=kind),
        filters,
        form,
        "indicators",
    )


def figure(
    words: Annotated[str, typer.Argument(metavar="FIGURE", help="As written: '1.241/1.310 xã'.")],
    archive: Where = DEFAULT,
    cluster: Cluster = None,
    province: Province = None,
    year: Year = None,
    limit: Limit = ROWS,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    sql: AsSql = False,
) -> None:
    """Một con số: ở đâu, của ai, kết quả hay chỉ tiêu. Where a figure stands, whose, result or target."""
    from pipeline.archive.questions.facts import figure as ask

    filters = {"cluster": cluster, "province": province, "year": year, "limit": limit}
    answer(
        archive, lambda asking, narrowed: ask(asking, words, narrowed), filters, Form(as_json, as_csv, sql), "figure"
    )


def people(
    archive: Where = DEFAULT,
    cluster: Cluster = None,
    province: Province = None,
    year: Year = None,
    person: Person = None,
    limit: Limit = ROWS,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    sql: AsSql = False,
) -> None:
    """Những người được nêu tên. People, homonyms apart, spellings together."""
    from pipeline.archive.questions.people import people as ask

    filters = {"cluster": cluster, "province": province, "year": year, "person": person, "limit": limit}
    answer(archive, ask, filters, Form(as_json, as_csv, sql), "people")


def person(
    name: Annotated[str, typer.Argument(metavar="NAME", help="With or without diacritics, or a number of `people`.")],
    archive: Where = DEFAULT,
    cluster: Cluster = None,
    province: Province = None,
    year: Year = None,
    limit: Limit = 0,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    sql: AsSql = False,
) -> None:
    """Một người: dự những hội nghị nào, chức vụ hôm đó. A person's meetings, with the post held that day."""
    from pipeline.archive.questions.people import person as ask

    filters = {"cluster": cluster, "province": province, "year": year, "limit": limit}
    answer(archive, lambda asking, narrowed: ask(asking, name, narrowed), filters, Form(as_json, as_csv, sql), "person")


def conflicts(
    archive: Where = DEFAULT,
    cluster: Cluster = None,
    province: Province = None,
    year: Year = None,
    person: Person = None,
    limit: Limit = ROWS,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    sql: AsSql = False,
) -> None:
    """Chỗ các bài nói khác nhau. Where the reports of one meeting disagree."""
    from pipeline.archive.questions.facts import conflicts as ask

    filters = {"cluster": cluster, "province": province, "year": year, "person": person, "limit": limit}
    answer(archive, ask, filters, Form(as_json, as_csv, sql), "conflicts")


def coverage(
    archive: Where = DEFAULT,
    cluster: Cluster = None,
    province: Province = None,
    year: Year = None,
    person: Person = None,
    limit: Limit = 0,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    sql: AsSql = False,
) -> None:
    """Từng cụm, từng năm: có, chưa biết, mâu thuẫn. Cluster by year: present, missing (unknown), conflict."""
    from pipeline.archive.questions.gaps import coverage as ask

    filters = {"cluster": cluster, "province": province, "year": year, "person": person, "limit": limit}
    answer(archive, ask, filters, Form(as_json, as_csv, sql), "coverage")


def history(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Its key, or the first characters of it.")],
    archive: Where = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    sql: AsSql = False,
) -> None:
    """Một bài: phiên bản nào đọc được gì, khi nào. What each version read from an article, and when."""
    from pipeline.archive.questions.history import history as ask

    answer(archive, lambda asking, _: ask(asking, article), {}, Form(as_json, as_csv, sql), "history")


QUESTIONS = (
    *(search, meetings, meeting, leadership, awards, indicators, figure, people, person),
    *(conflicts, coverage, history),
)
