"""Draw whether emergency notices are heard, read it and say it; decide nothing."""

from collections.abc import Callable

from programme.alert_sound import AlertSound, AlertTimes, QuietHours
from publishing.admin.fields import choice, chosen, line, two_times
from publishing.admin.parts import box
from publishing.errors import Refused

_SILENT = "silent"
_CHOICES = {
    _SILENT: "不出声",
    AlertTimes.ONCE.value: "上屏时响一遍",
    AlertTimes.REPEATED.value: "上屏后反复响",
}
_SHORT = {AlertTimes.ONCE: "响一遍", AlertTimes.REPEATED: "反复响"}
_QUIET = "安静时间"


def sound_fields(sound: AlertSound | None) -> Callable[[], AlertSound | None]:
    """Draw how notices are heard, and return what reads it; None: silent."""
    with box("halves"):
        told = sound.times.value if sound else _SILENT
        times = choice("应急插播的声音", _CHOICES, told)
        hint = "例如 21:00-7:00，空着就是随时会响"
        quiet = line(_QUIET, _typed(sound.quiet if sound else None), most=11, hint=hint)
    quiet.bind_visibility_from(times, "value", lambda value: value != _SILENT)

    def read() -> AlertSound | None:
        wanted = chosen(times, "应急插播的声音")
        if wanted == _SILENT:
            return None
        typed = str(quiet.value or "").strip()
        return AlertSound(times=AlertTimes(wanted), quiet=_quiet(typed))

    return read


def sound_words(sound: AlertSound | None) -> str:
    """Return how notices are heard, in one line; empty: they are silent."""
    if sound is None:
        return ""
    words = f"应急插播{_SHORT[sound.times]}"
    return f"{words}，{_typed(sound.quiet)} 不响" if sound.quiet else words


def _typed(quiet: QuietHours | None) -> str:
    if quiet is None:
        return ""
    return f"{quiet.from_time:%-H:%M}-{quiet.to_time:%-H:%M}"


def _quiet(typed: str) -> QuietHours | None:
    """Return the hours that were typed; none: at any hour.

    Raises:
        Refused: They cannot be read, or begin when they end.
    """
    if not typed:
        return None
    from_time, to_time = two_times(typed, _QUIET)
    if from_time == to_time:
        message = f"“{_QUIET}”的开始和结束不能一样。整天不响，请选“不出声”。"
        raise Refused(message, code="form")
    return QuietHours(from_time=from_time, to_time=to_time)
