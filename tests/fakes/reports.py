"""Make monthly reports over logs that tests hold in hand."""

from datetime import UTC, date, datetime

from programme.certificate import ReportBridge
from programme.monthly_report import DayCounts, Figures, MonthlyReport
from tests.fakes.log_heads import LOG, bridge, note

NOTHING = Figures(
    days=DayCounts(
        hung=0, shown=0, carried=0, ruled=0, uncertain=0, short=0, waiting=0
    ),
    published=(),
    withdrawn=(),
    short=(),
    cured=(),
    orders=(),
    devices=(),
)


def report(**changes: object) -> MonthlyReport:
    """Return the report of November 2026 over a log of thirty, after one over ten."""
    told = {
        "report": "2026-11",
        "county": "清禾县",
        "from_on": date(2026, 11, 1),
        "to_on": date(2026, 12, 1),
        "time_zone": "Asia/Shanghai",
        "made_at": datetime(2026, 11, 30, 22, tzinfo=UTC),
        "key": LOG.text(),
        "checkpoint": note(30),
        "previous": ReportBridge(report="2026-10", bridge=bridge(10, 30)),
        "figures": NOTHING,
        "sheet": "0" * 64,
    }
    return MonthlyReport.model_validate(told | changes)
