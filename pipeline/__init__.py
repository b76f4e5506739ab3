"""kyyeu: checked, normalised records from Vietnamese news reports of emulation-cluster meetings.

    import pipeline
    record = pipeline.extract(text)            # one article
    for result in pipeline.run(["corpus/"]):   # files and folders: Record or Failure
        ...
    frames = pipeline.to_frames(records)       # pandas tables
    nlp = pipeline.load()                      # a spaCy pipeline

Nothing is imported before it is used: each public name is looked up on first access.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.api import extract, run
    from pipeline.emit.frames import to_frames
    from pipeline.errors import ExtractionError
    from pipeline.model.record import Failure, Record
    from pipeline.spacy_components import load

__all__ = ["ExtractionError", "Failure", "Record", "extract", "load", "run", "to_frames"]

_HOME = {
    "ExtractionError": "pipeline.errors",
    "Failure": "pipeline.model.record",
    "Record": "pipeline.model.record",
    "extract": "pipeline.api",
    "load": "pipeline.spacy_components",
    "run": "pipeline.api",
    "to_frames": "pipeline.emit.frames",
}


def __getattr__(name: str) -> Any:
    """The public name, imported now. Raises `AttributeError` for any other."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
