"""What a programme says for its loops: owed until when, what is past, how often."""

from datetime import timedelta
from typing import Any

from programme.power import Resting
from programme.programme import Entry, Shard
from publishing.schedule.groups import GroupForm
from publishing.tables.coverage import SettledDay
from tests.fakes.delivery import SCREEN, Delivery
from tests.fakes.publications import withdraw


def changed(delivery: Delivery, **fields: Any) -> None:  # noqa: ANN401 - any field
    groups, by = delivery.county.cases.groups, delivery.county.people["publisher"]
    [view] = [one for one in groups.listing(by) if one.id == SCREEN]
    form = GroupForm.model_validate(view.form.model_dump() | fields)
    groups.change(by, SCREEN, form)


def entry_of(delivery: Delivery) -> Entry:
    delivery.publisher.publish_changes([SCREEN])
    [ref] = delivery.programme().shards
    body = delivery.repository.asset_path(ref.sha256).read_bytes()
    [entry] = Shard.parse(body).entries
    return entry


# REQ-30
def test_what_was_taken_out_keeps_its_place_in_the_loop_for_a_day(
    delivery: Delivery,
) -> None:
    made = delivery.county.approved()
    delivery.publisher.publish_changes([SCREEN])
    assert delivery.programme().past == ()
    delivery.county.clock.forward(minutes=30)
    withdraw(delivery, made)

    delivery.publisher.publish_changes([SCREEN])

    [gone] = delivery.programme().past
    assert gone.disclosure == made.line.disclosure
    assert len(gone.dwells) >= 1
    delivery.county.clock.forward(days=3)
    delivery.publisher.publish_changes([SCREEN])
    assert delivery.programme().past == ()


def test_a_group_s_promise_and_its_rest_reach_the_programme(delivery: Delivery) -> None:
    day = {"weekday": 1, "spans": [{"from_time": "00:00", "to_time": "23:59"}]}
    hours = [day | {"weekday": weekday} for weekday in range(1, 8)]

    changed(delivery, most_minutes_between=5, power={"on": hours, "resting": "dim"})
    delivery.publisher.publish_changes([SCREEN])

    programme = delivery.programme()
    assert programme.most_minutes_between == 5
    assert programme.power is not None
    assert programme.power.resting is Resting.DIM


# REQ-33
def test_an_entry_says_from_when_on_it_gets_what_is_left_unless_a_day_fell_short(
    delivery: Delivery,
) -> None:
    county = delivery.county
    ends_at = county.clock.now() + timedelta(days=200)
    made = county.approved(explicit_end_at=ends_at)
    served = entry_of(delivery)

    assert served.owed_until is not None
    assert county.clock.now() < served.owed_until < ends_at
    with county.database.session() as session:
        session.add(
            SettledDay(
                disclosure_id=made.line.disclosure,
                day=county.clock.now().date(),
                served=0,
                group_id=SCREEN,
                exposures=3,
                least=30,
            )
        )
    assert entry_of(delivery).owed_until is None
