"""Bring pictures of the glass to the centre, part by part; take none.

Where a delivery broke off, the centre's receipt says from where it goes on.
"""

import logging
from collections import Counter

from programme.glass import CapturePart
from programme.keys import to_base64url
from sync_agent.captures import Captures
from sync_agent.inner.device_api import DeviceApi
from sync_agent.inner.http_errors import AnswerRefused

PART_BYTES = 32_768
_NOT_YET = 409
_NO_SUCH_DOOR = frozenset({404, 405})
"""A centre of an older build takes no pictures; they wait for a newer one."""
_MOST_REFUSALS = 3
_MOST_PARTS = 64
"""More than the largest picture has; a centre that never has enough ends it."""
_log = logging.getLogger(__name__)


class PicturePost:
    """Carry one picture at a time, the oldest first."""

    def __init__(self, captures: Captures, *, api: DeviceApi, device: str) -> None:
        self._captures = captures
        self._api = api
        self._device = device
        self._refusals: Counter[str] = Counter()

    def deliver_one(self) -> None:
        """Deliver the oldest picture that the centre takes, and forget it here.

        Raises:
            DeviceUnknown: The centre does not know this device any more.
            HttpFailed: The centre does not answer as it should.
            DiskRefused: The disk refused.
        """
        for name in self._captures.waiting():
            picture = self._captures.read(name)
            if picture is None:
                continue
            try:
                self._deliver(name, picture)
            except AnswerRefused as error:
                if error.status in _NO_SUCH_DOOR:
                    return
                if error.status != _NOT_YET:
                    raise
                self._note_refusal(name)
                continue
            return

    def _note_refusal(self, name: str) -> None:
        """Bear that a picture's record is not there yet; give up one that was lost.

        Raises:
            DiskRefused: The disk refused.
        """
        self._refusals[name] += 1
        if self._refusals[name] >= _MOST_REFUSALS:
            _log.warning("no record names picture %s, dropped", name[:12])
            self._captures.drop(name)
            del self._refusals[name]

    def _deliver(self, name: str, picture: bytes) -> None:
        """Send what the centre lacks of one picture.

        Raises:
            HttpFailed: The centre does not answer as it should.
            DiskRefused: The disk refused.
        """
        offset = 0
        for _ in range(_MOST_PARTS):
            part = CapturePart(
                device=self._device,
                picture=name,
                length=len(picture),
                offset=offset,
                data=to_base64url(picture[offset : offset + PART_BYTES]),
            )
            receipt = self._api.deliver_part(part)
            if receipt.have >= len(picture) or not receipt.wanted:
                self._captures.drop(name)
                return
            offset = receipt.have
        _log.warning("picture %s: the centre never has the whole", name[:12])
