"""`kyyeu fetch`: the pages of a list, a sitemap or a feed into a crawl file, politely."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import parse_size

if TYPE_CHECKING:
    from pipeline.fetch.crawl import Fetcher


def fetch(
    source: Annotated[
        str,
        typer.Argument(metavar="LIST|SITEMAP|RSS", help="A file or an address: lines of addresses, sitemap or feed."),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE.warc.gz", help="Crawl file; appended to.")],
    delay: Annotated[float, typer.Option(min=0.0, metavar="SECONDS", help="Between two requests to a host.")] = 2.0,
    timeout: Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="Limit for each request.")] = 60.0,
    max_bytes: Annotated[str, typer.Option(metavar="SIZE", help="Longest page that is fetched.")] = "20MB",
    allow_host: Annotated[
        list[str] | None, typer.Option(metavar="HOST", help="A host of an intranet that may be asked, too.")
    ] = None,
) -> None:
    """Tải các trang trong danh sách, sitemap hay RSS về tệp WARC. Fetch pages into a crawl file.

    Exit code: 0 all pages fetched or unchanged, 1 some were not, 2 wrong usage.
    """
    from pipeline.errors import ExtractionError
    from pipeline.fetch.client import Client
    from pipeline.fetch.crawl import Fetcher, addresses, counts, crawl
    from pipeline.fetch.store import Store

    limit = parse_size(max_bytes)
    with Client(allowed=allow_host or (), seconds=timeout, max_bytes=limit) as client:
        fetcher = Fetcher(client, delay)
        try:
            raw, base = _source(fetcher, source)
            urls = addresses(fetcher, raw, base)
        except ExtractionError as error:
            raise typer.BadParameter(f"{source}: {error.code}: {error.message}", param_hint="SOURCE") from error
        try:
            with Store(out) as store:
                for number, visit in enumerate(crawl(fetcher, urls, store), len(store.done) + 1):
                    told = f"{visit.outcome}: {visit.message}" if visit.message else visit.outcome
                    typer.echo(f"{number}/{len(urls)} {_plain(visit.url)} {_plain(told)}", err=True)
                outcomes = counts(store.done.values())
        except OSError as error:
            raise typer.BadParameter(f"{error.filename or out}: {error.strerror}", param_hint="--out") from error
    for outcome, count in sorted(outcomes.items()):
        typer.echo(f"{count:,} {outcome}")
    raise typer.Exit(0 if set(outcomes) <= {"fetched", "unchanged"} else 1)


def _source(fetcher: Fetcher, source: str) -> tuple[bytes, str | None]:
    """The bytes of the list, and its address if it has one. Raises `ExtractionError`, `typer.BadParameter`."""
    from pipeline.fetch.crawl import unpacked

    if source.lower().startswith(("http://", "https://")):
        return unpacked(fetcher.page(source), fetcher.client.max_bytes), source
    try:
        return Path(source).read_bytes(), None
    except OSError as error:
        raise typer.BadParameter(f"{source}: {error.strerror}", param_hint="SOURCE") from error


def _plain(text: str) -> str:
    """Without the control characters that a terminal would obey."""
    return "".join(char if char.isprintable() else " " for char in text)
