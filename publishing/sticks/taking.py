"""Take in what devices gave back on a stick, each thing exactly once.

Every file holds the very words that a device would have sent over the network, and is
judged by the same code. What was stored leaves the stick; what was refused stays on it
and is told. The device keeps its records until a letter says that they have arrived.
"""

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.exc import OperationalError

from config.sticks import read_plain
from programme.enrolment import EnrolmentAccepted, EnrolmentRequest
from programme.envelope import Envelope
from programme.errors import ContractError
from programme.keys import from_base64url
from programme.stick import BACK, REQUEST, STATUS, is_batch, is_part
from publishing.device_api.bodies import MOST_BYTES
from publishing.device_api.conversations import Conversations
from publishing.errors import PublishingError, StorageFailed, TooLarge
from publishing.evidence.errors import CaptureUnknown
from publishing.sticks.errors import StickUnreadable

_FOLDER = re.compile(r"[0-9a-f]{16}")
_MOST_DEVICES = 5_000
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Be what a stick brought."""

    batches: int = 0
    """Signed batches of records; some may have been here already."""
    statuses: int = 0
    pictures: int = 0
    """Parts of pictures of the glass."""
    waiting: tuple[str, ...] = ()
    """Codes of devices that ask to be known; people confirm them."""
    refused: tuple[str, ...] = ()
    """Files that were not taken, each with the reason."""

    def __bool__(self) -> bool:
        """Say whether anything came."""
        return self != Taken()


class StickTaker:
    """Take in one stick after another."""

    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations

    def take(self, stick: Path) -> Taken:
        """Take in what is new on a stick, and remove what was stored.

        Raises:
            StickUnreadable: The stick was pulled out; what was stored is stored.
            StorageFailed: The centre cannot store now; the rest stays on the stick.
        """
        taken = Taken()
        try:
            for path in _files_of(stick / BACK):
                taken = self._one(path, taken)
        except OSError as error:
            raise StickUnreadable from error
        return taken

    def _one(self, path: Path, taken: Taken) -> Taken:
        """Take one file in.

        Raises:
            OSError: The stick cannot be read.
            StorageFailed: The centre cannot store now.
        """
        try:
            body = read_plain(path, MOST_BYTES)
            if body is None:
                raise TooLarge(limit_bytes=MOST_BYTES)
            after = self._kinds(path.name)(body, taken)
        except OperationalError as error:
            raise StorageFailed("数据库现在写不进") from error
        except StorageFailed:
            raise
        except CaptureUnknown:
            # Its record may come on the next stick; nobody can say what it shows yet.
            return taken
        except (PublishingError, ContractError) as error:
            _log.warning("stick: %s: %s", path.name, error)
            told = f"{path.parent.name}/{path.name}：{error}"
            return replace(taken, refused=(*taken.refused, told))
        if after.waiting == taken.waiting:
            path.unlink()
        return after

    def _kinds(self, name: str) -> Callable[[bytes, Taken], Taken]:
        if name == REQUEST:
            return self._request
        if name == STATUS:
            return self._status
        return self._batch if is_batch(name) else self._part

    def _request(self, body: bytes, taken: Taken) -> Taken:
        answer = self._conversations.enrol_carried(body)
        if isinstance(answer, EnrolmentAccepted):
            return taken
        asked = EnrolmentRequest.parse(from_base64url(Envelope.parse(body).payload))
        return replace(taken, waiting=(*taken.waiting, asked.code))

    def _status(self, body: bytes, taken: Taken) -> Taken:
        self._conversations.take_carried_status(body)
        return replace(taken, statuses=taken.statuses + 1)

    def _batch(self, body: bytes, taken: Taken) -> Taken:
        self._conversations.take_evidence(body)
        return replace(taken, batches=taken.batches + 1)

    def _part(self, body: bytes, taken: Taken) -> Taken:
        self._conversations.take_capture(body)
        return replace(taken, pictures=taken.pictures + 1)


def _files_of(back: Path) -> Iterator[Path]:
    """Yield what devices left, records before the pictures that they name.

    Raises:
        OSError: The stick cannot be read.
    """
    if not back.is_dir():
        return
    folders = sorted(one for one in back.iterdir() if _FOLDER.fullmatch(one.name))
    for folder in folders[:_MOST_DEVICES]:
        files = {path.name: path for path in folder.iterdir()}
        ordered = [name for name in (REQUEST, STATUS) if name in files]
        ordered += sorted(filter(is_batch, files))
        ordered += sorted(filter(is_part, files))
        yield from (files[name] for name in ordered)
