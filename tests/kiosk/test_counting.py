"""What a kiosk counts of visits, and that it counts nothing else (REQ-53, REQ-54)."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest

from kiosk.tally import SEEN_BY, Counted, Tally
from kiosk.telling import Telling
from programme.records import Record
from programme.visit_counts import CountKind, VisitCounts
from sync_agent.disk import DiskProblem
from sync_agent.outbox import OutboxOverfull, RecordsHeld
from tests.fakes.contract import NOON
from tests.fakes.kiosk_pages import Kiosk
from tests.fakes.moving_clock import MovingClock

FRAGMENT = {"hx-request": "true"}
DAY, NEXT = date(2026, 11, 23), date(2026, 11, 24)


def short(counts: Mapping[Counted, int]) -> dict[tuple[str, str], int]:
    return {(kind.value, subject): n for (_, kind, subject), n in counts.items()}


async def typed(client: httpx.AsyncClient, words: str) -> None:
    await client.get("/find")
    await client.post("/find", data={"words": words}, headers=FRAGMENT)


async def visit_in_vain(client: httpx.AsyncClient, words: str) -> None:
    await typed(client, words)
    await client.post("/forget")


async def test_what_is_opened_is_counted_once_a_way_and_not_by_looks_or_back(
    client: httpx.AsyncClient, kiosk: Kiosk
) -> None:
    await client.get("/notices/d-1")
    await client.post("/look", data={"choice": "large"}, follow_redirects=True)
    await client.get("/notices")
    await client.get("/back", follow_redirects=True)
    await client.get("/notices/nothing")
    await client.get("/notices/choose/unit")

    assert short(kiosk.desk.tally.take()) == {("disclosure_opened", "d-1"): 1}


async def test_a_search_counts_for_what_it_led_to(
    client: httpx.AsyncClient, kiosk: Kiosk
) -> None:
    guide = kiosk.desk.contents.guide
    assert guide is not None
    wanted = guide.items[0]
    await typed(client, wanted.name)
    await client.get(f"/items/{wanted.id}")
    await client.get("/")
    await client.post("/forget")

    counts = short(kiosk.desk.tally.take())

    assert counts == {("item_opened", wanted.id): 1, ("led_to", wanted.id): 1}


async def test_a_reply_to_a_question_belongs_to_the_search(
    client: httpx.AsyncClient, kiosk: Kiosk
) -> None:
    await typed(client, "营业执照")
    await client.get("/find/replies/first")
    await client.get("/items/qinghe-scj-001")
    await client.post("/forget")

    counts = short(kiosk.desk.tally.take())

    assert counts == {
        ("item_opened", "qinghe-scj-001"): 1,
        ("led_to", "qinghe-scj-001"): 1,
    }


async def test_an_item_that_was_chosen_without_words_is_no_search(
    client: httpx.AsyncClient, kiosk: Kiosk
) -> None:
    guide = kiosk.desk.contents.guide
    assert guide is not None
    await client.get("/find")
    await client.get(f"/items/{guide.items[0].id}")

    assert short(kiosk.desk.tally.take()) == {("item_opened", guide.items[0].id): 1}


async def test_a_search_that_is_left_or_is_in_vain_is_counted_without_its_words(
    client: httpx.AsyncClient, kiosk: Kiosk
) -> None:
    guide = kiosk.desk.contents.guide
    assert guide is not None
    await visit_in_vain(client, guide.items[0].name)
    await visit_in_vain(client, "火星旅行签证多少钱")

    assert short(kiosk.desk.tally.take()) == {("left", ""): 1, ("in_vain", ""): 1}


async def test_words_in_vain_are_told_when_three_visits_of_a_day_typed_them(
    client: httpx.AsyncClient, kiosk: Kiosk
) -> None:
    for _ in range(SEEN_BY + 1):
        await typed(client, "火星旅行")
        await client.get("/help")
        await typed(client, "火星旅行")
        await client.post("/forget")

    counts = short(kiosk.desk.tally.take())

    assert counts == {("in_vain", ""): 4, ("vain_words", "火星旅行"): 4}


async def test_words_taken_away_or_replaced_end_a_search_and_shortening_does_not(
    client: httpx.AsyncClient, kiosk: Kiosk
) -> None:
    await typed(client, "火星旅行")
    await client.post("/find", data={"words": "火星旅"}, headers=FRAGMENT)
    before = short(kiosk.desk.tally.take())
    await client.post("/find", data={"words": ""}, headers=FRAGMENT)
    cleared = short(kiosk.desk.tally.take())
    await client.post("/find", data={"words": "月球旅行"}, headers=FRAGMENT)
    await client.post("/find", data={"words": "结婚"}, headers=FRAGMENT)

    assert before == {}
    assert cleared == {("in_vain", ""): 1}
    assert short(kiosk.desk.tally.take()) == {("in_vain", ""): 1}


@pytest.mark.parametrize("words", ["王小明", "13800001111", "举报张三", "X"])
def test_words_that_may_be_somebodys_are_never_told(words: str) -> None:
    tally = Tally()

    for _ in range(50):
        tally.in_vain(DAY, words)

    assert short(tally.take()) == {("in_vain", ""): 50}


def test_visits_of_another_day_do_not_make_words_known() -> None:
    tally = Tally()

    for on in (DAY, DAY, NEXT, NEXT):
        tally.in_vain(on, "火星旅行")

    assert CountKind.VAIN_WORDS not in {kind for _, kind, _ in tally.take()}


class Kept:
    def __init__(self, refusal: Exception | None = None) -> None:
        self.records: list[Record] = []
        self.refusal = refusal

    def append(self, record: Record) -> int:
        if self.refusal is not None:
            raise self.refusal
        self.records.append(record)
        return len(self.records)


def telling(tally: Tally, kept: Kept) -> Telling:
    return Telling(tally=tally, recorder=kept, clock=MovingClock(NOON), every_s=3600)


def test_counts_become_records_of_their_days_and_begin_anew() -> None:
    tally, kept = Tally(), Kept()
    for number in range(201):
        tally.count(DAY, CountKind.ITEM_OPENED, f"item-{number:03d}")
    tally.count(NEXT, CountKind.LEFT)

    with telling(tally, kept) as told:
        told.tell()

    records = [one for one in kept.records if isinstance(one, VisitCounts)]
    assert [(one.on, len(one.counts)) for one in records] == [
        (DAY, 200),
        (DAY, 1),
        (NEXT, 1),
    ]
    assert not tally.take()


@pytest.mark.parametrize(
    ("refusal", "left"),
    [
        (RecordsHeld(held=1, problem=DiskProblem.FULL), 0),
        (OutboxOverfull(held=1, refused=1), 1),
    ],
)
def test_counts_that_the_outbox_refuses_are_kept_for_later(
    refusal: Exception, left: int
) -> None:
    tally, kept = Tally(), Kept(refusal)
    tally.count(DAY, CountKind.LEFT)

    telling(tally, kept).tell()

    assert sum(tally.take().values()) == left


# Line 7 of the kiosk's list: nothing a visitor typed survives the visit.
async def test_nothing_typed_is_in_the_servers_memory_after_the_visit(
    client: httpx.AsyncClient, kiosk: Kiosk, clock: MovingClock, tmp_path: Path
) -> None:
    await typed(client, "火星旅行签证")
    await client.post("/find", data={"words": "我家的秘密"}, headers=FRAGMENT)
    during = _strings(kiosk.parts)
    await client.post("/forget")
    clock.forward(timedelta(hours=1))
    after = _strings(kiosk.parts)

    assert any("我家的秘密" in one for one in during)
    assert not [one for one in after if "火星旅行" in one or "我家的" in one]
    assert not _files_with(tmp_path, "我家的秘密")


def _files_with(folder: Path, words: str) -> list[Path]:
    files = [one for one in folder.rglob("*") if one.is_file()]
    return [one for one in files if words.encode() in one.read_bytes()]


def _strings(root: object) -> list[str]:
    """Return every string that can be reached from an object of this product."""
    seen: set[int] = set()
    found: list[str] = []
    waiting = [root]
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, str):
            found.append(one)
        elif isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, list | tuple | set | frozenset):
            waiting += one
        else:
            waiting += vars(one).values() if hasattr(one, "__dict__") else []
            names = getattr(type(one), "__slots__", ())
            waiting += [getattr(one, name, None) for name in names]
    return found


# REQ-53
async def test_one_touch_below_a_disclosure_is_counted_once_a_visit(
    client: httpx.AsyncClient, kiosk: Kiosk
) -> None:
    asked = await client.get("/notices/d-1")
    for choice in ("nonsense", "unclear"):
        await client.post("/rate", data={"choice": choice})
    after = await client.post("/rate", data={"choice": "clear"}, follow_redirects=True)
    await client.get("/help")
    elsewhere = await client.post(
        "/rate", data={"choice": "clear"}, follow_redirects=True
    )
    counts = short(kiosk.desk.tally.take())
    await client.post("/forget")
    anew = await client.get("/notices/d-1")

    assert "没看明白" in asked.text
    assert after.url.path == "/notices/d-1"
    assert "谢谢，记下了" in after.text
    assert "没看明白" not in after.text
    assert elsewhere.url.path == "/help"
    assert counts == {("disclosure_opened", "d-1"): 1, ("disclosure_unclear", "d-1"): 1}
    assert "没看明白" in anew.text
