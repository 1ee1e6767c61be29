"""Pictures of a glass go when they must, and never while somebody needs them."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from programme.glass import CaptureCause, CaptureFailed
from programme.programme import WithdrawalCause
from publishing.errors import NotAllowed, NotThere, Refused, StateForbids
from publishing.tables.coverage import CoverageNeed
from publishing.tables.glass import GlassState
from publishing.tables.log import IssuedCertificate
from tests.fakes.delivery import new_delivery
from tests.fakes.hand_clock import NOON
from tests.fakes.picture_bench import KEPT, TAKEN, Bench
from tests.fakes.publications import withdraw


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with new_delivery(tmp_path) as delivery:
        yield Bench(delivery)


# REQ-22
def test_what_shows_erased_persons_goes_with_a_tombstone_and_its_record_stays(
    bench: Bench,
) -> None:
    name = bench.told(b"RIFF names")
    bench.sent(b"RIFF names")
    other = bench.told(b"RIFF other", disclosure="d-other")
    bench.sent(b"RIFF other")
    bench.names_persons()
    bench.ends.erase_due()
    assert bench.there(name)

    bench.ended()
    bench.ends.erase_due()

    row = bench.row(name)
    assert not bench.there(name)
    assert (row.gone_because, row.gone_at) == ("erased", bench.county.clock.now())
    assert (row.at, row.page, row.length) == (TAKEN, bench.page, len(b"RIFF names"))
    assert bench.there(other)
    assert bench.acts() == ["captures.erased"]
    bench.ends.erase_due()
    bench.ends.look_at_all()
    assert bench.acts() == ["captures.erased"]


# REQ-22
def test_what_is_on_its_way_when_its_time_is_up_is_not_taken(bench: Bench) -> None:
    name = bench.told(b"RIFF names")
    bench.names_persons()
    bench.ended()

    receipt = bench.sent(b"RIFF names")

    assert not receipt.wanted
    assert not bench.there(name)
    assert bench.row(name).gone_because == "erased"
    assert not bench.sent(b"RIFF names").wanted


# REQ-22
def test_taken_down_for_a_persons_sake_it_goes_and_a_hold_does_not_keep_it(
    bench: Bench,
) -> None:
    name = bench.told(b"RIFF names")
    bench.sent(b"RIFF names")
    by = bench.county.people["publisher"]
    bench.county.cases.picture_holds.hold(by, bench.disclosure, reason="有人提出异议")
    bench.ends.erase_due()
    withdraw(bench.delivery, bench.made, cause=WithdrawalCause.PERSONAL_DATA)

    bench.ends.erase_due()

    assert not bench.there(name)
    view = bench.county.cases.picture_holds.show(by, bench.disclosure)
    assert (view.stored, view.erased, view.aged) == (0, 1, 0)


def test_a_correction_erases_nothing_and_neither_does_an_end_of_what_names_nobody(
    bench: Bench,
) -> None:
    name = bench.told(b"RIFF rules")
    bench.sent(b"RIFF rules")
    bench.ended()

    bench.ends.look_at_all()

    assert bench.there(name)


def test_the_same_picture_of_two_screens_stays_until_neither_needs_it(
    bench: Bench,
) -> None:
    second = bench.delivery.enrolled(name="大厅二号屏")
    name = bench.told(b"RIFF same", disclosure="d-other")
    bench.told(b"RIFF same", device=second)
    for device in (bench.device, second):
        bench.sent(b"RIFF same", device)
    bench.names_persons()
    bench.ended()

    bench.ends.erase_due()

    assert bench.row(name, second).gone_because == "erased"
    assert bench.there(name)
    bench.county.clock.forward(seconds=(KEPT.days + 1) * 86_400)
    bench.ends.look_at_all()
    assert not bench.there(name)


# REQ-75
def test_an_old_picture_goes_with_a_tombstone_and_a_young_one_stays(
    bench: Bench,
) -> None:
    old = bench.told(b"RIFF old")
    bench.sent(b"RIFF old")
    bench.county.clock.forward(seconds=KEPT.days * 86_400)
    young = bench.told(b"RIFF young", at=bench.county.clock.now())
    bench.sent(b"RIFF young")

    bench.ends.look_at_all()

    assert (bench.there(old), bench.there(young)) == (False, True)
    assert bench.row(old).gone_because == "aged"
    assert bench.acts() == ["captures.aged"]


def certified(bench: Bench) -> None:
    with bench.county.database.session() as session:
        session.add(
            IssuedCertificate(
                disclosure_id=bench.disclosure,
                manifest_sha256="a" * 64,
                bundle="b" * 64,
                sheet="c" * 64,
                log_size=1,
                counted=1,
                short=0,
                issued_by="staff",
                issued_at=NOON,
            )
        )


def contested(bench: Bench) -> None:
    with bench.county.database.session() as session:
        session.add(
            CoverageNeed(
                disclosure_id=bench.disclosure,
                unit_id="qinghe",
                need="rule",
                words="存疑",
                noted_at=NOON,
            )
        )


def held(bench: Bench) -> None:
    by = bench.county.people["publisher"]
    bench.county.cases.picture_holds.hold(by, bench.disclosure, reason="有人提出异议")


# REQ-70, REQ-75
@pytest.mark.parametrize("need", [certified, contested, held])
def test_no_picture_ages_out_that_a_certificate_a_question_or_a_person_needs(
    bench: Bench, need: object
) -> None:
    name = bench.told(b"RIFF disputed")
    bench.sent(b"RIFF disputed")
    assert callable(need)
    need(bench)
    bench.county.clock.forward(seconds=3 * KEPT.days * 86_400)

    bench.ends.look_at_all()

    assert bench.there(name)


def test_a_hold_is_made_and_lifted_by_the_office_with_a_reason(bench: Bench) -> None:
    name = bench.told(b"RIFF disputed")
    bench.sent(b"RIFF disputed")
    cases, people = bench.county.cases.picture_holds, bench.county.people
    with pytest.raises(NotAllowed):
        cases.hold(people["drafter"], bench.disclosure, reason="有人提出异议")
    with pytest.raises(Refused):
        cases.hold(people["publisher"], bench.disclosure, reason=" ")
    with pytest.raises(NotThere):
        cases.hold(people["publisher"], "nothing", reason="有人提出异议")
    with pytest.raises(StateForbids):
        cases.lift(people["publisher"], bench.disclosure, reason="了结了，双方认可")
    held(bench)
    with pytest.raises(StateForbids):
        held(bench)
    bench.county.clock.forward(seconds=2 * KEPT.days * 86_400)

    cases.lift(people["publisher"], bench.disclosure, reason="了结了，双方认可")
    bench.ends.look_at_all()

    view = cases.show(people["publisher"], bench.disclosure)
    assert not bench.there(name)
    assert [one.reason for one in view.holds] == ["有人提出异议"]
    assert not view.held
    assert bench.acts() == ["captures.held", "captures.lifted", "captures.aged"]


# REQ-30
def test_staff_see_that_a_device_could_not_photograph_until_it_can_again(
    bench: Bench,
) -> None:
    failed = CaptureFailed(cause=CaptureCause.TIME, reason="disk", at=TAKEN)
    bench.device.add(failed)
    bench.delivery.conversations.take_evidence(bench.device.batch(bench.device.links))

    with bench.county.database.reading() as session:
        state = session.get_one(GlassState, bench.device.id)
    assert (state.failed_at, state.fail_reason) == (TAKEN, "disk")
    by, moments = bench.county.people["publisher"], bench.county.cases.moments
    [moment] = moments.at(by, NOON, device=bench.device.id)
    assert [(one.at, one.reason, one.cause) for one in moment.missed] == [
        (TAKEN, "disk", "time")
    ]
    bench.told(b"RIFF again", at=NOON)
    with bench.county.database.reading() as session:
        state = session.get_one(GlassState, bench.device.id)
    assert state.photographed_at == NOON
    late = moments.at(by, NOON + timedelta(hours=2), device=bench.device.id)[0]
    assert late.missed == ()
