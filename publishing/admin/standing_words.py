"""Put into words how a disclosure stands; the verdict is `programme.standing`."""

from programme.standing import Lateness, Standing, StandingState

_TONES = {
    StandingState.NOT_DUE: "plain",
    StandingState.DUE_SOON: "info",
    StandingState.PAST_TARGET: "warn",
    StandingState.PAST_LEGAL: "bad",
    StandingState.SHOWING: "info",
    StandingState.UNTIL_ENDED: "info",
    StandingState.SERVED: "ok",
}


def standing_tone(standing: Standing) -> str:
    """Return the tone in which a standing is told; words stand beside it."""
    return _TONES[standing.state]


def standing_words(standing: Standing, *, days: str = "个工作日") -> str:
    """Return how a disclosure stands.

    Args:
        standing: The verdict.
        days: What its days of showing are called.
    """
    left, late = standing.days_left, standing.late_days
    told = {
        StandingState.NOT_DUE: "还没到期" if left is None else f"还剩 {left} 个工作日",
        StandingState.DUE_SOON: f"快到期，还剩 {left} 个工作日",
        StandingState.PAST_TARGET: f"超过目标 {late} 个工作日",
        StandingState.PAST_LEGAL: f"已超法定期限 {late} 个工作日",
        StandingState.SHOWING: f"已展示 {standing.days} / {standing.at_least} {days}",
        StandingState.UNTIL_ENDED: f"已展示 {standing.days} {days}，到有变化为止",
        StandingState.SERVED: f"已满 {standing.at_least} {days}",
    }[standing.state]
    unsure = "（暂定）" if standing.provisional and left is not None else ""
    return f"{told}{unsure}{_came_late(standing)}"


def _came_late(standing: Standing) -> str:
    """Say of what is out that it came late."""
    if standing.days_left is not None or standing.state in {
        StandingState.PAST_TARGET,
        StandingState.PAST_LEGAL,
    }:
        return ""
    words = {
        Lateness.NONE: "",
        Lateness.TARGET: f"，晚于目标 {standing.late_days} 个工作日发布",
        Lateness.LEGAL: f"，超法定期限 {standing.late_days} 个工作日发布",
    }
    return words[standing.late]
