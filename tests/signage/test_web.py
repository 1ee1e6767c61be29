import json
from collections.abc import AsyncIterator
from datetime import time
from pathlib import Path

import pytest

from media.speech.sound import measure
from programme.alert_sound import AlertSound, AlertTimes, QuietHours
from programme.plan import Plan
from signage.web import MOST_BODY_BYTES
from sync_agent.disk import DiskProblem
from sync_agent.outbox import RecordsHeld
from tests.fakes.orders import plain_alert
from tests.fakes.player_bench import NOON, Bench, bench_of
from tests.fakes.screens import Sheet, Stock, ref_of
from tests.fakes.sinks import Sink
from tests.fakes.sources import FakeSource

PAGE = ref_of(b"page").sha256
GONE = {"kind": "gone", "disclosure": "a", "at": "2026-11-23T04:00:15.000Z"}
AROUND_NOON = QuietHours(from_time=time(11, 30), to_time=time(14))
POSTED = {"id": "one-0001", "record": GONE}


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    source = FakeSource(Stock(sheets=(Sheet(disclosure="a"),)).held())
    source.files[PAGE] = b"page"
    async with bench_of(tmp_path, source, Sink()) as made:
        yield made


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[Bench]:
    async with bench_of(tmp_path, FakeSource(), Sink()) as made:
        yield made


@pytest.fixture
async def full_disk(tmp_path: Path) -> AsyncIterator[Bench]:
    sink = Sink(RecordsHeld(held=1, problem=DiskProblem.FULL))
    async with bench_of(tmp_path, FakeSource(), sink) as made:
        yield made


async def test_the_page_comes_with_a_strict_policy(bench: Bench) -> None:
    answer = await bench.client.get("/")

    policy = answer.headers["content-security-policy"]
    assert answer.status_code == 200
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/sw.js", "text/javascript"),
        ("/page/main.js", "text/javascript"),
        ("/page/screen.css", "text/css"),
        ("/look/tokens.css", "text/css"),
        ("/look/mark.svg", "image/svg+xml"),
        ("/look/screen/zh-CN.json", "application/json"),
    ],
)
async def test_the_pages_own_files_are_served(
    bench: Bench, path: str, kind: str
) -> None:
    answer = await bench.client.get(path)

    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)


async def test_a_file_that_is_not_there_is_refused_with_a_code(bench: Bench) -> None:
    answer = await bench.client.get("/page/none.js")

    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not_found"


async def test_the_plan_is_served_and_never_cached_on_the_way(bench: Bench) -> None:
    answer = await bench.client.get("/plan.json")

    assert Plan.model_validate_json(answer.content).items[0].disclosure == "a"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("sound", "status"),
    [
        (AlertSound(times=AlertTimes.ONCE), 200),
        (None, 404),
        (AlertSound(times=AlertTimes.REPEATED, quiet=AROUND_NOON), 404),
    ],
)
async def test_a_notice_is_heard_by_the_setting_of_its_group(
    tmp_path: Path, sound: AlertSound | None, status: int
) -> None:
    stock = Stock(override=plain_alert(), alert_sound=sound)
    async with bench_of(tmp_path, FakeSource(stock.held()), Sink()) as bench:
        answer = await bench.client.get("/alarm/alert-1.wav")
        other = await bench.client.get("/alarm/another.wav")

    assert answer.status_code == status
    if status == 200:
        assert measure(answer.content).audible_s > 1.5
    assert other.status_code == 404


async def test_without_a_programme_nothing_is_heard(empty: Bench) -> None:
    answer = await empty.client.get("/alarm/alert-1.wav")

    assert answer.json()["error"]["code"] == "silent"


async def test_without_a_programme_there_is_no_plan(empty: Bench) -> None:
    answer = await empty.client.get("/plan.json")

    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "no_plan"


