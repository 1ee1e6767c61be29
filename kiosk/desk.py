"""Write every page the same way: words, frame, visit and script; know no page.

A page hands in its template and what it shows; all decisions were made before.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from config.device import KioskSettings
from config.stroke_orders import shipped_strokes
from directory.strokes import StrokeOrders
from directory.texts import QueryReadings
from directory.writing import Writing
from kiosk import counting
from kiosk.alarm import alarms_of
from kiosk.calendar_words import date_words, spans_words, time_words, weekday_words
from kiosk.foreign import with_marked_chinese
from kiosk.freshness import freshness_of
from kiosk.lasting import shipped_files
from kiosk.loudness import loudness_at
from kiosk.notices import current, past
from kiosk.orders import InForce, Orders
from kiosk.printing.office import PrintOffice
from kiosk.shelf import Contents, Shelf
from kiosk.spoken import Script, Scripts, kept_together
from kiosk.tally import Tally
from kiosk.visits import COOKIE, Visit, Visits
from kiosk.words import Words, read_words
from media.speech.writing import shipped_pad
from programme.clock import Clock
from programme.merged_boards import MergedBoard
from programme.playlist import Item

FRAGMENT_HEADER = "hx-request"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Be the visit of one request with its token."""

    token: str
    visit: Visit
    new: bool


