"""A report tells what happened in its month and nothing of another (REQ-70)."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from programme.boards import DisplayKind
from programme.monthly_report import Figures
from programme.programme import WithdrawalCause
from publishing.monthly import words
from publishing.monthly.figures import Gatherer
from publishing.monthly.spans import month_of
from publishing.tables.coverage import ContestedDay
from publishing.tables.evidence import EvidenceGap, RefusedBatch
from publishing.tables.fleet import Device
from publishing.tables.log import DeviceCheckpoint
from publishing.tables.screen_orders import OverrideGlass
from tests.fakes.alerts import alert_form, alerted, stopped
from tests.fakes.day_sums import SCREEN, curing, enrolled, morning_after, shown
from tests.fakes.desk import County
from tests.fakes.hand_clock import NOON
from tests.fakes.showing import CHINA

TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)
BOTH = pytest.mark.both_databases


def figures(county: County, day: date = TUESDAY) -> Figures:
    made = Gatherer(
        calendars=county.services.calendars, presence_counts=True, zone=CHINA
    )
    with county.database.reading() as session:
        return made.figures(session, month_of(day), county.clock.now())


@BOTH
def test_what_was_published_shown_short_and_cured_is_told(county: County) -> None:
    enrolled(county)
    made = county.approved()
    shown(county, made.line.disclosure, [TUESDAY])
    shown(county, made.line.disclosure, [WEDNESDAY], exposures=9)
    morning_after(county, WEDNESDAY)
    curing(county).tick()

    told = figures(county)

    assert [one.title for one in told.published] == [made.line.title]
    assert (told.days.hung, told.days.shown, told.days.short) == (1, 1, 1)
    assert told.days.due == 2
    [short], [cured] = told.short, told.cured
    assert (short.days, cured.short_on) == ((WEDNESDAY,), (WEDNESDAY,))
    assert short.why.endswith("放 9 次，要 30 次")
    assert cured.ends_at - cured.ended_at == timedelta(days=1)
    assert words.cured_rows(told.cured, CHINA)[0][2:] == (
        "11.25",
        "12.22 00:00",
        "12.23 00:00",
    )


def test_another_month_tells_nothing_of_it(county: County) -> None:
    enrolled(county)
    county.approved()
    morning_after(county, WEDNESDAY)

    told = figures(county, date(2026, 10, 5))

    assert (told.published, told.withdrawn, told.short) == ((), (), ())
    assert (told.cured, told.orders) == ((), ())
    assert (told.days.hung, told.days.due) == (0, 0)


def test_what_was_taken_down_owes_nothing_afterwards(county: County) -> None:
    enrolled(county)
    made = county.approved(title="要撤的")
    shown(county, made.line.disclosure, [TUESDAY])
    county.clock.at = datetime(2026, 11, 25, 1, tzinfo=UTC)
    asked = county.cases.withdrawing.request(
        county.people["drafter"],
        made.line.disclosure,
        cause=WithdrawalCause.CORRECTION,
        explanation="金额写错一位",
        manifest_sha256=made.line.manifest_sha256 or "",
    )
    county.take_down(asked)
    county.clock.at = datetime(2026, 11, 25, 2, tzinfo=UTC)
    morning_after(county, date(2026, 11, 27))

    told = figures(county)

    [gone] = told.withdrawn
    assert words.withdrawn_rows([gone], CHINA)[0][1:3] == ("要撤的", "更正内容")
    [short] = [one for one in told.short if one.title == "要撤的"]
    assert short.days == (WEDNESDAY,)
    assert short.why == "当天撤下或换了版本，放 0 次，要 30 次"


@BOTH
def test_orders_of_the_month_are_told_and_a_sealed_reason_is_not(
    county: County,
) -> None:
    enrolled(county)
    drill = alerted(county, headline="暴雨橙色预警演练", drill=True)
    county.cases.overrides.issue_alone(
        county.people["approver"],
        alert_form(headline="洪水红色预警"),
        reason="堤坝要垮，等不到第二个人",
    )
    stopped(county)
    with county.database.session() as session:
        now = county.clock.now()
        glass = {"first_at": now, "last_at": now, "milliseconds": 5}
        session.add(OverrideGlass(order_id=drill.id, device_id=SCREEN, **glass))
    county.clock.forward(days=1)

    told = figures(county)

    rows = words.order_rows(told.orders, CHINA)
    assert Counter(row[0] for row in rows) == Counter(
        ["应急（演练）", "应急（一人先发）", "转为默认页"]
    )
    assert {row[5] for row in rows} == {"1 台", "0 台", "—"}
    assert "堤坝" not in told.model_dump_json()
    assert figures(county, date(2026, 12, 5)).orders == ()


@BOTH
def test_devices_say_what_they_showed_and_what_is_in_doubt(county: County) -> None:
    enrolled(county)
    made = county.approved()
    shown(county, made.line.disclosure, [TUESDAY, WEDNESDAY], uncertain=3)
    morning_after(county, date(2026, 11, 26))
    at = county.clock.now()
    with county.database.session() as session:
        kiosk = session.get_one(Device, "qinghe-hall-kiosk")
        kiosk.enrolled_at = at - timedelta(days=40)
        kiosk.revoked_at = at
        kiosk.display_kind = DisplayKind.KIOSK
        session.add(ContestedDay(device_id=SCREEN, day=date(2026, 11, 26), times=1))
        session.add(
            EvidenceGap(
                device_id=SCREEN,
                writer="player-1",
                number=9,
                first_lost=3,
                last_lost=7,
                reason="damaged",
                at=at,
            )
        )
        session.add(
            RefusedBatch(
                device_id=SCREEN, writer="player-1", number=1, reason="chain", at=at
            )
        )
        session.add(
            DeviceCheckpoint(
                device_id=SCREEN,
                size=9,
                root="0" * 64,
                note="",
                kept_at=at,
                trouble="forked",
            )
        )

    told = {one.device: one for one in figures(county).devices}

    screen, kiosk_told = told[SCREEN], told["qinghe-hall-kiosk"]
    assert (screen.days_heard, screen.doubtful_days) == (2, 3)
    assert (screen.lost_records, screen.refused_batches) == (5, 1)
    assert screen.log_trouble
    assert kiosk_told.revoked
    assert kiosk_told.display_kind is DisplayKind.KIOSK
    assert kiosk_told.days_due > kiosk_told.days_heard == 2
    [of_screen] = words.device_rows([screen])
    assert of_screen[4].startswith("报告存证日志对不上")
    assert "丢了 5 条记录，1 批记录没有收" in of_screen[4]
    assert words.device_rows([kiosk_told])[0][0].endswith("（已停用）")
    fine = screen.model_copy(
        update={
            "log_trouble": False,
            "days_heard": screen.days_due,
            "doubtful_days": 0,
            "lost_records": 0,
            "refused_batches": 0,
        }
    )
    assert words.device_rows([fine])[0][4] == "没有"


def test_what_is_only_planned_or_ended_before_has_not_hung(county: County) -> None:
    enrolled(county)
    county.approved(title="以后才挂", earliest_start_at=NOON + timedelta(days=3))
    county.approved(title="现在就挂")

    assert figures(county).days.hung == 1
    county.clock.forward(days=4)
    assert figures(county).days.hung == 2
    assert figures(county, date(2026, 10, 5)).days.hung == 0
    county.clock.forward(days=60)
    assert figures(county, date(2027, 1, 15)).days.hung == 0
