"""Make any target by its name; what it is made of is known by each maker."""

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo

from sqlalchemy.orm import Session

from programme.approval import People
from programme.checkpoint import LogKey
from programme.echo import ECHO_TARGET
from programme.programme import (
    DIRECTORY_TARGET,
    PEOPLE_TARGET,
    progress_target_of,
)
from programme.witness import LOG_TARGET
from publishing.calendar.current import Calendars
from publishing.files import FileStore
from publishing.log.checkpoints import head_of
from publishing.release.echo import make_echo
from publishing.release.made import Made
from publishing.release.others import (
    make_directory,
    make_log_head,
    make_people,
    make_progress,
)
from publishing.release.people import is_waiting, listed_people
from publishing.release.programmes import ProgrammeMaker
from publishing.release.sources import open_groups
from publishing.releases_due import ask_for, ask_for_groups


def _nobody_signs() -> None:
    """Be a county whose list of people the centre publishes by itself."""


class Makers:
    """Make targets; it must be asked by one thread at a time."""

    def __init__(
        self,
        *,
        people: People,
        files: FileStore,
        calendars: Calendars,
        presence_counts: bool = True,
        log_key: LogKey | None = None,
        zone: tzinfo = UTC,
        sealing_key: str | None = None,
        signed_people: Callable[[], People | None] = _nobody_signs,
    ) -> None:
        """Take whom the centre itself names, and how to read what offline keys signed.

        Where offline keys sign the list of people, it is theirs that counts for every
        entry: what devices would refuse is not published.
        """
        self._centre = people
        self._signed_people = signed_people
        self._files = files
        self._calendars = calendars
        self._presence_counts = presence_counts
        self._log_key = log_key
        self._zone = zone
        self._sealing_key = sealing_key
        self._programmes = ProgrammeMaker(
            people=self.people, files=files, calendars=calendars
        )

    def seal_to(self, public: str, listed: tuple[str, ...]) -> None:
        """Have devices seal questions to another key.

        Args:
            public: The key.
            listed: It, and the one that will follow it: for the next list of people.
        """
        self._sealing_key = public
        if self._centre.sealing_keys:
            update = {"sealing_keys": listed}
            self._centre = self._centre.model_copy(update=update)

    def may_seal_to(self, session: Session, public: str) -> bool:
        """Say whether devices would seal a question to a key."""
        return self.people(session).may_seal_to(public)

    def make(self, session: Session, target: str, now: datetime) -> Made | None:
        """Return a target's content, or None where there is nothing of that name.

        Raises:
            GroupIncomplete: A group lacks what its programme must say.
        """
        if target == LOG_TARGET:
            return self._log_head(session)
        if target == ECHO_TARGET:
            key = self._sealing_key
            return None if key is None else make_echo(session, key)
        folder, _, name = target.partition("/")
        group = name.removesuffix(".json")
        makers: dict[str, Callable[[], Made | None]] = {
            PEOPLE_TARGET: lambda: self._list_of_people(session),
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

    def people(self, session: Session) -> People:
        """Return who may sign today, as it is released."""
        signed = self._signed_people()
        return self._by_the_centre(session) if signed is None else signed

    def people_wait(self, session: Session) -> bool:
        """Say whether a list waits for offline keys."""
        signed = self._signed_people()
        return signed is not None and is_waiting(session, self._centre, signed)

    def _list_of_people(self, session: Session) -> Made | None:
        """Return the list, unless it is not the centre's to publish."""
        if self._signed_people() is not None:
            return None
        return make_people(self._by_the_centre(session))

    def _by_the_centre(self, session: Session) -> People:
        """Return the list that the centre itself publishes.

        It wants no own keys: who has the centre's keys could name any.
        """
        listed = listed_people(session, self._centre)
        free = {"own_keys": (), "own_words": False, "sealing_keys": ()}
        return listed.model_copy(update=free)

    def _log_head(self, session: Session) -> Made | None:
        key = self._log_key
        head = None if key is None else head_of(session, key, self._zone)
        return None if head is None else make_log_head(head)

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
    county = (PEOPLE_TARGET, DIRECTORY_TARGET, ECHO_TARGET)
    for target in (*county, *map(progress_target_of, groups)):
        ask_for(session, target, at)
