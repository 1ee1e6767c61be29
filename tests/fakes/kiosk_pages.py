"""Put a kiosk together over a folder, without a network, a voice or a real clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from functools import cache
from pathlib import Path
from typing import Any

import httpx
from jinja2 import Environment

from config.device import (
    KioskBrowser,
    KioskSettings,
    Loudness,
    Printing,
)
from config.everyday_words import shipped_words
from config.kiosk_place import KioskPlace
from config.settings import Listen
from directory.index import Index
from directory.model import Directory
from directory.words import SpokenWords
from kiosk.app import Parts, make_app
from kiosk.desk import Desk, make_environment
from kiosk.forgetting import forget_typed
from kiosk.orders import Orders
from kiosk.printing.office import PrintOffice
from kiosk.printing.printer import Printer
from kiosk.pulse import Pulse
from kiosk.shelf import Shelf
from kiosk.spoken import Scripts
from kiosk.visits import Visits
from kiosk.voice_office import VoiceOffice
from kiosk.voice_pace import VoicePace
from media.speech.alerting import AlertVoice
from media.speech.reader import Reader
from media.speech.readings import sounds_of
from media.speech.searching import query_readings, spoken_words
from media.speech.speaker import Speaker
from sync_agent.store import Store
from tests.fakes.moving_clock import MovingClock
from tests.fakes.speech import FakeSpeaker

BASE = "http://127.0.0.1"


def settings_of(root: Path) -> KioskSettings:
    """Return settings with the shipped waits."""
    return KioskSettings(
        state_folder=root,
        log_level="info",
        web=Listen(host="127.0.0.1", port=8702),
        loudness=Loudness(
            most=1, quiet_most=0.5, quiet_from=time(20), quiet_to=time(7, 30)
        ),
        browser=KioskBrowser(command=("chromium",), again_s=1, hung_after_s=15),
        printing=Printing(printer="", most_pages_a_visit=8, most_pages_a_day=300),
        stands=KioskPlace(building="", floor=1, x=530, y=930),
        idle_home_s=60,
        idle_reading_s=120,
        idle_warning_s=30,
        keypad_again_s=0,
        presence_every_s=600,
        counts_every_s=3600,
        stale_after_days=7,
    )


@cache
def everyday_words() -> SpokenWords:
    """Return the shipped everyday words with their readings, made once."""
    return spoken_words(shipped_words())


@dataclass(frozen=True, kw_only=True)
class Kiosk:
    """Be a kiosk and the ways to look at it."""

    parts: Parts
    clock: MovingClock
    speaker: Speaker
    client: Callable[[], httpx.AsyncClient]

    @property
    def desk(self) -> Desk:
        """Return what writes the pages."""
        return self.parts.desk


def kiosk_over(
    root: Path,
    clock: MovingClock,
    speaker: Speaker | None = None,
    settings: KioskSettings | None = None,
    printer: Printer | None = None,
) -> Kiosk:
    """Return a kiosk that shows what lies in a folder; close its reader after use."""
    shelf = Shelf(
        root=root,
        store=Store(root),
        clock=clock,
        spoken=everyday_words(),
        sounds=sounds_of,
        index_of=_index_made_once,
    )
    shelf.refresh()
    desk = Desk(
        shelf=shelf,
        visits=Visits(clock, forget_elsewhere=forget_typed),
        scripts=Scripts(),
        clock=clock,
        settings=settings or settings_of(root),
        orders=Orders(clock),
        readings_of=query_readings,
        printing=PrintOffice(printer, most_a_visit=8, most_a_day=20),
        environment=_templates(),
    )
    voice = speaker or FakeSpeaker()
    parts = Parts(
        desk=desk,
        reader=Reader(voice),
        pulse=Pulse(clock),
        alert_voice=AlertVoice(voice),
        voice=VoiceOffice(root=root, shelf=shelf, clock=clock, pace=VoicePace(clock)),
    )
    app = make_app(parts)

    def client() -> httpx.AsyncClient:
        transport = httpx.ASGITransport(app=app)
        return httpx.AsyncClient(transport=transport, base_url=BASE)

    return Kiosk(parts=parts, clock=clock, speaker=voice, client=client)


@cache
def _templates() -> Environment:
    """Return the kiosk's templates; tests of a process share what is compiled."""
    return make_environment()


_indexes: dict[str, Index] = {}


def _index_made_once(directory: Directory, *known: Any, **more: Any) -> Index:  # noqa: ANN401 - passed on as it is
    """Return the search of a directory; tests of a process share it."""
    digest = directory.digest()
    if digest not in _indexes:
        _indexes[digest] = Index(directory, *known, **more)
    return _indexes[digest]


async def text_of(client: httpx.AsyncClient, path: str) -> str:
    """Return a page that must be there."""
    answer = await client.get(path)
    assert answer.status_code == 200, path
    return answer.text
