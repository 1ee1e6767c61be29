"""Let a device show what names persons, and erase it."""

from datetime import datetime, timedelta

from programme.afterwards import Afterwards
from programme.programme import Entry
from programme.records import ErasureReceipt
from programme.window import FixedEnd, Window
from sync_agent.inner.erasing import Eraser, Outcome
from sync_agent.inner.prune import Pruner
from sync_agent.outbox import Outbox
from sync_agent.store import Store
from tests.fakes.device import Device, sweep_of
from tests.fakes.group_publication import MADE_AT, Publication
from tests.fakes.told import receipts as told_by

DAY = timedelta(days=1)


def eraser(device: Device, outbox: Outbox | None = None) -> Eraser:
    """Return the eraser as after a restart."""
    return Eraser(
        device.layout,
        store=Store(device.layout.root),
        pruner=Pruner(device.layout, grace_s=9e9, clock=device.clock),
        outbox=outbox or device.outbox,
        pictures=sweep_of(device),
        clock=device.clock,
        announce=lambda: None,
    )


def look(device: Device, *, sure: bool = True) -> Outcome:
    return eraser(device).run(device.held(), sure=lambda: sure)


def named(device: Device, *, ends_at: datetime, name: str = "list") -> Entry:
    """Return an approved list of persons that ends at an instant."""
    manifest = device.centre.manifest(
        name, promised_end_at=ends_at, afterwards=Afterwards(erased=True)
    )
    window = Window(starts_at=MADE_AT, end=FixedEnd(at=ends_at))
    return device.centre.entry(manifest).model_copy(update={"window": window})


def tomorrow(device: Device) -> datetime:
    return device.clock.now().replace(microsecond=0) + DAY


def published(device: Device, *entries: Entry) -> Publication:
    publication = Publication(entries=list(entries))
    device.centre.publish(publication)
    device.sync.run()
    return publication


def receipts(device: Device) -> list[ErasureReceipt]:
    return [one for one in told_by(device) if isinstance(one, ErasureReceipt)]
