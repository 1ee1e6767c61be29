"""Hold the decisions over a manifest and their signatures; `verdict` judges them.

Every kind signs the same statement: the canonical bytes of a `Decision`.
"""

from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from programme.document import Base64Url, Document, Identifier, Instant, Sha256


def _is_unset(value: object) -> bool:
    return not value


class Role(StrEnum):
    """Say what somebody does in an approval chain."""

    DRAFTER = "drafter"
    REVIEWER = "reviewer"
    APPROVER = "approver"


class Decision(Document):
    """Be what one person says over one signed document, and when."""

    kind_name: ClassVar[str] = "审签意见"

    format: Literal["mingbai.decision/1"] = "mingbai.decision/1"
    subject: Sha256
    """The digest of the manifest, withdrawal or directory that is decided over."""
    person: Identifier
    name: str
    role: Role
    decided_at: Instant


class CentreApproval(Document):
    """Be a decision that the centre vouches for: the person had signed in.

    Where the list of people wants own keys for a role, it counts for nothing there.
    """

    kind: Literal["centre"] = "centre"
    decision: Decision
    key: Sha256
    signature: Base64Url


class Ed25519Approval(Document):
    """Be a decision signed by the person's own key, sealed under a passphrase."""

    kind: Literal["ed25519"] = "ed25519"
    decision: Decision
    record: Sha256 | None = Field(default=None, exclude_if=_is_unset)
    """The record of the meeting that decided it, where the step wants one."""
    key: Sha256
    signature: Base64Url

    def statement(self) -> bytes:
        """Return what the person signed."""
        return own_statement(self.decision, self.record)


class WebauthnApproval(Document):
    """Be a decision signed by a security key (W3C Web Authentication level 2).

    The challenge is the SHA-256 of the canonical bytes of the statement.
    """

    kind: Literal["webauthn"] = "webauthn"
    decision: Decision
    record: Sha256 | None = Field(default=None, exclude_if=_is_unset)
    """The record of the meeting that decided it, where the step wants one."""
    key: Sha256
    authenticator_data: Base64Url
    client_data_json: Base64Url
    signature: Base64Url

    def statement(self) -> bytes:
        """Return what the challenge is the SHA-256 of."""
        return own_statement(self.decision, self.record)


class Attestation(Document):
    """Be one clerk's word that the scan is the signed form of this decision."""

    person: Identifier
    name: str
    attested_at: Instant
    key: Sha256
    signature: Base64Url


class AttestedApproval(Document):
    """Be a decision made on paper; two clerks attest the scan (REQ-12)."""

    kind: Literal["attested"] = "attested"
    decision: Decision
    scan: Sha256
    """The signed form, as it was scanned."""
    attestations: Annotated[tuple[Attestation, ...], Field(min_length=2, max_length=2)]


class RecordedApproval(Document):
    """Be a decision taken at a meeting, with its record (REQ-12).

    The centre vouches for who entered it: who decided, or a clerk of the township
    where a village has none. Both names stand here.
    """

    kind: Literal["recorded"] = "recorded"
    decision: Decision
    record: Sha256
    """The record of the meeting, as it was attached."""
    entered_by: Identifier
    entered_by_name: str
    key: Sha256
    signature: Base64Url

    def statement(self) -> "RecordedStatement":
        """Return what the centre signed."""
        return RecordedStatement(
            decision=self.decision,
            record=self.record,
            entered_by=self.entered_by,
            entered_by_name=self.entered_by_name,
        )


class RecordedStatement(Document):
    """Be what is signed of a meeting: decision, record, who entered it."""

    format: Literal["mingbai.recorded/1"] = "mingbai.recorded/1"
    decision: Decision
    record: Sha256
    entered_by: Identifier
    entered_by_name: str


def own_statement(decision: Decision, record: str | None) -> bytes:
    """Return the bytes that somebody signs with a key of their own.

    They are the decision itself, or with a meeting's record what a clerk would enter.
    """
    if record is None:
        return decision.canonical()
    return RecordedStatement(
        decision=decision,
        record=record,
        entered_by=decision.person,
        entered_by_name=decision.name,
    ).canonical()


Approval = Annotated[
    CentreApproval
    | Ed25519Approval
    | WebauthnApproval
    | AttestedApproval
    | RecordedApproval,
    Field(discriminator="kind"),
]


