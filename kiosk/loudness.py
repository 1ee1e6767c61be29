"""Say how loud pages may be read at a time of day; it plays nothing."""

from datetime import time

from config.device import Loudness


def loudness_at(local: time, limits: Loudness) -> float:
    """Return the most that a voice may have of the full loudness, from 0 to 1."""
    begin, end = limits.quiet_from, limits.quiet_to
    within = begin <= local < end
    over_midnight = end < begin and not end <= local < begin
    quiet = within or over_midnight
    return min(limits.most, limits.quiet_most) if quiet else limits.most
