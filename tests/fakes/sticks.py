"""Prepare sticks as the centre does, and look at what devices left on them."""

import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from programme.clock import Clock
from programme.stick import BACK
from publishing.device_api.conversations import Conversations
from publishing.fleet.enrolment import Welcome
from publishing.release.carrying import CarryingRepository
from publishing.release.ceremony import root_of
from publishing.release.disk import Disk, RealDisk
from publishing.release.keyring import read_online_signers
from publishing.sticks.content import names_for
from publishing.sticks.letters import LetterKeys
from publishing.sticks.office import StickOffice
from publishing.sticks.taking import StickTaker
from tests.fakes.delivery import (
    LONG,
    SCREEN,
    TIME_KEY,
    VOICE_KEY,
    WAKE_URL,
    Delivery,
)

DAYS = 36_500
"""The client library reads the wall clock, so that no stick may expire before it."""


def laid_out(repository: CarryingRepository, folder: Path, now: datetime) -> Path:
    """Return a folder with a whole repository as a stick would carry it."""
    carried = repository.carried(names_for([SCREEN]), days=DAYS, now=now)
    shutil.copytree(repository.folder, folder)
    for name, data in carried.signed.items():
        (folder / "metadata" / name).write_bytes(data)
    return folder


def office_of(
    delivery: Delivery, *, clock: Clock | None = None, disk: Disk | None = None
) -> StickOffice:
    """Return what serves sticks in a county of the tests."""
    told = clock or delivery.county.clock
    places, services = delivery.places, delivery.county.services
    welcome = Welcome(root_metadata=root_of(places.metadata), wake_url=WAKE_URL)
    conversations = Conversations(
        database=delivery.county.database,
        clock=told,
        time_key=TIME_KEY,
        welcome=welcome,
        calendars=services.calendars,
        pictures=services.pictures,
        opening_key=VOICE_KEY,
    )
    return StickOffice(
        county="qinghe",
        days=DAYS,
        database=delivery.county.database,
        repository=CarryingRepository(
            delivery.repository.folder,
            signers=read_online_signers(places.keys),
            lifetimes=LONG,
            disk=RealDisk(),
        ),
        taker=StickTaker(conversations),
        keys=LetterKeys(
            time_key=TIME_KEY,
            certificate=places.certificate.read_bytes(),
            private_key=places.private_key.read_bytes(),
        ),
        welcome=welcome,
        clock=told,
        disk=disk or RealDisk(),
    )


def left_on(stick: Path) -> dict[str, bytes]:
    """Return what devices left on a stick, by name."""
    return {
        path.name: path.read_bytes()
        for path in (stick / BACK).glob("*/*")
        if path.is_file()
    }


def put_back_on(stick: Path, key: str, files: Mapping[str, bytes]) -> None:
    """Lay files on a stick as a device of this key id does."""
    folder = stick / BACK / key[:16]
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
