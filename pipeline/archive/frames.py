"""The archive from Python: every question of `kyyeu archive` as a pandas frame."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any

from pipeline.archive.questions.asking import AnswerRow, Asking, Filters
from pipeline.archive.store import Store

if TYPE_CHECKING:
    import pandas as pd


def open(location: str) -> Archive:  # noqa: A001 (as `archive.open`)
    """Opens an archive to be read: a path, or the URL of a PostgreSQL database. Raises `ArchiveError`."""
    return Archive(Store(location))


class Archive:
    """An open archive, as a context. Each question takes `cluster`, `province`, `year`, `person` and `limit`.

    `year` is `2020` or `"2017-2021"`. Text columns are `string`, whole numbers `Int64`, others `Float64`; what the
    archive does not know is `pd.NA`. All questions raise `ArchiveError`.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets the archive go."""
        self._store.close()

    def meetings(self, **filters: Any) -> pd.DataFrame:
        """One row for each meeting, with guests and sources."""
        from pipeline.archive.questions.meetings import meetings

        return self._frame(lambda ask: meetings(ask, Filters(**filters)))

    def meeting(self, key: str) -> pd.DataFrame:
        """Every value of one meeting with the report that gives it."""
        from pipeline.archive.questions.meetings import meeting

        return self._frame(lambda ask: meeting(ask, key))

    def leadership(self, **filters: Any) -> pd.DataFrame:
        """Heads and deputies by cluster and year, gaps and contradictions in `mark`."""
        from pipeline.archive.questions.facts import leadership

        return self._frame(lambda ask: leadership(ask, Filters(**filters)))

    def awards(self, *, award: str | None = None, status: str | None = None, **filters: Any) -> pd.DataFrame:
        """Awards proposed and conferred."""
        from pipeline.archive.questions.facts import awards

        return self._frame(lambda ask: awards(ask, Filters(**filters), award=award, status=status))

    def indicators(self, *, indicator: str | None = None, kind: str | None = None, **filters: Any) -> pd.DataFrame:
        """Figures by subject and year."""
        from pipeline.archive.questions.facts import indicators

        return self._frame(lambda ask: indicators(ask, Filters(**filters), indicator=indicator, kind=kind))

    def figure(self, words: str, **filters: Any) -> pd.DataFrame:
        """Where a figure as written stands."""
        from pipeline.archive.questions.facts import figure

        return self._frame(lambda ask: figure(ask, words, Filters(**filters)))

    def conflicts(self, **filters: Any) -> pd.DataFrame:
        """Where the reports of one meeting disagree."""
        from pipeline.archive.questions.facts import conflicts

        return self._frame(lambda ask: conflicts(ask, Filters(**filters)))

    def people(self, **filters: Any) -> pd.DataFrame:
        """Every person."""
        from pipeline.archive.questions.people import people

        return self._frame(lambda ask: people(ask, Filters(**filters)))

    def person(self, name: str, **filters: Any) -> pd.DataFrame:
        """Every meeting of a person, with the post held that day."""
        from pipeline.archive.questions.people import person

        return self._frame(lambda ask: person(ask, name, Filters(**filters)))

    def coverage(self, **filters: Any) -> pd.DataFrame:
        """Cluster by year: present, missing, conflict."""
        from pipeline.archive.questions.gaps import coverage

        return self._frame(lambda ask: coverage(ask, Filters(**filters)))

    def search(self, words: str, **filters: Any) -> pd.DataFrame:
        """Articles that have all the words."""
        from pipeline.archive.questions.search import search

        return self._frame(lambda ask: search(ask, words, Filters(**filters)))

    def history(self, article: str) -> pd.DataFrame:
        """What each version read from an article."""
        from pipeline.archive.questions.history import history

        return self._frame(lambda ask: history(ask, article))

    def _frame(self, question: Callable[[Asking], list[AnswerRow]]) -> pd.DataFrame:
        import pandas as pd

        with self._store.transaction() as connection:
            rows = question(Asking(connection))
        frame = pd.DataFrame(rows, dtype="object")
        for name in frame.columns:
            kinds = {type(value) for value in frame[name] if value is not None}
            whole, number = kinds <= {int}, kinds <= {int, float}
            text = not kinds or not number
            frame[name] = frame[name].astype("string" if text else "Int64" if whole else "Float64")
        return frame
