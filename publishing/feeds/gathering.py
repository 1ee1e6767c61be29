"""Read from the tables which matters were published and how they stand; decide nothing.

What may leave is decided in `leaving` and `publishing.desk.outside`. The content is
that of the signed revision, never of a draft or of the source file.
"""

import logging
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.blocks import AssetRef, Revision, images_of
from programme.errors import ContractError
from programme.manifest import Manifest
from publishing.catalogue.board_rows import merged_boards
from publishing.desk.outside import StaysIn, stays_in
from publishing.errors import NotThere
from publishing.feeds.leaving import Matter, Outside, TakenDown, Version, outside
from publishing.feeds.shown import PublicCounty, PublicUnit, Shown, masked, version_path
from publishing.feeds.site import earlier_versions
from publishing.files import FileStore
from publishing.tables.disclosures import (
    Disclosure,
    Draft,
    DraftState,
    ManifestRow,
    WithdrawalRow,
    WithdrawalState,
)
from publishing.tables.notices import NoticeRow
from publishing.tables.schedule import EndKind, GroupEntry
from publishing.tables.units import UnitLevel, UnitRow

_PUBLISHED = (DraftState.APPROVED, DraftState.WITHDRAWN, DraftState.SUPERSEDED)
_SIGNS = {
    b"\x89PNG": "png",
    b"\xff\xd8\xff": "jpg",
    b"GIF8": "gif",
    b"RIFF": "webp",
}

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Known:
    """Be what is remembered of a manifest; it never changes."""

    manifest: Manifest
    stays: StaysIn | None


