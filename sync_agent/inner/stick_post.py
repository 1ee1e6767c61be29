"""Give records back on a stick, and believe what the centre says has arrived.

What is on a stick is not delivered: a record is kept here until a letter that the
centre has signed says that it is stored. So a stick may be lost, and nothing is.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from config.sticks import read_plain
from programme.approval import KeyKind, People
from programme.clock import Clock
from programme.enrolment import PURPOSE_BATCH, PURPOSE_STATUS
from programme.envelope import Envelope, seal, unseal
from programme.errors import ContractError, SignatureRefused
from programme.glass import PURPOSE_CAPTURE, CapturePart
from programme.keys import SigningKey, key_id, to_base64url
from programme.records import Batch
from programme.stick import (
    PURPOSE_LETTER,
    STATUS,
    StickLetter,
    batch_name,
    letter_path,
    part_name,
)
from sync_agent.captures import Captures
from sync_agent.disk import replace_file
from sync_agent.drain import Drain
from sync_agent.inner.courier import MOST_BYTES, MOST_RECORDS, status_of, unsent_in
from sync_agent.inner.picture_post import PART_BYTES
from sync_agent.inner.stick_folder import fits, own_folder, put, tidy
from sync_agent.layout import Layout
from sync_agent.outbox_file import OutboxDestroyed, writers_in
from sync_agent.questions import erase, is_question
from sync_agent.receipts import receipts_first
from sync_agent.state import StateReport

_MOST_LETTER_BYTES = 4 * 1024 * 1024
_MOST_PICTURE_BYTES = 64 * 1024 * 1024
"""Of pictures that one stick takes along; the oldest go first."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Be what lies on a stick for the centre."""

    records: int = 0
    left: int = 0
    """Records for which the stick has no room; they go with the next one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """Say how much stays here after the centre has it."""

    records: int
    days: int


class StickPost:
    """Carry between the outboxes of one device and sticks."""

    def __init__(
        self,
        layout: Layout,
        *,
        key: SigningKey,
        device: str,
        keeping: Keeping,
        clock: Clock,
        run: str,
    ) -> None:
        """Take by which name this run of the agent is known to the centre."""
        self._layout = layout
        self._key = key
        self._device = device
        self._keeping = keeping
        self._clock = clock
        self._run = run
        self._captures = Captures(layout.root)

    def read_letter(self, stick: Path, people: People) -> StickLetter | None:
        """Take note of what the centre has; return the letter, if it is a new one.

        Raises:
            SignatureRefused: It is not signed by the centre, or to another device.
            DocumentMalformed: It is no letter.
            DiskRefused: The disk refused.
        """
        try:
            data = read_plain(stick / letter_path(self._device), _MOST_LETTER_BYTES)
        except FileNotFoundError:
            return None
        letter = _opened(data or b"", people)
        if letter.device != self._device:
            raise SignatureRefused("回执是给别的设备的")
        if not self._is_newer(letter, people):
            return None
        for stored in letter.stored:
            self._note_stored(stored.writer, stored.stored_to)
        for picture in letter.pictures:
            self._captures.drop(picture)
        replace_file(self._layout.stick_letter, data or b"")
        return letter

    def give_back(
        self, stick: Path, report: StateReport, *, programme: str | None
    ) -> Given:
        """Write all that the centre has not got, as far as the stick has room.

        Raises:
            StickUnwritable: The stick refused; what lies on it is whole.
            DiskRefused: This device's own disk refused.
        """
        folder = own_folder(stick, key_id(self._key.public))
        unsent = unsent_in(self._layout.root, self._clock)
        status = status_of(
            report,
            device=self._device,
            programme=programme,
            unsent=unsent,
            at=self._clock.now(),
            run=self._run,
        )
        written = {STATUS}
        records = 0
        sealed = seal(status, PURPOSE_STATUS, self._key).canonical()
        put(folder / STATUS, sealed)
        for name, batch in self._batches():
            body = seal(batch, PURPOSE_BATCH, self._key).canonical()
            if not fits(folder / name, body):
                break
            put(folder / name, body)
            written.add(name)
            records += len(batch.records)
        written |= self._give_pictures(folder)
        tidy(folder, written)
        return Given(records=records, left=max(0, unsent - records))

    def _batches(self) -> Iterator[tuple[str, Batch]]:
        for writer in receipts_first(writers_in(self._layout.root)):
            try:
                with Drain(self._layout.root, writer, self._clock) as drain:
                    runs = drain.all_undelivered(
                        most=MOST_RECORDS, most_bytes=MOST_BYTES
                    )
                    for run in runs:
                        yield (
                            batch_name(writer, run[0].number),
                            Batch(device=self._device, writer=writer, records=run),
                        )
            except OutboxDestroyed as error:
                # Its writer notices, saves what is readable and declares the gap.
                _log.warning("%s", error)

    def _give_pictures(self, folder: Path) -> set[str]:
        names: set[str] = set()
        length = 0
        for picture in self._captures.waiting():
            data = self._captures.read(picture)
            if data is None:
                continue
            length += len(data)
            if length > _MOST_PICTURE_BYTES:
                break
            for offset in range(0, len(data), PART_BYTES):
                part = CapturePart(
                    device=self._device,
                    picture=picture,
                    length=len(data),
                    offset=offset,
                    data=to_base64url(data[offset : offset + PART_BYTES]),
                )
                name = part_name(picture, offset)
                body = seal(part, PURPOSE_CAPTURE, self._key).canonical()
                if not fits(folder / name, body):
                    return names
                put(folder / name, body)
                names.add(name)
        return names

    def _is_newer(self, letter: StickLetter, people: People) -> bool:
        """Say whether a letter is newer than every one before: an old one is void."""
        try:
            former = _opened(self._layout.stick_letter.read_bytes(), people)
        except (OSError, ContractError):
            # None yet, or of keys that count no more.
            return True
        return former.made_at < letter.made_at

    def _note_stored(self, writer: str, stored_to: int) -> None:
        """Mark what the centre has; where it has lost some, that is given again.

        Raises:
            DiskRefused: The disk refused.
        """
        root = self._layout.root
        if writer not in writers_in(root):
            return
        try:
            with Drain(root, writer, self._clock) as drain:
                if stored_to < drain.delivered_to():
                    found = drain.go_back(stored_to + 1)
                    _log.warning("%s: from %d again: %s", writer, stored_to + 1, found)
                self._mark(drain, stored_to)
                over = is_question(writer) and drain.all_delivered()
            if over:
                erase(root, writer)
        except OutboxDestroyed as error:
            _log.warning("%s", error)

    def _mark(self, drain: Drain, stored_to: int) -> None:
        while run := drain.undelivered(most=MOST_RECORDS, most_bytes=MOST_BYTES):
            stored = tuple(one for one in run if one.number <= stored_to)
            if not stored:
                return
            drain.delivered(
                stored, keep=self._keeping.records, keep_days=self._keeping.days
            )


def _opened(data: bytes, people: People) -> StickLetter:
    """Return a letter that a key of the centre signed.

    Raises:
        SignatureRefused: None of them did.
        DocumentMalformed: It is no letter.
    """
    envelope = Envelope.parse(data)
    for key in people.keys:
        if key.kind is KeyKind.CENTRE and key.id == envelope.key:
            return unseal(envelope, StickLetter, PURPOSE_LETTER, key.public)
    raise SignatureRefused("回执不是本县发布中心签的")
