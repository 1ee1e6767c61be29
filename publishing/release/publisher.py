"""Publish what is due: compile, sign, write, wake; it decides nothing about content.

What is due stands in a table, written in the transaction of the act itself, and goes
from there only after the repository holds it. So a crash at any point is made good at
the next start or tick; the same content twice is published once.
"""

import json
import logging
import threading
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.canonical import sha256_hex
from programme.clock import Clock
from programme.echo import ECHO_TARGET
from programme.errors import ContractError
from programme.programme import DIRECTORY_TARGET, PEOPLE_TARGET, target_of
from publishing.database import Database
from publishing.errors import PublishingError
from publishing.release.errors import ReleaseError
from publishing.release.made import Made
from publishing.release.makers import Makers
from publishing.release.pruning import expel, prune
from publishing.release.repository import Repository
from publishing.releases_due import ask_for, ask_for_groups
from publishing.tables.release import ReleaseDue, ReleaseTarget
from publishing.wake.notice import EVERYBODY, Waker

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Say what one round of publishing did."""

    published: tuple[str, ...]
    """Targets that devices get anew."""
    unchanged: tuple[str, ...]
    """Targets that were due and say the same as before."""
    problems: Mapping[str, str]
    """Targets that could not be made, with the reason; they stay due."""
    refused: Mapping[str, tuple[str, ...]]
    """Entries that were left out of a target, with the reasons."""


class Publisher:
    """Publish one round at a time, from any thread."""

    def __init__(
        self,
        *,
        database: Database,
        repository: Repository,
        makers: Makers,
        waker: Waker,
        clock: Clock,
    ) -> None:
        self._database = database
        self._repository = repository
        self._makers = makers
        self._waker = waker
        self._clock = clock
        self._lock = threading.Lock()
        self._floors: dict[str, int] = {}

    def publish_changes(self, groups: Iterable[str]) -> Outcome:
        """Publish new programmes of groups, right after the commit that changed them.

        A directory or list of people that is due goes out with them.

        Raises:
            ReleaseError: The repository refused; what is due stays due.
        """
        wanted = {target_of(group): group for group in groups}
        with self._database.reading() as session:
            missing = [wanted[target] for target in wanted.keys() - _due(session)]
        if missing:
            with self._database.session() as session:
                ask_for_groups(session, missing, self._clock.now())
        return self.publish_due(only=[*wanted, PEOPLE_TARGET, DIRECTORY_TARGET])

    def publish_due(self, *, only: Collection[str] | None = None) -> Outcome:
        """Publish what is due, or that part of it that is asked for.

        Raises:
            ReleaseError: The repository refused; what is due stays due.
        """
        with self._lock:
            due, made, problems = self._make_due(only)
            versions = self._allot(made)
            news = {item.target: item for item in made if item.target in versions}
            problems |= self._lost_files(news.values())
            news = {one: item for one, item in news.items() if one not in problems}
            files = self._finished(news, versions)
            self._repository.publish(files, self._clock.now())
            self._floors |= versions
            self._settle(due, made, news, files, problems)
            for item in news.values():
                self._makers.delivered(item)
        outcome = Outcome(
            published=tuple(news),
            unchanged=tuple(
                item.target for item in made if item.target not in {*news, *problems}
            ),
            problems=problems,
            refused={item.target: item.refused for item in made if item.refused},
        )
        _tell(outcome)
        if news:
            self._waker.wake(_groups_of(news))
        return outcome

    def publish_again(self, targets: Collection[str]) -> Outcome:
        """Publish targets under a next number, though they say what they said before.

        It is for what the repository has lost.

        Raises:
            ReleaseError: The repository refused; what is due stays due.
        """
        with self._database.session() as session:
            for target in targets:
                _row(session, target).content_sha256 = ""
                ask_for(session, target, self._clock.now())
        with self._lock:
            self._makers.forget()
            # What is lost says no number; the database's own lies above it, also
            # after a restore (`backup.going_on`).
            self._floors = dict.fromkeys(targets, 0) | self._floors
        return self.publish_due(only=targets)

    def renew(self) -> bool:
        """Sign again what is near its expiry; say whether there was anything.

        Raises:
            ReleaseError: The repository refused.
        """
        return self._repository.renew(self._clock.now())

    def prune(self, before: datetime) -> int:
        """Remove files that nothing current names and that are older than this.

        Raises:
            ReleaseError: The repository cannot be read, or refused.
        """
        with self._lock:
            self._makers.forget()
            return prune(self._repository, before=before)

    def expel(self, manifests: Collection[str]) -> int:
        """Remove at once what is left of versions that are to be forgotten.

        Raises:
            ReleaseError: The repository cannot be read, or refused.
        """
        with self._lock:
            removed = expel(self._repository, manifests)
            if removed:
                self._makers.forget()
            return removed

    def _make_due(
        self, only: Collection[str] | None
    ) -> tuple[dict[str, int], list[Made], dict[str, str]]:
        """Return what is due, as it was asked, and what was made of it.

        The asking is read before the content: whoever asks later stays due.
        """
        made, problems = [], {}
        with self._database.reading() as session:
            due = _due(session)
            if only is not None:
                due = {target: due[target] for target in due if target in only}
            for target in sorted(due):
                try:
                    item = self._makers.make(session, target, self._clock.now())
                except (ReleaseError, PublishingError, ContractError) as error:
                    problems[target] = str(error)
                    continue
                except Exception as error:  # noqa: BLE001 - one group's fault must not silence the others
                    _log.exception("%s cannot be made", target)
                    problems[target] = str(error)
                    continue
                if item is not None:
                    made.append(item)
        return due, made, problems

    def _lost_files(self, news: Collection[Made]) -> dict[str, str]:
        """Write the files of targets; return those of which files are lost, and why.

        One group's lost page must not silence the others.
        """
        try:
            self._repository.add_assets(one for item in news for one in item.assets)
        except PublishingError as error:
            if len(news) == 1:
                return {item.target: str(error) for item in news}
            each = [self._lost_files([item]) for item in news]
            return {target: why for lost in each for target, why in lost.items()}
        return {}

    def _allot(self, made: Sequence[Made]) -> dict[str, int]:
        """Give the next version to each target that has news; it is never used twice.

        The number is on the disk before the repository can hold it.
        """
        if not made:
            return {}
        versions = {}
        with self._database.session() as session:
            for item in made:
                row = _row(session, item.target)
                if row.content_sha256 == item.content_sha256:
                    continue
                row.version = max(row.version, self._floor(item.target)) + 1
                versions[item.target] = row.version
        return versions

    def _floor(self, target: str) -> int:
        """Return the version that the repository holds; the database may be older."""
        if target not in self._floors:
            data = self._repository.read_target(target)
            self._floors[target] = 0 if data is None else json.loads(data)["version"]
        return self._floors[target]

    def _finished(
        self, news: Mapping[str, Made], versions: Mapping[str, int]
    ) -> dict[str, bytes]:
        now = self._clock.now()
        return {
            target: item.finish(versions[target], now) for target, item in news.items()
        }

    def _settle(
        self,
        due: Mapping[str, int],
        made: Sequence[Made],
        news: Mapping[str, Made],
        files: Mapping[str, bytes],
        problems: Mapping[str, str],
    ) -> None:
        """Take from the due what the repository holds now."""
        if not due.keys() - problems.keys():
            return
        with self._database.session() as session:
            for item in made:
                if item.target in news:
                    row = _row(session, item.target)
                    row.content_sha256 = item.content_sha256
                    row.sha256 = sha256_hex(files[item.target])
                    row.published_at = self._clock.now()
            for target, asked in due.items():
                row_due = session.get(ReleaseDue, target)
                settled = target not in problems
                if settled and row_due is not None and row_due.asked == asked:
                    session.delete(row_due)


def _due(session: Session) -> dict[str, int]:
    rows = session.execute(select(ReleaseDue.target, ReleaseDue.asked))
    return dict(rows.all())


def _row(session: Session, target: str) -> ReleaseTarget:
    row = session.get(ReleaseTarget, target)
    if row is None:
        row = ReleaseTarget(
            target=target, version=0, content_sha256="", sha256="", published_at=None
        )
        session.add(row)
    return row


def _groups_of(targets: Iterable[str]) -> frozenset[str]:
    """Return whom to wake; people, directory and echo wall are everybody's."""
    groups = set()
    for target in targets:
        if target in {PEOPLE_TARGET, DIRECTORY_TARGET, ECHO_TARGET}:
            return frozenset({EVERYBODY})
        groups.add(target.partition("/")[2].removesuffix(".json"))
    return frozenset(groups)


def _tell(outcome: Outcome) -> None:
    for target in outcome.published:
        _log.info("%s published", target)
    for target, reason in outcome.problems.items():
        _log.error("%s not published: %s", target, reason)
    for target, reasons in outcome.refused.items():
        for reason in reasons:
            _log.warning("%s leaves out an entry: %s", target, reason)
