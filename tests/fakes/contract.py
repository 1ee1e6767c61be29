"""Make good documents of the contract for tests: small, complete, signed for real."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from programme.approval import (
    Approval,
    CentreApproval,
    Decision,
    KeyKind,
    People,
    PersonKey,
    Role,
)
from programme.blocks import AssetRef
from programme.boards import Attribute, Audience, Board, KindOfAct, Term
from programme.canonical import sha256_hex
from programme.keys import SigningKey, key_id
from programme.layout import Panel
from programme.mandate import Mandate
from programme.manifest import Manifest, PageImage, PanelPages

LANDSCAPE = Panel(width=1920, height=1080, diagonal_inches=55, distance_mm=5000)
PORTRAIT = Panel(width=1080, height=1920, diagonal_inches=43, distance_mm=3000)
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
"""Noon in China of Monday 23 November 2026."""

IMMEDIATE = Mandate(
    term=Term.IMMEDIATE,
    publish_target_days=5,
    publish_legal_days=20,
    show_at_least_days=20,
    basis="测试用规则",
    basis_checked_on=date(2026, 11, 1),
)


def asset(content: bytes) -> AssetRef:
    """Name a file by its content."""
    return AssetRef(sha256=sha256_hex(content), length=len(content))


def page(content: bytes = b"page", dwell_s: int = 15) -> PageImage:
    """Make a page image that names some content."""
    return PageImage(
        asset=asset(content),
        pixels_sha256=sha256_hex(b"pixels of " + content),
        width=1520,
        height=824,
        dwell_s=dwell_s,
        words="村道硬化工程中标结果",
    )


def manifest(
    *,
    disclosure: str = "d-1",
    pages: tuple[PageImage, ...] = (),
    mandate: Mandate = IMMEDIATE,
    audience: Audience = Audience.EVERYONE,
    panel: Panel = LANDSCAPE,
) -> Manifest:
    """Make a manifest for one panel."""
    return Manifest(
        disclosure=disclosure,
        revision=sha256_hex(disclosure.encode()),
        title="村道硬化工程中标结果",
        unit="qinghe-yunxi-liuwu",
        unit_name="云溪镇柳坞村村委会",
        unit_lines=("云溪镇", "柳坞村村委会"),
        board=Board.VILLAGE,
        category="重大项目",
        kind_of_act=KindOfAct.DISCLOSURE,
        attribute=Attribute.PROACTIVE,
        audience=audience,
        settled_on=date(2026, 11, 20),
        qr_target="",
        blocks=asset(b"blocks of " + disclosure.encode()),
        images=(),
        pages=(PanelPages(panel=panel, pages=pages or (page(),)),),
        groups=("qinghe-hall-screen",),
        mandate=mandate,
        earliest_start_at=NOON - timedelta(days=1),
        promised_end_at=NOON + timedelta(days=30),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Signers:
    """Hold a centre's approval key and sign chains of three people with it."""

    key: SigningKey = field(default_factory=SigningKey.generate)

    def people(self) -> People:
        """Return the list of people that takes what the centre vouches for."""
        centre = PersonKey(
            kind=KeyKind.CENTRE,
            id=key_id(self.key.public),
            public=self.key.public,
            person=None,
            roles=tuple(Role),
        )
        return People(version=1, keys=(centre,), accepted_kinds=("centre",))

    def approval(self, subject: str, person: str, role: Role) -> CentreApproval:
        """Sign one person's decision."""
        decision = Decision(
            subject=subject,
            person=person,
            name=f"{person} 同志",
            role=role,
            decided_at=NOON,
        )
        return CentreApproval(
            decision=decision,
            key=key_id(self.key.public),
            signature=self.key.sign(decision.canonical()),
        )

    def chain(self, subject: str) -> tuple[Approval, ...]:
        """Sign as drafter, reviewer and approver."""
        return (
            self.approval(subject, "drafter-1", Role.DRAFTER),
            self.approval(subject, "reviewer-1", Role.REVIEWER),
            self.approval(subject, "approver-1", Role.APPROVER),
        )
