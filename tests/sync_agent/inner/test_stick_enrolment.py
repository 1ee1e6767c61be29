"""A device believes a welcome on the word of its county's certificate alone."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from programme.boards import DisplayKind
from programme.enrolment import (
    PURPOSE_ENROLMENT,
    EnrolmentAccepted,
    EnrolmentRequest,
)
from programme.envelope import Envelope, unseal
from programme.keys import SigningKey, key_id
from programme.stick import (
    BACK,
    MARK,
    PURPOSE_WELCOME,
    REQUEST,
    StickWelcome,
    back_folder,
    welcome_path,
)
from programme.vouching import vouch
from publishing.release.authority import Certified, make_authority, make_server
from sync_agent.inner.stick_desk import StickDesk
from sync_agent.inner.stick_door import StickDoor
from sync_agent.inner.stick_enrolment import StickEnrolment
from sync_agent.layout import Layout
from sync_agent.sticks import StickAsked, StickReport, StickStage, read_stick_report
from tests.fakes.hand_clock import NOON, HandClock

COUNTY, NEIGHBOUR = (make_authority("qinghe", NOON) for _ in range(2))
ACCEPTED = EnrolmentAccepted(
    device="qinghe-hall-1", group="qinghe-hall", root_metadata="", wake_url="x"
)


@dataclass(slots=True, kw_only=True)
class Newcomer:
    """Be a device that nobody knows, beside a stick."""

    root: Path
    stick: Path
    door: StickDoor
    authority: Path | None
    key: SigningKey = field(default_factory=SigningKey.generate)

    def look(self, *, asked: bool = True) -> EnrolmentAccepted | None:
        """Put the stick in, and return the welcome that it brings."""
        if asked:
            self.door.put_back(StickAsked(id="0" * 16, path=str(self.stick)))
        enrolment = StickEnrolment(
            door=self.door,
            desk=StickDesk(Layout(self.root), HandClock()),
            key=self.key,
            authority=self.authority,
            clock=HandClock(),
        )
        return enrolment.look(self.request())

    def request(self) -> EnrolmentRequest:
        return EnrolmentRequest(
            public=self.key.public,
            code="ABCD2345",
            display_kind=DisplayKind.SCREEN,
            width=1920,
            height=1080,
            hostname="hall-1",
        )

    def welcome(self, authority: Certified, *, key: str = "") -> None:
        """Lay a welcome on the stick, vouched for by a server of this authority."""
        server = make_server(authority, ["127.0.0.1"], NOON)
        word = vouch(
            StickWelcome(key=key or key_id(self.key.public), accepted=ACCEPTED),
            PURPOSE_WELCOME,
            certificate=server.certificate,
            private_key=server.private_key,
        )
        path = self.stick / welcome_path(key_id(self.key.public))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(word.canonical())

    def told(self) -> StickReport:
        report = read_stick_report(self.root)
        assert report is not None
        return report


@pytest.fixture
def newcomer(tmp_path: Path) -> Iterator[Newcomer]:
    """Give a device that has its county's certificate, and a prepared stick."""
    stick = tmp_path / "stick"
    (stick / MARK).parent.mkdir(parents=True)
    (stick / MARK).write_bytes(b"{}")
    authority = tmp_path / "ca.pem"
    authority.write_bytes(COUNTY.certificate)
    with closing(StickDoor(tmp_path / "stick.sock")) as door:
        yield Newcomer(root=tmp_path, stick=stick, door=door, authority=authority)


def test_nothing_is_done_where_nobody_asks(newcomer: Newcomer) -> None:
    assert newcomer.look(asked=False) is None
    assert read_stick_report(newcomer.root) is None


def test_the_first_visit_leaves_a_signed_request_and_tells_the_code(
    newcomer: Newcomer,
) -> None:
    assert newcomer.look() is None

    path = newcomer.stick / back_folder(key_id(newcomer.key.public)) / REQUEST
    envelope = Envelope.parse(path.read_bytes())
    public = newcomer.key.public
    said = unseal(envelope, EnrolmentRequest, PURPOSE_ENROLMENT, public)
    assert said == newcomer.request()
    assert newcomer.told().stage is StickStage.DONE
    assert "ABCD2345" in newcomer.told().message


def test_a_welcome_of_the_county_is_taken_and_the_stick_is_read_again(
    newcomer: Newcomer,
) -> None:
    newcomer.welcome(COUNTY)

    assert newcomer.look() == ACCEPTED
    assert newcomer.door.next() is not None


def test_a_welcome_of_a_neighbour_of_the_same_name_is_refused(
    newcomer: Newcomer,
) -> None:
    newcomer.welcome(NEIGHBOUR)

    assert newcomer.look() is None
    assert newcomer.told().stage is StickStage.FAILED
    assert "不是本县" in newcomer.told().message


def test_a_welcome_to_another_device_is_refused(newcomer: Newcomer) -> None:
    newcomer.welcome(COUNTY, key="ab" * 32)

    assert newcomer.look() is None
    assert "别的设备" in newcomer.told().message


def test_without_the_county_s_certificate_no_welcome_is_believed(
    newcomer: Newcomer,
) -> None:
    newcomer.welcome(COUNTY)
    newcomer.authority = None

    assert newcomer.look() is None
    assert "ca_file" in newcomer.told().message


def test_a_stick_that_is_gone_or_locked_is_said(newcomer: Newcomer) -> None:
    (newcomer.stick / BACK).write_bytes(b"in the way")
    assert newcomer.look() is None
    assert newcomer.told().code == "stick_unwritable"

    (newcomer.stick / MARK).unlink()
    assert newcomer.look() is None
    assert newcomer.told().code == "stick_gone"


def test_a_mistake_of_the_program_is_told_as_one(newcomer: Newcomer) -> None:
    newcomer.authority = Stumbling()
    newcomer.welcome(COUNTY)

    assert newcomer.look() is None
    assert newcomer.told().code == "mishap"


class Stumbling(type(Path())):  # type: ignore[misc]  # a path of this system
    """Stumble when it is read."""

    def read_bytes(self) -> bytes:
        raise LookupError
