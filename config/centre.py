"""Describe the settings of the publishing centre; read nothing on import."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, ClassVar, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError
from pydantic_settings import SettingsConfigDict

from config.mandates import Preset, of_the_county, shipped_mandates
from config.settings import Listen, ProgramSettings, Section
from programme.boards import KindOfAct
from programme.mandate import Shortfall


def _server_url(value: str) -> str:
    """Return the address of a database server as it is written.

    Raises:
        PydanticCustomError: It is not one, or it gives a password away.
    """
    parts = urlsplit(value)
    if parts.scheme != "postgresql" or not parts.path.strip("/"):
        words = "要像 postgresql://mingbai@主机/mingbai，SQLite 不用写"
        raise PydanticCustomError("database_url", words)
    if parts.password is not None or "password=" in parts.query:
        words = "密码不要写在这里，请写进 database_password_file 指的文件"
        raise PydanticCustomError("database_password", words)
    return value


class Pace(Section):
    """Say how often one address may ask; devices behind one router share it."""

    enrolments_per_minute: int = Field(ge=1)
    """Requests to be known; a waiting device asks every three seconds."""
    deliveries_per_minute: int = Field(ge=1)
    """Batches of evidence and status messages."""


class Shortfalls(Section):
    """Say what a day that fell short does, by kind of act."""

    disclosure: Shortfall
    """公开."""
    public_notice: Shortfall
    """公示: its printed end is part of what was signed."""
    announcement: Shortfall
    """公告."""
    consultation: Shortfall
    """征求意见."""


class Rules(Section):
    """Say what a county decides where the rules leave it open."""

    posting_day_counts: bool
    """Whether the day of posting is day 1."""
    presence_counts: bool
    """Whether a recorded presence on a primary carrier makes a working day count."""
    shortfall: Shortfalls
    """Where a rule of its own does not say it."""

    def presets(self) -> Mapping[str, Preset]:
        """Return the shipped mandates as this county wants them.

        Raises:
            MandatesRefused: The installed file is damaged.
        """
        return of_the_county(
            shipped_mandates(),
            posting_day_counts=self.posting_day_counts,
            shortfalls={
                kind: Shortfall(getattr(self.shortfall, kind.value))
                for kind in KindOfAct
            },
        )


class CountySettings(ProgramSettings):
    """Be the base: what both programs of the centre are told alike."""

    data_folder: Path
    """The centre's folder: database, files, releases, everyday keys."""
    behind_proxy: bool
    """A proxy in front does the TLS; then this program speaks plain HTTP."""
    certificate_file: Path | None = None
    """PEM; none: `keys/server.pem` in the data folder."""
    private_key_file: Path | None = None
    """PEM; none: `keys/server.key` in the data folder."""
    log_level: Literal["debug", "info", "warning", "error"]
    """The least important lines that are written."""
    web: Listen
    """Where the program is served."""

    @property
    def wake_socket(self) -> Path:
        """Return the unix socket on which the wake process is told."""
        return self.data_folder / "wake.sock"


class CentreSettings(CountySettings):
    """What the centre is told."""

    model_config = SettingsConfigDict(env_prefix="MINGBAI_CENTRE_")
    program: ClassVar[str] = "centre"

    county: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]{1,19}$")]
    """The county's code, with which every id begins."""
    time_zone: str
    """Of the county, as in the time zone database."""
    database_url: Annotated[str, AfterValidator(_server_url)] | None = None
    """A PostgreSQL database; none: SQLite in the data folder."""
    database_password_file: Path | None = None
    """Where its password stands, on a line of its own."""
    link_hosts: tuple[str, ...]
    """The county's own sites, to which codes and records may point."""
    wake_url: str
    """Where devices reach the wake process; they are told at enrolment."""
    timestamp_days: int = Field(ge=2, le=365)
    """Days for which devices believe that there is nothing newer."""
    airgap_days: int = Field(ge=1)
    """Days for which a release carried on a stick stays fresh."""
    tick_s: float = Field(gt=0)
    """Seconds between two looks for what is due."""
    pace: Pace
    """Limits against a device gone wild."""
    rules: Rules
    """What the county decides about deadlines and days."""


class WakeSettings(CountySettings):
    """What the wake process is told."""

    model_config = SettingsConfigDict(env_prefix="MINGBAI_WAKE_")
    program: ClassVar[str] = "wake"

    heartbeat_s: float = Field(gt=0)
    """Seconds between two lines that only keep a connection open."""
    most_connections: int = Field(ge=1)
    """Devices that may be connected at once."""
