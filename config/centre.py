"""Describe the settings of the publishing centre; read nothing on import."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, ClassVar, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError
from pydantic_settings import SettingsConfigDict

from config.addresses import public_address, server_url
from config.mandates import Preset, of_the_county, shipped_mandates
from config.settings import Listen, ProgramSettings, Section
from programme.boards import KindOfAct
from programme.mandate import Shortfall


class Pace(Section):
    """Say how often one address may ask; devices behind one router share it."""

    enrolments_per_minute: int = Field(ge=1)
    """Requests to be known; a waiting device asks every three seconds."""
    deliveries_per_minute: int = Field(ge=1)
    """Batches of evidence and status messages."""
    deliveries_per_second_of_all: float = Field(gt=0)
    """The same from all addresses together; the others are told when to come."""


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


class OwnKeys(StrEnum):
    """Say how far a county has come on the way to approvers' own keys."""

    OFF = "off"
    """The centre vouches for who has signed in."""
    OFFERED = "offered"
    """Who has a key on the list of people signs with it; others by the centre."""
    APPROVERS = "approvers"
    """An approver's decision counts by their own key alone, or on paper."""


class Rules(Section):
    """Say what a county decides where the rules leave it open."""

    posting_day_counts: bool
    """Whether the day of posting is day 1."""
    presence_counts: bool
    """Whether a recorded presence on a primary carrier makes a working day count."""
    own_keys: OwnKeys
    """Whether approvers sign with keys of their own; the list of people must say so."""
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


class Public(Section):
    """Say where the public pages lie and who hands them on (REQ-35)."""

    address: Annotated[str, AfterValidator(public_address)] = ""
    """The address below which they are served; empty: codes carry a short text."""
    folder: Path | None = None
    """Where they are written; none: `public` in the data folder."""
    past_days: int = Field(ge=0, le=36_500)
    """Days for which a disclosure may be read on after its end."""
    push: tuple[str, ...]
    """A command that hands the folder on; the folder is its last word."""


class Captures(Section):
    """Say for how long pictures of glasses stay; their records stay for ever."""

    kept_days: int = Field(ge=1, le=36_500)
    """Days; what a certificate or an open question needs stays longer."""


class Voice(Section):
    """Say for how long the words of questions and requests stay."""

    kept_days: int = Field(ge=90, le=36_500)
    """Days after the reply; what stands on the wall stays."""


class Pages(Section):
    """Say what is kept of the work of setting pages."""

    kept_mb: int = Field(ge=0, le=1_000_000)
    """Million bytes of drawn pages on disk; 0: none outlive a restart."""


class Archive(Section):
    """Say what yearly packages for the archive hold."""

    lists_inside: bool
    """Whether texts of lists of persons go in after their time; else a word why not."""


class Backup(Section):
    """Say when copies of everything are made, where, and how many stay."""

    folder: Path | None = None
    """On another disk; none: `backups` in the data folder, which is no help when the
    disk fails."""
    nightly: bool
    """Whether the centre makes one every night by itself."""
    hour: int = Field(ge=0, le=23)
    """The local hour from which on the night's one is due."""
    too_old_h: int = Field(ge=1)
    """Hours after which staff are told that the newest good one is too old."""
    daily: int = Field(ge=1, le=366)
    """Days of which the last one stays."""
    weekly: int = Field(ge=0, le=520)
    """Weeks of which the last one stays."""
    monthly: int = Field(ge=0, le=240)
    """Months of which the last one stays."""


class Metrics(Section):
    """Say where the centre's figures for Prometheus are."""

    port: int = Field(ge=0, le=65_535)
    """Port on 127.0.0.1, at /metrics; 0: there are none."""


class CentreSettings(CountySettings):
    """What the centre is told."""

    model_config = SettingsConfigDict(env_prefix="MINGBAI_CENTRE_")
    program: ClassVar[str] = "centre"

    county: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]{1,19}$")]
    """The county's code, with which every id begins."""
    time_zone: str
    """Of the county, as in the time zone database."""
    database_url: Annotated[str, AfterValidator(server_url)] | None = None
    """A PostgreSQL database; none: SQLite in the data folder."""
    database_password_file: Path | None = None
    """Where its password stands, on a line of its own."""
    link_hosts: tuple[str, ...]
    """The county's own sites, to which codes and records may point."""
    alerts_file: Path | None = None
    """Who may issue which emergency notice, and ready words; none: the shipped list."""
    public: Public
    """The public pages."""
    archive: Archive
    """Yearly packages for the archive."""
    captures: Captures
    voice: Voice
    """Pictures of the glass that devices took."""
    pages: Pages
    """The setting of pages."""
    backup: Backup
    """Copies of everything, and how long they stay."""
    wake_url: str
    """Where devices reach the wake process; they are told at enrolment."""
    timestamp_days: int = Field(ge=2, le=365)
    """Days for which devices believe that there is nothing newer."""
    airgap_days: int = Field(ge=1)
    """Days for which a release carried on a stick stays fresh."""
    tick_s: float = Field(gt=0)
    """Seconds between two looks for what is due."""
    log_every_s: float = Field(ge=1)
    """Seconds between two checkpoints of the log of evidence."""
    pace: Pace
    """Limits against a device gone wild."""
    metrics: Metrics
    """Figures for whoever watches the machines."""
    rules: Rules
    """What the county decides about deadlines and days."""

    @field_validator("public")
    @classmethod
    def _on_an_own_site(cls, value: Public, info: ValidationInfo) -> Public:
        """Return the settings of the public pages, if codes may lead there (B15).

        Raises:
            PydanticCustomError: The address is on no site of the county's own.
        """
        host = urlsplit(value.address).hostname
        if host is not None and host not in info.data.get("link_hosts", ()):
            words = "address 的网站没有登记在 link_hosts 里，二维码不能指向它"
            raise PydanticCustomError("public_host", words)
        return value

    @property
    def public_folder(self) -> Path:
        """Return where the public pages are written."""
        return self.public.folder or self.data_folder / "public"

    @property
    def backup_folder(self) -> Path:
        """Return where backups are kept."""
        return self.backup.folder or self.data_folder / "backups"

    @property
    def drawn_folder(self) -> Path:
        """Return where drawn pages are kept; what is lost there is drawn again."""
        return self.data_folder / "drawn"


class WakeSettings(CountySettings):
    """What the wake process is told."""

    model_config = SettingsConfigDict(env_prefix="MINGBAI_WAKE_")
    program: ClassVar[str] = "wake"

    heartbeat_s: float = Field(gt=0)
    """Seconds between two lines that only keep a connection open."""
    most_connections: int = Field(ge=1)
    """Devices that may be connected at once."""
    returns_per_s: float = Field(gt=0)
    """Devices that are to come back each second after all lines broke."""
    returns_at_once: int = Field(ge=1)
    """Devices that may come at once before that counts."""
