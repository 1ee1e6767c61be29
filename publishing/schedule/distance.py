"""Decide whether a panel can be read from where its readers stand; pure."""

from programme.layout import Panel

_SMALL_INCHES = 43
_SMALL_GOOD_TO_MM = 3500


def distance_warning(panel: Panel) -> str:
    """Return what to tell staff about a panel that is too small for its distance.

    A 43-inch panel is good to about 3.5 m; a larger one gets larger letters.
    """
    if panel.diagonal_inches > _SMALL_INCHES or panel.distance_mm <= _SMALL_GOOD_TO_MM:
        return ""
    metres = panel.distance_mm / 1000
    return (
        f"{panel.diagonal_inches} 寸的屏看得清的距离约 3.5 米，这里写的是 "
        f"{metres:g} 米。请换大屏，或让人能走近。"
    )
