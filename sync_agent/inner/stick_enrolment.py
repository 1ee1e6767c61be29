"""Become known to the centre by a stick: ask on one visit, be welcomed on a later one.

The welcome is believed on the word of the county's own certificate, the one that opens
the line where there is a network. A device without that certificate takes none.
"""

from pathlib import Path

from config.sticks import read_plain
from programme.clock import Clock
from programme.enrolment import (
    PURPOSE_ENROLMENT,
    EnrolmentAccepted,
    EnrolmentRequest,
)
from programme.envelope import seal
from programme.errors import SignatureRefused
from programme.keys import SigningKey, key_id
from programme.stick import (
    MARK,
    PURPOSE_WELCOME,
    REQUEST,
    StickWelcome,
    Vouched,
    welcome_path,
)
from programme.vouching import vouched
from sync_agent.disk import DiskRefused, replace_file
from sync_agent.inner.stick_desk import StickDesk, unwritable
from sync_agent.inner.stick_door import StickDoor
from sync_agent.inner.stick_folder import own_folder
from sync_agent.inner.stick_line import StickGone
from sync_agent.sticks import StickAsked

_NO_AUTHORITY = (
    "这台设备没有本县的根证书，认不出 U 盘是谁做的；"
    "请在设置里写 ca_file，重启同步程序再导入"
)
_MOST_BYTES = 1024 * 1024


class StickEnrolment:
    """Be asked now and then, as long as the device is not known."""

    def __init__(
        self,
        *,
        door: StickDoor,
        desk: StickDesk,
        key: SigningKey,
        authority: Path | None,
        clock: Clock,
    ) -> None:
        """Take where the county's certificate lies on this machine."""
        self._door = door
        self._desk = desk
        self._key = key
        self._authority = authority
        self._clock = clock

    def look(self, request: EnrolmentRequest) -> EnrolmentAccepted | None:
        """Return the welcome that a stick brought; else leave the request on it."""
        asked = self._door.next()
        if asked is None:
            return None
        self._desk.begin(asked)
        try:
            accepted = self._welcome(Path(asked.path))
            if accepted is None:
                self._ask(asked, request)
        except Exception as error:  # noqa: BLE001 - the top of a job
            self._desk.failed(asked, error)
            return None
        if accepted is not None:
            # The same stick has the content too: it is read as soon as that can be.
            self._door.put_back(asked)
        return accepted

    def _welcome(self, stick: Path) -> EnrolmentAccepted | None:
        """Return the welcome to this very device, or None where there is none.

        Raises:
            StickGone: There is no stick.
            SignatureRefused: It is not the county's, or to another device.
            DocumentMalformed: It is no welcome.
        """
        if not (stick / MARK).is_file():
            raise StickGone
        key = key_id(self._key.public)
        try:
            data = read_plain(stick / welcome_path(key), _MOST_BYTES)
        except FileNotFoundError:
            return None
        if self._authority is None:
            raise SignatureRefused(_NO_AUTHORITY)
        welcome = vouched(
            Vouched.parse(data or b""),
            StickWelcome,
            PURPOSE_WELCOME,
            authority=self._authority.read_bytes(),
            now=self._clock.now(),
        )
        if welcome.key != key:
            raise SignatureRefused("登记回执是给别的设备的")
        return welcome.accepted

    def _ask(self, asked: StickAsked, request: EnrolmentRequest) -> None:
        """Leave the request on the stick.

        Raises:
            StickUnwritable: The stick refused.
        """
        folder = own_folder(Path(asked.path), key_id(self._key.public))
        body = seal(request, PURPOSE_ENROLMENT, self._key).canonical()
        try:
            replace_file(folder / REQUEST, body)
        except DiskRefused as error:
            raise unwritable(error) from error
        self._desk.done(
            asked,
            f"这台设备还没有登记，登记申请写进了 U 盘。请记下登记码 {request.code}，"
            "和 U 盘一起带回发布中心；登记好以后再导入一次。可以拔了。",
        )
