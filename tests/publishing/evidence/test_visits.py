"""What people look for, and the words that are made of it (REQ-53, REQ-54)."""

from datetime import date, timedelta

import pytest

from programme.records import Record
from programme.visit_counts import CountKind, VisitCount, VisitCounts
from publishing.catalogue.directory import newest_directory
from publishing.catalogue.items import ServiceSheet
from publishing.errors import NotAllowed, Refused
from publishing.inspection.sought import Asked, nearest
from publishing.inspection.sought_views import Sought
from tests.fakes.delivery import KIOSK, Delivery
from tests.fakes.hall_data import SHEET
from tests.fakes.hand_clock import NOON

DAY = date(2026, 11, 23)
ITEM = "qinghe-mzj-001"


def counts(on: date, *told: tuple[CountKind, str, int]) -> Record:
    return VisitCounts(
        on=on,
        at=NOON,
        counts=tuple(VisitCount(kind=k, subject=s, times=n) for k, s, n in told),
    )


def told(delivery: Delivery, *records: Record) -> None:
    kiosk = delivery.enrolled(KIOSK, name="触摸屏")
    kiosk.add(*records)
    body = kiosk.batch(kiosk.links, writer="kiosk-1")
    delivery.conversations.take_evidence(body)
    delivery.conversations.take_evidence(body)


def week(delivery: Delivery, asked: Asked | None = None) -> Sought:
    county = delivery.county
    return county.cases.sought.week(county.people["publisher"], asked or Asked())


def take_in(delivery: Delivery) -> None:
    county = delivery.county
    sheet = ServiceSheet.model_validate(SHEET)
    county.cases.service_items.take_in(county.people["publisher"], sheet)


def test_counts_are_added_up_once_by_week_and_place(delivery: Delivery) -> None:
    take_in(delivery)
    matter = delivery.county.approved().line.disclosure
    told(
        delivery,
        counts(
            DAY,
            (CountKind.DISCLOSURE_OPENED, matter, 2),
            (CountKind.ITEM_OPENED, ITEM, 5),
            (CountKind.LED_TO, ITEM, 4),
            (CountKind.LEFT, "", 3),
            (CountKind.IN_VAIN, "", 6),
            (CountKind.VAIN_WORDS, "领结婚本本", 3),
        ),
        counts(DAY, (CountKind.DISCLOSURE_OPENED, matter, 1)),
        counts(DAY - timedelta(days=7), (CountKind.ITEM_OPENED, "gone-1", 9)),
        counts(DAY + timedelta(days=30), (CountKind.LEFT, "", 1)),
    )

    now = week(delivery)
    before = week(delivery, Asked(week=DAY - timedelta(days=3), place=KIOSK))

    [read] = now.disclosures
    assert (read.id, read.times) == (matter, 3)
    assert [(one.name, one.times) for one in now.items] == [("内地居民结婚登记", 5)]
    assert [(one.id, one.times) for one in now.searched] == [(ITEM, 4)]
    assert (now.searches, now.left, now.in_vain) == (14, 4, 6)
    assert [(v.words, v.times, v.added_to) for v in now.vain] == [("领结婚本本", 3, ())]
    assert now.vain[0].nearest == ((ITEM, "内地居民结婚登记"),)
    assert before.monday == DAY - timedelta(days=7)
    assert [(one.name, one.times) for one in before.items] == [("已经不在目录里的", 9)]
    assert before.place == KIOSK


def test_ratings_stand_with_what_is_complained_of_first(delivery: Delivery) -> None:
    told(
        delivery,
        counts(
            DAY,
            (CountKind.ITEM_GOOD, "a-1", 9),
            (CountKind.ITEM_BAD, "a-2", 2),
            (CountKind.ITEM_FAIR, "a-2", 1),
            (CountKind.DISCLOSURE_CLEAR, "d-1", 4),
            (CountKind.DISCLOSURE_UNCLEAR, "d-1", 1),
        ),
    )

    found = week(delivery)

    rated = [(one.id, one.good, one.fair, one.bad) for one in found.rated_items]
    assert rated == [("a-2", 0, 1, 2), ("a-1", 9, 0, 0)]
    assert [(one.good, one.bad) for one in found.rated_disclosures] == [(4, 1)]


def test_words_in_vain_become_words_of_an_item_with_the_next_directory(
    delivery: Delivery,
) -> None:
    take_in(delivery)
    told(delivery, counts(DAY, (CountKind.VAIN_WORDS, "领结婚本本", 3)))
    county = delivery.county
    publisher = county.people["publisher"]

    name = county.cases.phrases.add(publisher, ITEM, "领结婚本本")
    waits = county.cases.directories.propose(publisher)
    directory = county.cases.directories.approve(
        county.people["approver"], waits.id, sha256=waits.sha256
    )

    assert name == "内地居民结婚登记"
    assert week(delivery).vain[0].added_to == ("内地居民结婚登记",)
    [shard] = directory.shards
    assert "领结婚本本".encode() in county.services.files.get(shard)
    with county.database.reading() as session:
        assert newest_directory(session) == directory


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ("nothing", "领本本"),
        ("内地居民结婚登记", "领证"),
        (ITEM, "  "),
        (ITEM, "？！"),
        (ITEM, "长" * 41),
    ],
)
def test_words_that_cannot_be_added_are_refused(
    delivery: Delivery, item: str, words: str
) -> None:
    take_in(delivery)
    county = delivery.county

    with pytest.raises(Refused):
        county.cases.phrases.add(county.people["publisher"], item, words)
    with pytest.raises(NotAllowed):
        county.cases.phrases.add(county.people["drafter"], ITEM, "领本本")


def test_an_official_name_that_two_items_share_is_asked_for_by_number(
    delivery: Delivery,
) -> None:
    county = delivery.county
    items = [SHEET["items"][0] | {"id": one} for one in ("a-1", "a-2")]
    sheet = ServiceSheet.model_validate(SHEET | {"items": items})
    county.cases.service_items.take_in(county.people["publisher"], sheet)

    with pytest.raises(Refused, match="编号"):
        county.cases.phrases.add(
            county.people["publisher"], "内地居民结婚登记", "领本本"
        )


def test_the_nearest_items_share_pairs_before_single_characters() -> None:
    items = [("a", "登记结婚"), ("b", "不动产登记"), ("c", "结清"), ("d", "天气")]

    assert nearest("结婚登记本", items) == (("a", "登记结婚"), ("b", "不动产登记"))
    assert nearest("jiehun", items) == ()
