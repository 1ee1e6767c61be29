from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from config.doctor import bad, good, warn
from sync_agent.inner.status_page import Seen, page_of
from sync_agent.state import AgentState, StateReport
from sync_agent.sticks import StickReport, StickStage

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
WELL = StateReport(
    state=AgentState.CURRENT,
    since_at=NOW,
    conditions=(AgentState.CURRENT,),
    device="qinghe-hall-screen-1",
    group="qinghe-hall-screen",
    programme_version=7,
    last_sync_at=NOW - timedelta(minutes=3),
    free_bytes=12_300_000_000,
)
SEEN = Seen(report=WELL, now=NOW, machine_at=NOW, unsent=4)


def drawn(**changes: object) -> str:
    return page_of(replace(SEEN, **changes)).decode()  # type: ignore[arg-type]


def with_report(**changes: object) -> str:
    return drawn(report=WELL.model_copy(update=changes))


def test_a_device_in_order_says_so_with_its_figures() -> None:
    page = drawn()

    assert "tone-ok" in page
    assert "一切正常。" in page
    for told in ("qinghe-hall-screen-1", "第 7 版", "3 分钟前", "4 条", "12.3 GB"):
        assert told in page
    assert "登记码" not in page


def test_every_state_that_holds_is_shown_the_gravest_in_large() -> None:
    holding = (AgentState.STORAGE_FAILING, AgentState.CLOCK_DOUBTED)

    page = with_report(state=holding[0], conditions=holding, last_error="磁盘已满。")

    assert page.index("磁盘写不进去") < page.index("时钟不准")
    assert page.count('class="state ') == 2
    assert "small" in page.split("时钟不准")[0].rsplit("<section", 1)[1]
    assert "程序说：磁盘已满。" in page


def test_a_state_of_an_older_agent_stands_alone() -> None:
    page = with_report(state=AgentState.STALE, conditions=())

    assert page.count('class="state ') == 1
    assert "很久没连上中心" in page


def test_a_device_that_is_not_enrolled_shows_its_code() -> None:
    page = with_report(
        state=AgentState.ENROLLING,
        conditions=(AgentState.ENROLLING,),
        device=None,
        group=None,
        code="ABCD2345",
        programme_version=0,
        last_sync_at=None,
    )

    assert "ABCD 2345" in page
    assert "还没登记的设备" in page
    assert "还没有过" in page


def test_an_agent_that_has_said_nothing_is_said_to_be_silent() -> None:
    page = drawn(report=None)

    assert "同步程序还没有说过话" in page
    assert "节目单" not in page


def test_findings_come_worst_first_and_what_is_well_folds_away() -> None:
    findings = (
        good("时钟", "9:00"),
        warn("对时", "没有自动对时", "请打开。"),
        bad("线路：端口", "连不上", "请看网线。"),
    )

    page = drawn(findings=findings, examined_at=NOW)

    assert page.index("连不上") < page.index("没有自动对时") < page.index("<details>")
    assert "正常的 1 项" in page
    assert "请看网线。" in page
    assert "没有发现问题" not in page
    assert "没有发现问题" in drawn(findings=findings[:1], examined_at=NOW)


def test_while_the_doctor_looks_the_page_says_so_and_comes_again_soon() -> None:
    page = drawn(examining=True)

    assert "正在检查" in page
    assert "再查一次" not in page
    assert 'content="3;url=/"' in page
    assert 'content="30;url=/"' in drawn()


def reported(stage: StickStage, message: str) -> StickReport:
    return StickReport(id="0" * 16, stage=stage, at=NOW, message=message)


def test_without_sticks_nothing_is_said_of_them() -> None:
    assert "U 盘" not in drawn()


def test_one_stick_may_be_taken_and_of_several_one_must_go() -> None:
    one, two = Path("/media/usb"), Path("/media/other")

    assert "从 U 盘导入" in drawn(sticks=[one])
    assert "从 U 盘导入" not in drawn(sticks=[one, two])
    assert "请只留一个" in drawn(sticks=[one, two])


def test_what_became_of_the_last_stick_is_said() -> None:
    reading = drawn(stick=reported(StickStage.READING, "正在读 U 盘，请不要拔。"))
    failed = drawn(stick=reported(StickStage.FAILED, "这个 U 盘过期了。"))

    assert 'content="3;url=/"' in reading
    assert "正在读 U 盘" in reading
    assert "tone-bad" in failed.split("这个 U 盘过期了")[0].rsplit("<li", 1)[1]
    assert "没有插着" in failed
    assert "没有运行" in drawn(stick_refused="同步程序没有运行。")


def test_words_from_elsewhere_are_shown_and_never_run() -> None:
    page = with_report(last_error="<script>alert(1)</script>")

    assert "<script" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=20), "刚才"),
        (timedelta(hours=5), "5 小时前"),
        (timedelta(days=40), "40 天前"),
        (timedelta(days=-1), "24 日"),
    ],
)
def test_an_age_is_said_in_the_unit_that_fits(ago: timedelta, words: str) -> None:
    assert words in with_report(last_sync_at=NOW - ago)


def test_little_room_is_said_in_smaller_units() -> None:
    assert "12 MB" in with_report(free_bytes=12_345_678)


def test_records_that_cannot_be_counted_are_said_to_be_so() -> None:
    assert "数不出来" in drawn(unsent=None)


def test_a_wrong_clock_of_the_machine_is_shown_as_it_is() -> None:
    machine_at = datetime(2025, 1, 2, 4, 5, tzinfo=UTC)

    assert "2025 年 1 月 2 日" in drawn(machine_at=machine_at)
