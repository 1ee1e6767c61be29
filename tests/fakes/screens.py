"""Make what a screen's device holds: pages, items, a programme, a store folder."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from PIL import Image, ImageDraw, UnidentifiedImageError

from config.calendar_data import shipped_calendar
from programme.alert_sound import AlertSound
from programme.approval import People
from programme.blocks import AssetRef
from programme.boards import Attribute, Audience, Board, DisplayKind, KindOfAct, Term
from programme.canonical import sha256_hex
from programme.hours import DayHours, OpenSpan
from programme.layout import Panel, content_rectangle
from programme.mandate import DayKind, Mandate
from programme.manifest import Manifest, PageImage, PanelPages
from programme.override import Override, Stop
from programme.playlist import Item
from programme.programme import Entry, Hall, Programme, Shard
from programme.progress import DisclosureProgress, Progress
from programme.window import End, FixedEnd, OpenEnd, Window
from sync_agent.adopted import Adopted, Named, pointer_bytes
from sync_agent.disk import replace_file
from sync_agent.layout import Layout
from sync_agent.store import Held

LANDSCAPE = Panel(width=1920, height=1080, diagonal_inches=55, distance_mm=5000)
PORTRAIT = Panel(width=1080, height=1920, diagonal_inches=43, distance_mm=3000)
CHINA = "Asia/Shanghai"
STARTED_AT = datetime(2026, 11, 5, 1, tzinfo=UTC)
"""Thursday, 5 November 2026, 9:00 in China."""

_WEEKDAY_SPANS = (
    OpenSpan(from_time=time(8, 30), to_time=time(12)),
    OpenSpan(from_time=time(14), to_time=time(17, 30)),
)
HALL = Hall(
    county_name="清禾县",
    name="清禾县政务服务中心",
    hours=tuple(DayHours(weekday=day, spans=_WEEKDAY_SPANS) for day in range(1, 6)),
    enquiry_place="1 楼大门右手",
    enquiry_telephone="0555-010-0100",
)
MANDATE = Mandate(
    term=Term.IMMEDIATE,
    publish_target_days=5,
    publish_legal_days=20,
    show_at_least_days=20,
    basis="即时公开，至少 20 个工作日",
    basis_checked_on=date(2026, 11, 1),
)
LONG_TERM = MANDATE.model_copy(
    update={"term": Term.LONG_TERM, "show_at_least_days": None}
)
PROMOTION = MANDATE.model_copy(update={"promotional": True, "show_at_least_days": None})
CALENDAR_DAYS = MANDATE.model_copy(update={"show_day_kind": DayKind.CALENDAR})


def webp(colour: tuple[int, int, int], size: tuple[int, int], mark: str = "") -> bytes:
    """Return a page of one colour with a frame and a mark, lossless."""
    picture = Image.new("RGB", size, colour)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((8, 8, size[0] - 9, size[1] - 9), outline=(20, 30, 40), width=6)
    draw.text((40, 40), mark, fill=(20, 30, 40))
    out = io.BytesIO()
    picture.save(out, "WEBP", lossless=True, method=0)
    return out.getvalue()


def pixels_of(data: bytes) -> str:
    """Return the digest of a page's pixels; of its bytes where it is no picture."""
    try:
        picture = Image.open(io.BytesIO(data)).convert("RGB")
    except UnidentifiedImageError:
        return sha256_hex(data)
    return sha256_hex(picture.tobytes())


