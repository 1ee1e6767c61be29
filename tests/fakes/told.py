"""Say what a synced device told of itself."""

from sync_agent.drain import Drain
from sync_agent.outbox_file import writers_in
from tests.fakes.device import Device


def receipts(device: Device) -> list[object]:
    [writer] = writers_in(device.layout.root)
    with Drain(device.layout.root, writer, device.clock) as drain:
        return [r.record for r in drain.undelivered(most=500, most_bytes=10**6)]


def reasons(device: Device) -> dict[str, str]:
    return {r.disclosure: r.code for r in device.held().adopted.refused}
