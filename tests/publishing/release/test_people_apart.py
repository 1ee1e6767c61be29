"""A county passes over to a list of people that offline keys sign."""

import pytest
from tuf.api.exceptions import UnsignedMetadataError
from tuf.api.metadata import MetaFile

from config.centre import OwnKeys
from programme.approval import People
from programme.echo import ECHO_TARGET, Echo
from programme.programme import PEOPLE_TARGET
from publishing.release.errors import RequestRefused
from publishing.release.keyring import read_online_signers
from publishing.release.makers import Makers, ask_for_everything
from publishing.release.others import people_of
from publishing.release.people import listed_people, to_be_signed
from publishing.release.people_watch import PeopleWatch
from tests.fakes.delivery import SCREEN, TIME_KEY, Delivery
from tests.fakes.holders import PEOPLE, offline, pass_over, preparing, signed
from tests.fakes.signed_forms import attest, enter, with_keys

HOLDERS = [holder.public_key for holder in PEOPLE]


def wanted(delivery: Delivery) -> People:
    with delivery.county.database.reading() as session:
        return delivery.makers.people(session)


def on_a_device(delivery: Delivery) -> People:
    return People.parse(delivery.reader.get(PEOPLE_TARGET) or b"")


def sign_the_list(delivery: Delivery, *holders: int) -> None:
    now = delivery.county.clock.now()
    with delivery.county.database.reading() as session:
        people = to_be_signed(
            session,
            people_of(approval=delivery.county.services.approval_key, time=TIME_KEY),
            on_a_device(delivery),
            now=now,
        )
    assert people is not None
    request = preparing(delivery.places.folder, now).new_people(people)
    delivery.repository.admit(signed(request, [PEOPLE[n] for n in holders]), now)


@pytest.fixture
def county(delivery: Delivery) -> Delivery:
    """Give a county that has passed over; a device has followed it from before."""
    with delivery.county.database.session() as session:
        ask_for_everything(session, delivery.county.clock.now())
    delivery.publisher.publish_due()
    before = on_a_device(delivery)
    pass_over(delivery)
    after = on_a_device(delivery)
    assert after == before.model_copy(update={"version": before.version + 1})
    return delivery


def test_the_centre_publishes_no_list_of_its_own_any_more(county: Delivery) -> None:
    held = on_a_device(county)
    with_keys(county.county)

    outcome = county.publisher.publish_due()

    assert PEOPLE_TARGET not in outcome.published
    assert on_a_device(county) == held


# REQ-12
def test_a_new_key_counts_from_when_the_holders_have_signed_it(
    county: Delivery,
) -> None:
    desk = with_keys(county.county)
    watch = PeopleWatch(
        repository=county.repository, database=desk.database, clock=desk.clock
    )
    watch.look()
    waiting = desk.reviewed()
    paper = enter(desk, waiting)
    for who in ("publisher", "second"):
        attest(desk, paper, who)
    assert county.publisher.publish_due().refused
    assert county.shown() == []

    sign_the_list(county, 1, 2)
    watch.look()
    outcome = county.publisher.publish_due()

    assert not outcome.refused
    assert county.shown() == [waiting.line.disclosure]
    with desk.database.reading() as session:
        assert not county.makers.people_wait(session)
    watch.look()
    assert county.publisher.publish_due().published == ()


def test_what_a_new_list_does_not_bear_out_is_left_out_at_once(
    county: Delivery,
) -> None:
    made = county.county.approved()
    county.publisher.publish_changes([SCREEN])
    assert county.shown() == [made.line.disclosure]
    now, held = county.county.clock.now(), on_a_device(county)
    nobody = held.model_copy(update={"keys": (), "version": held.version + 1})
    request = preparing(county.places.folder, now).new_people(nobody)
    county.repository.admit(signed(request, PEOPLE[:2]), now)

    outcome = county.publisher.publish_changes([SCREEN])

    assert f"programmes/{SCREEN}.json" in outcome.refused
    assert county.shown() == []


def test_one_holder_alone_signs_no_list(county: Delivery) -> None:
    with_keys(county.county)
    held = on_a_device(county)

    with pytest.raises(RequestRefused, match="人员名单还差 1 个"):
        sign_the_list(county, 0)
    with pytest.raises(RequestRefused, match="人员名单还差 1 个"):
        sign_the_list(county, 0, 0)

    assert on_a_device(county) == held


def test_a_bin_cannot_name_another_list(county: Delivery) -> None:
    held = on_a_device(county)
    evil = held.model_copy(update={"keys": (), "version": 99})

    county.repository.publish(
        {PEOPLE_TARGET: evil.canonical()}, county.county.clock.now()
    )

    assert on_a_device(county) == held
    assert dict(county.repository.current_targets())[PEOPLE_TARGET] == held.canonical()
    assert county.repository.signed_people() == held


def test_the_key_of_bins_signs_no_role_of_people(county: Delivery) -> None:
    repository, now = county.repository, county.county.clock.now()
    state = repository.state()
    role = repository.bin(state, "people")
    role.signed.version += 1
    role.sign(read_online_signers(county.places.keys).bins)
    role.to_file(str(repository.metadata_folder / "2.people.json"))
    state.snapshot.signed.meta["people.json"] = MetaFile(2)
    snapshot = state.snapshot
    repository.metadata_folder.joinpath(
        f"{snapshot.signed.version}.snapshot.json"
    ).write_bytes(snapshot.to_bytes())
    repository.publish({"programmes/x.json": b"x"}, now)

    with pytest.raises(UnsignedMetadataError):
        county.reader.get(PEOPLE_TARGET)


def test_other_holders_take_over_and_the_former_sign_no_more(
    county: Delivery,
) -> None:
    now = county.county.clock.now()
    ask = preparing(county.places.folder, now)
    held = on_a_device(county)
    request = ask.people_apart(
        held.model_copy(update={"version": held.version + 1}), HOLDERS[2:], 1
    )
    targets = offline(county.places, "targets")

    county.repository.admit(signed(request, [*targets, PEOPLE[2]]), now)

    assert on_a_device(county).version == held.version + 1
    with_keys(county.county)
    with pytest.raises(RequestRefused, match="要这把密钥签字"):
        sign_the_list(county, 0)
    sign_the_list(county, 2)
    assert len(on_a_device(county).keys) > len(held.keys)


def test_devices_are_told_of_another_sealing_key_that_the_list_names(
    delivery: Delivery,
) -> None:
    services, now = delivery.county.services, delivery.county.clock.now()
    first, following, last = "a" * 43, "b" * 43, "c" * 43
    people = people_of(
        approval=services.approval_key,
        time=TIME_KEY,
        own_keys=OwnKeys.APPROVERS,
        sealing_keys=(first, following),
    )
    held = [people]
    makers = Makers(
        people=people,
        files=services.files,
        calendars=services.calendars,
        sealing_key=first,
        signed_people=lambda: held[0],
    )
    with services.database.reading() as session:
        may = [makers.may_seal_to(session, one) for one in (following, last)]
        makers.seal_to(following, (following, last))
        made = makers.make(session, ECHO_TARGET, now)
        assert made is not None
        wall = Echo.parse(made.finish(1, now))
        # The list that waits for its holders names the one after that.
        held[0] = listed_people(session, people)
        waits_for_last = makers.people_wait(session)

    assert may == [True, False]
    assert wall.sealing_key == following
    assert waits_for_last
