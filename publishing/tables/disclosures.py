"""Hold disclosures, their drafts, decisions and withdrawals; no behaviour.

A disclosure is the matter with its register number. A draft is one version of it on
its way through the desk; a manifest is what people sign of it.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from programme.approval import Role
from programme.boards import Attribute, Audience, Board, KindOfAct
from programme.programme import WithdrawalCause
from publishing.tables.base import Base, Digest, JsonValue, Line, Name


class DraftState(StrEnum):
    """Say where a version stands on the desk.

    ::

        draft ──submit──▶ submitted ──review──▶ reviewed ──approve──▶ approved
          ▲                   │                    │                    │   │
          ├──────return───────┴────────────────────┤                    │   │
          ├──────edit (voids every decision)───────┘          withdraw  │   │
          │                                              withdrawn ◀────┘   │
          └── change: a new draft of the same disclosure                    │
                                superseded ◀──(its change is approved)──────┘

    draft ──file──▶ filed ──reopen──▶ draft: what is not disclosed (REQ-11).
    A returned version is a draft again, with the reason on file. Approved means
    published: scheduled, showing and ended are read off its window.
    """

    DRAFT = "draft"
    SUBMITTED = "submitted"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    FILED = "filed"


class WithdrawalState(StrEnum):
    """Say where a withdrawal stands: it needs a second person."""

    REQUESTED = "requested"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


class Disclosure(Base):
    """Be one thing disclosed; its register number is never reused."""

    __tablename__ = "disclosure"

    id: Mapped[Name] = mapped_column(primary_key=True)
    unit_id: Mapped[Name] = mapped_column(ForeignKey("unit.id"), index=True)
    created_at: Mapped[datetime]
    register_year: Mapped[int | None]
    register_running: Mapped[int | None]
    register_number: Mapped[Line | None] = mapped_column(unique=True)
    """As people read it: 柳坞村 2026-0147; given at the first approval."""
    published_at: Mapped[datetime | None] = mapped_column(index=True)
    hung_since: Mapped[date | None]
    """Its first day, where it hung before the product came; given with the number."""

    __table_args__ = (UniqueConstraint("unit_id", "register_year", "register_running"),)


class RegisterCounter(Base):
    """Be the last register number that a unit gave in a year."""

    __tablename__ = "register_counter"

    unit_id: Mapped[Name] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class Draft(Base):
    """Be one version of a disclosure on the desk."""

    __tablename__ = "draft"

    id: Mapped[Name] = mapped_column(primary_key=True)
    disclosure_id: Mapped[Name] = mapped_column(ForeignKey("disclosure.id"), index=True)
    unit_id: Mapped[Name] = mapped_column(ForeignKey("unit.id"))
    state: Mapped[DraftState]
    edition: Mapped[int]
    """Rises with every act on the draft; who acts says which edition they saw."""
    drafter_id: Mapped[Name] = mapped_column(ForeignKey("staff.id"), index=True)
    replaces_id: Mapped[Name | None] = mapped_column(ForeignKey("draft.id"))
    title: Mapped[Line]
    board: Mapped[Board]
    category: Mapped[Line]
    kind_of_act: Mapped[KindOfAct]
    attribute: Mapped[Attribute]
    audience: Mapped[Audience]
    settled_on: Mapped[date]
    mandate_name: Mapped[Name]
    """A preset of `config/mandates.toml`."""
    qr_target: Mapped[Line]
    earliest_start_at: Mapped[datetime | None]
    explicit_end_at: Mapped[datetime | None]
    groups: Mapped[JsonValue]
    weekdays: Mapped[JsonValue]
    dayparts: Mapped[JsonValue]
    objections_telephone: Mapped[Line]
    secrecy_cleared_by: Mapped[Line] = mapped_column(default="")
    """Of versions from before `SecrecyReview`: a name that the drafter wrote in."""
    secrecy_basis: Mapped[Line]
    """What the drafter's own check for secrets found."""
    blocks: Mapped[JsonValue]
    source_sha256: Mapped[Digest | None]
    source_length: Mapped[int | None]
    source_name: Mapped[str] = mapped_column(String(120))
    import_report: Mapped[JsonValue]
    manifest_sha256: Mapped[Digest | None] = mapped_column(
        ForeignKey("manifest.sha256"), index=True
    )
    return_reason: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    approved_at: Mapped[datetime | None]
    kept_personal: Mapped[JsonValue]
    """`publishing.desk.screening.Kept`, each: personal data that is not masked."""
    change_note: Mapped[str] = mapped_column(Text, server_default="")
    """What changed and why, where it replaces another version; it is published."""
    catalogue_entry: Mapped[Name | None]
    """The line of the catalogue that it serves (REQ-3)."""
    period_starts_on: Mapped[date | None]
    """The period of a line that comes again and again."""
    confirmed_sums: Mapped[JsonValue]
    """`publishing.desk.sums.ConfirmedSum`, each: a total that does not add up."""
    policy_explanation: Mapped[str] = mapped_column(Text, server_default="")
    """Of a policy document: typed text that is part of the version (REQ-14)."""
    unexplained_because: Mapped[str] = mapped_column(Text, server_default="")
    """Why a policy document has no explanation; whoever signs decides."""
    words: Mapped[str] = mapped_column(Text, server_default="", deferred=True)
    """Empty: `DraftWords` keeps them; the column stays for releases before it."""
    hung_since: Mapped[date | None]
    """The first day of a notice that hung before the product came."""
    page_wish: Mapped[JsonValue | None]
    """How its pages are to be set, where the drafter says: template and points."""

    said: Mapped["DraftWords | None"] = relationship()

    __table_args__ = (
        Index(None, "changed_at"),
        Index(None, "state", "changed_at"),
        Index(None, "unit_id", "state"),
        Index(None, "catalogue_entry", "unit_id"),
    )


