"""Keep a group's power schedule from cutting its service; it switches nothing."""

from typing import Self

from programme.hours import DayHours, OpenSpan
from programme.power import PowerSchedule, service_cut_by
from publishing.errors import Refused
from publishing.tables.schedule import DisplayGroup

_WEEKDAYS = "一二三四五六日"


class PowerCutsService(Refused):
    """Say which hours of service a power schedule would cut."""

    def __init__(self, hours: str) -> None:
        message = (
            f"{hours}在服务时间里，屏幕按这样的开屏时间却是关的。"
            "请把开屏时间放宽，或勾选“服务时间里也关屏或调暗”确认。"
        )
        super().__init__(message, code="power_cuts_service")

    @classmethod
    def of(cls, weekday: int, span: OpenSpan) -> Self:
        """Return the refusal that names these hours of an ISO weekday."""
        times = f"{span.from_time:%H:%M}—{span.to_time:%H:%M}"
        return cls(f"周{_WEEKDAYS[weekday - 1]} {times} ")


def check_power(
    power: PowerSchedule | None, service_hours: tuple[DayHours, ...]
) -> None:
    """Refuse a schedule that cuts hours of service which nobody gave up.

    Raises:
        PowerCutsService: It does; the hours are named.
    """
    if power is None or power.cuts_service:
        return
    cut = service_cut_by(power.on, service_hours)
    if cut:
        raise PowerCutsService.of(*cut[0])


def power_of(group: DisplayGroup) -> PowerSchedule | None:
    """Return a group's power schedule; None where its panels are always on."""
    return PowerSchedule.model_validate(group.power) if group.power else None
