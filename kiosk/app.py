"""Compose the kiosk: name the concrete parts, start them in order, stop in reverse."""

import logging
import os
import signal
import threading
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from config.device import KioskSettings
from config.everyday_words import shipped_words
from config.notify import Notifier
from config.serving import serve
from kiosk.desk import Desk
from kiosk.forgetting import forget_typed
from kiosk.guard import Guard
from kiosk.lasting import lasting_pages, shipped_files
from kiosk.orders import Orders
from kiosk.pages.advice import advice_pages
from kiosk.pages.alive import alive_pages
from kiosk.pages.answers import answer_pages
from kiosk.pages.choosing import choosing_pages
from kiosk.pages.counters import counter_pages
from kiosk.pages.echo import echo_pages
from kiosk.pages.enquiry import enquiry_pages
from kiosk.pages.files import file_pages, static_files
from kiosk.pages.home import home_pages
from kiosk.pages.languages import language_pages
from kiosk.pages.message import message_pages
from kiosk.pages.notices import notice_list_pages
from kiosk.pages.orders import (
    ScreensStopped,
    alarm_pages,
    stopped_page,
    unless_closed,
    unless_stopped,
)
from kiosk.pages.own_words import own_words_pages
from kiosk.pages.printing import print_pages
from kiosk.pages.reader import reader_pages
from kiosk.pages.replies import reply_pages
from kiosk.pages.seeking import seeking_pages
from kiosk.pages.speech import speech_pages
from kiosk.pages.visit import visit_pages
from kiosk.presence import Listed, Presence, Seen, Warned
from kiosk.printing.office import PrintOffice
from kiosk.printing.printer import CupsPrinter
from kiosk.printing.watch import PrinterWatch
from kiosk.pulse import Listening, Pulse
from kiosk.shelf import WRITER, Shelf
from kiosk.spoken import Scripts
from kiosk.telling import Telling
from kiosk.visits import Visits
from kiosk.voice_office import VoiceOffice
from kiosk.voice_pace import VoicePace
from media.speech.alerting import AlertVoice
from media.speech.pyttsx3_speaker import Pyttsx3Speaker
from media.speech.reader import Reader
from media.speech.readings import sounds_of
from media.speech.searching import query_readings, spoken_words
from media.speech.speaker import SpeechError
from programme.clock import Clock, SystemClock
from programme.enrolment import Restarted
from sync_agent.device_clock import DeviceClock
from sync_agent.outbox import open_outbox
from sync_agent.restart_word import leaving_at_restart
from sync_agent.store import Store

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Be what the pages are made with; tests hand in their own."""

    desk: Desk
    reader: Reader
    pulse: Pulse
    alert_voice: AlertVoice
    voice: VoiceOffice


def make_app(parts: Parts) -> FastAPI:
    """Return the kiosk's pages."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    desk = parts.desk
    for router in (
        advice_pages(desk),
        language_pages(desk),
        visit_pages(desk, parts.reader),
        speech_pages(desk, parts.reader),
        file_pages(desk),
        lasting_pages(shipped_files()),
        alarm_pages(desk, parts.alert_voice),
        alive_pages(desk, parts.pulse),
    ):
        app.include_router(router)
    _add_what_stops(app, desk, parts.voice)
    app.mount("/static", static_files())
    app.add_middleware(Listening, pulse=parts.pulse)
    app.add_middleware(Guard, fault_page=desk.fault_page)
    _add_faults(app, desk)
    return app


def _add_what_stops(app: FastAPI, desk: Desk, voice: VoiceOffice) -> None:
    """Serve the pages that an order to the default page may take away."""
    queries: tuple[APIRouter, ...] = (
        home_pages(desk),
        enquiry_pages(desk),
        reply_pages(desk),
        choosing_pages(desk),
        counter_pages(desk),
        answer_pages(desk),
        message_pages(desk, voice),
        own_words_pages(desk),
        echo_pages(desk),
    )
    for router in queries:
        app.include_router(router, dependencies=[Depends(unless_closed(desk))])
    # The search stands before the reader, whose addresses would take its own.
    for router in (
        notice_list_pages(desk),
        seeking_pages(desk),
        reader_pages(desk),
        print_pages(desk),
    ):
        app.include_router(router, dependencies=[Depends(unless_stopped(desk))])

    @app.exception_handler(ScreensStopped)
    async def stopped(request: Request, error: ScreensStopped) -> Response:
        """Show what stands in while a stop holds."""
        del error
        return stopped_page(desk, request)


