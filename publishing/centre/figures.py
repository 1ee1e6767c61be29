"""Say what the centre knows as figures for Prometheus; no figure names anybody."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from config.local_door import LocalDoor, PortTaken, Reply
from config.metrics import CONTENT_TYPE, Metric, Sample, exposition, gauge
from config.serving import StartRefused
from programme.agent_states import AgentState
from programme.clock import Clock
from programme.glass import GlassOutcome
from publishing.database import Database
from publishing.evidence.recalls import recalls_out
from publishing.fleet.views import DeviceView, device_view
from publishing.holdings.rows import counted
from publishing.inspection.condition import Condition, health_of, said_states
from publishing.inspection.fleet import released_in
from publishing.tables.backups import BackupRun
from publishing.tables.base import Base
from publishing.tables.evidence import EvidenceBatch, RefusedBatch
from publishing.tables.fleet import Device, DeviceReport, DeviceState
from publishing.tables.glass import GlassState
from publishing.tables.release import ReleaseDue
from publishing.tables.schedule import DisplayGroup
from publishing.tables.units import UnitRow


def figures_of(session: Session, now: datetime) -> tuple[Metric, ...]:
    """Return the figures of the whole county."""
    devices = tuple(_devices(session, now))
    return (
        *_of_devices(session, devices),
        gauge(
            "mingbai_centre_releases_due",
            "Targets that wait for their publication.",
            _count(session, ReleaseDue),
        ),
        *_of_holdings(session),
        _total("evidence_batches", "Signed batches kept.", session, EvidenceBatch),
        _total("refused_batches", "Chains refused.", session, RefusedBatch),
        gauge(
            "mingbai_centre_backup_age_seconds",
            "Seconds since the newest backup that was proved was begun.",
            _backup_age_s(session, now),
        ),
    )


@contextmanager
def figures_door(port: int, database: Database, clock: Clock) -> Iterator[None]:
    """Answer with the figures until the block ends.

    Args:
        port: On 127.0.0.1; 0: nothing is answered.
        database: The centre's.
        clock: The centre's.

    Raises:
        StartRefused: The port is taken.
    """
    if not port:
        yield
        return
    try:
        door = LocalDoor(port, pages={"/metrics": _answer_of(database, clock)})
    except PortTaken as error:
        raise StartRefused(str(error)) from error
    with door:
        yield


def _answer_of(database: Database, clock: Clock) -> Callable[[], Reply]:
    def answer() -> Reply:
        with database.reading() as session:
            told = exposition(figures_of(session, clock.now()))
        return Reply(body=told, media_type=CONTENT_TYPE)

    return answer


def _devices(session: Session, now: datetime) -> Iterator[DeviceView]:
    query = (
        select(Device, DisplayGroup, DeviceReport)
        .join(DisplayGroup, DisplayGroup.id == Device.group_id)
        .outerjoin(DeviceReport, DeviceReport.device_id == Device.id)
        .where(Device.state == DeviceState.ACTIVE)
    )
    for device, group, report in session.execute(query):
        yield device_view(device, group, report, now)


def _of_devices(session: Session, devices: tuple[DeviceView, ...]) -> Iterator[Metric]:
    units = tuple(session.scalars(select(UnitRow.id)))
    out = [one for one in recalls_out(session, units) if not one.revoked]
    statuses = [device.status for device in devices if device.status]
    said = Counter(state for status in statuses for state in said_states(status))
    found = _conditions(session, devices, Counter(one.device for one in out))
    yield _counted(
        "mingbai_centre_devices",
        "Devices in use, by what the fleet page says of them.",
        "condition",
        {one.value: found[one] for one in Condition if one is not Condition.REVOKED},
    )
    yield _counted(
        "mingbai_centre_device_states",
        "Devices that say they are in a state; several may hold at once.",
        "state",
        {state.value: said[state] for state in AgentState},
    )
    yield gauge(
        "mingbai_centre_unsent_records",
        "Records that devices still hold, by their last word.",
        sum(status.unsent_records for status in statuses),
    )
    yield gauge(
        "mingbai_centre_oldest_word_seconds",
        "Seconds since the longest silent device was heard.",
        max((one.age_s for one in devices if one.age_s is not None), default=None),
    )
    yield gauge(
        "mingbai_centre_recalls_out",
        "Receipts of recalls that devices owe.",
        len(out),
    )


def _conditions(
    session: Session, devices: tuple[DeviceView, ...], recalled: Counter[str]
) -> Counter[Condition]:
    released = released_in(session, {device.group for device in devices})
    glasses = {
        row.device_id: GlassOutcome(row.outcome)
        for row in session.scalars(select(GlassState))
        if row.outcome
    }
    return Counter(
        health_of(
            device,
            released=released.get(device.group),
            glass=glasses.get(device.id),
            recalled=recalled[device.id],
        ).condition
        for device in devices
    )


def _counted(name: str, told: str, label: str, counts: dict[str, int]) -> Metric:
    samples = tuple(
        Sample(value=count, labels=((label, value),)) for value, count in counts.items()
    )
    return Metric(name=name, told=told, samples=samples)


def _total(name: str, told: str, session: Session, table: type[Base]) -> Metric:
    return Metric(
        name=f"mingbai_centre_{name}_total",
        told=told,
        samples=(Sample(value=_count(session, table)),),
        kind="counter",
    )


def _count(session: Session, table: type[Base]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def _of_holdings(session: Session) -> tuple[Metric, Metric]:
    lacking, mended = counted(session)
    return (
        gauge(
            "mingbai_centre_files_lacking",
            "Files of the centre that are damaged or missing and have no whole copy.",
            lacking,
        ),
        gauge(
            "mingbai_centre_files_mended",
            "Files that were damaged or missing once, and are there again.",
            mended,
        ),
    )


def _backup_age_s(session: Session, now: datetime) -> float | None:
    newest = session.scalar(select(func.max(BackupRun.begun_at)).where(BackupRun.good))
    return None if newest is None else (now - newest).total_seconds()
