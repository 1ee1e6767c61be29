"""Read the demo county's directory from its data files; sign and publish nothing.

The files lie in `config/demo/services/`, one a department, and `life_events.toml`. A
counter's hours may be written as the names of common hours, joined by a plus.
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import time
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from directory.model import Counter, Department, LifeEvent, ServiceItem
from programme.hours import EVERY_WEEKDAY, DayHours, OpenSpan

ENQUIRY_DESK = "1 楼进门正前方咨询台"
ENQUIRY_TELEPHONE = "0555-010-0100"

_MORNING = OpenSpan(from_time=time(8, 30), to_time=time(12))
_AFTERNOON = OpenSpan(from_time=time(13, 30), to_time=time(17, 30))
_DAYTIME = OpenSpan(from_time=time(5), to_time=time(23, 30))
_HOURS = {
    "workdays": tuple(
        DayHours(weekday=day, spans=(_MORNING, _AFTERNOON)) for day in range(1, 6)
    ),
    "saturday-morning": (DayHours(weekday=6, spans=(_MORNING,)),),
    "daytime": tuple(DayHours(weekday=day, spans=(_DAYTIME,)) for day in EVERY_WEEKDAY),
}


class DemoDirectoryRefused(Exception):
    """Say everything that is wrong with the demo directory's files at once."""

    code = "demo_directory_refused"

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"办事目录资料不能用：{'；'.join(self.faults)}。请改好再试。")


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoDirectory:
    """Be what the demo county tells the centre about its hall."""

    departments: tuple[Department, ...]
    counters: tuple[Counter, ...]
    life_events: tuple[LifeEvent, ...]
    items: tuple[ServiceItem, ...]
    enquiry_desk: str = ENQUIRY_DESK
    enquiry_telephone: str = ENQUIRY_TELEPHONE


class _Office(BaseModel):
    """Be one file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    department: Department
    counter: tuple[Counter, ...]
    item: tuple[ServiceItem, ...]


class _Events(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    life_event: tuple[LifeEvent, ...]


def demo_directory() -> DemoDirectory:
    """Return the directory that comes with the product.

    Raises:
        DemoDirectoryRefused: The installed files are damaged.
    """
    return read_directory(files("config").joinpath("demo"))


def read_directory(folder: Traversable) -> DemoDirectory:
    """Return the directory of a folder.

    Raises:
        DemoDirectoryRefused: A file that cannot be read or is not what it should be,
            or an item that names what is not there.
    """
    faults: list[str] = []
    offices: list[_Office] = []
    services = folder.joinpath("services")
    names = sorted(e.name for e in services.iterdir() if e.name.endswith(".toml"))
    for name in names:
        try:
            offices.append(_Office.model_validate(_read(services.joinpath(name))))
        except (ValidationError, ValueError) as error:
            faults.append(_fault(name, error))
    try:
        events = _Events.model_validate(_toml(folder.joinpath("life_events.toml")))
    except (ValidationError, ValueError) as error:
        raise DemoDirectoryRefused(
            [*faults, _fault("life_events.toml", error)]
        ) from error
    found = _joined(offices, events.life_event)
    faults += _dangling(found)
    if faults:
        raise DemoDirectoryRefused(faults)
    return found


def expand_hours(names: str) -> tuple[DayHours, ...]:
    """Return the hours of names such as workdays+saturday-morning.

    Raises:
        ValueError: A name that is not known.
    """
    unknown = [name for name in names.split("+") if name not in _HOURS]
    if unknown:
        msg = f"不认识的办公时间 {unknown[0]}"
        raise ValueError(msg)
    return tuple(day for name in names.split("+") for day in _HOURS[name])


def _read(entry: Traversable) -> dict[str, Any]:
    """Return a file with its shorthand written out.

    Raises:
        ValueError: Not TOML, or hours that are not known.
    """
    data = _toml(entry)
    office = data.get("department", {}).get("id", "")
    for counter in data.get("counter", ()):
        counter.setdefault("department", office)
        if isinstance(counter.get("hours"), str):
            counter["hours"] = expand_hours(counter["hours"])
    for item in data.get("item", ()):
        item.setdefault("department", office)
    return data


def _toml(entry: Traversable) -> dict[str, Any]:
    return tomllib.loads(entry.read_bytes().decode())


def _joined(offices: list[_Office], events: tuple[LifeEvent, ...]) -> DemoDirectory:
    return DemoDirectory(
        departments=tuple(office.department for office in offices),
        counters=tuple(counter for office in offices for counter in office.counter),
        life_events=tuple(sorted(events, key=lambda event: event.order)),
        items=tuple(item for office in offices for item in office.item),
    )


def _dangling(found: DemoDirectory) -> Iterator[str]:
    """Yield what is named and not there, and what is there twice."""
    counters = {counter.id for counter in found.counters}
    events = {event.id for event in found.life_events}
    seen: set[str] = set()
    for item in found.items:
        if item.id in seen:
            yield f"事项 {item.id} 写了两次"
        seen.add(item.id)
        if item.counter not in counters:
            yield f"{item.id} 的窗口 {item.counter} 没有登记"
        yield from (
            f"{item.id} 的生活事件 {event} 没有登记"
            for event in item.life_events
            if event not in events
        )


def _fault(name: str, error: ValueError) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        return f"{name} {place} 写法不对（{first['type']}）"
    return f"{name} {error}"
