"""Describe the settings of a device's programs; read nothing on import."""

from pathlib import Path
from typing import ClassVar, Literal

from pydantic import Field, HttpUrl
from pydantic_settings import SettingsConfigDict

from config.settings import Listen, ProgramSettings


class DeviceSettings(ProgramSettings):
    """What the agent, the player and the kiosk of one machine agree on."""

    model_config = SettingsConfigDict(env_prefix="MINGBAI_DEVICE_")
    program: ClassVar[str] = "device"

    centre_url: HttpUrl
    """Address of the publishing centre."""
    state_folder: Path
    """Where everything that must outlive a restart is kept."""
    max_offline_days: int = Field(ge=1)
    """Days without the centre after which only mandated items go on showing."""
    log_level: Literal["debug", "info", "warning", "error"]
    """The least important lines that are written."""
    player: Listen
    """Where the player serves the screen page."""
    kiosk: Listen
    """Where the kiosk serves its pages."""
