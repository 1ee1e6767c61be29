"""Make a county that showed something for some days, and the certificate of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from programme.boards import DisplayKind
from programme.certificate import ProvenLeaf, batch_name
from programme.certificate_opening import Opened, members_of, seal_bundle
from programme.checkpoint import Checkpoint, LogKey, sign_checkpoint
from programme.glass import Capture, CaptureCause, GlassCheck, GlassOutcome
from programme.keys import SigningKey
from programme.leaves import BatchLeaf, Leaf
from programme.merkle import leaf_hash, nodes_of, root_of
from programme.programme import WithdrawalCause
from programme.records import GapRecord, ServicePresence
from publishing.certificates.issuing import Issued, Issuer
from publishing.desk.lengthening import LaterEnd
from publishing.desk.views import DraftView
from publishing.evidence.log_keeping import LogKeeper
from publishing.log.checkpoints import LogSigner
from tests.fakes.delivery import KIOSK, SCREEN, Delivery, FakeDevice, new_delivery, play
from tests.fakes.log_heads import KEY
from tests.fakes.presences import posted

SIGNER = LogSigner(key=KEY, origin="mingbai/qinghe")
PUBLIC: LogKey = SIGNER.public


def keeper_of(delivery: Delivery, every: timedelta = timedelta(0)) -> LogKeeper:
    return LogKeeper(
        database=delivery.county.database,
        signer=SIGNER,
        people=delivery.makers.people,
        calendars=delivery.county.services.calendars,
        clock=delivery.county.clock,
        every=every,
    )


def issuer_of(delivery: Delivery) -> Issuer:
    services = delivery.county.services
    return Issuer(
        keeper=keeper_of(delivery),
        signer=SIGNER,
        people=delivery.makers.people,
        calendar=services.calendars.calendar.whole,
        zone=UTC,
        time_zone=services.time_zone,
        presence_counts=True,
    )


def show_for_days(
    delivery: Delivery,
    screen: FakeDevice,
    kiosk: FakeDevice,
    named: tuple[str, str],
    *,
    days: int,
    a_day: int = 30,
) -> None:
    """Let a screen paint and a kiosk list a disclosure on so many days."""
    clock, (disclosure, manifest) = delivery.county.clock, named
    for _ in range(days):
        begin = clock.now()
        plays = [
            play(disclosure, manifest, at=begin + timedelta(seconds=13 * number))
            for number in range(a_day)
        ]
        listed = ServicePresence(
            from_at=begin,
            to_at=begin + timedelta(minutes=5),
            programme_version=1,
            disclosures=(disclosure,),
        )
        clock.forward(minutes=10)
        delivery.conversations.take_evidence(screen.batch(screen.add(*plays)))
        links = kiosk.add(listed)
        delivery.conversations.take_evidence(kiosk.batch(links, "kiosk-1"))
        keeper_of(delivery, timedelta(hours=1)).tick()
        clock.forward(hours=24, minutes=-10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hung:
    """Be a disclosure that hung for some days, with the devices that showed it."""

    made: DraftView
    screen: FakeDevice
    kiosk: FakeDevice

    @property
    def disclosure(self) -> str:
        return self.made.line.disclosure


def certified(delivery: Delivery, *, days: int = 4) -> Issued:
    """Return the certificate of a disclosure that hung for some days."""
    return issue(delivery, hang(delivery, days=days).disclosure)


def hang(
    delivery: Delivery, *, days: int = 4, mandate: str = "immediate", **form: object
) -> Hung:
    """Show a disclosure on a screen and a kiosk for some days, beside another one."""
    screen = delivery.enrolled()
    kiosk = FakeDevice(code="KLMN2345")
    delivery.conversations.enrol(kiosk_request(kiosk))
    view = delivery.devices.confirm(
        delivery.county.people["publisher"],
        code=kiosk.code,
        group=KIOSK,
        name="大厅触摸屏",
    )
    kiosk.id = view.id
    delivery.county.approved(title="另一件")
    made = delivery.county.approved(mandate=mandate, **form)
    named = (made.line.disclosure, made.line.manifest_sha256 or "")
    show_for_days(delivery, screen, kiosk, named, days=days)
    return Hung(made=made, screen=screen, kiosk=kiosk)


def told_more(delivery: Delivery, hung: Hung) -> None:
    """Let happen what happens to a disclosure: another end, a board, a lost record."""
    county, disclosure = delivery.county, hung.disclosure
    manifest = hung.made.line.manifest_sha256 or ""
    county.cases.lengthening.lengthen(
        county.people["publisher"],
        disclosure,
        LaterEnd(last_on=date(2026, 12, 31), groups=(SCREEN,)),
        reason="群众还在问",
        edition=hung.made.line.edition,
    )
    first = posted(county, county.cases.presences, disclosure)
    county.cases.presences.strike(county.people["drafter"], first.id, reason="记错了")
    posted(county, county.cases.presences, disclosure)
    now = county.clock.now()
    page = "0" * 64
    told = [
        GlassCheck(
            disclosure=disclosure,
            manifest=manifest,
            page=page,
            programme_version=1,
            at=now,
            outcome=outcome,
            expected=page,
            found=page,
            took_ms=5,
        )
        for outcome in (GlassOutcome.SAME, GlassOutcome.COVERED)
    ]
    capture = Capture(
        picture="1" * 64,
        length=100,
        width=1920,
        height=1080,
        at=now,
        view="slide",
        disclosure=disclosure,
        page=page,
        programme_version=1,
        cause=CaptureCause.TIME,
    )
    gap = GapRecord(first_lost=7, last_lost=9, reason="damaged", at=now)
    links = hung.screen.add(*told, capture, gap, play(disclosure, manifest, at=now))
    county.clock.forward(minutes=1)
    delivery.conversations.take_evidence(hung.screen.batch(links))


def taken_down(delivery: Delivery, hung: Hung) -> None:
    """Withdraw a disclosure before its time, by two people."""
    county = delivery.county
    asked = county.cases.withdrawing.request(
        county.people["drafter"],
        hung.disclosure,
        cause=WithdrawalCause.CORRECTION,
        explanation="金额写错一位",
        manifest_sha256=hung.made.line.manifest_sha256 or "",
    )
    county.take_down(asked)
    county.clock.forward(hours=48)


def kiosk_request(kiosk: FakeDevice) -> bytes:
    """Return a kiosk's request to be known."""
    return kiosk.request(DisplayKind.KIOSK).canonical()


