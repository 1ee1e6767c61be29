"""Examine a device by the settings of its agent; what is found is `inner`'s matter."""

from pathlib import Path

from config.device import AgentSettings
from config.doctor import Finding, bad
from config.settings import SettingsError, read_settings
from programme.clock import Clock
from sync_agent.inner.examining import findings_of


def examine_device(settings: Path | None, now: Clock) -> tuple[Finding, ...]:
    """Return what is found on the device of these settings of the agent."""
    try:
        told = read_settings(AgentSettings, files=[settings] if settings else [])
    except SettingsError as error:
        return (bad("设置", str(error), "请按上面写的改设置文件。"),)
    return findings_of(told, now)
