"""Switch the panel by the plan with the commands of this machine; it draws nothing.

The page is black or dim by itself. A command is for those who want the panel to rest as
well: over HDMI-CEC, a serial line or a smart plug. An emergency notice wakes it.
"""

import logging
import subprocess
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from programme.clock import Clock
from programme.plan import Plan
from programme.power import Resting

ON = "on"
_AGAIN = timedelta(minutes=1)
_log = logging.getLogger(__name__)

Run = Callable[[Sequence[str]], None]


class Panel:
    """Keep a panel in the state that the plan wants; tried again after a failure."""

    def __init__(
        self,
        plan: Callable[[], Plan | None],
        commands: Mapping[str, Sequence[str]],
        *,
        clock: Clock,
        run: Run,
    ) -> None:
        self._plan = plan
        self._commands = commands
        self._clock = clock
        self._run = run
        self._state = ""
        self._tried_at: datetime | None = None

    def look(self) -> None:
        """Give the command of the state that is due, unless it was given."""
        now = self._clock.now()
        wanted = state_at(self._plan(), now)
        if wanted == self._state or self._waits(now):
            return
        command = self._commands.get(wanted, ())
        self._tried_at = now
        if command:
            try:
                self._run(command)
            except (OSError, subprocess.SubprocessError) as error:
                _log.warning("the panel was not switched %s: %s", wanted, error)
                return
        self._state, self._tried_at = wanted, None

    def _waits(self, now: datetime) -> bool:
        tried_at = self._tried_at
        return tried_at is not None and tried_at <= now < tried_at + _AGAIN


def state_at(plan: Plan | None, now: datetime) -> str:
    """Return how a panel is to be at an instant: on, dim or off."""
    if plan is None:
        return ON
    notices = [one for one in (plan.override, *plan.more_overrides) if one is not None]
    if any(one.starts_at <= now < one.ends_at for one in notices):
        return ON
    for span in plan.spans:
        if span.from_at <= now < span.to_at:
            return span.resting.value if span.resting else ON
    return ON


def commands_of(
    on: Sequence[str], dim: Sequence[str], off: Sequence[str]
) -> Mapping[str, Sequence[str]]:
    """Return commands by the states that they bring; empty: none is given."""
    return {ON: on, Resting.DIM.value: dim, Resting.OFF.value: off}


def runner(within_s: float) -> Run:
    """Return what runs a command of this machine's settings to its end."""

    def run(command: Sequence[str]) -> None:
        subprocess.run(  # noqa: S603 - the machine's own settings name it
            list(command), check=True, timeout=within_s, stdin=subprocess.DEVNULL
        )

    return run
