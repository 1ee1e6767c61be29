"""Bring the newest echo wall to this disk; show nothing and judge no reply.

Without it a kiosk goes on showing everything else.
"""

import logging

from programme.canonical import sha256_hex
from programme.echo import ECHO_TARGET, Echo
from programme.errors import ContractError
from sync_agent.disk import refusals_of, replace_file
from sync_agent.echoes import read_echo
from sync_agent.inner.trust import Signed
from sync_agent.layout import Layout

_MOST_BYTES = 16 * 1024 * 1024
_log = logging.getLogger(__name__)


class EchoWall:
    """Be asked after every sync that found something new."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def see(self, signed: Signed) -> Echo | None:
        """Keep the newest echo wall; return it where it is news.

        Raises:
            ReleaseRefused: The signed metadata do not verify.
            HttpFailed: The centre does not answer as it should.
            DiskRefused: The disk refused.
        """
        info = signed.target(ECHO_TARGET)
        if info is None or info.length > _MOST_BYTES:
            return None
        if info.hashes.get("sha256") == self._kept_digest():
            return None
        arrived = self._layout.incoming / "echo.target"
        with refusals_of(arrived):
            arrived.parent.mkdir(parents=True, exist_ok=True)
        data = signed.download(info, arrived)
        with refusals_of(arrived):
            arrived.unlink(missing_ok=True)
        return self._kept(data)

    def forget(self) -> None:
        """Let go of the echo wall that is here: its version counts no more (F19).

        Raises:
            DiskRefused: The disk refused.
        """
        with refusals_of(self._layout.echo):
            self._layout.echo.unlink(missing_ok=True)

    def _kept_digest(self) -> str:
        path = self._layout.echo
        with refusals_of(path):
            return sha256_hex(path.read_bytes()) if path.exists() else ""

    def _kept(self, data: bytes) -> Echo | None:
        try:
            echo = Echo.parse(data)
        except ContractError as error:
            _log.error("the echo wall cannot be read: %s", error)
            return None
        before = read_echo(self._layout.root)
        if before is not None and echo.version <= before.version:
            _log.error("the echo wall is older than the one that is here")
            return None
        replace_file(self._layout.echo, data)
        return echo
