"""Draw the fields of a display group and read them; decide nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from nicegui import ui

from programme.alert_sound import AlertSound
from programme.boards import Audience, DisplayKind
from programme.hours import DayHours
from programme.layout import Panel
from programme.power import PowerSchedule
from programme.programme import MOST_MINUTES_BETWEEN
from publishing.admin.fields import (
    all_of,
    choice,
    chosen,
    line,
    number_of,
    spans_of,
    text_of,
    whole_number,
)
from publishing.admin.hours import hours_fields
from publishing.admin.names import choices
from publishing.admin.parts import box
from publishing.admin.power_form import power_fields
from publishing.admin.sound_form import sound_fields
from publishing.schedule.groups import (
    MOST_MINUTES,
    GroupForm,
    GroupView,
    NewGroup,
)

_LAST_WORKDAY = 5
_HOURS = "8:30-12:00、14:00-17:30"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFields:
    """Be the fields of a display group."""

    id: ui.input | None
    name: ui.input
    unit: ui.select
    display_kind: ui.select
    audience: ui.select
    width: ui.number
    height: ui.number
    diagonal_inches: ui.number
    distance_cm: ui.number
    least_exposures: ui.number
    least_showings: ui.number
    most_minutes: ui.number
    power: Callable[[], PowerSchedule | None]
    alert_sound: Callable[[], AlertSound | None]
    hours: Callable[[], tuple[DayHours, ...]]

    def form(self) -> GroupForm:
        """Return what was typed.

        Raises:
            Refused: A field is empty or cannot be read.
        """
        return GroupForm(**all_of(self._readers()))

    def new(self) -> NewGroup:
        """Return what was typed for a new group.

        Raises:
            Refused: A field is empty or cannot be read.
        """
        named: dict[str, Callable[[], Any]] = {}
        if self.id is not None:
            named["id"] = partial(text_of, self.id, "编号")
        return NewGroup(**all_of(named | self._readers()))

    def _readers(self) -> dict[str, Callable[[], Any]]:
        return {
            "name": partial(text_of, self.name, "名称"),
            "unit": partial(chosen, self.unit, "单位"),
            "display_kind": partial(chosen, self.display_kind, "哪一种屏"),
            "audience": partial(chosen, self.audience, "谁能看"),
            "panel": self._panel,
            "service_hours": self.hours,
            "least_exposures_per_day": partial(
                number_of, self.least_exposures, "每天至少放几次"
            ),
            "least_showings_per_hour": partial(
                number_of, self.least_showings, "每小时至少放几次"
            ),
            "most_minutes_between": partial(
                number_of, self.most_minutes, "最多隔几分钟放一次"
            ),
            "power": self.power,
            "alert_sound": self.alert_sound,
        }

    def _panel(self) -> dict[str, int]:
        read = all_of(
            {
                "width": partial(number_of, self.width, "横向像素"),
                "height": partial(number_of, self.height, "竖向像素"),
                "diagonal_inches": partial(number_of, self.diagonal_inches, "屏幕寸数"),
                "distance_cm": partial(number_of, self.distance_cm, "观看距离"),
            }
        )
        return read | {"distance_mm": 10 * read.pop("distance_cm")}


def group_fields(places: Mapping[str, str], group: GroupView | None) -> GroupFields:
    """Draw the fields of a group, or of a new one."""
    told = dict(group.form) if group else _usual()
    with box("halves"):
        named = None
        if group is None:
            named = line("编号", most=60, hint="县编号开头，例如 qinghe-yunxi-hall")
        name = line("名称", told["name"], most=60)
        unit = choice("单位", places, told["unit"])
        kinds = choices("display_kind", DisplayKind)
        kind = choice("哪一种屏", kinds, told["display_kind"].value)
        audiences = choices("audience", Audience)
        audience = choice("谁能看", audiences, told["audience"].value)
        width, height, inches, distance = _sizes(told["panel"])
        daily, hourly = told["least_exposures_per_day"], told["least_showings_per_hour"]
        exposures = whole_number("每天至少放几次", daily, least=1, most=10_000)
        showings = whole_number("每小时至少放几次", hourly, least=1, most=240)
        minutes = told["most_minutes_between"]
        between = whole_number(
            "最多隔几分钟放一次", minutes, least=1, most=MOST_MINUTES
        )
    return GroupFields(
        id=named,
        name=name,
        unit=unit,
        display_kind=kind,
        audience=audience,
        width=width,
        height=height,
        diagonal_inches=inches,
        distance_cm=distance,
        least_exposures=exposures,
        least_showings=showings,
        most_minutes=between,
        hours=hours_fields(told["service_hours"]),
        power=power_fields(told["power"]),
        alert_sound=sound_fields(told["alert_sound"]),
    )


def _sizes(panel: Panel) -> tuple[ui.number, ui.number, ui.number, ui.number]:
    return (
        whole_number("横向像素", panel.width, least=640, most=7680),
        whole_number("竖向像素", panel.height, least=640, most=7680),
        whole_number("屏幕寸数", panel.diagonal_inches, least=10, most=200),
        whole_number("观看距离（厘米）", panel.distance_mm // 10, least=30, most=3000),
    )


def _usual() -> dict[str, Any]:
    """Return what a new group begins with."""
    return {
        "name": "",
        "unit": None,
        "display_kind": DisplayKind.SCREEN,
        "audience": Audience.EVERYONE,
        "panel": Panel(width=1920, height=1080, diagonal_inches=55, distance_mm=5000),
        "least_exposures_per_day": 30,
        "least_showings_per_hour": 4,
        "most_minutes_between": MOST_MINUTES_BETWEEN,
        "power": None,
        "alert_sound": None,
        "service_hours": tuple(
            DayHours(weekday=weekday, spans=spans_of(_HOURS, "服务时间"))
            for weekday in range(1, _LAST_WORKDAY + 1)
        ),
    }