class AttestedStatement(Document):
    """Be what a clerk signs: this decision, this scan, this clerk."""

    format: Literal["mingbai.attestation/1"] = "mingbai.attestation/1"
    decision: Decision
    scan: Sha256
    person: Identifier
    attested_at: Instant


class KeyKind(StrEnum):
    """Say what a public key may sign."""

    CENTRE = "centre"
    ED25519 = "ed25519"
    WEBAUTHN = "webauthn"


class KeyOffice(Document):
    """Be what a person's key is good for in a unit, and in every unit below it."""

    unit: Identifier
    roles: tuple[Role, ...]
    attests: bool = Field(default=False, exclude_if=_is_unset)
    """Whether it is a clerk's, who attests what was signed on paper."""


class UnitAbove(Document):
    """Say which unit stands above another."""

    unit: Identifier
    above: Identifier


class GroupUnit(Document):
    """Say whose a display group is."""

    group: Identifier
    unit: Identifier


class PersonKey(Document):
    """Be one public key and whose it is; the centre's own key names no person."""

    kind: KeyKind
    id: Sha256
    public: Base64Url
    """Ed25519: 32 raw bytes. Webauthn: the DER SubjectPublicKeyInfo, P-256 or Ed25519;
    its id is the SHA-256 of these bytes."""
    person: Identifier | None
    roles: tuple[Role, ...]
    relying_party: str = ""
    """Webauthn: the relying party id whose hash the authenticator signed."""
    offices: tuple[KeyOffice, ...] = Field(default=(), exclude_if=_is_unset)
    """In which roles for which units; without any, `roles` holds for every unit."""
    name: str = Field(default="", exclude_if=_is_unset)
    """Whose it is, for the people who sign the list."""


class People(Document):
    """Be the signed list of who may decide; a target of its own."""

    kind_name: ClassVar[str] = "人员名单"

    format: Literal["mingbai.people/1"] = "mingbai.people/1"
    version: Annotated[int, Field(ge=1)]
    keys: tuple[PersonKey, ...]
    accepted_kinds: tuple[
        Literal["centre", "ed25519", "webauthn", "attested", "recorded"], ...
    ]
    """Which kinds of approval a device takes today."""
    own_keys: tuple[Role, ...] = Field(default=(), exclude_if=_is_unset)
    """In which roles the centre's word counts for nothing: only a key of one's own, or
    a form on paper that two clerks attest."""
    own_words: bool = Field(default=False, exclude_if=_is_unset)
    """Whether displays say of halls, offices, boards and register numbers only what was
    approved with the directory."""
    units: tuple[UnitAbove, ...] = Field(default=(), exclude_if=_is_unset)
    """How units lie, as far as offices of keys need it."""
    groups: tuple[GroupUnit, ...] = Field(default=(), exclude_if=_is_unset)
    """Whose every display group is: whose approvers may order its screens. With it,
    orders and replies are judged by unit."""
    settled: tuple[Sha256, ...] = Field(default=(), exclude_if=_is_unset)
    """Digests of what was decided before `own_keys`, or by a key that is good no more:
    its signatures must hold, whatever offices their keys have today."""

    sealing_keys: tuple[Base64Url, ...] = Field(default=(), exclude_if=_is_unset)
    """To which keys residents' questions may be sealed; none: to whichever the centre
    names. The one that follows is among them, so that a key can be replaced in time."""

    def may_seal_to(self, public: str) -> bool:
        """Say whether questions may be sealed to a key that the centre names."""
        return not self.sealing_keys or public in self.sealing_keys

    def settling(self, subject: str) -> "People":
        """Return the list as it judges what was decided in its own time: evidence."""
        return self.model_copy(update={"settled": (*self.settled, subject)})

    def unit_of_group(self, group: str) -> str | None:
        """Return by which unit an order for a display group is judged; None: by none.

        A group that the list does not know yet is the county's.
        """
        if not self.groups:
            return None
        units = {one.group: one.unit for one in self.groups}
        return units.get(group, _county_of(group))

    def unit_or_county(self, unit: str | None) -> str | None:
        """Return by which unit something is judged that may not say whose it is."""
        if unit is not None or not self.groups:
            return unit
        return _county_of(self.groups[0].unit)


def _county_of(name: str) -> str:
    """Return the county whose code an id begins with."""
    return name.split("-", maxsplit=1)[0]
