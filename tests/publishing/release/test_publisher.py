import json
from datetime import timedelta

import pytest
from sqlalchemy import update

from directory.model import Directory, DirectoryShard
from programme.approval import KeyKind, People, Role
from programme.calendar_slice import CalendarSlice
from programme.manifest import Manifest
from programme.programme import (
    DIRECTORY_TARGET,
    PEOPLE_TARGET,
    progress_target_of,
    target_of,
)
from programme.progress import Progress
from publishing.releases_due import ask_for
from publishing.tables.release import ReleaseTarget
from publishing.tables.schedule import EndKind, GroupEntry
from publishing.tables.services import DirectoryVersion
from tests.fakes.delivery import KIOSK, SCREEN, Delivery
from tests.fakes.hand_clock import NOON
from tests.fakes.publications import due, publish_everything, withdraw


def test_an_approved_disclosure_reaches_every_group_of_its_manifest(
    delivery: Delivery,
) -> None:
    made = delivery.county.approved()

    delivery.publisher.publish_changes([SCREEN, KIOSK])

    assert delivery.shown(SCREEN) == [made.line.disclosure]
    assert delivery.shown(KIOSK) == [made.line.disclosure]
    assert due(delivery) == []


def test_all_files_that_a_programme_names_are_there(delivery: Delivery) -> None:
    made = delivery.county.approved()

    delivery.publisher.publish_changes([SCREEN])

    path = delivery.repository.asset_path(made.line.manifest_sha256 or "")
    manifest = Manifest.parse(path.read_bytes())
    for ref in manifest.assets():
        data = delivery.repository.asset_path(ref.sha256).read_bytes()
        assert len(data) == ref.length


def test_the_groups_that_changed_are_woken_and_nobody_else(delivery: Delivery) -> None:
    delivery.publisher.publish_due()
    delivery.waker.woken.clear()
    delivery.county.approved(groups=(SCREEN,))

    delivery.publisher.publish_changes([SCREEN])

    assert delivery.waker.woken == [frozenset({SCREEN})]


def test_the_same_content_is_published_once(delivery: Delivery) -> None:
    delivery.county.approved()
    delivery.publisher.publish_changes([SCREEN])
    version = delivery.programme().version

    delivery.county.clock.forward(hours=3)
    again = delivery.publisher.publish_changes([SCREEN])

    assert again.published == ()
    assert delivery.programme().version == version


def test_versions_rise_and_time_moves_with_each_change(delivery: Delivery) -> None:
    delivery.county.approved()
    delivery.publisher.publish_changes([SCREEN])
    first = delivery.programme()
    delivery.county.clock.forward(minutes=5)
    delivery.county.approved(title="第二件")

    delivery.publisher.publish_changes([SCREEN])

    second = delivery.programme()
    assert second.version > first.version
    assert second.made_at - first.made_at == timedelta(minutes=5)


def test_a_database_that_lags_behind_the_repository_never_goes_backwards(
    delivery: Delivery,
) -> None:
    delivery.county.approved()
    delivery.publisher.publish_changes([SCREEN])
    with delivery.county.database.session() as session:
        session.execute(update(ReleaseTarget).values(version=0, content_sha256=""))
    before = delivery.programme().version

    delivery.publisher.publish_changes([SCREEN])

    assert delivery.programme().version == before + 1


def test_a_withdrawn_disclosure_leaves_with_its_signed_word(
    delivery: Delivery,
) -> None:
    county = delivery.county
    made = county.approved()
    delivery.publisher.publish_changes([SCREEN])
    withdraw(delivery, made)

    delivery.publisher.publish_changes([SCREEN])

    programme = delivery.programme()
    assert programme.shards == ()
    signed = programme.withdrawals[0]
    assert signed.withdrawal.disclosure == made.line.disclosure
    assert len(signed.approvals) == 2


def test_a_withdrawal_is_told_until_the_promised_end(delivery: Delivery) -> None:
    county = delivery.county
    made = county.approved()
    withdraw(delivery, made)
    delivery.publisher.publish_changes([SCREEN])

    county.clock.forward(days=400)
    delivery.publisher.publish_changes([SCREEN])

    assert delivery.programme().withdrawals == ()


def test_a_window_that_is_over_leaves_the_programme(delivery: Delivery) -> None:
    delivery.county.approved()
    delivery.publisher.publish_changes([SCREEN])

    delivery.county.clock.forward(days=100)
    delivery.publisher.publish_changes([SCREEN])

    assert delivery.programme().shards == ()


def test_a_withdrawal_is_told_until_no_version_of_it_is_owed_any_more(
    delivery: Delivery,
) -> None:
    county = delivery.county
    first = county.approved(mandate="none", explicit_end_at=NOON + timedelta(days=20))
    changed = county.cases.changing.change(
        county.people["drafter"], first.line.disclosure
    )
    form = county.form(mandate="none", explicit_end_at=NOON + timedelta(days=2))
    edited = county.cases.drafting.edit(
        county.people["drafter"], changed.line.id, form, edition=changed.line.edition
    )
    withdraw(delivery, county.approve_change(edited))

    told = []
    for days in (1, 9, 11):
        county.clock.forward(days=days)
        delivery.publisher.publish_changes([SCREEN])
        told.append(len(delivery.programme().withdrawals))

    assert told == [1, 1, 0]


