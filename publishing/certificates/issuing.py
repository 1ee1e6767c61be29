"""Issue a certificate: what the log proves of one version of a disclosure, signed.

It counts nothing itself: `programme.certificate_days` does, and anybody can again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from operator import attrgetter

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.approval import Approval, People
from programme.calendar_slice import CalendarSlice
from programme.carriers import Carrier
from programme.certificate import (
    CALENDAR,
    MANIFEST,
    PEOPLE,
    Certificate,
    ProvenLeaf,
    batch_name,
)
from programme.certificate_days import claims_of
from programme.certificate_facts import Facts
from programme.certificate_opening import members_of, seal_bundle
from programme.checkpoint import open_checkpoint
from programme.document import to_millisecond
from programme.keys import to_base64url
from programme.leaves import GroupLeaf, WindowLeaf
from programme.manifest import Manifest
from programme.merkle import many_proof
from programme.programme import SignedWithdrawal
from publishing.carriers.reading import primary_carriers
from publishing.certificates.gathering import (
    Kept,
    batches_of,
    leaves_about,
    newest_leaf,
)
from publishing.errors import StateForbids
from publishing.evidence.log_keeping import LogKeeper
from publishing.log.checkpoints import LogSigner, anchors, bridges, report_bridges
from publishing.log.tree import tree_of
from publishing.tables.disclosures import (
    DecisionRow,
    Disclosure,
    ManifestRow,
    WithdrawalRow,
    WithdrawalState,
)
from publishing.tables.schedule import GroupEntry

_APPROVALS: TypeAdapter[tuple[Approval, ...]] = TypeAdapter(tuple[Approval, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """Be a certificate with its file."""

    certificate: Certificate
    manifest: Manifest
    data: bytes


class Issuer:
    """Make certificates in two steps: a short one that writes, a long one that reads.

    What takes long holds up nobody: a year of records is read for minutes.
    """

    def __init__(
        self,
        *,
        keeper: LogKeeper,
        signer: LogSigner,
        people: Callable[[Session], People],
        calendar: Callable[[], CalendarSlice],
        zone: tzinfo,
        time_zone: str,
        presence_counts: bool,
    ) -> None:
        self._keeper = keeper
        self._signer = signer
        self._people = people
        self._calendar = calendar
        self._zone = zone
        self._time_zone = time_zone
        self._presence_counts = presence_counts

    def sign(self, session: Session, disclosure: str) -> str:
        """Return a checkpoint over all that the log holds, signed now; this writes.

        Raises:
            StateForbids: The disclosure was never published.
        """
        _published(session, disclosure)
        return self._keeper.sign(session, self._signer).note

    def issue(
        self, session: Session, disclosure: str, at: datetime, *, note: str
    ) -> Issued:
        """Return the certificate of the version that was published last.

        Args:
            session: Reads the tables; nothing is written.
            disclosure: What it is about.
            at: When it is issued.
            note: The checkpoint under which it is proven; what came later is left out.

        Raises:
            StateForbids: It was never published.
            EvidenceMissing: Records that the log names were deleted.
        """
        row = _published(session, disclosure)
        said = open_checkpoint(note, self._signer.public)
        about = leaves_about(session, disclosure, row.sha256)
        leaves = [one for one in about if one.place < said.size]
        delivered = batches_of(session, disclosure, leaves)
        kept = [one for one in delivered if one.proven.place < said.size]
        leaves += [one.proven for one in kept]
        leaves += self._grounds(session, said.size)
        leaves.sort(key=attrgetter("place"))
        facts = self._facts(session, row, leaves, kept, to_millisecond(at))
        members = self._members(session, row, kept)
        places = [one.place for one in leaves]
        proof = many_proof(places, said.size, tree_of(session.connection()))
        begun = min(
            one.leaf.published_at for one in leaves if isinstance(one.leaf, WindowLeaf)
        )
        kept_by_devices = anchors(session, since=begun, zone=self._zone)
        certificate = Certificate(
            issued_at=facts.issued_at,
            disclosure=disclosure,
            manifest=row.sha256,
            time_zone=facts.time_zone,
            primary=facts.primary,
            approvals=_approvals(session, row.sha256),
            withdrawal=_withdrawal(session, row.sha256),
            key=self._signer.public.text(),
            checkpoint=note,
            leaves=tuple(leaves),
            proof=tuple(map(to_base64url, proof)),
            bridges=bridges(session, kept_by_devices, to_size=said.size),
            reports=report_bridges(session, to_size=said.size),
            members=members_of(members),
            claims=claims_of(facts),
        )
        data = seal_bundle(certificate, members, self._signer.key)
        return Issued(certificate=certificate, manifest=facts.manifest, data=data)

    def _grounds(self, session: Session, size: int) -> list[ProvenLeaf]:
        """Return the leaves of what judgements rest on, and of the journal."""
        wanted = (("document", "people"), ("document", "calendar"))
        found = [
            newest_leaf(session, kind, subject, size=size)
            for kind, subject in (*wanted, ("journal", "journal"))
        ]
        return [one for one in found if one is not None]

    def _facts(
        self,
        session: Session,
        row: ManifestRow,
        leaves: list[ProvenLeaf],
        kept: list[Kept],
        at: datetime,
    ) -> Facts:
        primary: frozenset[Carrier] = frozenset()
        if self._presence_counts:
            one = row.disclosure_id
            primary = primary_carriers(session, (one,))[one]
        zones = [
            one.leaf.time_zone for one in leaves if isinstance(one.leaf, GroupLeaf)
        ]
        return Facts(
            disclosure=row.disclosure_id,
            manifest_sha256=row.sha256,
            manifest=Manifest.parse(row.body),
            leaves=tuple(one.leaf for one in leaves),
            delivered=tuple(
                one.delivered for one in sorted(kept, key=lambda one: one.proven.place)
            ),
            calendar=self._calendar(),
            primary=tuple(sorted(primary, key=list(Carrier).index)),
            time_zone=zones[-1] if zones else self._time_zone,
            issued_at=at,
        )

    def _members(
        self, session: Session, row: ManifestRow, kept: list[Kept]
    ) -> dict[str, bytes]:
        return {
            MANIFEST: row.body,
            PEOPLE: self._people(session).canonical(),
            CALENDAR: self._calendar().canonical(),
            **{batch_name(one.proven.place): one.body for one in kept},
        }


def _published(session: Session, disclosure: str) -> ManifestRow:
    """Return the version that was published last.

    Raises:
        StateForbids: None was.
    """
    row = session.get(Disclosure, disclosure)
    query = (
        select(GroupEntry.manifest_sha256)
        .where(GroupEntry.disclosure_id == disclosure)
        .order_by(GroupEntry.published_at.desc(), GroupEntry.id.desc())
        .limit(1)
    )
    sha256 = session.scalar(query)
    if row is None or row.register_number is None or sha256 is None:
        what = "出公示证明"
        raise StateForbids(what, state="还没有公开过")
    return session.get_one(ManifestRow, sha256)


def _approvals(session: Session, manifest: str) -> tuple[Approval, ...]:
    query = (
        select(DecisionRow.approval)
        .where(DecisionRow.manifest_sha256 == manifest, DecisionRow.voided_at.is_(None))
        .order_by(DecisionRow.id)
    )
    return _APPROVALS.validate_python(tuple(session.scalars(query)))


def _withdrawal(session: Session, manifest: str) -> SignedWithdrawal | None:
    query = (
        select(WithdrawalRow.signed)
        .where(
            WithdrawalRow.manifest_sha256 == manifest,
            WithdrawalRow.state == WithdrawalState.CONFIRMED,
        )
        .order_by(WithdrawalRow.settled_at.desc())
        .limit(1)
    )
    signed = session.scalar(query)
    return None if signed is None else SignedWithdrawal.model_validate(signed)
