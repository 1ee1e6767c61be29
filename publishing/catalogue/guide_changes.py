"""Say what a file of service guides would change, and every mistake by its row; pure.

An item is known by its national code, or by its number where it has no code; where a
row or the item kept has neither, by its name within its office. A column
that the file does not have leaves the item as it is. An item that is new and bare gets
what every guide can honestly say: ask at the enquiry desk.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from directory.model import Counter, Department, ServiceItem
from programme.programme import Hall
from publishing.catalogue.guide_columns import BY_FIELD, values_of
from publishing.catalogue.upkeep import Around

ASK = "以窗口答复为准"
_BARE = {
    "who": ASK,
    "fee": ASK,
    "result": ASK,
    "kind": "公共服务",
    "materials": (),
    "steps": (),
    "phrases": (),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideRow:
    """Be one line of a file: where it stands, and its texts by field."""

    where: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideChanges:
    """Be what a file would change."""

    added: tuple[ServiceItem, ...]
    changed: tuple[tuple[ServiceItem, tuple[str, ...]], ...]
    """Each with the titles of the columns that differ."""
    same: int
    gone: tuple[ServiceItem, ...]
    """Kept items that the file does not name; they stay unless asked otherwise."""
    departments: tuple[Department, ...]
    counters: tuple[Counter, ...]
    faults: tuple[str, ...]


def guide_changes(
    rows: Sequence[GuideRow], kept: Iterable[ServiceItem], around: Around, hall: Hall
) -> GuideChanges:
    """Return what rows would change in what is kept."""
    reading = _Reading(kept=tuple(kept), around=around, hall=hall)
    for row in rows:
        reading.take(row)
    return reading.changes()


@dataclass(slots=True)
class _Reading:
    """Gather changes and mistakes, row by row."""

    kept: tuple[ServiceItem, ...]
    around: Around
    hall: Hall
    faults: list[str] = field(default_factory=list)
    read: dict[str, ServiceItem] = field(default_factory=dict)
    first: dict[str, str] = field(default_factory=dict)
    new_departments: dict[str, Department] = field(default_factory=dict)
    new_counters: dict[str, Counter] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_id = {one.id: one for one in self.kept}
        self.by_code = {one.code: one for one in self.kept if one.code}
        self.by_name = {}
        for one in self.kept:
            self.by_name.setdefault((one.department, one.name), []).append(one)
        self.offices = {
            name: one.id
            for one in self.around.departments
            for name in (one.id, one.name, one.short_name)
        }
        self.windows = {one.id: one for one in self.around.counters}
        self.events = {
            name: one.id for one in self.around.events for name in (one.id, one.name)
        }

    by_id: dict[str, ServiceItem] = field(init=False)
    by_code: dict[str, ServiceItem] = field(init=False)
    by_name: dict[tuple[str, str], list[ServiceItem]] = field(init=False)
    offices: dict[str, str] = field(init=False)
    windows: dict[str, Counter] = field(init=False)
    events: dict[str, str] = field(init=False)

    def take(self, row: GuideRow) -> None:
        """Read one row."""
        values, faults = values_of(row.texts)
        known = self._known(values, faults)
        self._place(values, known, faults)
        if known is None and not values.get("name"):
            faults.append("事项名称：没有写")
        if not faults:
            self._make(row, values, known, faults)
        self.faults += [f"{row.where}：{fault}" for fault in faults]

    def _known(
        self, values: Mapping[str, object], faults: list[str]
    ) -> ServiceItem | None:
        """Return the kept item that a row speaks of, if there is one."""
        code, number = str(values.get("code") or ""), str(values.get("id") or "")
        known = self.by_code.get(code) or self.by_id.get(number)
        if known is not None:
            return known
        office = self.offices.get(str(values.get("department") or ""), "")
        twins = self.by_name.get((office, str(values.get("name") or "")), [])
        alike = [one for one in twins if not (code and one.code)]
        if len(alike) > 1 and not number:
            faults.append(f"有 {len(alike)} 个事项叫这个名字，请写实施编码")
        return alike[0] if len(alike) == 1 and not number else None

    def changes(self) -> GuideChanges:
        """Return what was gathered."""
        added, changed = [], []
        for key, item in self.read.items():
            before = self.by_id.get(key)
            if before is None:
                added.append(item)
            elif before != item:
                differ = [
                    column.title
                    for name, column in BY_FIELD.items()
                    if getattr(before, name) != getattr(item, name)
                ]
                changed.append((item, tuple(differ)))
        return GuideChanges(
            added=tuple(added),
            changed=tuple(changed),
            same=len(self.read) - len(added) - len(changed),
            gone=tuple(one for one in self.kept if one.id not in self.read),
            departments=tuple(self.new_departments.values()),
            counters=tuple(self.new_counters.values()),
            faults=tuple(self.faults),
        )

    def _make(
        self,
        row: GuideRow,
        values: dict[str, object],
        known: ServiceItem | None,
        faults: list[str],
    ) -> None:
        told = {name: value for name, value in values.items() if value != ""}
        if known is not None:
            told = known.model_dump() | values | {"id": known.id}
            for name, usual in _BARE.items():
                if told[name] == "":
                    told[name] = usual
            told["name"] = told["name"] or known.name
            told["plain_name"] = told["plain_name"] or known.plain_name
        else:
            name = str(values["name"])
            made = _made_id(str(values.get("code") or f"{values['department']} {name}"))
            told = {**_BARE, "id": made, "plain_name": name, **told}
        try:
            item = ServiceItem.model_validate(told)
        except ValidationError as error:
            for one in error.errors():
                title = BY_FIELD[str(one["loc"][0])].title
                faults.append(f"{title}：写法不对或太长")
            return
        twin = self.first.setdefault(item.id, row.where)
        if twin != row.where:
            faults.append(f"和{twin}是同一个事项（{item.code or item.id}）")
            return
        self.read[item.id] = item

    def _place(
        self, values: dict[str, object], known: ServiceItem | None, faults: list[str]
    ) -> None:
        """Turn the names of an office, a counter and life events into their ids."""
        office = str(values.pop("department", "") or "")
        if office:
            values["department"] = self._office(office)
        elif known is None:
            faults.append("实施主体：没有写")
            return
        counter = str(values.pop("counter", "") or "")
        if counter:
            self._counter(counter, values, known, faults)
        elif known is None:
            values["counter"] = self._desk(str(values["department"]))
        events = values.get("life_events")
        if isinstance(events, tuple):
            unknown = [one for one in events if one not in self.events]
            faults.extend(f"人生事件：没有“{one}”" for one in unknown)
            values["life_events"] = tuple(
                self.events[one] for one in events if one in self.events
            )

    def _counter(
        self,
        counter: str,
        values: dict[str, object],
        known: ServiceItem | None,
        faults: list[str],
    ) -> None:
        """Find a counter by its id, or by its window within the office."""
        office = values.get("department", known.department if known else "")
        found = [
            one.id
            for one in self.windows.values()
            if one.id == counter or (one.department == office and one.window == counter)
        ]
        if found:
            values["counter"] = counter if counter in found else found[0]
        else:
            faults.append(f"办理窗口：没有登记“{counter[:40]}”，请先在“窗口”里加上")

    def _office(self, name: str) -> str:
        """Return the id of an office; one that is new is taken in with its name."""
        if name not in self.offices:
            made = Department(
                id=f"dept-{_digest(name)}",
                name=name,
                short_name=name,
                telephone=self.hall.enquiry_telephone,
                duty=f"办理{name}的事项。",
            )
            self.offices[name] = made.id
            self.new_departments[made.id] = made
        return self.offices[name]

    def _desk(self, department: str) -> str:
        """Return the enquiry desk as the counter of an office that names none."""
        name = f"desk-{_digest(department)}"
        if name not in self.windows:
            hall = self.hall
            self.windows[name] = self.new_counters[name] = Counter(
                id=name,
                department=department,
                building=hall.name,
                floor=1,
                window="咨询台",
                way=hall.enquiry_place,
                hours=hall.hours,
                telephone=hall.enquiry_telephone,
            )
        return name


def _made_id(what: str) -> str:
    return f"item-{_digest(what)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
