"""Keep the county's log honest: remember its checkpoints and say when one contradicts.

What the device shows never depends on it. What is kept is told to the centre as a
record too, so that the centre knows who could convict it.
"""

import logging
from datetime import datetime, timedelta

from programme.clock import Clock
from programme.errors import ContractError
from programme.witness import (
    LOG_TARGET,
    KeptCheckpoint,
    LogHead,
    Trouble,
    opened,
    trouble_with,
)
from sync_agent.disk import refusals_of
from sync_agent.inner.trust import Signed
from sync_agent.kept import keep, kept_checkpoints
from sync_agent.layout import Layout
from sync_agent.outbox import Outbox, OutboxOverfull, RecordsHeld

KEEP_EVERY = timedelta(hours=6)
"""Beside the first checkpoint of each day, which every device keeps."""
_LOOKED_BACK_ON = 200
_MOST_BYTES = 1024 * 1024
_WORDS = {
    Trouble.SHRANK: "存证日志比以前短了",
    Trouble.FORKED: "存证日志里以前的内容被改过或删过",
    Trouble.OTHER_KEY: "存证日志换了密钥",
}
_log = logging.getLogger(__name__)


class Witness:
    """Be asked after every sync that found something new."""

    def __init__(self, layout: Layout, outbox: Outbox, clock: Clock) -> None:
        self._layout = layout
        self._outbox = outbox
        self._clock = clock

    def see(self, signed: Signed) -> Trouble | None:
        """Look at the log's newest checkpoint; return how it contradicts, if it does.

        Raises:
            ReleaseRefused: The signed metadata do not verify.
            HttpFailed: The centre does not answer as it should.
            DiskRefused: The disk refused.
        """
        data = self._fetched(signed)
        if data is None:
            return None
        kept = kept_checkpoints(self._layout)
        try:
            head = LogHead.parse(data)
            trouble = trouble_with(head, kept[-_LOOKED_BACK_ON:])
            self._keep(head, kept, trouble)
        except ContractError as error:
            _log.error("the log's checkpoint cannot be read: %s", error)
            return None
        if trouble is not None:
            words = _WORDS[trouble]
            _log.error("%s；请把 %s 交给监督部门", words, self._layout.checkpoints.name)
        return trouble

    def _fetched(self, signed: Signed) -> bytes | None:
        info = signed.target(LOG_TARGET)
        if info is None or info.length > _MOST_BYTES:
            return None
        arrived = self._layout.incoming / "log-checkpoint.target"
        with refusals_of(arrived):
            arrived.parent.mkdir(parents=True, exist_ok=True)
        data = signed.download(info, arrived)
        with refusals_of(arrived):
            arrived.unlink(missing_ok=True)
        return data

    def _keep(
        self, head: LogHead, kept: tuple[KeptCheckpoint, ...], trouble: Trouble | None
    ) -> None:
        known = {one.checkpoint for one in kept}
        notes = [one.checkpoint for one in head.bridges] if trouble is None else []
        now = self._clock.now()
        if trouble is not None or self._is_time(kept, now):
            notes.append(head.checkpoint)
        for note in dict.fromkeys(notes):
            opened(head.key, note)
            if note not in known:
                self._remember(
                    KeptCheckpoint(
                        key=head.key, checkpoint=note, at=now, trouble=trouble
                    )
                )

    def _is_time(self, kept: tuple[KeptCheckpoint, ...], now: datetime) -> bool:
        if not kept:
            return True
        return not timedelta(0) <= now - kept[-1].at < KEEP_EVERY

    def _remember(self, checkpoint: KeptCheckpoint) -> None:
        keep(self._layout, checkpoint)
        try:
            client = f"checkpoint-{checkpoint.digest()}"
            self._outbox.append(checkpoint, client_id=client)
        except (RecordsHeld, OutboxOverfull) as error:
            _log.warning("kept checkpoint: %s", error)