async def test_a_page_image_of_the_plan_is_served_for_ever(bench: Bench) -> None:
    answer = await bench.client.get(f"/assets/{PAGE}.webp")

    assert answer.content == b"page"
    assert "immutable" in answer.headers["cache-control"]


async def test_a_file_that_the_plan_does_not_name_is_not_served(bench: Bench) -> None:
    answer = await bench.client.get(f"/assets/{'0' * 64}.webp")

    assert answer.json()["error"]["code"] == "not_in_plan"


async def test_a_damaged_page_image_is_not_served(bench: Bench) -> None:
    bench.source.files.clear()

    answer = await bench.client.get(f"/assets/{PAGE}.webp")

    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "asset_unusable"


async def test_the_code_of_an_item_is_drawn(bench: Bench) -> None:
    answer = await bench.client.get("/qr/a.svg")

    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.content.startswith(b"<svg")


async def test_an_item_that_is_not_in_the_plan_has_no_code(bench: Bench) -> None:
    assert (await bench.client.get("/qr/b.svg")).status_code == 404


async def test_posted_records_are_stored_and_confirmed(bench: Bench) -> None:
    answer = await bench.client.post("/records", json=[POSTED])

    assert answer.json() == {"stored": ["one-0001"], "refused": []}
    assert bench.sink.stored["one-0001"].kind == "gone"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:9000"},
        {"Origin": "null"},
    ],
    ids=str,
)
async def test_records_from_another_sites_page_are_refused(
    bench: Bench, headers: dict[str, str]
) -> None:
    answer = await bench.client.post("/records", json=[POSTED], headers=headers)

    assert answer.status_code == 403
    assert answer.json()["error"]["code"] == "foreign_page"
    assert bench.sink.stored == {}


async def test_records_from_the_screens_own_page_are_taken(bench: Bench) -> None:
    own = {"Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1"}

    answer = await bench.client.post("/records", json=[POSTED], headers=own)

    assert answer.status_code == 200


async def test_a_post_that_is_no_list_is_refused(bench: Bench) -> None:
    answer = await bench.client.post("/records", content=b"{}")

    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "records_malformed"


async def test_a_post_that_is_too_long_is_refused(bench: Bench) -> None:
    answer = await bench.client.post("/records", content=b" " * (MOST_BODY_BYTES + 1))

    assert answer.status_code == 413


async def test_while_the_disk_is_full_records_are_not_confirmed(
    full_disk: Bench,
) -> None:
    answer = await full_disk.client.post("/records", json=[POSTED])

    assert answer.status_code == 503
    assert answer.json()["error"]["code"] == "records_held"


async def test_health_names_the_programmes_version(bench: Bench) -> None:
    assert (await bench.client.get("/healthz")).json() == {
        "state": "",
        "programme_version": 1,
    }


async def test_health_without_a_programme_names_none(empty: Bench) -> None:
    assert (await empty.client.get("/healthz")).json()["programme_version"] is None


async def test_a_page_of_another_name_for_this_machine_is_refused(bench: Bench) -> None:
    answer = await bench.client.get("/plan.json", headers={"Host": "evil.example"})

    assert answer.status_code == 400


async def test_the_plan_on_the_wire_is_plain_json(bench: Bench) -> None:
    plan = json.loads((await bench.client.get("/plan.json")).content)

    assert plan["spans"][0]["slides"] == [{"item": 0, "page": 0, "dwell_s": 15}]


async def test_the_page_is_told_how_often_to_read_the_glass_back(
    tmp_path: Path,
) -> None:
    async with bench_of(tmp_path, FakeSource(), Sink()) as bench:
        answer = await bench.client.get("/proof.json")

    assert answer.json() == {"every_slides": 7, "every_s": 90}


# F16
async def test_the_page_is_told_what_time_to_go_by(empty: Bench) -> None:
    answer = await empty.client.get("/now")

    assert answer.json() == {"at_ms": round(NOON.timestamp() * 1000), "sure": True}
    assert answer.headers["Cache-Control"] == "no-store"
