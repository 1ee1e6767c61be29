"""Compose the kiosk: name the concrete parts, start them in order, stop in reverse."""

import logging
import threading
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from config.device import KioskSettings
from config.everyday_words import shipped_words
from config.notify import Notifier
from config.serving import serve
from kiosk.desk import Desk
from kiosk.guard import Guard
from kiosk.notices import current
from kiosk.pages.advice import advice_pages
from kiosk.pages.alive import alive_pages
from kiosk.pages.answers import answer_pages
from kiosk.pages.choosing import choosing_pages
from kiosk.pages.enquiry import enquiry_pages
from kiosk.pages.files import file_pages, static_files
from kiosk.pages.home import home_pages
from kiosk.pages.notices import notice_list_pages
from kiosk.pages.reader import reader_pages
from kiosk.pages.speech import speech_pages
from kiosk.pages.visit import visit_pages
from kiosk.presence import Listed, Presence
from kiosk.pulse import Pulse
from kiosk.shelf import Shelf
from kiosk.spoken import Scripts
from kiosk.visits import Visits
from media.speech.pyttsx3_speaker import Pyttsx3Speaker
from media.speech.reader import Reader
from media.speech.searching import query_readings, spoken_words
from media.speech.speaker import SpeechError
from programme.clock import Clock, SystemClock
from sync_agent.outbox import open_outbox
from sync_agent.store import Store

WRITER = "kiosk"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Be what the pages are made with; tests hand in their own."""

    desk: Desk
    reader: Reader
    pulse: Pulse


def make_app(parts: Parts) -> FastAPI:
    """Return the kiosk's pages."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    desk = parts.desk
    for router in (
        home_pages(desk),
        enquiry_pages(desk),
        choosing_pages(desk),
        answer_pages(desk),
        notice_list_pages(desk),
        reader_pages(desk),
        advice_pages(desk),
        visit_pages(desk, parts.reader),
        speech_pages(desk, parts.reader),
        file_pages(desk),
        alive_pages(desk, parts.pulse),
    ):
        app.include_router(router)
    app.mount("/static", static_files())
    app.add_middleware(Guard, fault_page=desk.fault_page)

    @app.exception_handler(HTTPException)
    async def missing(request: Request, error: HTTPException) -> Response:
        """Lead a resident home from an address that leads nowhere."""
        return desk.fault_page(request, "missing", error.status_code)

    @app.exception_handler(RequestValidationError)
    async def garbled(request: Request, error: RequestValidationError) -> Response:
        """Say the same of a form that no page of ours has sent."""
        del error
        return desk.fault_page(request, "missing", 422)

    return app


def listed_by(desk: Desk, pulse: Pulse) -> Callable[[], Listed | None]:
    """Return what the kiosk lists, asked again and again; nothing if nobody sees it."""

    def listed() -> Listed | None:
        held = desk.contents.held
        if held is None or not pulse.beats():
            return None
        return Listed(
            programme_version=held.programme.version,
            disclosures=tuple(
                sorted(item.disclosure for item in current(desk.contents, desk.now()))
            ),
        )

    return listed


def run_kiosk(settings: KioskSettings, notifier: Notifier) -> None:
    """Serve the kiosk's pages until the program is told to stop.

    Raises:
        StartRefused: The address is taken.
    """
    logging.basicConfig(
        level=settings.log_level.upper(),
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
    )
    clock: Clock = SystemClock()
    root = settings.state_folder
    with ExitStack() as stack:
        speaker = stack.enter_context(Pyttsx3Speaker())
        _warm_up(speaker)
        reader = stack.enter_context(Reader(speaker))
        shelf = Shelf(
            root=root, store=Store(root), spoken=spoken_words(shipped_words())
        )
        stack.enter_context(shelf)
        parts = _parts(settings, shelf, reader, clock)
        outbox = stack.enter_context(closing(open_outbox(root, WRITER, clock)))
        presence = Presence(
            listed=listed_by(parts.desk, parts.pulse),
            recorder=outbox,
            clock=clock,
            every_s=settings.presence_every_s,
        )
        stack.enter_context(presence)
        serve(
            make_app(parts),
            listen=settings.web,
            tls=None,
            log_level=settings.log_level,
            notifier=notifier,
            on_stop=presence.end,
        )


def _parts(
    settings: KioskSettings, shelf: Shelf, reader: Reader, clock: Clock
) -> Parts:
    desk = Desk(
        shelf=shelf,
        visits=Visits(clock),
        scripts=Scripts(),
        clock=clock,
        settings=settings,
        readings_of=query_readings,
    )
    return Parts(desk=desk, reader=reader, pulse=Pulse(clock))


def _warm_up(speaker: Pyttsx3Speaker) -> None:
    """Make the first sentence quick, beside the start and not before it."""

    def warm() -> None:
        try:
            speaker.warm_up()
        except SpeechError as error:
            _log.warning("speech: %s", error)

    threading.Thread(target=warm, name="warm-up", daemon=True).start()
