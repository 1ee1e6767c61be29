from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from programme.boards import DisplayKind
from programme.enrolment import DeviceStatus
from programme.glass import GlassOutcome
from publishing.fleet.views import DeviceView
from publishing.inspection.condition import Condition, health_of
from publishing.tables.fleet import DeviceState
from tests.fakes.hand_clock import NOON


def status(**changed: Any) -> DeviceStatus:  # noqa: ANN401 - any field
    values: dict[str, Any] = {
        "device": "qinghe-hall-screen-1",
        "state": "current",
        "said_at": NOON,
        "programme_version": 3,
        "programme": None,
        "last_sync_at": NOON,
        "last_error": "",
        "free_bytes": 50_000_000_000,
        "unsent_records": 0,
    }
    return DeviceStatus.model_validate(values | changed)


def device(age_s: int = 5, said: DeviceStatus | None = None) -> DeviceView:
    return DeviceView(
        id="qinghe-hall-screen-1",
        name="大厅横屏",
        group="qinghe-hall-screen",
        group_name="大厅屏",
        display_kind=DisplayKind.SCREEN,
        width=1920,
        height=1080,
        hostname="hall-1",
        state=DeviceState.ACTIVE,
        enrolled_at=NOON,
        revoked_at=None,
        revoke_reason="",
        seen_at=NOON - timedelta(seconds=age_s),
        age_s=age_s,
        status=said or status(),
    )


def test_a_device_that_plays_what_is_newest_is_fine() -> None:
    health = health_of(device(), released=3)

    assert health.condition is Condition.FINE
    assert not health.needs_a_person


@pytest.mark.parametrize(
    ("view", "condition", "words"),
    [
        (device(3 * 86_400), Condition.LOST, "3 天没有消息"),
        (device(said=status(vanished=("qinghe-d-1",))), Condition.VANISHED, "有 1 件"),
        (device(said=status(free_bytes=1_100_000_000)), Condition.DISK, "1.1 GB"),
        (device(said=status(state="storage_failing")), Condition.DISK, "写不进去"),
        (device(said=status(state="refused")), Condition.REFUSING, "没通过核对"),
        (device(said=status(state="clock_doubted")), Condition.CLOCK, "钟不准"),
        (device(20 * 60), Condition.OFFLINE, "20 分没有连上"),
        (device(7200), Condition.OFFLINE, "2 小时没有连上"),
        (device(said=status(state="stale")), Condition.OFFLINE, "靠存好的节目"),
        (device(said=status(state="long_alone")), Condition.OFFLINE, "宣传的先停"),
        (device(said=status(last_error="字体坏了")), Condition.TROUBLED, "字体坏了"),
        (device(said=status(printer="no_paper")), Condition.PRINTER, "请加 A4 纸"),
        (device(said=status(printer="jammed")), Condition.PRINTER, "卡纸"),
        (device(said=status(printer="offline")), Condition.PRINTER, "请看电和线"),
    ],
)
def test_each_trouble_has_its_name_and_says_what_to_do(
    view: DeviceView, condition: Condition, words: str
) -> None:
    health = health_of(view, released=3)

    assert health.condition is condition
    assert words in health.sentence
    assert health.needs_a_person


def test_the_worst_of_several_troubles_is_told() -> None:
    both = status(free_bytes=1, state="clock_doubted")

    assert health_of(device(said=both), released=3).condition is Condition.DISK


def test_a_device_that_never_spoke_needs_a_person() -> None:
    silent = replace(device(), status=None, age_s=None, seen_at=None)

    assert health_of(silent, released=None).condition is Condition.NEVER_HEARD


def test_a_device_that_is_changing_over_needs_nobody() -> None:
    health = health_of(device(), released=4)

    assert health.condition is Condition.BEHIND
    assert not health.needs_a_person


def test_a_revoked_device_needs_nobody_and_says_why() -> None:
    gone = replace(device(), state=DeviceState.REVOKED, revoke_reason="屏坏了")

    health = health_of(gone, released=3)

    assert health.sentence == "已停用：屏坏了"
    assert not health.needs_a_person


def test_trouble_comes_before_calm() -> None:
    lost = health_of(device(3 * 86_400), released=3)
    fine = health_of(device(), released=3)

    assert lost.rank < fine.rank


# REQ-30
@pytest.mark.parametrize(
    ("glass", "condition", "words"),
    [
        (GlassOutcome.SAME, Condition.FINE, "一切正常"),
        (GlassOutcome.WRONG_PIXELS, Condition.GLASS, "和签发的不一样"),
        (GlassOutcome.COVERED, Condition.GLASS, "被别的东西挡住"),
        (GlassOutcome.MISPLACED, Condition.GLASS, "全屏"),
        (GlassOutcome.UNREADABLE, Condition.TROUBLED, "读不回画面"),
    ],
)
def test_a_glass_that_did_not_show_what_was_signed_needs_a_person(
    glass: GlassOutcome, condition: Condition, words: str
) -> None:
    health = health_of(device(), released=3, glass=glass)

    assert health.condition is condition
    assert words in health.sentence
    assert health.needs_a_person is (glass is not GlassOutcome.SAME)
