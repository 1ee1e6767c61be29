"""Say whether emergency notices are heard where they are shown; pure, makes no sound.

A display group is silent unless somebody has chosen otherwise (`look`: screens are
silent but for an override, if the hall allows it).
"""

from datetime import datetime, time, tzinfo
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from programme.document import Document


def _is_unset(value: object) -> bool:
    return value is None


class AlertTimes(StrEnum):
    """Say how often one notice is heard on one display."""

    ONCE = "once"
    """When it comes up."""
    REPEATED = "repeated"
    """Again and again while it stands."""


class QuietHours(Document):
    """Be a span of every day in which nothing is heard, half-open, in local time."""

    from_time: time
    to_time: time
    """Earlier than the beginning: on the next day, as at night."""

    @model_validator(mode="after")
    def _is_a_span(self) -> Self:
        if self.from_time == self.to_time:
            msg = "安静时间的开始和结束不能一样"
            raise ValueError(msg)
        return self

    def hold(self, at: time) -> bool:
        """Say whether a local time of day lies within."""
        if self.from_time < self.to_time:
            return self.from_time <= at < self.to_time
        return at >= self.from_time or at < self.to_time


class AlertSound(Document):
    """Be how a display group's loudspeakers take part in emergency notices."""

    times: AlertTimes
    quiet: QuietHours | None = Field(default=None, exclude_if=_is_unset)


def may_sound(sound: AlertSound | None, instant: datetime, zone: tzinfo) -> bool:
    """Say whether a notice may be heard at an instant; silent where nobody chose."""
    if sound is None:
        return False
    local = instant.astimezone(zone).time()
    return sound.quiet is None or not sound.quiet.hold(local)
