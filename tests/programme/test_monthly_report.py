"""A report is opened whole, signed and grown, or it is refused."""

from datetime import UTC, date, datetime

import pytest

from programme.boards import DisplayKind
from programme.certificate import ReportBridge
from programme.envelope import Envelope, seal
from programme.errors import ContractError, SignatureRefused
from programme.keys import SigningKey
from programme.merkle import ProofRefused
from programme.monthly_report import PURPOSE, DeviceItem, open_report, seal_report
from programme.witness import Bridge
from tests.fakes.log_heads import KEY, LOG, OTHER, bridge, note
from tests.fakes.reports import NOTHING, report


# REQ-70
def test_a_report_holds_under_the_key_that_it_names() -> None:
    told, key, now = open_report(seal_report(report(), KEY))

    assert told == report()
    assert (key, now.size) == (LOG, 30)
    assert open_report(seal_report(report(previous=None), KEY))[0].previous is None


@pytest.mark.parametrize(
    "changes",
    [
        {"checkpoint": note(30, OTHER)},
        {"checkpoint": note(30, key=SigningKey.generate())},
        {"previous": ReportBridge(report="2026-10", bridge=bridge(10, 29))},
        {
            "previous": ReportBridge(
                report="2026-10", bridge=Bridge(checkpoint=note(31), proof=())
            )
        },
    ],
    ids=["changed", "other key", "short proof", "shrank"],
)
def test_a_report_over_a_log_that_did_not_only_grow_is_refused(
    changes: dict[str, object],
) -> None:
    with pytest.raises((ProofRefused, SignatureRefused)):
        open_report(seal_report(report(**changes), KEY))


def test_a_report_that_somebody_else_signed_or_changed_is_refused() -> None:
    other = seal_report(report(), SigningKey.generate())
    changed = Envelope.parse(seal_report(report(), KEY)).model_copy(
        update={"payload": seal(report(county="别县"), PURPOSE, KEY).payload}
    )
    unread = changed.model_copy(update={"payload": "a"})

    for data in (other, changed.canonical(), unread.canonical(), b"{}"):
        with pytest.raises(ContractError):
            open_report(data)


def test_days_are_due_whatever_they_came_to() -> None:
    told = {"shown": 1, "carried": 2, "ruled": 3, "uncertain": 4, "short": 5}

    days = NOTHING.days.model_copy(update=told | {"waiting": 6})

    assert days.due == 21


@pytest.mark.parametrize(
    ("changes", "doubtful"),
    [
        ({}, False),
        ({"days_heard": 19}, True),
        ({"lost_records": 1}, True),
        ({"doubtful_days": 1}, True),
        ({"refused_batches": 1}, True),
        ({"log_trouble": True}, True),
    ],
)
def test_a_device_of_which_anything_is_in_doubt_is_marked(
    changes: dict[str, object], *, doubtful: bool
) -> None:
    device = DeviceItem(
        device="device-1",
        name="大厅屏",
        group="大厅",
        display_kind=DisplayKind.SCREEN,
        revoked=False,
        days_due=20,
        days_heard=20,
        service_minutes=0,
        shown_minutes=0,
        doubtful_days=0,
        lost_records=0,
        refused_batches=0,
        log_trouble=False,
    )

    assert device.model_copy(update=changes).is_doubtful is doubtful


def test_the_span_of_a_report_is_said_by_its_name() -> None:
    assert report(report="2026-11-29").report == "2026-11-29"
    with pytest.raises(ValueError, match="report"):
        report(report="11月")
    assert report().from_on == date(2026, 11, 1)
    assert report().made_at < datetime(2026, 12, 1, tzinfo=UTC)
