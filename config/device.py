"""Describe the settings of a device's programs; read nothing on import."""

from pathlib import Path
from typing import ClassVar, Literal

from pydantic import Field, HttpUrl
from pydantic_settings import SettingsConfigDict

from config.settings import Listen, ProgramSettings, Section


class DeviceSettings(ProgramSettings):
    """Be the base: what every program of one machine is told alike."""

    state_folder: Path
    """The device's folder: the agent writes it, the player and the kiosk read it."""
    log_level: Literal["debug", "info", "warning", "error"]
    """The least important lines that are written."""


class Glass(Section):
    """Say what hangs on this machine, as it is told to the centre at enrolment."""

    kind: Literal["screen", "kiosk"]
    """A screen that plays, or a kiosk that is touched."""
    width: int = Field(ge=640, le=7680)
    """Pixels across."""
    height: int = Field(ge=640, le=7680)
    """Pixels down."""


class Polling(Section):
    """Say how often the agent asks by itself; the wake-up is what makes it quick."""

    interval_s: float = Field(gt=0)
    """Seconds between two polls."""
    jitter_s: float = Field(ge=0)
    """Up to so many seconds more, by chance, so that devices do not ask together."""
    wake_delay_s: float = Field(ge=0)
    """Up to so many seconds, by chance, between a wake-up and the sync."""
    status_interval_s: float = Field(gt=0)
    """Seconds after which the state is told to the centre at the latest."""
    stale_after_s: float = Field(gt=0)
    """Seconds without the centre after which the state says so."""
    records_interval_s: float = Field(gt=0)
    """Seconds between two looks for records to deliver."""


class Network(Section):
    """Say how long the agent waits for others, and how much it takes from them."""

    read_timeout_s: float = Field(gt=0)
    """Seconds without a byte after which a request is given up."""
    total_timeout_s: float = Field(gt=0)
    """Seconds after which a request is given up, however many bytes came."""
    backoff_first_s: float = Field(gt=0)
    """Seconds after the first failure; doubled with each further one."""
    backoff_most_s: float = Field(gt=0)
    """The longest pause between two attempts."""
    downloads_at_once: int = Field(ge=1, le=16)
    """Files fetched side by side."""


class Storage(Section):
    """Say how much of the disk is whose."""

    reserve_bytes: int = Field(ge=0)
    """Kept free for records; given up when the disk is full."""
    grace_s: float = Field(ge=0)
    """Seconds for which a file that is needed no more still stays."""
    keep_delivered_records: int = Field(ge=0)
    """Records that stay in the outbox after the centre has them."""


class AgentSettings(DeviceSettings):
    """What the sync agent is told."""

    model_config = SettingsConfigDict(env_prefix="MINGBAI_AGENT_")
    program: ClassVar[str] = "agent"

    centre_url: HttpUrl
    """Address of the publishing centre."""
    ca_file: Path | None = None
    """The county's own certificate authority; none: those that the system trusts."""
    max_offline_days: int = Field(ge=1)
    """Days without the centre after which only mandated items go on showing."""
    clock_doubt_s: float = Field(gt=0)
    """Seconds between this clock and the centre's above which the clock is doubted."""
    glass: Glass
    """The display that this machine drives."""
    polling: Polling
    """When to ask."""
    network: Network
    """How to wait."""
    storage: Storage
    """What to keep."""


class PlayerSettings(DeviceSettings):
    """What the player of a screen is told."""

    model_config = SettingsConfigDict(env_prefix="MINGBAI_PLAYER_")
    program: ClassVar[str] = "player"

    web: Listen
    """Where the screen page is served."""
    look_every_s: float = Field(gt=0, le=60)
    """Seconds after which the store is looked at even if the agent said nothing."""


class KioskSettings(DeviceSettings):
    """What the page server of a kiosk is told."""

    model_config = SettingsConfigDict(env_prefix="MINGBAI_KIOSK_")
    program: ClassVar[str] = "kiosk"

    web: Listen
    """Where the pages are served."""
    idle_home_s: float = Field(gt=0)
    """Seconds without a touch before a page asks whether somebody is there."""
    idle_reading_s: float = Field(gt=0)
    """The same on an answer and on a disclosure's pages."""
    idle_warning_s: float = Field(gt=0)
    """Seconds that the question stands before all is wiped."""
    presence_every_s: float = Field(gt=0)
    """Seconds between two records of being in service."""
    stale_after_days: int = Field(ge=1)
    """Days without the centre after which pages say how old they are."""
