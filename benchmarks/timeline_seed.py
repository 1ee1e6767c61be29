"""Hang many disclosures on many groups for the timeline's benchmark.

One disclosure goes the desk's whole way over HTTP; the others are copies of it with
their own numbers, windows and signatures, because setting their pages is not what is
measured.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from demo.county_run import RunningCounty
from demo.founding import ADMIN
from programme.boards import Board
from programme.keys import SigningKey
from programme.manifest import Manifest
from programme.window import OpenEnd, ProvisionalEnd
from programme.workdays import Workdays
from publishing.database import Database
from publishing.desk.rows import decisions_of
from publishing.desk.signing import Beside, centre_approval, decide
from publishing.files import FileStore
from publishing.schedule.windows import mandated_end
from publishing.staff.offices import person_of
from publishing.tables.disclosures import Disclosure, Draft, DraftState, ManifestRow
from publishing.tables.schedule import DisplayGroup, EndKind, GroupEntry

ZONE = ZoneInfo("Asia/Shanghai")
_BOARDS = tuple(Board)
_SPREAD = 61
"""Windows begin on so many different days, most of them before now."""
_BEFORE = 45
_LONGER = (0, 0, 3, 5, 10)
_LEFT_OUT = {"id", "disclosure_id", "manifest_sha256", "title", "board", "groups"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """Be the one disclosure that is copied, and what copying needs."""

    draft: Draft
    disclosure: Disclosure
    manifest: Manifest
    groups: tuple[str, ...]
    key: SigningKey
    files: FileStore
    workdays: Workdays
    now: datetime


def add_groups(county: RunningCounty, wanted: int) -> None:
    """Make groups like the first screen, until there are so many."""
    desk = county.desk(ADMIN)
    there = desk.get("/api/groups")
    screen = next(one for one in there if one["form"]["display_kind"] == "screen")
    for number in range(len(there), wanted):
        form = {**screen["form"], "name": f"第 {number} 处大厅屏"}
        desk.post("/api/groups", {**form, "id": f"qinghe-screen-{number:02d}"})


def copy_disclosures(
    database: Database,
    wanted: int,
    *,
    key: SigningKey,
    files: FileStore,
    workdays: Workdays,
    now: datetime,
) -> None:
    """Hang so many copies of the one disclosure on every group."""
    with database.session() as session:
        pattern = _pattern(session, key=key, files=files, workdays=workdays, now=now)
        for number in range(wanted):
            _copy(session, pattern, number)


def _pattern(
    session: Session,
    *,
    key: SigningKey,
    files: FileStore,
    workdays: Workdays,
    now: datetime,
) -> Pattern:
    query = select(Draft).where(Draft.state == DraftState.APPROVED)
    draft = session.scalars(query).one()
    body = session.get_one(ManifestRow, draft.manifest_sha256).body
    groups = select(DisplayGroup.id).order_by(DisplayGroup.id)
    return Pattern(
        draft=draft,
        disclosure=session.get_one(Disclosure, draft.disclosure_id),
        manifest=Manifest.parse(body),
        groups=tuple(session.scalars(groups)),
        key=key,
        files=files,
        workdays=workdays,
        now=now,
    )


def _copy(session: Session, pattern: Pattern, number: int) -> None:
    one, starts_at = f"qinghe-d-{number:012d}", _start(pattern.now, number)
    title, board = f"第 {number} 件公开事项", _BOARDS[number % len(_BOARDS)]
    end = mandated_end(
        pattern.manifest.mandate, starts_at, workdays=pattern.workdays, zone=ZONE
    )
    if isinstance(end, OpenEnd):
        raise TypeError(end)
    manifest = pattern.manifest.model_copy(
        update={
            "disclosure": one,
            "title": title,
            "board": board,
            "groups": pattern.groups,
            "earliest_start_at": starts_at,
            "promised_end_at": end.at,
            "promised_end_provisional": isinstance(end, ProvisionalEnd),
        }
    )
    sha256 = _keep(session, pattern, manifest, number)
    draft = Draft(
        **_columns(pattern.draft),
        id=f"qinghe-v-{number:012d}",
        disclosure_id=one,
        manifest_sha256=sha256,
        title=title,
        board=board,
        groups=list(pattern.groups),
    )
    session.add(draft)
    session.flush()
    _sign(session, pattern, draft, sha256)
    later = timedelta(days=_LONGER[number % len(_LONGER)])
    kind = EndKind.PROVISIONAL if isinstance(end, ProvisionalEnd) else EndKind.FIXED
    session.add_all(
        GroupEntry(
            group_id=group,
            disclosure_id=one,
            manifest_sha256=sha256,
            published_at=starts_at,
            starts_at=starts_at,
            end_kind=kind,
            ends_at=end.at + later,
            weekdays=list(manifest.weekdays),
            dayparts=[],
        )
        for group in pattern.groups
    )


def _start(now: datetime, number: int) -> datetime:
    day = number * 7 % _SPREAD - _BEFORE
    return now.replace(microsecond=0) + timedelta(days=day)


def _keep(session: Session, pattern: Pattern, manifest: Manifest, number: int) -> str:
    """Keep a copy's manifest and register number, and return the digest."""
    like, year = pattern.disclosure, pattern.now.year
    session.add(
        Disclosure(
            id=manifest.disclosure,
            unit_id=like.unit_id,
            created_at=like.created_at,
            register_year=year,
            register_running=1000 + number,
            register_number=f"县政府办 {year}-{1000 + number:04d}",
            published_at=manifest.earliest_start_at,
        )
    )
    named = pattern.files.put(manifest.canonical())
    session.flush()
    session.add(
        ManifestRow(
            sha256=named.sha256,
            disclosure_id=manifest.disclosure,
            body=manifest.canonical(),
            made_at=pattern.now,
        )
    )
    session.flush()
    return named.sha256


def _sign(session: Session, pattern: Pattern, draft: Draft, sha256: str) -> None:
    """Sign a copy as those did who signed what it is a copy of."""
    for decision in decisions_of(session, pattern.draft):
        approval = centre_approval(
            person_of(session, decision.staff_id, now=pattern.now),
            decision.role,
            subject=sha256,
            key=pattern.key,
            now=pattern.now,
        )
        beside = Beside(step=decision.role.value)
        decide(session, draft, approval, beside, now=pattern.now)


def _columns(draft: Draft) -> dict[str, object]:
    return {
        column.key: getattr(draft, column.key)
        for column in Draft.__mapper__.column_attrs
        if column.key not in _LEFT_OUT
    }
