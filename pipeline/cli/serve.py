"""`kyyeu serve`: the archive in a browser."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

import typer

from pipeline.cli.answers import DEFAULT, Where
from pipeline.cli.fill import EXIT_REFUSED

if TYPE_CHECKING:
    from pipeline.archive.errors import ArchiveError
    from pipeline.serve.settings import Settings

PASSWORD: Final = "KYYEU_PASSWORD"  # noqa: S105 (the name of a variable)
CONNECTIONS: Final = 200
KEEP_SECONDS: Final = 5
HEAD_BYTES: Final = 65_536
"""Most of a request's head that is kept while it arrives."""


def serve(
    archive: Where = DEFAULT,
    host: Annotated[str, typer.Option(help="Address to listen on; any but loopback needs a password.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0: any that is free.")] = 8000,
    read_only: Annotated[bool, typer.Option("--read-only", help="Show, and change nothing.")] = False,
    allow_host: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A name under which browsers ask for it.")
    ] = None,
) -> None:
    """Xem, tìm, rà soát kho trên trình duyệt. Look at the archive in a browser, search it, put values right.

    The password is read from the variable KYYEU_PASSWORD. Exit code 2: no archive, one that cannot be used, a port
    that is taken, an address without a password.
    """
    from pipeline.serve.settings import LOOPBACK, Settings, is_loopback

    password = os.environ.get(PASSWORD) or None
    if not is_loopback(host) and not password:
        _refuse(f"{host}: chỉ mở ra ngoài khi có mật khẩu (set {PASSWORD} to listen on any address but loopback)")
    names = LOOPBACK | {host.lower(), f"[{host}]".lower(), *(name.lower() for name in allow_host or ())}
    _run(Settings(archive, read_only=read_only, password=password, hosts=frozenset(names)), host, port)


def _filling(archive: str) -> str:
    return f"kyyeu run THƯ_MỤC --archive {archive}"


def _refuse(message: str) -> NoReturn:
    typer.secho(message, err=True, fg="red")
    raise typer.Exit(EXIT_REFUSED)


def _explained(error: ArchiveError, archive: str) -> str:
    """What the archive refuses, in both languages, and what to do where there is none."""
    from pipeline.serve.labels import Labels

    said = f"{Labels('vi')(f'problem.{error.code}')} ({error.message})"
    return f"{said}\n{_filling(archive)}" if error.code == "missing" else said


def _run(settings: Settings, host: str, port: int) -> None:
    import uvicorn

    from pipeline.archive.errors import ArchiveError
    from pipeline.serve.app import create_app, warm_up

    try:
        app = create_app(settings)
        articles = app.state.desk.shelf.articles()
    except ArchiveError as error:
        _refuse(_explained(error, settings.archive))
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
        except OSError as error:
            _refuse(f"{host}:{port}: {error.strerror}; chọn cổng khác (another port): --port {port % 65535 + 1}")
        # Who reads the line may ask at once.
        warm_up()
        listening.listen()
        shown = f"[{host}]" if ":" in host else host
        typer.echo(f"http://{shown}:{listening.getsockname()[1]}/ · {articles:,} bài (articles) · Ctrl+C: dừng (stop)")
        if not articles:
            typer.echo(f"kho chưa có bài nào (the archive is empty): {_filling(settings.archive)}", err=True)
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            limit_concurrency=CONNECTIONS,
            timeout_keep_alive=KEEP_SECONDS,
            h11_max_incomplete_event_size=HEAD_BYTES,
        )
        uvicorn.Server(config).run(sockets=[listening])
