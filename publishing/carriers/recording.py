"""Record carriers, correct records and strike them; nothing is changed or deleted.

What a record needs is decided in `presences` (REQ-35, REQ-75).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, tzinfo

from sqlalchemy.orm import Session

from programme.carriers import Carrier
from publishing.carriers.photos import Photos
from publishing.carriers.presences import Claim, Presence, PresenceForm, check
from publishing.carriers.reading import view_of
from publishing.carriers.rows import (
    Record,
    checked_reason,
    claim_of,
    count_anew,
    journal_presence,
    open_record,
    published_at,
    row_of,
)
from publishing.cleaning import clean_line
from publishing.desk.text import check_link
from publishing.errors import NotThere
from publishing.staff.acting import Acting
from publishing.staff.offices import Person
from publishing.tables.presences import PresenceRow


class Presences:
    """Keep what carried a disclosure besides the displays."""

    def __init__(
        self,
        *,
        acting: Acting,
        photos: Photos,
        link_hosts: frozenset[str],
        zone: tzinfo,
    ) -> None:
        self._acting = acting
        self._photos = photos
        self._link_hosts = link_hosts
        self._zone = zone

    def record(self, actor: str, disclosure: str, form: PresenceForm) -> Presence:
        """Record a carrier that needs no photo.

        Raises:
            NotAllowed: Holds no office for the unit that records.
            NotThere: No such disclosure, or it was never published.
            Refused: Dates or evidence are not right.
            LinkRefused: The address is not on one of the county's own sites.
        """
        claim = self._claim(form)

        def make(session: Session, person: Person) -> Record:
            del session, person
            return Record(claim=claim)

        return self._keep(actor, disclosure, "presence.record", make)

    def post_board(
        self, actor: str, disclosure: str, *, from_on: date, data: bytes, filename: str
    ) -> Presence:
        """Record that a disclosure was put on the paper board, with its photo.

        Raises:
            NotAllowed: Holds no office for the unit that records.
            NotThere: No such disclosure, or it was never published.
            Refused: The photo cannot be used, or the day is not right.
        """
        claim = Claim(
            carrier=Carrier.PAPER_BOARD,
            from_on=from_on,
            last_on=None,
            photographed=True,
        )
        self.may_record(actor, disclosure)
        photo = self._photos.keep(data, filename)

        def make(session: Session, person: Person) -> Record:
            del session, person
            return Record(claim=claim, posted_photo=photo)

        return self._keep(actor, disclosure, "presence.record", make)

    def take_board_down(
        self, actor: str, presence: str, *, last_on: date, data: bytes, filename: str
    ) -> Presence:
        """Record that a disclosure was taken off the paper board, with a photo.

        Raises:
            NotAllowed: Holds no office for the unit that records.
            NotThere: No such record.
            Conflict: A newer record has taken its place.
            Refused: The photo cannot be used, or the day is not right.
        """
        disclosure = self._disclosure_of(actor, presence)
        photo = self._photos.keep(data, filename)

        def make(session: Session, person: Person) -> Record:
            del person
            old = open_record(session, presence)
            if old.carrier is not Carrier.PAPER_BOARD:
                raise NotThere("这条公开栏的记录")
            claim = replace(claim_of(old), last_on=last_on, photographed_empty=True)
            return Record(
                claim=claim,
                posted_photo=old.posted_photo,
                removed_photo=photo,
                corrects=old,
                reason="已取下",
            )

        return self._keep(actor, disclosure, "presence.end", make)

    def correct(self, actor: str, presence: str, form: PresenceForm) -> Presence:
        """Put a right record in the place of one that is not right any more.

        Photos of a paper board stay; only its days and its remark change.

        Raises:
            NotAllowed: Holds no office for the unit that records.
            NotThere: No such record.
            Conflict: A newer record has taken its place.
            Refused: Dates or evidence are not right, or no reason was given.
            LinkRefused: The address is not on one of the county's own sites.
        """
        disclosure = self._disclosure_of(actor, presence)
        claim = self._claim(form)
        reason = checked_reason(form.reason)

        def make(session: Session, person: Person) -> Record:
            del person
            old = open_record(session, presence)
            return Record(
                claim=replace(
                    claim,
                    carrier=old.carrier,
                    photographed=old.posted_photo is not None,
                    photographed_empty=old.removed_photo is not None,
                ),
                posted_photo=old.posted_photo,
                removed_photo=old.removed_photo,
                corrects=old,
                reason=reason,
            )

        return self._keep(actor, disclosure, "presence.correct", make)

    def strike(self, actor: str, presence: str, *, reason: str) -> Presence:
        """Say that a record was wrong altogether; both stay on file.

        Raises:
            NotAllowed: Holds no office for the unit that records.
            NotThere: No such record.
            Conflict: A newer record has taken its place.
            Refused: No reason was given.
        """
        disclosure = self._disclosure_of(actor, presence)
        told = checked_reason(reason)

        def make(session: Session, person: Person) -> Record:
            del person
            old = open_record(session, presence)
            return Record(
                claim=claim_of(old),
                posted_photo=old.posted_photo,
                removed_photo=old.removed_photo,
                corrects=old,
                reason=told,
                struck=True,
            )

        return self._keep(actor, disclosure, "presence.strike", make)

    def may_record(self, actor: str, disclosure: str) -> None:
        """Return only if somebody may record; asked before a photo's bytes are read.

        Raises:
            NotAllowed: Holds no office for the unit that records.
            NotThere: No such disclosure, or it was never published.
        """

        def do(session: Session, person: Person) -> None:
            published_at(session, person, disclosure)

        self._acting.look(actor, "presence.record", do)

    def _claim(self, form: PresenceForm) -> Claim:
        """Return what a form says, cleaned.

        Raises:
            LinkRefused: The address is not on one of the county's own sites.
        """
        return Claim(
            carrier=form.carrier,
            from_on=form.from_on,
            last_on=form.last_on,
            address=check_link(form.address, self._link_hosts),
            remark=clean_line(form.remark),
        )

    def _disclosure_of(self, actor: str, presence: str) -> str:
        """Return whose record it is, if the person may record there.

        Raises:
            NotAllowed: Holds no office for the unit that records.
            NotThere: No such record.
        """

        def do(session: Session, person: Person) -> str:
            row = session.get(PresenceRow, presence)
            if row is None:
                raise NotThere("这条载体记录")
            published_at(session, person, row.disclosure_id)
            return row.disclosure_id

        return self._acting.look(actor, "presence.record", do)

    def _keep(
        self,
        actor: str,
        disclosure: str,
        act: str,
        make: Callable[[Session, Person], Record],
    ) -> Presence:
        now = self._acting.clock.now()
        today = now.astimezone(self._zone).date()

        def do(session: Session, person: Person) -> Presence:
            published = published_at(session, person, disclosure)
            made = make(session, person)
            if not made.struck:
                earliest = published.astimezone(self._zone).date()
                check(made.claim, earliest_on=earliest, today=today)
            row = row_of(disclosure, made, person, now)
            session.add(row)
            session.flush()
            count_anew(session, disclosure, now)
            journal_presence(session, person, act, row)
            return view_of(row, person.name)

        return self._acting.act(actor, act, do)