def _add_faults(app: FastAPI, desk: Desk) -> None:
    """Answer what cannot be answered with a page in words."""

    @app.exception_handler(HTTPException)
    async def missing(request: Request, error: HTTPException) -> Response:
        """Lead a resident home from an address that leads nowhere."""
        return desk.fault_page(request, "missing", error.status_code)

    @app.exception_handler(RequestValidationError)
    async def garbled(request: Request, error: RequestValidationError) -> Response:
        """Say the same of a form that no page of ours has sent."""
        del error
        return desk.fault_page(request, "missing", 422)


def seen_by(desk: Desk, pulse: Pulse) -> Callable[[], Seen | None]:
    """Return what stands on the kiosk, asked again and again; nothing if unseen."""

    def seen() -> Seen | None:
        contents = desk.contents
        if contents.held is None or not pulse.beats():
            return None
        version = contents.held.programme.version
        notices = desk.in_force().notices
        if notices:
            # Only what the page says is on the glass, and while it holds (REQ-70).
            if pulse.notice not in {one.id for one in notices}:
                return None
            return Warned(
                programme_version=version,
                override=pulse.notice,
                clock_sure=not contents.clock_doubted,
            )
        return Listed(
            programme_version=version,
            disclosures=tuple(sorted(item.disclosure for item in desk.current())),
            clock_sure=not contents.clock_doubted,
        )

    return seen


def run_kiosk(settings: KioskSettings, notifier: Notifier) -> None:
    """Serve the kiosk's pages until the program is told to stop.

    Raises:
        StartRefused: The address is taken.
    """
    logging.basicConfig(
        level=settings.log_level.upper(),
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
    )
    root = settings.state_folder
    clock = DeviceClock(root, SystemClock())
    with ExitStack() as stack:
        speaker = stack.enter_context(Pyttsx3Speaker())
        _warm_up(speaker)
        reader = stack.enter_context(Reader(speaker))
        shelf = Shelf(
            root=root,
            store=Store(root),
            clock=clock,
            spoken=spoken_words(shipped_words()),
            sounds=sounds_of,
            clock_sure=clock.sure,
            passed=clock.raise_floor,
        )
        stack.enter_context(shelf)
        parts = _parts(settings, shelf, reader, AlertVoice(speaker), clock)
        outbox = stack.enter_context(closing(open_outbox(root, WRITER, clock)))
        presence = Presence(
            seen=seen_by(parts.desk, parts.pulse),
            recorder=outbox,
            clock=clock,
            every_s=settings.presence_every_s,
        )
        stack.enter_context(presence)
        stack.enter_context(PrinterWatch(parts.desk.printing, root, clock))
        stack.enter_context(
            Telling(
                tally=parts.desk.tally,
                recorder=outbox,
                clock=clock,
                every_s=settings.counts_every_s,
            )
        )
        stack.enter_context(
            leaving_at_restart(root, of=Restarted.PROGRAMS, leave=_leave)
        )
        serve(
            make_app(parts),
            listen=settings.web,
            tls=None,
            log_level=settings.log_level,
            notifier=notifier,
            on_stop=presence.end,
        )


def _parts(
    settings: KioskSettings,
    shelf: Shelf,
    reader: Reader,
    alert_voice: AlertVoice,
    clock: Clock,
) -> Parts:
    desk = Desk(
        shelf=shelf,
        visits=Visits(clock, forget_elsewhere=forget_typed),
        scripts=Scripts(),
        clock=clock,
        settings=settings,
        orders=Orders(clock),
        readings_of=query_readings,
        printing=_printing(settings),
    )
    # Made before the first visitor wants it.
    desk.writing()
    voice = VoiceOffice(
        root=settings.state_folder, shelf=shelf, clock=clock, pace=VoicePace(clock)
    )
    return Parts(
        desk=desk,
        reader=reader,
        pulse=Pulse(clock),
        alert_voice=alert_voice,
        voice=voice,
    )


def _printing(settings: KioskSettings) -> PrintOffice:
    chosen = settings.printing
    return PrintOffice(
        CupsPrinter(name=chosen.printer) if chosen.printer else None,
        most_a_visit=chosen.most_pages_a_visit,
        most_a_day=chosen.most_pages_a_day,
    )


def _leave() -> None:
    """End in good order, as the service manager would ask for it."""
    os.kill(os.getpid(), signal.SIGTERM)


def _warm_up(speaker: Pyttsx3Speaker) -> None:
    """Make the first sentence quick, beside the start and not before it."""

    def warm() -> None:
        try:
            speaker.warm_up()
        except SpeechError as error:
            _log.warning("speech: %s", error)

    threading.Thread(target=warm, name="warm-up", daemon=True).start()
