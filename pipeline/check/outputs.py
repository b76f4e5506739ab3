"""Files written beside their places and put there together: all of them, or none."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from pipeline.check.bad_input import BadInput


def write_all(texts: Mapping[Path, str]) -> None:
    """Write the texts to their files. Raises `BadInput`, and changes no file, where one cannot be written."""
    beside = {place: place.with_name(f".{place.name}.{os.getpid()}.tmp") for place in texts}
    place = Path()
    try:
        for place, text in texts.items():
            if place.is_dir():
                raise IsADirectoryError(0, "is a folder")
            # A lone surrogate in someone's JSON must not cost the report.
            beside[place].write_text(text, encoding="utf-8", errors="backslashreplace", newline="")
        for place in texts:
            beside[place].replace(place)
    except OSError as error:
        raise BadInput(f"{place}: {error.strerror}") from error
    finally:
        for path in beside.values():
            with suppress(OSError):
                path.unlink()
