"""Read whether a display group's emergency notices are heard; it plays nothing."""

from programme.alert_sound import AlertSound
from publishing.tables.schedule import DisplayGroup


def sound_of(group: DisplayGroup) -> AlertSound | None:
    """Return how a group's notices are heard; None where they are silent."""
    return AlertSound.model_validate(group.alert_sound) if group.alert_sound else None
