"""Make the targets that are no programme: people, directory, progress."""

from datetime import datetime
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.model import Directory
from programme.approval import KeyKind, People, PersonKey, Role
from programme.canonical import canonical_bytes, sha256_hex
from programme.keys import SigningKey, key_id
from programme.programme import DIRECTORY_TARGET, PEOPLE_TARGET, progress_target_of
from programme.progress import Progress
from programme.workdays import Workdays
from publishing.carriers.counting import carried_by
from publishing.evidence.claims import count_claims
from publishing.evidence.counting import Hung
from publishing.evidence.days import counted_days
from publishing.files import FileStore
from publishing.release.compiler import UNDATED
from publishing.release.made import Made
from publishing.release.repository import Asset
from publishing.release.sources import candidates, entry_rows, facts_of
from publishing.tables.services import DirectoryVersion

ACCEPTED_KINDS: Final = ("centre", "recorded", "attested")
"""Which kinds of approval devices take today."""


def people_of(*, approval: SigningKey, time: SigningKey) -> People:
    """Return who may sign today: the centre for its staff, and for the time."""
    keys = (
        _centre_key(approval, tuple(Role)),
        _centre_key(time, ()),
    )
    return People(version=1, keys=keys, accepted_kinds=ACCEPTED_KINDS)


def _centre_key(key: SigningKey, roles: tuple[Role, ...]) -> PersonKey:
    return PersonKey(
        kind=KeyKind.CENTRE,
        id=key_id(key.public),
        public=key.public,
        person=None,
        roles=roles,
    )


def make_people(people: People) -> Made:
    """Return the list of people as a target."""
    return Made(
        target=PEOPLE_TARGET,
        content_sha256=people.digest(),
        finish=lambda version, _: _versioned(people, version),
    )


def _versioned(people: People, version: int) -> bytes:
    return people.model_copy(update={"version": version}).canonical()


def make_directory(session: Session, files: FileStore) -> Made | None:
    """Return the newest directory as a target, or None where there is none yet."""
    newest = select(DirectoryVersion).order_by(DirectoryVersion.version.desc()).limit(1)
    row = session.scalar(newest)
    if row is None:
        return None
    directory = Directory.model_validate(row.body)
    return Made(
        target=DIRECTORY_TARGET,
        content_sha256=directory.digest(),
        finish=partial(_finished_directory, directory),
        assets=[
            Asset(sha256=sha256, load=partial(files.get, sha256))
            for sha256 in directory.shards
        ],
    )


def _finished_directory(directory: Directory, version: int, _: datetime) -> bytes:
    """Keep the number that staff know, unless the repository was once further."""
    newest = max(version, directory.version)
    return directory.model_copy(update={"version": newest}).canonical()


def make_progress(
    session: Session,
    group: str,
    *,
    workdays: Workdays,
    now: datetime,
    presence_counts: bool = True,
) -> Made | None:
    """Return a group's counts as a target, or None where there is no such group."""
    facts = facts_of(session, group)
    if facts is None:
        return None
    zone = ZoneInfo(facts.time_zone)
    today = now.astimezone(zone).date()
    entries = list(candidates(session, entry_rows(session, group, now)))
    days = counted_days(session, group, least=facts.least_exposures_per_day)
    carried = carried_by(
        session,
        [candidate.entry.disclosure for candidate in entries],
        presence_counts=presence_counts,
    )
    progress = Progress(
        version=1,
        group=group,
        as_of=UNDATED,
        disclosures=tuple(
            count_claims(
                Hung(
                    disclosure=candidate.entry.disclosure,
                    window=candidate.entry.window,
                    mandate=candidate.manifest.mandate,
                ),
                shown_on=days.get(candidate.entry.disclosure, frozenset()),
                carried=carried[candidate.entry.disclosure],
                today=today,
                workdays=workdays,
                zone=zone,
            )
            for candidate in entries
        ),
    )
    content = canonical_bytes([progress.digest(), today.isoformat()])
    return Made(
        target=progress_target_of(group),
        content_sha256=sha256_hex(content),
        finish=lambda version, at: progress.model_copy(
            update={"version": version, "as_of": at}
        ).canonical(),
    )
