"""Let emergency notices be heard by the group's setting; when to ask is the page's."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from media.speech.alerting import AlertVoice
from programme.alert_sound import may_sound
from programme.clock import Clock
from programme.plan import Plan


class Alarms:
    """Make sounds of the notices of the present plan."""

    def __init__(
        self, plan: Callable[[], Plan | None], voice: AlertVoice, clock: Clock
    ) -> None:
        self._plan = plan
        self._voice = voice
        self._clock = clock

    def sound_of(self, notice: str) -> bytes | None:
        """Return a notice's sound (WAV); None where it may not be heard now."""
        plan = self._plan()
        if plan is None:
            return None
        every = (plan.override, *plan.more_overrides)
        found = [one for one in every if one is not None and one.id == notice]
        zone = ZoneInfo(plan.time_zone)
        if not found or not may_sound(plan.alert_sound, self._clock.now(), zone):
            return None
        return self._voice.sound_of(found[0])
