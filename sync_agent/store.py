"""Read what the agent has adopted; fetch nothing, judge no signature, write nothing.

The agent judged every signature before it adopted; here every file is checked against
the digest that named it. A reader sees the old set or the new one, never a mix: all
files but the pointer are named by their digest and outlive their set for a while.
"""

import logging
import socket
from contextlib import suppress
from pathlib import Path
from threading import Lock

from programme.blocks import AssetRef
from programme.document import Document
from programme.errors import ContractError
from sync_agent.adopted import Adopted, Refusal, adopted_of
from sync_agent.assets import AssetUnusable
from sync_agent.layout import Layout
from sync_agent.reading import Held, Reading, StoreDamaged
from sync_agent.wording import worded_held

__all__ = ["Adopted", "AssetUnusable", "Held", "Refusal", "Store", "StoreDamaged"]

_TRIES = 3
_log = logging.getLogger(__name__)


class Store:
    """Be the reading side of a device's folder, for any number of threads."""

    def __init__(self, root: Path, *, as_signed: bool = False) -> None:
        """Take the folder; `as_signed` is for the agent, which shows nothing.

        Everybody else gets words beside disclosures only as somebody approved them.
        """
        self._as_signed = as_signed
        self._at = Layout(root)
        self._assets = self._at.assets
        self._lock = Lock()
        self._known: dict[str, Document] = {}
        self._loaded: tuple[str, Held] | None = None

    def revision(self) -> str:
        """Return a token that differs after every adoption and every erasing.

        It is empty before the first adoption.
        """
        adopted = _token_of(self._at.pointer)
        return f"{adopted}+{_token_of(self._at.erasures)}" if adopted else ""

    def adopted(self) -> Adopted | None:
        """Return what is adopted, from the copy where the first is spoiled.

        Raises:
            StoreDamaged: Neither can be read.
        """
        spoiled = False
        for path in (self._at.pointer, self._at.pointer_copy):
            try:
                return adopted_of(path.read_bytes())
            except FileNotFoundError:
                continue
            except (OSError, ContractError):
                _log.warning("%s is spoiled", path.name)
                spoiled = True
        if spoiled:
            raise StoreDamaged(Adopted.kind_name)
        return None

    def load(self) -> Held | None:
        """Return all that is adopted, or None before the first adoption.

        It is quick when nothing changed, and reads only what is new when it did.

        Raises:
            StoreDamaged: The programme or the list of people cannot be read.
        """
        with self._lock:
            for _ in range(_TRIES):
                revision = self.revision()
                if self._loaded is not None and self._loaded[0] == revision:
                    return self._loaded[1]
                try:
                    return self._read(revision)
                except StoreDamaged:
                    # The set may have been replaced, and its files pruned, meanwhile.
                    if self.revision() == revision:
                        raise
            return self._read(self.revision())

    def asset_path(self, sha256: str) -> Path | None:
        """Return where a file lies, its bytes unchecked, or None where it does not."""
        if not self._assets.holds(sha256):
            return None
        return self._assets.path_of(sha256)

    def read_asset(self, ref: AssetRef) -> bytes:
        """Return a file's bytes, checked against its digest on every reading.

        Raises:
            AssetUnusable: Missing or damaged; the agent was told and fetches it.
        """
        try:
            return self._assets.read(ref.sha256)
        except AssetUnusable:
            self.report_damage(ref.sha256)
            raise

    def report_damage(self, sha256: str) -> None:
        """Tell the agent of a file that could not be used; it looks for itself."""
        teller = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        # Without an agent there is nobody to tell; it looks by itself when it starts.
        with teller, suppress(OSError):
            teller.setblocking(False)
            teller.sendto(sha256.encode(), str(self._at.agent_socket))

    def _read(self, revision: str) -> Held | None:
        adopted = self.adopted()
        if adopted is None:
            return None
        reading = Reading(self._at, known=self._known, report=self.report_damage)
        held = reading.held(adopted)
        if not self._as_signed:
            held = worded_held(held)
        self._known = reading.parsed
        # A set with damage is read again, for the agent is repairing it.
        self._loaded = None if held.damaged else (revision, held)
        return held


def _token_of(path: Path) -> str:
    try:
        told = path.stat()
    except OSError:
        return ""
    return f"{told.st_ino:x}-{told.st_mtime_ns:x}-{told.st_size:x}"