def make_environment() -> Environment:
    """Return the templates, which escape everything and bear no missing name."""
    environment = Environment(
        loader=PackageLoader("kiosk"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["kept"] = kept_together
    environment.globals["lasting"] = shipped_files().base
    return environment


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Hold what every page needs, and write pages with it."""

    shelf: Shelf
    visits: Visits
    scripts: Scripts
    clock: Clock
    settings: KioskSettings
    orders: Orders
    readings_of: Callable[[str], QueryReadings]
    """How a question sounds."""
    printing: PrintOffice
    """Where sheets of paper are printed."""
    tally: Tally = field(default_factory=Tally)
    """Where it is counted what visits do."""
    words: Mapping[str, Words] = field(default_factory=read_words)
    environment: Environment = field(default_factory=make_environment)
    strokes: StrokeOrders = field(default_factory=shipped_strokes)
    """How characters are written, for the pad."""
    writing: Callable[[], Writing] = shipped_pad
    """How characters are said, for writing freely; the first call takes a while."""

    @property
    def contents(self) -> Contents:
        """Return what there is to show."""
        return self.shelf.contents

    @property
    def merged(self) -> tuple[MergedBoard, ...]:
        """Return the boards that units show as one (REQ-17)."""
        held = self.contents.held
        return held.programme.merged_boards if held else ()

    def now(self) -> datetime:
        """Return the instant."""
        return self.clock.now()

    def today(self) -> date:
        """Return the local date."""
        return self.now().astimezone(self.contents.zone).date()

    def in_force(self) -> InForce:
        """Return the emergency notices and the stop that hold now."""
        return self.orders.in_force(self.contents)

    def current(self) -> tuple[Item, ...]:
        """Return the disclosures that are on; none while a stop holds."""
        return () if self.in_force().stop else current(self.contents, self.now())

    def past(self) -> tuple[Item, ...]:
        """Return what has ended and may be looked up; none while a stop holds."""
        return () if self.in_force().stop else past(self.contents, self.now())

    def visitor(self, request: Request) -> Visitor:
        """Return the visit that a request belongs to, a new one if there is none."""
        token = request.cookies.get(COOKIE)
        visit = self.visits.find(token)
        if token is None or visit is None:
            return Visitor(token=self.visits.begin(), visit=Visit(), new=True)
        return Visitor(token=token, visit=visit, new=False)

    def words_for(self, visitor: Visitor) -> Words:
        """Return the kiosk's words in the visit's language."""
        return self.words[visitor.visit.language]

    def page(
        self,
        request: Request,
        template: str,
        *,
        visitor: Visitor | None = None,
        status: int = 200,
        **shown: Any,  # noqa: ANN401 - a template takes whatever its page shows
    ) -> Response:
        """Write a page, remember that the visit is there, and what it says aloud."""
        visitor = visitor or self.visitor(request)
        visit = visitor.visit
        back = _way_back(visit, request)
        if status < HTTPStatus.BAD_REQUEST and FRAGMENT_HEADER not in request.headers:
            path = _path_of(request)
            visit = counting.opened(self.tally, visit, path, self.today()).at(path)
            visitor = replace(visitor, visit=visit)
            back = "/back"
        script = Script()
        values = self._frame(visitor, script, back=back)
        html = self._written(template, values, **shown)
        self._remember(values)
        return self.kept(visitor, HTMLResponse(html, status_code=status))

    def back_to(self, visitor: Visitor, path: str) -> Response:
        """Send the browser to a page of this server."""
        return self.kept(visitor, RedirectResponse(path, status_code=303))

    def kept(self, visitor: Visitor, response: Response) -> Response:
        """Remember the visit and let the browser name it; only while it is open."""
        self.visits.keep(visitor.token, visitor.visit)
        if visitor.new:
            response.set_cookie(
                COOKIE, visitor.token, httponly=True, samesite="strict", path="/"
            )
        return response

    def fault_page(
        self, request: Request, kind: str = "fault", status: int = 500
    ) -> Response:
        """Write the page that stands where another cannot: fault, or missing."""
        visit = self.visits.find(request.cookies.get(COOKIE)) or Visit()
        script = Script()
        visitor = Visitor(token="", visit=visit, new=False)
        values = self._frame(visitor, script, back=_way_back(visit, request))
        html = self._written("fault.html", values, kind=kind)
        self._remember(values)
        return HTMLResponse(html, status_code=status)

    def _written(
        self,
        template: str,
        values: Mapping[str, Any],
        **shown: Any,  # noqa: ANN401 - a template takes whatever its page shows
    ) -> str:
        """Return a page, on which Chinese words among others say that they are."""
        html = self.environment.get_template(template).render(values, **shown)
        return with_marked_chinese(html, values["t"].language)

    def _remember(self, values: dict[str, Any]) -> None:
        """Keep what a page says aloud, and what the notice says that covers it."""
        self.scripts.keep(values["script"])
        for each in values["alarm_scripts"]:
            self.scripts.keep(each)

    def _frame(self, visitor: Visitor, script: Script, *, back: str) -> dict[str, Any]:
        words = self.words_for(visitor)
        contents = self.contents
        now = self.now()
        local = now.astimezone(contents.zone)
        hall = contents.held.programme.hall if contents.held else None
        orders = self.in_force()
        alarms = alarms_of(orders.held, words, now=local, seen=visitor.visit.seen)
        return {
            "orders": orders,
            "alarms": alarms,
            "alarm_scripts": [Script() for _ in alarms.covers],
            "alert_sound": contents.held and contents.held.programme.alert_sound,
            "t": words,
            "languages": self.words,
            "visit": visitor.visit,
            "script": script,
            "back": back,
            "contents": contents,
            "hall": hall,
            "idle": self.settings,
            "printing": self.printing,
            "local": local,
            "loudness": loudness_at(local.time(), self.settings.loudness),
            "epoch_ms": int(now.timestamp() * 1000),
            "zone": contents.zone.key,
            "freshness": freshness_of(
                contents, now, self.settings.stale_after_days, words
            ),
            "date": lambda on: date_words(on, words, today=local.date()),
            "weekday": lambda on: weekday_words(on, words),
            "time": time_words,
            "spans": lambda spans: spans_words(spans, words),
        }


def _way_back(visit: Visit, request: Request) -> str:
    """Return the page before one that is no step of the way itself."""
    return "/back" if visit.here == _path_of(request) else visit.here


def _path_of(request: Request) -> str:
    query = request.url.query
    return f"{request.url.path}?{query}" if query else request.url.path
