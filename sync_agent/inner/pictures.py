"""Remove pictures of the glass that nobody may keep any more; take and send none.

What shows erased persons goes with them (REQ-22), what was never delivered goes when
it is as old as the centre would keep it. The records of the pictures always stay.
"""

import logging
from datetime import timedelta

from programme.clock import Clock
from sync_agent.captures import Captures
from sync_agent.erasures import Erasures
from sync_agent.store import Held

_SETTLED = timedelta(hours=1)
"""After it nobody is about to lay a picture into a folder that was made for it."""
_log = logging.getLogger(__name__)


class PictureSweep:
    """Look after the pictures that wait on this device."""

    def __init__(self, captures: Captures, *, kept: timedelta, clock: Clock) -> None:
        self._captures = captures
        self._kept = kept
        self._clock = clock

    def erase(self, known: Erasures, held: Held) -> None:
        """Remove what shows erased disclosures; versions that hang keep theirs.

        It is done at every look, so that a picture goes too that was taken while
        the page was just leaving the glass.

        Raises:
            DiskRefused: The disk refused.
        """
        if held.damaged:
            # Nobody knows which pages hang lawfully; the receipt waits as well.
            return
        gone = {one.marked.entry for one in known.erased}
        shown: dict[str, set[str]] = {
            one.marked.disclosure: set() for one in known.erased
        }
        for item in held.items:
            if item.disclosure in shown and item.entry.digest() not in gone:
                shown[item.disclosure] |= {
                    page.asset.sha256
                    for panel in item.manifest.pages
                    for page in panel.pages
                }
        count = self._captures.erase(shown)
        if count:
            _log.info("erased %d pictures of the glass", count)

    def drop_old(self) -> None:
        """Remove what is too old, and empty folders; a clock in doubt must not ask.

        Raises:
            DiskRefused: The disk refused.
        """
        now = self._clock.now()
        count = self._captures.drop_older(now - self._kept)
        if count:
            _log.warning("%d pictures were too old and not delivered", count)
        self._captures.drop_folders(now - _SETTLED)
