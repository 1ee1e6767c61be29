"""Bring a device up to date from a stick, and give back what it has recorded.

It is the same sync as over the network, by the same verifier, along another line. So
an older stick, a foreign one and one that was changed on its way are refused just as a
centre would be that said the same.
"""

import logging
from collections.abc import Callable
from pathlib import Path

from programme.clock import Clock
from programme.errors import ContractError
from programme.stick import MARK
from sync_agent.adopted import Adopted
from sync_agent.inner.errors import Flaw, NothingReleased, ReleaseRefused
from sync_agent.inner.standing import Standing
from sync_agent.inner.stick_desk import StickDesk, StickUnwritable, words_of
from sync_agent.inner.stick_door import StickDoor
from sync_agent.inner.stick_line import StickGone, StickLine
from sync_agent.inner.stick_post import Given, StickPost
from sync_agent.inner.sync import Sync
from sync_agent.sticks import StickAsked
from sync_agent.store import Held, Store

_OURS = frozenset({Flaw.OLDER, Flaw.EXPIRED})
"""Found only after the county's own signature held: records may go with that stick."""
_log = logging.getLogger(__name__)


class Porter:
    """Be asked before every round of the sync, in its thread."""

    def __init__(
        self,
        *,
        door: StickDoor,
        desk: StickDesk,
        sync_over: Callable[[StickLine], Sync],
        post: StickPost,
        store: Store,
        standing: Standing,
        clock: Clock,
    ) -> None:
        """Take how to make a sync along a line."""
        self._door = door
        self._desk = desk
        self._sync_over = sync_over
        self._post = post
        self._store = store
        self._standing = standing
        self._clock = clock

    def look(self) -> bool:
        """Do what somebody asked for; say whether a stick was looked at."""
        asked = self._door.next()
        if asked is None:
            return False
        self._desk.begin(asked)
        try:
            self._serve(asked, Path(asked.path))
        except Exception as error:  # noqa: BLE001 - the top of a job
            self._desk.failed(asked, error)
        return True

    def _serve(self, asked: StickAsked, stick: Path) -> None:
        """Take from a stick, and give back.

        Raises:
            SyncFailed: What it carries is refused.
            StickGone: It was pulled out.
            DiskRefused: This device's own disk refused.
            StoreDamaged: What the device holds cannot be read.
        """
        if not (stick / MARK).is_file():
            raise StickGone
        try:
            adopted = self._sync_over(StickLine(stick)).run(force=True)
        except ReleaseRefused as refused:
            self._standing.tell(syncing=False)
            if refused.flaw not in _OURS:
                raise
            given = self._give_after(words_of(refused), asked, stick)
            if given is not None:
                more = _given_words(given)
                self._desk.failed(asked, refused, records=given.records, more=more)
            return
        except NothingReleased:
            adopted = None
        finally:
            self._standing.tell(syncing=False)
        self._note(stick, adopted)
        words = _adopted_words(adopted, self._store.load())
        given = self._give_after(words, asked, stick)
        if given is not None:
            words += _given_words(given)
            self._desk.done(asked, words, records=given.records)

    def _note(self, stick: Path, adopted: Adopted | None) -> None:
        """Read the centre's letter; one that cannot be believed changes nothing.

        Raises:
            DiskRefused: The disk refused.
            StoreDamaged: What the device holds cannot be read.
        """
        held = self._store.load()
        if held is None:
            return
        self._standing.tell(adopted=adopted or held.adopted, trouble=None)
        try:
            letter = self._post.read_letter(stick, held.people)
        except ContractError as error:
            _log.warning("letter: %s", error)
            return
        if letter is not None:
            # It was the centre's word then, and is no younger for its journey.
            heard_at = min(letter.made_at, self._clock.now())
            self._standing.tell(last_sync_at=heard_at)

    def _give_after(self, words: str, asked: StickAsked, stick: Path) -> Given | None:
        """Give back; a stick that takes nothing is told of after what it brought.

        Raises:
            DiskRefused: This device's own disk refused.
            StoreDamaged: What the device holds cannot be read.
        """
        try:
            return self._give(stick)
        except StickUnwritable as error:
            self._desk.failed(asked, error, before=words)
            return None

    def _give(self, stick: Path) -> Given:
        held = self._store.load()
        programme = None if held is None else held.adopted.programme.sha256
        return self._post.give_back(stick, self._standing.tell(), programme=programme)


def _adopted_words(adopted: Adopted | None, held: Held | None) -> str:
    if held is None:
        return "U 盘看过了，里面还没有给这台设备的节目单。"
    if adopted is None:
        return "U 盘上的内容和本机的一样，没有变化。"
    version, refused = adopted.programme.version, len(adopted.refused)
    doubt = (
        f"另有 {refused} 件没有通过核对，没有展示，请告诉中心管理员。"
        if refused
        else ""
    )
    return f"导入好了：第 {version} 版节目单，{len(held.items)} 件正在公开。{doubt}"


def _given_words(given: Given) -> str:
    if not given.records:
        return "没有新的记录要带回。可以拔了。"
    left = f"还有 {given.left} 条 U 盘放不下，下次再带。" if given.left else ""
    return (
        f"{given.records} 条记录写进了 U 盘，请带回发布中心。{left}"
        "记录在本机一直留着，直到中心说收到了。可以拔了。"
    )
