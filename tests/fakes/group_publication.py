"""Say what a centre has approved for one group, and what programme that makes."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from directory.model import Directory
from programme.blocks import AssetRef
from programme.boards import (
    Audience,
    DisplayKind,
)
from programme.calendar_slice import CalendarSlice
from programme.layout import Panel
from programme.merged_boards import MergedBoard
from programme.override import OrderEnd, Override, Stop
from programme.programme import (
    Entry,
    Hall,
    Programme,
    SignedWithdrawal,
)
from programme.progress import Progress

GROUP = "qinghe-hall-screen"
PANEL = Panel(width=1920, height=1080, diagonal_inches=55, distance_mm=5000)
MADE_AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
HALL = Hall(
    county_name="清禾县",
    name="清禾县政务服务中心",
    hours=(),
    enquiry_place="1 楼大厅咨询台",
    enquiry_telephone="0555-010-0001",
)


@dataclass(slots=True)
class Publication:
    """Say what the centre has approved for one group; change it and publish again."""

    group: str = GROUP
    audience: Audience = Audience.EVERYONE
    display_kind: DisplayKind = DisplayKind.SCREEN
    entries: list[Entry] = field(default_factory=list)
    withdrawals: list[SignedWithdrawal] = field(default_factory=list)
    override: Override | None = None
    stops: list[Stop] = field(default_factory=list)
    order_ends: list[OrderEnd] = field(default_factory=list)
    directory: Directory | None = None
    progress: Progress | None = None
    hall: Hall = HALL
    merged_boards: tuple[MergedBoard, ...] = ()

    def programme(self, version: int, shards: tuple[AssetRef, ...]) -> Programme:
        """Return the programme of this version, whose entries are in these shards."""
        return Programme(
            version=version,
            made_at=MADE_AT,
            group=self.group,
            group_name="政务大厅大屏",
            display_kind=self.display_kind,
            unit="qinghe",
            unit_name="清禾县",
            audience=self.audience,
            time_zone="Asia/Shanghai",
            panel=PANEL,
            service_hours=(),
            least_exposures_per_day=4,
            calendar=CalendarSlice(
                from_on=date(2026, 1, 1),
                to_on=date(2027, 1, 1),
                closed=(),
                make_up=(),
                provisional=(),
                years=(),
            ),
            hall=self.hall,
            merged_boards=self.merged_boards,
            override=self.override,
            stops=tuple(self.stops),
            order_ends=tuple(self.order_ends),
            shards=shards,
            withdrawals=tuple(self.withdrawals),
        )