def ref_of(data: bytes) -> AssetRef:
    """Return the name of a file."""
    return AssetRef(sha256=sha256_hex(data), length=len(data))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Be the disclosure that a test wants on the glass."""

    disclosure: str
    pages: tuple[bytes, ...] = (b"page",)
    panel: Panel = LANDSCAPE
    dwell_s: int = 15
    title: str = "村道硬化工程中标结果"
    board: Board = Board.VILLAGE
    kind: KindOfAct = KindOfAct.DISCLOSURE
    starts_at: datetime = STARTED_AT
    published_at: datetime | None = None
    end: End = field(default_factory=OpenEnd)
    mandate: Mandate = MANDATE
    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7)
    dayparts: tuple[OpenSpan, ...] = ()
    unit_lines: tuple[str, ...] = ("云溪镇", "柳坞村村委会")
    telephone: str = ""
    page_size: tuple[int, int] | None = None
    qr_target: str = ""
    hung_since: date | None = None

    def manifest(self) -> Manifest:
        """Return the manifest."""
        area = content_rectangle(self.panel)
        width, height = self.page_size or (area.width, area.height)
        pages = tuple(
            PageImage(
                asset=ref_of(data),
                pixels_sha256=pixels_of(data),
                width=width,
                height=height,
                dwell_s=self.dwell_s,
                words=self.title,
            )
            for data in self.pages
        )
        return Manifest(
            disclosure=self.disclosure,
            revision=sha256_hex(self.disclosure.encode()),
            title=self.title,
            unit="qinghe-yunxi-liuwu",
            hung_since=self.hung_since,
            unit_name="云溪镇柳坞村村委会",
            unit_lines=self.unit_lines,
            board=self.board,
            category="工程建设",
            kind_of_act=self.kind,
            attribute=Attribute.PROACTIVE,
            audience=Audience.EVERYONE,
            settled_on=date(2026, 11, 3),
            qr_target=self.qr_target,
            objections_telephone=self.telephone,
            blocks=ref_of(b"blocks"),
            images=(),
            pages=(PanelPages(panel=self.panel, pages=pages),),
            groups=("qinghe-hall-screen",),
            mandate=self.mandate,
            earliest_start_at=self.starts_at,
            promised_end_at=None,
        )

    def item(self) -> Item:
        """Return the entry with its manifest."""
        manifest = self.manifest()
        entry = Entry(
            disclosure=self.disclosure,
            register_number="柳坞村 2026-0147",
            published_at=self.published_at or self.starts_at,
            manifest=ref_of(manifest.canonical()),
            approvals=(),
            window=Window(
                starts_at=self.starts_at,
                end=self.end,
                weekdays=self.weekdays,
                dayparts=self.dayparts,
            ),
        )
        return Item(entry=entry, manifest=manifest)


def until(year: int, month: int, day: int, hour: int = 0) -> FixedEnd:
    """Return a fixed end at an instant in UTC."""
    return FixedEnd(at=datetime(year, month, day, hour, tzinfo=UTC))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """Be all that a device holds, as a test puts it together."""

    sheets: tuple[Sheet, ...] = ()
    panel: Panel = LANDSCAPE
    version: int = 1
    withdrawn: tuple[str, ...] = ()
    override: Override | None = None
    more_overrides: tuple[Override, ...] = ()
    stops: tuple[Stop, ...] = ()
    alert_sound: AlertSound | None = None
    counted: tuple[DisclosureProgress, ...] | None = None
    counted_at: datetime = datetime(2026, 11, 22, 16, 5, tzinfo=UTC)
    time_zone: str = CHINA

    def programme(self, shards: Sequence[AssetRef] = ()) -> Programme:
        """Return the programme."""
        calendar = shipped_calendar().slice(date(2026, 1, 1), date(2028, 1, 1))
        return Programme(
            version=self.version,
            made_at=STARTED_AT + timedelta(minutes=self.version),
            group="qinghe-hall-screen",
            group_name="政务大厅电子屏",
            display_kind=DisplayKind.SCREEN,
            unit="qinghe",
            unit_name="清禾县",
            audience=Audience.EVERYONE,
            time_zone=self.time_zone,
            panel=self.panel,
            service_hours=HALL.hours,
            least_exposures_per_day=30,
            calendar=calendar,
            hall=HALL,
            override=self.override,
            more_overrides=self.more_overrides,
            stops=self.stops,
            alert_sound=self.alert_sound,
            shards=tuple(shards),
            withdrawals=(),
        )

    def progress(self) -> Progress | None:
        """Return the centre's counts, if it has any."""
        if self.counted is None:
            return None
        return Progress(
            version=1,
            group="qinghe-hall-screen",
            as_of=self.counted_at,
            disclosures=self.counted,
        )

    def adopted(self, programme: Programme) -> Adopted:
        """Return what names this stock."""
        progress = self.progress()
        return Adopted(
            group=programme.group,
            adopted_at=programme.made_at,
            programme=Named(sha256=programme.digest(), version=programme.version),
            people=Named(sha256=PEOPLE.digest(), version=1),
            directory=None,
            progress=Named(sha256=progress.digest(), version=1) if progress else None,
            kept=(),
            withdrawn=self.withdrawn,
            taken_down=self.withdrawn,
            refused=(),
        )

    def held(self) -> Held:
        """Return the stock as the store would hand it out."""
        programme = self.programme()
        return Held(
            adopted=self.adopted(programme),
            programme=programme,
            items=tuple(sheet.item() for sheet in self.sheets),
            people=PEOPLE,
            progress=self.progress(),
            directory=None,
            directory_shards=(),
            directory_index=None,
            damaged=(),
        )

    def write(self, root: Path) -> None:
        """Put the stock into a device's folder, as the agent leaves it."""
        at = Layout(root)
        items = [sheet.item() for sheet in self.sheets]
        for sheet, item in zip(self.sheets, items, strict=True):
            at.assets.put(item.manifest.canonical())
            for page in sheet.pages:
                at.assets.put(page)
        shard = Shard(entries=tuple(item.entry for item in items)).canonical()
        at.assets.put(shard)
        programme = self.programme([ref_of(shard)])
        documents = [programme, PEOPLE, self.progress()]
        for document in filter(None, documents):
            replace_file(at.document(document.digest()), document.canonical())
        replace_file(at.pointer, pointer_bytes(self.adopted(programme)))

    def with_sheets(self, *sheets: Sheet) -> "Stock":
        """Return the next version with these disclosures."""
        return replace(self, sheets=sheets, version=self.version + 1)


PEOPLE = People(version=1, keys=(), accepted_kinds=("centre",))
