"""Make the targets that are no programme: people, directory, progress, the log."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from config.centre import OwnKeys
from directory.model import Directory
from programme.approval import KeyKind, People, PersonKey, Role
from programme.canonical import canonical_bytes, sha256_hex
from programme.keys import SigningKey, key_id
from programme.programme import DIRECTORY_TARGET, PEOPLE_TARGET, progress_target_of
from programme.progress import DisclosureProgress, Progress
from programme.service_day import DayState
from programme.witness import LOG_TARGET, LogHead
from programme.workdays import Workdays
from publishing.carriers.counting import carried_by
from publishing.evidence.assigned import assigned, of_disclosures
from publishing.evidence.settled import DayVerdict, verdicts_of
from publishing.files import FileStore
from publishing.release.compiler import UNDATED
from publishing.release.made import Made
from publishing.release.publication import Asset
from publishing.release.sources import entry_rows, facts_of
from publishing.tables.services import DirectoryVersion

ACCEPTED_KINDS: Final = ("centre", "recorded", "attested")
"""Which kinds of approval devices take where nobody signs with a key of their own."""
OWN_KINDS: Final = ("ed25519", "webauthn")


def people_of(
    *,
    approval: SigningKey,
    time: SigningKey,
    own_keys: OwnKeys = OwnKeys.OFF,
    sealing_keys: Sequence[str] = (),
) -> People:
    """Return who may sign today: the centre for its staff, and for the time.

    Args:
        approval: The centre's key of approvals.
        time: The centre's key of the time.
        own_keys: How far the county has come on the way to own keys.
        sealing_keys: To which keys questions may be sealed, where own keys are wanted.
    """
    keys = (
        _centre_key(approval, tuple(Role)),
        _centre_key(time, ()),
    )
    own = () if own_keys is OwnKeys.OFF else OWN_KINDS
    wanted = (Role.APPROVER,) if own_keys is OwnKeys.APPROVERS else ()
    return People(
        version=1,
        keys=keys,
        accepted_kinds=(*ACCEPTED_KINDS, *own),
        own_keys=wanted,
        own_words=bool(wanted),
        sealing_keys=tuple(sealing_keys) if wanted else (),
    )


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


def make_log_head(head: LogHead) -> Made:
    """Return what devices are told of the log, as a target."""
    return Made(
        target=LOG_TARGET,
        content_sha256=head.digest(),
        finish=lambda version, _: _newer_head(head, version),
    )


def _newer_head(head: LogHead, version: int) -> bytes:
    return head.model_copy(update={"version": version}).canonical()


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
            for sha256 in directory.files()
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
    today = now.astimezone(ZoneInfo(facts.time_zone)).date()
    rows = entry_rows(session, group, now)
    hung = [
        one
        for one in assigned(session, of_disclosures(row.disclosure for row in rows))
        if one.manifest_sha256 in {row.manifest_sha256 for row in rows}
    ]
    found = verdicts_of(
        session,
        hung,
        carried=carried_by(
            session, [one.disclosure for one in hung], presence_counts=presence_counts
        ),
        today=today,
        workdays=workdays,
    )
    progress = Progress(
        version=1,
        group=group,
        as_of=UNDATED,
        disclosures=tuple(
            _counted(disclosure, found[disclosure]) for disclosure in sorted(found)
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


def _counted(disclosure: str, verdicts: Sequence[DayVerdict]) -> DisclosureProgress:
    """Return what screens say: a day counts when every group of it was served."""
    return DisclosureProgress(
        disclosure=disclosure,
        shown_on=tuple(one.day for one in verdicts if one.counts),
        short_on=tuple(one.day for one in verdicts if one.state is DayState.SHORT),
    )