def issue(delivery: Delivery, disclosure: str, at: datetime | None = None) -> Issued:
    """Return the certificate of a disclosure as of now."""
    issuer, now = issuer_of(delivery), at or delivery.county.clock.now()
    with delivery.county.database.session() as session:
        note = issuer.sign(session, disclosure)
    with delivery.county.database.reading() as session:
        return issuer.issue(session, disclosure, now, note=note)


@cache
def eventful_sample() -> bytes:
    """Return the file of a certificate to which much happened; made once."""
    with TemporaryDirectory() as folder, new_delivery(Path(folder)) as delivery:
        hung = hang(delivery)
        told_more(delivery, hung)
        taken_down(delivery, hung)
        return issue(delivery, hung.disclosure).data


@cache
def sample() -> bytes:
    """Return the file of one certificate; made once for all tests of a run."""
    with TemporaryDirectory() as folder, new_delivery(Path(folder)) as delivery:
        return certified(delivery).data


def resealed(
    opened: Opened,
    *,
    key: SigningKey = KEY,
    members: Mapping[str, bytes] | None = None,
    **changes: object,
) -> bytes:
    """Return a certificate changed and signed again, as a centre that lies would."""
    files = dict(opened.members if members is None else members)
    changed = {"members": members_of(files)} | changes
    return seal_bundle(opened.certificate.model_copy(update=changed), files, key)


def relogged(opened: Opened, leaves: Sequence[Leaf]) -> bytes:
    """Return a certificate over a log of its own that holds just these leaves."""
    hashes = [leaf_hash(leaf.canonical()) for leaf in leaves]
    root = root_of(len(hashes), nodes_of(hashes))
    said = Checkpoint(origin=SIGNER.origin, size=len(hashes), root=root)
    members = {name: body for name, body in opened.members.items() if "/" not in name}
    bodies = {
        _named(one.leaf): opened.members[batch_name(one.place)]
        for one in opened.certificate.leaves
        if isinstance(one.leaf, BatchLeaf)
    }
    for place, leaf in enumerate(leaves):
        if isinstance(leaf, BatchLeaf):
            members[batch_name(place)] = bodies[_named(leaf)]
    return resealed(
        opened,
        members=members,
        checkpoint=sign_checkpoint(said, KEY),
        leaves=tuple(
            ProvenLeaf(place=place, leaf=leaf) for place, leaf in enumerate(leaves)
        ),
        proof=(),
        bridges=(),
    )


def _named(leaf: BatchLeaf) -> tuple[str, str, int]:
    return leaf.device, leaf.writer, leaf.first_number
