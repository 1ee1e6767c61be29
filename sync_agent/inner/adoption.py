"""Make a set the one that is shown: atomically, with receipt and notice.

What may be adopted was decided before; nothing is fetched here.
"""

import logging
import socket
from contextlib import suppress

from programme.records import AdoptionReceipt
from sync_agent.adopted import Adopted, pointer_bytes
from sync_agent.disk import replace_file
from sync_agent.layout import Layout
from sync_agent.outbox import Outbox, OutboxOverfull, RecordsHeld

_log = logging.getLogger(__name__)


class Adoption:
    """Be the one writer of `adopted.json`."""

    def __init__(self, layout: Layout, outbox: Outbox) -> None:
        self._at = layout
        self._outbox = outbox

    def adopt(self, adopted: Adopted) -> None:
        """Make a set current, tell the readers, and record it.

        The copy comes last: until then it names the former set, which is whole too.

        Raises:
            DiskRefused: The disk refused. Which of the two sets is current then is
                read back from the disk.
        """
        data = pointer_bytes(adopted)
        replace_file(self._at.pointer, data)
        self.announce()
        self.record(adopted)
        replace_file(self._at.pointer_copy, data)

    def heal(self, adopted: Adopted) -> None:
        """Write the pointer and its copy again after one of them was spoiled.

        Raises:
            DiskRefused: The disk refused.
        """
        data = pointer_bytes(adopted)
        for path in (self._at.pointer, self._at.pointer_copy):
            try:
                same = path.read_bytes() == data
            except OSError:
                same = False
            if not same:
                replace_file(path, data)

    def record(self, adopted: Adopted) -> None:
        """Put the receipt into the outbox; a second time changes nothing."""
        refused = {refusal.disclosure for refusal in adopted.refused}
        receipt = AdoptionReceipt(
            programme_version=adopted.programme.version,
            programme=adopted.programme.sha256,
            at=adopted.adopted_at,
            withdrawn=adopted.taken_down,
            vanished=vanished_of(adopted),
            refused=tuple(sorted(refused)),
        )
        try:
            self._outbox.append(receipt, client_id=f"adopted-{adopted.digest()}")
        except (RecordsHeld, OutboxOverfull) as error:
            _log.warning("receipt of adoption: %s", error)

    def announce(self) -> None:
        """Send a datagram to every reader that waits for changes."""
        bell = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        with bell, suppress(OSError):
            bell.setblocking(False)
            for watcher in self._at.watchers.glob("*.sock"):
                # A reader that is gone, or behind, asks for the revision by itself.
                with suppress(OSError):
                    bell.sendto(b"adopted", str(watcher))


def vanished_of(adopted: Adopted) -> tuple[str, ...]:
    """Return what is missing without a withdrawal or signed end and goes on."""
    refused = {refusal.disclosure for refusal in adopted.refused}
    items = (e.disclosure for e in adopted.kept if e.disclosure not in refused)
    overrides = (one.id for one in adopted.kept_overrides)
    stops = (one.id for one in adopted.kept_stops)
    return tuple(sorted((*items, *overrides, *stops)))
