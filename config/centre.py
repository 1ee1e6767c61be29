"""Describe the settings of the publishing centre; read nothing on import."""

from pathlib import Path
from typing import ClassVar, Literal

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from config.settings import Listen, ProgramSettings


class CentreSettings(ProgramSettings):
    """What the centre and its wake-up service agree on."""

    model_config = SettingsConfigDict(env_prefix="MINGBAI_CENTRE_")
    program: ClassVar[str] = "centre"

    data_folder: Path
    """Where the database, the files and the releases are kept."""
    session_secret_file: Path
    """File with the secret that seals the staff's sessions."""
    airgap_days: int = Field(ge=1)
    """Days for which a release carried on a stick stays fresh."""
    log_level: Literal["debug", "info", "warning", "error"]
    """The least important lines that are written."""
    web: Listen
    """Where the admin pages and the device API are served."""
    wake: Listen
    """Where the wake-up service is served."""
