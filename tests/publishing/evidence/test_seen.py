from datetime import timedelta
from zoneinfo import ZoneInfo

from programme.records import EndReason, ServicePresence
from publishing.evidence.seen import seen_listed, seen_painted
from tests.fakes.delivery import play
from tests.fakes.hand_clock import NOON

ZONE = ZoneInfo("Asia/Shanghai")
MANIFEST = "a" * 64


def test_painting_belongs_to_the_local_day_on_which_it_began() -> None:
    midnight = NOON + timedelta(hours=12)
    records = [
        play("d-1", MANIFEST, at=midnight - timedelta(seconds=1)),
        play("d-1", MANIFEST, at=midnight),
    ]

    seen = seen_painted(records, ZONE)

    assert sorted(key.day.day for key in seen) == [23, 24]


def test_the_last_page_is_the_one_that_ended_last_whatever_the_order() -> None:
    late = play("d-1", MANIFEST, page=2, pages=2, at=NOON + timedelta(seconds=12))
    early = play("d-1", MANIFEST, page=1, pages=2)

    [seen] = seen_painted([late, early], ZONE).values()

    assert seen.last_page == 2
    assert (seen.first_at, seen.last_at) == (NOON, NOON + timedelta(seconds=24))


def test_what_was_not_what_was_signed_was_not_seen() -> None:
    assert seen_painted([play("d", MANIFEST, reason=EndReason.COVERED)], ZONE) == {}


def test_a_presence_that_ends_before_it_began_was_seen_where_it_began() -> None:
    presence = ServicePresence(
        from_at=NOON,
        to_at=NOON - timedelta(hours=1),
        programme_version=1,
        disclosures=("d-1",),
    )

    [seen] = seen_listed([presence], ZONE).values()

    assert seen.last_at == NOON
