"""Make any target by its name; what it is made of is known by each maker."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from programme.approval import People
from programme.programme import (
    DIRECTORY_TARGET,
    PEOPLE_TARGET,
    progress_target_of,
)
from publishing.calendar.current import Calendars
from publishing.due import ask_for, ask_for_groups
from publishing.files import FileStore
from publishing.release.made import Made
from publishing.release.others import make_directory, make_people, make_progress
from publishing.release.people import listed_people
from publishing.release.programmes import ProgrammeMaker
from publishing.release.sources import open_groups


class Makers:
    """Make targets; it must be asked by one thread at a time."""

    def __init__(
        self,
        *,
        people: People,
        files: FileStore,
        calendars: Calendars,
        presence_counts: bool = True,
    ) -> None:
        self._people = people
        self._files = files
        self._calendars = calendars
        self._presence_counts = presence_counts
        self._programmes = ProgrammeMaker(
            people=people, files=files, calendars=calendars
        )

    def make(self, session: Session, target: str, now: datetime) -> Made | None:
        """Return a target's content, or None where there is nothing of that name.

        Raises:
            GroupIncomplete: A group lacks what its programme must say.
        """
        folder, _, name = target.partition("/")
        group = name.removesuffix(".json")
        makers: dict[str, Callable[[], Made | None]] = {
            PEOPLE_TARGET: lambda: make_people(listed_people(session, self._people)),
            DIRECTORY_TARGET: lambda: make_directory(session, self._files),
            "programmes": lambda: self._programmes.make(session, group, now),
            "progress": lambda: make_progress(
                session,
                group,
                workdays=self._calendars.workdays,
                now=now,
                presence_counts=self._presence_counts,
            ),
        }
        return makers[folder]() if folder in makers else None

    def delivered(self, made: Made) -> None:
        """Remember that a target's files lie in the repository."""
        self._programmes.delivered(made)

    def forget(self) -> None:
        """Look again which files lie in the repository: some may have been removed."""
        self._programmes.forget()


def ask_for_everything(session: Session, at: datetime) -> None:
    """Ask for every target: at the start and once a day; what is no news stays."""
    groups = open_groups(session)
    ask_for_groups(session, groups, at)
    for target in (PEOPLE_TARGET, DIRECTORY_TARGET, *map(progress_target_of, groups)):
        ask_for(session, target, at)
