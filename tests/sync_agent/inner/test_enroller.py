from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

from programme.boards import DisplayKind
from programme.keys import SigningKey
from sync_agent.inner.backoff import Backoff
from sync_agent.inner.device_api import DeviceApi
from sync_agent.inner.enroller import Enroller
from sync_agent.inner.enrolment import OwnGlass
from sync_agent.inner.http import Http
from sync_agent.inner.identity import Identity, own_key, read_identity
from sync_agent.inner.standing import Standing
from sync_agent.inner.stick_desk import StickDesk
from sync_agent.inner.stick_door import StickDoor
from sync_agent.inner.stick_enrolment import StickEnrolment
from sync_agent.layout import Layout
from sync_agent.state import AgentState, StateReport, read_state
from tests.fakes.beside import beside
from tests.fakes.centre_repository import FakeCentre
from tests.fakes.centre_server import CentreServer, Reply
from tests.fakes.chances import Highest
from tests.fakes.device import MovedClock
from tests.fakes.running_agent import DEVICE, FakeDeviceApi, wait_for

PORTAL = b"<html>welcome</html>"


class Newcomer:
    """Be a device that nobody knows yet, beside its centre."""

    def __init__(self, root: Path, http: Http, server: CentreServer) -> None:
        self.layout = Layout(root)
        self.server = server
        self.centre = FakeDeviceApi(FakeCentre(server.folder), server)
        self.key: SigningKey = own_key(self.layout)
        self._http = http
        self.found: list[Identity | None] = []

    def enrol(self, stopping: Event) -> None:
        """Ask until known, as the agent does after every start."""
        clock = MovedClock()
        door = StickDoor(self.layout.stick_socket)
        enroller = Enroller(
            self.layout,
            api=DeviceApi(self._http, self.server.url, self.key),
            key=self.key,
            glass=OwnGlass(kind=DisplayKind.SCREEN, width=1920, height=1080),
            standing=Standing(self.layout, clock, stale_after_s=60.0),
            backoff=Backoff(first_s=0.02, most_s=0.02, chance=Highest()),
            stick=StickEnrolment(
                door=door,
                desk=StickDesk(self.layout, clock),
                key=self.key,
                authority=None,
                clock=clock,
            ),
        )
        with closing(door):
            self.found.append(enroller.enrol(stopping))

    def told(self, **words: object) -> StateReport:
        """Return what the local pages know as soon as they know this."""
        found: list[StateReport] = []

        def knows() -> bool:
            report = read_state(self.layout.root)
            if report is not None and words.items() <= report.model_dump().items():
                found.append(report)
            return bool(found)

        wait_for(knows)
        return found[0]

    def code(self) -> str | None:
        """Return the code that is shown."""
        return self.told().code


@pytest.fixture
def newcomer(tmp_path: Path, http: Http, server: CentreServer) -> Newcomer:
    """Give a device that nobody knows yet."""
    root = tmp_path / "device"
    root.mkdir()
    return Newcomer(root, http, server)


def test_a_device_that_is_confirmed_already_is_enrolled_at_once(
    newcomer: Newcomer,
) -> None:
    newcomer.centre.confirmed = True

    newcomer.enrol(Event())

    [identity] = newcomer.found
    assert identity is not None
    assert identity.device == DEVICE
    assert read_identity(newcomer.layout, newcomer.key) == identity


def test_a_device_shows_its_code_until_somebody_confirms_it(
    newcomer: Newcomer,
) -> None:
    with beside(newcomer.enrol):
        report = newcomer.told(state=AgentState.ENROLLING)
        newcomer.centre.confirmed = True
        wait_for(lambda: newcomer.found)

    assert report.code == newcomer.centre.code
    assert newcomer.found[0] is not None


def test_a_refused_code_is_replaced_and_the_screen_says_why(
    newcomer: Newcomer,
) -> None:
    newcomer.centre.refusing = True

    with beside(newcomer.enrol):
        report = newcomer.told(state=AgentState.ENROLMENT_REFUSED)
        wait_for(lambda: newcomer.code() != report.code)

    assert report.last_error == "中心没有接受这台设备：登记码不对。"
    assert report.error_code == "enrolment_refused"
    assert newcomer.found == [None]


@pytest.mark.parametrize("status", [200, 302, 403, 404, 503])
def test_a_code_outlives_whatever_stands_between_the_device_and_its_centre(
    newcomer: Newcomer, status: int
) -> None:
    asked = newcomer.server.posts.pop("/device/enrolment")
    portal = Reply(status=status, body=PORTAL, headers={"Location": "/login"})
    newcomer.server.posts["/device/enrolment"] = lambda _: portal

    with beside(newcomer.enrol):
        report = newcomer.told(error_code="answer_refused")
        newcomer.centre.confirmed = True
        newcomer.server.posts["/device/enrolment"] = asked
        wait_for(lambda: newcomer.found)

    assert report.state is AgentState.UNENROLLED
    assert report.code == newcomer.centre.code
    assert newcomer.found[0] is not None


def test_a_code_outlives_a_restart(newcomer: Newcomer) -> None:
    with beside(newcomer.enrol):
        shown = newcomer.told(state=AgentState.ENROLLING).code
    newcomer.server.asked.clear()

    with beside(newcomer.enrol):
        wait_for(lambda: newcomer.server.asked)

    assert newcomer.centre.code == shown
    assert newcomer.code() == shown


def test_a_device_that_cannot_remember_its_name_asks_again(newcomer: Newcomer) -> None:
    newcomer.centre.confirmed = True
    newcomer.layout.identity.mkdir()

    with beside(newcomer.enrol):
        report = newcomer.told(state=AgentState.STORAGE_FAILING)
        newcomer.layout.identity.rmdir()
        wait_for(lambda: newcomer.found)

    assert "磁盘" in report.last_error
    assert newcomer.found[0] is not None


def test_a_device_that_is_told_to_stop_asks_nobody(newcomer: Newcomer) -> None:
    stopping = Event()
    stopping.set()

    newcomer.enrol(stopping)

    assert newcomer.found == [None]
    assert newcomer.server.asked == []
