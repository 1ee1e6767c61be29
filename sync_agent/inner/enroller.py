"""Ask until the centre knows this device; show the code meanwhile."""

import logging
from threading import Event

from programme.enrolment import EnrolmentAccepted
from programme.keys import SigningKey
from sync_agent.disk import DiskRefused
from sync_agent.inner.backoff import Backoff
from sync_agent.inner.device_api import DeviceApi
from sync_agent.inner.enrolment import OwnGlass, ask, new_code, request_of
from sync_agent.inner.errors import EnrolmentRefused
from sync_agent.inner.http_errors import HttpFailed
from sync_agent.inner.identity import Identity, keep_identity
from sync_agent.inner.standing import Standing
from sync_agent.inner.stick_enrolment import StickEnrolment
from sync_agent.layout import Layout
from sync_agent.state import read_state

_LOOK_EVERY_S = 1.0
_LONGEST_S = 3600
"""Between two questions, whatever the centre says: somebody waits at the screen."""
_log = logging.getLogger(__name__)


class Enroller:
    """Be what the agent does until it has an identity."""

    def __init__(
        self,
        layout: Layout,
        *,
        api: DeviceApi,
        key: SigningKey,
        glass: OwnGlass,
        standing: Standing,
        backoff: Backoff,
        stick: StickEnrolment,
    ) -> None:
        self._layout = layout
        self._api = api
        self._key = key
        self._glass = glass
        self._standing = standing
        self._backoff = backoff
        self._stick = stick

    def enrol(self, stopping: Event) -> Identity | None:
        """Return who this device is; None: told to stop before the centre knew it."""
        former = read_state(self._layout.root)
        # Somebody may be typing the code that was shown before a restart.
        code = (former.code if former else None) or new_code()
        self._standing.tell(code=code)
        while not stopping.is_set():
            try:
                answer = ask(self._api, self._key, self._glass, code)
                if isinstance(answer, EnrolmentAccepted):
                    return self._keep(answer)
                self._backoff.succeeded()
                self._standing.tell(asked=True, trouble=None)
                pause = float(min(answer.ask_again_s, _LONGEST_S))
            except EnrolmentRefused as error:
                _log.warning("%s", error)
                code = new_code()
                self._standing.tell(code=code, asked=False, trouble=error)
                pause = self._backoff.failed()
            except (HttpFailed, DiskRefused) as error:
                _log.warning("enrolment: %s", error)
                self._standing.tell(trouble=error)
                pause = self._backoff.failed()
            accepted = self._wait(stopping, pause, code)
            if accepted is not None:
                return self._keep(accepted)
        return None

    def _wait(
        self, stopping: Event, pause: float, code: str
    ) -> EnrolmentAccepted | None:
        """Wait, and return what a stick brings meanwhile."""
        while pause > 0:
            accepted = self._stick.look(request_of(self._key, self._glass, code))
            if accepted is not None or stopping.wait(min(pause, _LOOK_EVERY_S)):
                return accepted
            pause -= _LOOK_EVERY_S
        return None

    def _keep(self, accepted: EnrolmentAccepted) -> Identity:
        """Remember the answer.

        Raises:
            DiskRefused: The disk refused; the centre will answer the same again.
        """
        identity = keep_identity(self._layout, self._key, accepted)
        _log.info("enrolled as %s of %s", identity.device, identity.group)
        return identity
