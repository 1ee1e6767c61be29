"""Lay out a device's folder as the agent leaves it, with a small county in it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from config.demo_directory import DemoDirectory, demo_directory
from directory.index_file import IndexFile, index_file_of
from directory.model import CounterChange, Directory, DirectoryShard
from media.speech.searching import item_readings
from programme.afterwards import Afterwards
from programme.alert_sound import AlertSound
from programme.blocks import AssetRef, Block, Revision
from programme.boards import Audience, Board, DisplayKind, Term
from programme.calendar_slice import CalendarSlice, YearState, YearVersion
from programme.document import Document
from programme.hours import DayHours, OpenSpan
from programme.manifest import Manifest
from programme.merged_boards import MergedBoard
from programme.override import Override, Stop
from programme.programme import Entry, Hall, Programme, Shard
from programme.progress import DisclosureProgress, Progress
from programme.window import End, FixedEnd, OpenEnd, Window
from sync_agent.adopted import Adopted, Named, pointer_bytes
from tests.fakes.account_blocks import BLOCKS
from tests.fakes.contract import IMMEDIATE, NOON, PORTRAIT, Signers, asset, manifest

MORNING = OpenSpan(from_time=time(8, 30), to_time=time(12))
AFTERNOON = OpenSpan(from_time=time(14), to_time=time(17, 30))
WORKDAYS = tuple(
    DayHours(weekday=day, spans=(MORNING, AFTERNOON)) for day in range(1, 6)
)
HOURS = {
    "workdays": WORKDAYS,
    "workdays+saturday-morning": (*WORKDAYS, DayHours(weekday=6, spans=(MORNING,))),
}
CALENDAR = CalendarSlice(
    from_on=date(2026, 1, 1),
    to_on=date(2028, 1, 1),
    closed=(date(2026, 10, 1), date(2026, 10, 2)),
    make_up=(date(2026, 10, 10),),
    provisional=(),
    years=(YearVersion(year=2026, state=YearState.OFFICIAL, version=1),),
)
HALL = Hall(
    county_name="清禾县",
    name="清禾县政务服务中心",
    hours=HOURS["workdays+saturday-morning"],
    enquiry_place="1 楼大厅咨询台",
    enquiry_telephone="0555-010-0100",
)


class DeviceStore:
    """Write a device's folder; each `adopt` replaces what is adopted."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.signers = Signers()
        self._entries: list[Entry] = []
        self._progress: list[DisclosureProgress] = []
        self.merged_boards: tuple[MergedBoard, ...] = ()
        self.overrides: tuple[Override, ...] = ()
        self.stops: tuple[Stop, ...] = ()
        self.alert_sound: AlertSound | None = None
        self.changes: tuple[CounterChange, ...] = ()
        self.index: IndexFile | None = None
        """What the search index says instead of what it should."""
        self.services: DirectoryShard | None = None
        """Other services than the demo county's."""
        self.directory_as: Callable[[Directory], Directory] = lambda one: one
        """Makes the directory another one before it is adopted."""
        self._version = 0

    def add(
        self,
        disclosure: str,
        *,
        title: str,
        board: Board = Board.VILLAGE,
        unit: str = "qinghe-yunxi-liuwu",
        unit_name: str = "云溪镇柳坞村村委会",
        category: str = "财务收支",
        blocks: Sequence[Block] = BLOCKS,
        images: tuple[AssetRef, ...] = (),
        starts_at: datetime = NOON - timedelta(days=18),
        ends_at: datetime | None = NOON + timedelta(days=12),
        shown_on: Sequence[date] = (),
        audience: Audience = Audience.EVERYONE,
        term: Term = Term.IMMEDIATE,
        hung_since: date | None = None,
        afterwards: Afterwards | None = None,
        promotional: bool = False,
    ) -> Manifest:
        """Put a disclosure into the next programme."""
        revision = Revision(title=title, blocks=tuple(blocks))
        signed = manifest(disclosure=disclosure, panel=PORTRAIT).model_copy(
            update={
                "title": title,
                "hung_since": hung_since,
                "afterwards": afterwards,
                "board": board,
                "unit": unit,
                "unit_name": unit_name,
                "category": category,
                "audience": audience,
                "blocks": self.put(revision),
                "images": images,
                "mandate": IMMEDIATE.model_copy(
                    update={
                        "term": term,
                        "show_at_least_days": (
                            None if promotional or term is Term.LONG_TERM else 20
                        ),
                        "promotional": promotional,
                    }
                ),
            }
        )
        end: End = OpenEnd() if ends_at is None else FixedEnd(at=ends_at)
        self._entries.append(
            Entry(
                disclosure=disclosure,
                register_number=f"柳坞村 2026-{len(self._entries) + 140:04d}",
                published_at=starts_at,
                manifest=self.put(signed),
                approvals=self.signers.chain(signed.digest()),
                window=Window(starts_at=starts_at, end=end),
            )
        )
        self._progress.append(
            DisclosureProgress(
                disclosure=disclosure, shown_on=tuple(shown_on), short_on=()
            )
        )
        return signed

    def adopt(
        self, *, services: bool = True, at: datetime = NOON - timedelta(hours=3)
    ) -> Programme:
        """Write all of it, the pointer last."""
        self._version += 1
        programme = self._programme(at)
        directory = self._directory(at) if services else None
        progress = Progress(
            version=self._version,
            group=programme.group,
            as_of=at,
            disclosures=tuple(self._progress),
        )
        adopted = Adopted(
            group=programme.group,
            adopted_at=at,
            programme=self._named(programme, programme.version),
            people=self._named(self.signers.people(), 1),
            directory=None if directory is None else self._named(directory, 1),
            progress=self._named(progress, progress.version),
            kept=(),
            withdrawn=(),
            taken_down=(),
            refused=(),
        )
        self.root.mkdir(parents=True, exist_ok=True)
        replaced = self.root / "adopted.json.next"
        replaced.write_bytes(pointer_bytes(adopted))
        replaced.replace(self.root / "adopted.json")
        return programme

    def put(self, document: Document) -> AssetRef:
        """Write a document as an asset."""
        return self.put_bytes(document.canonical())

    def put_bytes(self, data: bytes) -> AssetRef:
        """Write bytes as an asset."""
        ref = asset(data)
        path = self.root / "assets" / ref.sha256[:2] / ref.sha256
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return ref

    def _named(self, document: Document, version: int) -> Named:
        sha256 = document.digest()
        path = self.root / "documents" / f"{sha256}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(document.canonical())
        return Named(sha256=sha256, version=version)

    def _programme(self, at: datetime) -> Programme:
        return Programme(
            version=self._version,
            made_at=at,
            group="qinghe-hall-kiosk",
            group_name="大厅触摸屏",
            display_kind=DisplayKind.KIOSK,
            unit="qinghe",
            unit_name="清禾县",
            audience=Audience.EVERYONE,
            time_zone="Asia/Shanghai",
            panel=PORTRAIT,
            service_hours=HALL.hours,
            least_exposures_per_day=1,
            calendar=CALENDAR,
            hall=HALL,
            merged_boards=self.merged_boards,
            override=self.overrides[0] if self.overrides else None,
            more_overrides=self.overrides[1:],
            stops=self.stops,
            alert_sound=self.alert_sound,
            shards=(self.put(Shard(entries=tuple(self._entries))),),
            withdrawals=(),
        )

    def _directory(self, at: datetime) -> Directory:
        shard = self.services or demo_services()[1]
        name = self.put(shard).sha256
        return self.directory_as(self._whole_directory(name, at))

    def _whole_directory(self, name: str, at: datetime) -> Directory:
        demo, _ = demo_services()
        return Directory(
            version=1,
            county="qinghe",
            made_at=at,
            departments=demo.departments,
            counters=demo.counters,
            life_events=demo.life_events,
            enquiry_desk=HALL.enquiry_place,
            enquiry_telephone=HALL.enquiry_telephone,
            shards=(name,),
            changes=self.changes,
            index=self.put(self.index or demo_index(name)).sha256,
        )


@cache
def demo_index(shard: str) -> IndexFile:
    """Return what the search needs of the demo county's services, made once."""
    _, known = demo_services()
    readings = {one.item: one for one in known.readings}
    return index_file_of(known.items, readings, shards=(shard,))


@cache
def demo_services() -> tuple[DemoDirectory, DirectoryShard]:
    """Return the demo county's services with their readings, made once."""
    demo = demo_directory()
    readings = tuple(map(item_readings, demo.items))
    return demo, DirectoryShard(items=demo.items, readings=readings)