class DraftWords(Base):
    """Be title and text of one version, folded; for search alone.

    They lie apart, because a search for a rare word reads those of all versions.
    """

    __tablename__ = "draft_words"

    draft_id: Mapped[Name] = mapped_column(ForeignKey("draft.id"), primary_key=True)
    disclosure_id: Mapped[Name] = mapped_column(ForeignKey("disclosure.id"))
    words: Mapped[str] = mapped_column(Text)


class ManifestRow(Base):
    """Be the canonical bytes of one manifest that was submitted; never changed."""

    __tablename__ = "manifest"

    sha256: Mapped[Digest] = mapped_column(primary_key=True)
    disclosure_id: Mapped[Name] = mapped_column(ForeignKey("disclosure.id"), index=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]


class DecisionRow(Base):
    """Be one person's decision over one manifest; an edit voids it."""

    __tablename__ = "decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[Name] = mapped_column(ForeignKey("draft.id"), index=True)
    manifest_sha256: Mapped[Digest] = mapped_column(
        ForeignKey("manifest.sha256"), index=True
    )
    role: Mapped[Role]
    staff_id: Mapped[Name] = mapped_column(ForeignKey("staff.id"), index=True)
    decided_at: Mapped[datetime]
    approval: Mapped[JsonValue]
    """A `programme.approval.Approval`."""
    voided_at: Mapped[datetime | None]


class WithdrawalRow(Base):
    """Be the word to take a disclosure down, asked by one person, confirmed by two."""

    __tablename__ = "withdrawal"

    id: Mapped[Name] = mapped_column(primary_key=True)
    disclosure_id: Mapped[Name] = mapped_column(ForeignKey("disclosure.id"), index=True)
    draft_id: Mapped[Name] = mapped_column(ForeignKey("draft.id"), index=True)
    manifest_sha256: Mapped[Digest] = mapped_column(ForeignKey("manifest.sha256"))
    cause: Mapped[WithdrawalCause]
    explanation: Mapped[str] = mapped_column(Text)
    state: Mapped[WithdrawalState] = mapped_column(index=True)
    sha256: Mapped[Digest]
    """The digest of the `programme.programme.Withdrawal` that both sign."""
    signed: Mapped[JsonValue]
    """A `programme.programme.SignedWithdrawal`, with one approval, then two."""
    requested_by: Mapped[Name] = mapped_column(ForeignKey("staff.id"))
    requested_at: Mapped[datetime]
    settled_by: Mapped[Name | None] = mapped_column(ForeignKey("staff.id"))
    settled_at: Mapped[datetime | None]