@dataclass(slots=True, kw_only=True)
class Gathering:
    """Read the county and its matters; what never changes is read once."""

    files: FileStore
    zone: tzinfo
    address: str
    _known: dict[str, _Known] = field(default_factory=dict)
    _endings: dict[str, str] = field(default_factory=dict)

    def county(self, session: Session) -> PublicCounty:
        """Return what every page says of the county."""
        rows = session.scalars(select(UnitRow).order_by(UnitRow.position, UnitRow.id))
        units = tuple(
            PublicUnit(id=row.id, name=row.name, level=row.level, parent=row.parent_id)
            for row in rows
            if row.closed_at is None
        )
        top = (unit.name for unit in units if unit.level is UnitLevel.COUNTY)
        return PublicCounty(
            name=next(top, ""),
            address=self.address,
            zone=self.zone,
            units=units,
            merged=merged_boards(session),
        )

    def matters(
        self, session: Session, *, only: str | None = None
    ) -> tuple[Matter, ...]:
        """Return published matters, or one, with all their published versions."""
        drafts: dict[str, list[Draft]] = defaultdict(list)
        query = select(Draft).where(
            Draft.state.in_(_PUBLISHED),
            Draft.manifest_sha256.is_not(None),
            Draft.approved_at.is_not(None),
        )
        hung = select(GroupEntry).order_by(GroupEntry.id)
        published = select(Disclosure).where(Disclosure.published_at.is_not(None))
        if only is not None:
            query = query.where(Draft.disclosure_id == only)
            hung = hung.where(GroupEntry.disclosure_id == only)
            published = published.where(Disclosure.id == only)
        for row in session.scalars(query.order_by(Draft.approved_at, Draft.id)):
            drafts[row.disclosure_id].append(row)
        entries: dict[str, list[GroupEntry]] = defaultdict(list)
        for entry in session.scalars(hung):
            entries[entry.manifest_sha256].append(entry)
        taken = dict(_taken_down(session))
        rows = session.scalars(published.order_by(Disclosure.id))
        found = (
            self._matter(session, row, drafts[row.id], entries, taken.get(row.id))
            for row in rows
            if row.id in drafts
        )
        return tuple(one for one in found if one is not None)

    def shown(
        self, matters: Sequence[Matter], now: datetime, *, past_for: timedelta
    ) -> tuple[Shown, ...]:
        """Return how every matter stands outside, with content where it may be read."""
        stands = {
            one.disclosure: outside(one, now, past_for=past_for) for one in matters
        }
        pages = {
            one.disclosure: version_path(one.last)
            for one in matters
            if stands[one.disclosure] is Outside.OPEN
        }
        return tuple(self._shown(one, stands, pages, now) for one in matters)

    def _shown(
        self,
        matter: Matter,
        stands: Mapping[str, Outside],
        pages: Mapping[str, str],
        now: datetime,
    ) -> Shown:
        stand = stands[matter.disclosure]
        readable = stand in {Outside.OPEN, Outside.PAST}
        revision = self._revision(matter.last.manifest) if readable else None
        taken = matter.taken_down
        explained = pages.get(taken.explained_by or "", "") if taken else ""
        return Shown(
            matter=matter,
            outside=stand,
            revision=revision,
            earlier=earlier_versions(matter, now),
            explained_at=explained,
            endings=self._endings_of(revision) if revision else None,
        )

    def _matter(
        self,
        session: Session,
        row: Disclosure,
        drafts: Sequence[Draft],
        entries: Mapping[str, Sequence[GroupEntry]],
        taken: TakenDown | None,
    ) -> Matter | None:
        versions = tuple(
            self._version(session, draft, entries[draft.manifest_sha256 or ""])
            for draft in drafts
            if entries[draft.manifest_sha256 or ""]
        )
        if not versions or row.published_at is None or row.register_number is None:
            return None
        return Matter(
            disclosure=row.id,
            register_number=row.register_number,
            register_year=row.register_year or 0,
            published_at=row.published_at,
            versions=versions,
            taken_down=taken if versions[-1].withdrawn else None,
        )

    def _version(
        self, session: Session, draft: Draft, entries: Sequence[GroupEntry]
    ) -> Version:
        sha256 = draft.manifest_sha256 or ""
        known = self._of(session, sha256)
        there = [one for one in entries if one.removed_at is None]
        gone = [one.removed_at for one in entries if one.removed_at is not None]
        return Version(
            sha256=sha256,
            manifest=known.manifest,
            approved_at=draft.approved_at or entries[0].published_at,
            withdrawn=draft.state is DraftState.WITHDRAWN,
            starts_at=min(one.starts_at for one in entries),
            ends_at=_end(there or entries),
            expected_at=_expected(there or entries),
            gone_at=None if there else max(gone),
            note=masked(draft.change_note) if draft.replaces_id else "",
            keeps_personal=bool(draft.kept_personal),
            stays=known.stays,
        )

    def _of(self, session: Session, sha256: str) -> _Known:
        known = self._known.get(sha256)
        if known is not None:
            return known
        body = session.get_one(ManifestRow, sha256).body
        manifest = Manifest.parse_named(body, sha256)
        revision = self._revision(manifest)
        if revision is None:
            return _Known(manifest, StaysIn.UNREADABLE)
        stays = stays_in(
            audience=manifest.audience,
            attribute=manifest.attribute,
            category=manifest.category,
            revision=revision,
        )
        return self._known.setdefault(sha256, _Known(manifest, stays))

    def _revision(self, manifest: Manifest) -> Revision | None:
        """Return the signed content; None where its file is not there or not whole.

        One lost file must not keep everything else, take-downs above all, waiting.
        """
        try:
            data = self.files.get(manifest.revision)
            return Revision.parse_named(data, manifest.revision)
        except (NotThere, ContractError) as error:
            _log.error("public site leaves out %s: %s", manifest.disclosure, error)
            return None

    def _endings_of(self, revision: Revision) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for ref in images_of(revision.blocks):
            ending = self._endings.get(ref.sha256)
            if ending is None:
                ending = self._ending(ref)
            if ending is not None:
                found[ref.sha256] = self._endings[ref.sha256] = ending
        return found

    def _ending(self, ref: AssetRef) -> str | None:
        try:
            head = self.files.get(ref.sha256)[:4]
        except NotThere as error:
            _log.error("public site lacks picture %s: %s", ref.sha256, error)
            return None
        named = (end for sign, end in _SIGNS.items() if head.startswith(sign))
        return next(named, None)


def _taken_down(session: Session) -> Iterator[tuple[str, TakenDown]]:
    """Yield the last confirmed withdrawal of each matter."""
    query = (
        select(WithdrawalRow, NoticeRow.disclosure_id)
        .outerjoin(NoticeRow, NoticeRow.withdrawal_id == WithdrawalRow.id)
        .where(WithdrawalRow.state == WithdrawalState.CONFIRMED)
        .order_by(WithdrawalRow.settled_at, WithdrawalRow.id)
    )
    for row, notice in session.execute(query):
        if row.settled_at is not None:
            yield (
                row.disclosure_id,
                TakenDown(cause=row.cause, at=row.settled_at, explained_by=notice),
            )


def _end(entries: Sequence[GroupEntry]) -> datetime | None:
    """Return when the last window ends; None: one goes on, or may still be moved."""
    ends = [one.ends_at if one.end_kind is EndKind.FIXED else None for one in entries]
    known = [end for end in ends if end is not None]
    return max(known) if len(known) == len(ends) else None


def _expected(entries: Sequence[GroupEntry]) -> datetime | None:
    """Return the last end that a coming calendar may still move (暂定)."""
    ends = [one.ends_at for one in entries if one.end_kind is EndKind.PROVISIONAL]
    return max((end for end in ends if end is not None), default=None)