@pytest.mark.parametrize(
    ("group", "longer"),
    [
        (SCREEN, {"ends_at": NOON + timedelta(days=90)}),
        (SCREEN, {"end_kind": EndKind.PROVISIONAL}),
        (KIOSK, {"past_days": 60}),
    ],
    ids=["cured", "provisional", "past"],
)
def test_a_withdrawal_is_told_while_a_display_may_show_it_beyond_its_promise(
    delivery: Delivery, group: str, longer: dict[str, object]
) -> None:
    made = delivery.county.approved(groups=(SCREEN, KIOSK))
    with delivery.county.database.session() as session:
        session.execute(update(GroupEntry).values(longer))
    delivery.county.clock.forward(days=60)
    delivery.publisher.publish_changes([SCREEN, KIOSK])
    shown = delivery.shown(group)

    withdraw(delivery, made)
    delivery.publisher.publish_changes([SCREEN, KIOSK])

    assert shown == [made.line.disclosure]
    assert delivery.shown(group) == []
    assert len(delivery.programme(group).withdrawals) == 1


def test_people_name_the_centres_keys_by_their_use(delivery: Delivery) -> None:
    publish_everything(delivery)

    people = People.parse(delivery.reader.get(PEOPLE_TARGET) or b"")

    assert [key.kind for key in people.keys] == [KeyKind.CENTRE, KeyKind.CENTRE]
    assert [key.roles for key in people.keys] == [tuple(Role), ()]
    assert people.accepted_kinds == ("centre", "recorded", "attested")


def test_people_and_directory_wake_everybody(delivery: Delivery) -> None:
    publish_everything(delivery)

    assert delivery.waker.woken == [frozenset({"*"})]


def test_progress_counts_the_days_and_says_as_of_when(delivery: Delivery) -> None:
    delivery.county.approved()
    delivery.county.clock.forward(days=3)

    publish_everything(delivery)

    data = delivery.reader.get(progress_target_of(SCREEN))
    progress = Progress.parse(data or b"")
    assert progress.as_of == delivery.county.clock.now()
    assert len(progress.disclosures[0].short_on) == 2


def test_progress_is_made_anew_each_day_though_nothing_changed(
    delivery: Delivery,
) -> None:
    publish_everything(delivery)
    delivery.county.clock.forward(hours=1)
    publish_everything(delivery)
    first = json.loads(delivery.reader.get(progress_target_of(SCREEN)) or b"")
    delivery.county.clock.forward(days=1)

    publish_everything(delivery)

    second = json.loads(delivery.reader.get(progress_target_of(SCREEN)) or b"")
    assert (first["version"], second["version"]) == (1, 2)


def test_a_programme_carries_calendar_hall_and_hours(delivery: Delivery) -> None:
    delivery.publisher.publish_changes([KIOSK])

    programme = delivery.programme(KIOSK)

    assert isinstance(programme.calendar, CalendarSlice)
    assert programme.calendar.from_on.year <= 2025
    assert programme.hall.name == "清禾县政务服务中心"
    assert len(programme.service_hours) == 5


def test_a_page_that_is_lost_silences_its_own_group_alone(delivery: Delivery) -> None:
    made = delivery.county.approved(groups=(SCREEN,))
    delivery.publisher.publish_changes([SCREEN])
    manifest = delivery.repository.asset_path(made.line.manifest_sha256 or "")
    page = Manifest.parse(manifest.read_bytes()).pages[0].pages[0].asset.sha256
    for path in (
        delivery.repository.asset_path(page),
        delivery.county.services.files.path_of(page),
    ):
        path.unlink()
    delivery.makers.forget()
    delivery.county.approved(title="别的", groups=(SCREEN,))
    other = delivery.county.approved(title="不相干的", groups=(KIOSK,))

    outcome = delivery.publisher.publish_changes([SCREEN, KIOSK])

    assert delivery.shown(KIOSK) == [other.line.disclosure]
    assert outcome.problems.keys() == {target_of(SCREEN)}
    assert target_of(SCREEN) in due(delivery)
    assert target_of(SCREEN) not in {*outcome.published, *outcome.unchanged}


def test_the_published_directory_reaches_devices_with_its_shards(
    delivery: Delivery,
) -> None:
    shard = DirectoryShard(items=(), readings=())
    ref = delivery.county.services.files.put(shard.canonical())
    now = delivery.county.clock.now()
    directory = Directory(
        version=4,
        county="qinghe",
        made_at=now,
        departments=(),
        counters=(),
        life_events=(),
        enquiry_desk="1 楼大厅咨询台",
        enquiry_telephone="0555-010-0100",
        shards=(ref.sha256,),
    )
    with delivery.county.database.session() as session:
        session.add(
            DirectoryVersion(
                version=4,
                made_at=now,
                made_by="system",
                body=directory.model_dump(mode="json"),
                shards=[ref.sha256],
            )
        )
        ask_for(session, DIRECTORY_TARGET, now)

    delivery.publisher.publish_due()

    data = delivery.reader.get(DIRECTORY_TARGET)
    assert Directory.parse(data or b"") == directory
    assert delivery.repository.asset_path(ref.sha256).exists()
    assert delivery.publisher.prune(now - timedelta(days=9999)) == 0
