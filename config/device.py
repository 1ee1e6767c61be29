"""Describe the settings of a device's programs; read nothing on import."""

from datetime import time
from enum import StrEnum
from pathlib import Path
from typing import ClassVar, Literal, Self

from pydantic import Field, HttpUrl, model_validator
from pydantic_settings import SettingsConfigDict

from config.kiosk_place import KioskPlace
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
    records_gather_s: float = Field(ge=0, le=3600)
    """Seconds that plays wait for one another; receipts and faults wait for none."""


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
    content_bytes: int = Field(ge=0)
    """What all content may take before such files go at once; 0: no bound. What is
    shown, or will be, is never removed for it."""
    keep_delivered_records: int = Field(ge=0)
    """Records that stay in the outbox after the centre has them, however old."""
    keep_delivered_days: int = Field(ge=0, le=366)
    """Days for which all stay after the centre has them; a restored one asks again."""
    pictures_days: int = Field(ge=1, le=36_500)
    """Days for which pictures of the glass wait to be delivered; their records stay."""


class Caretaker(Section):
    """Say where the device's own status page is, for who stands before it."""

    port: int = Field(ge=0, le=65_535)
    """Port on 127.0.0.1, with /metrics beside it; 0: there is none."""


class Scrub(Section):
    """Say how fast kept files and records are read again in the background."""

    mb_per_minute: float = Field(ge=0)
    """Million bytes a minute, only read, never written; 0: only at every start."""


class AgentSettings(DeviceSettings):
    """What the sync agent is told."""

    model_config = SettingsConfigDict(env_prefix="MINGBAI_AGENT_")
    program: ClassVar[str] = "agent"

    centre_url: HttpUrl
    """Address of the publishing centre."""
    repository_url: HttpUrl | None = None
    """Address of a plain web server over the repository's folder; none: the centre."""
    ca_file: Path | None = None
    """The county's own certificate authority; none: those that the system trusts."""
    max_offline_days: int = Field(ge=1, le=36_500)
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
    caretaker: Caretaker
    """The device's own status page."""
    scrub: Scrub
    """The slow look at everything that is kept."""

    @property
    def repository(self) -> str:
        """Return where releases are fetched from."""
        if self.repository_url is not None:
            return str(self.repository_url).rstrip("/")
        return f"{str(self.centre_url).rstrip('/')}/repository"


class GlassChecks(Section):
    """Say how often the page reads back what stands on its glass (REQ-30)."""

    every_slides: int = Field(ge=1, le=10_000)
    """Slides after which the next one is read back."""
    every_s: int = Field(ge=1, le=86_400)
    """Seconds after which the next slide is read back at the latest."""


class PanelCommands(Section):
    """Say how the panel itself is switched; the page is black or dim all the same."""

    on: tuple[str, ...]
    """The command that switches it on; empty: none."""
    dim: tuple[str, ...]
    """The command that dims it; empty: none."""
    off: tuple[str, ...]
    """The command that switches it off; empty: none."""
    within_s: float = Field(gt=0, le=60)
    """Seconds after which a command is given up."""


class Browser(Section):
    """Say how the screen's browser is started, minded and photographed."""

    command: tuple[str, ...] = Field(min_length=1)
    """The browser with its flags; the page and its folder are added."""
    look_every_s: float = Field(gt=0, le=30)
    """Seconds between two looks at the page."""
    answer_within_s: float = Field(gt=0, le=30)
    """Seconds within which the page has to answer."""
    hung_after_s: float = Field(gt=0, le=30)
    """Seconds without an answer after which the browser is started anew (F5)."""
    capture_every_s: int = Field(ge=60, le=86_400)
    """Seconds after which the next picture of the glass is taken at the latest."""
    picture_bytes: int = Field(ge=10_000, le=400_000)
    """What one picture should not be longer than."""
    kept_bytes: int = Field(ge=1_000_000)
    """What all pictures together may take of the disk until they are delivered."""


class PlayerSettings(DeviceSettings):
    """What the player of a screen is told."""

    model_config = SettingsConfigDict(env_prefix="MINGBAI_PLAYER_")
    program: ClassVar[str] = "player"

    web: Listen
    """Where the screen page is served."""
    look_every_s: float = Field(gt=0, le=60)
    """Seconds after which the store is looked at even if the agent said nothing."""
    checks: GlassChecks
    """When to read the glass back."""
    browser: Browser
    """The browser that shows the page, where `player show` runs it."""
    panel: PanelCommands
    """How the panel is switched by the group's power schedule."""


class Earphones(StrEnum):
    """Say how a kiosk's sound reaches ears alone."""

    NONE = "none"
    """Only by a loudspeaker."""
    ONLY = "only"
    """Always by a handset or earphones: there is no loudspeaker."""
    JACK = "jack"
    """By earphones while some are in the jack, which switches the loudspeaker off."""


class Loudness(Section):
    """Say how loud pages are read; who listens by earphones disturbs nobody."""

    most: float = Field(gt=0, le=1)
    """The share of the full loudness by day."""
    quiet_most: float = Field(gt=0, le=1)
    """The same in the quiet hours."""
    quiet_from: time
    """When the quiet hours begin, local time."""
    quiet_to: time
    """When they end, on the next day where it is earlier; the same: there are none."""
    earphones: Earphones = Earphones.NONE
    """Whether there are earphones; to them the limits do not apply."""
    jack_device: Path | None = None
    """The input device that tells of the jack, where there is one."""

    @model_validator(mode="after")
    def _know_the_jack(self) -> Self:
        if self.earphones is Earphones.JACK and self.jack_device is None:
            msg = "earphones 写了 jack，就要填 jack_device"
            raise ValueError(msg)
        return self


class KioskBrowser(Section):
    """Say how the kiosk's browser is started, where `kiosk show` minds it."""

    command: tuple[str, ...] = Field(min_length=1)
    """The browser with its flags; the page and its folder are added."""
    again_s: float = Field(gt=0, le=30)
    """Seconds between the end of a browser and the start of the next."""
    hung_after_s: float = Field(ge=5, le=60)
    """Seconds without a sign of life of a page after which it is started anew (F5)."""


class Printing(Section):
    """Say whether visitors may print, and how much; needs CUPS on this machine."""

    printer: str = Field(pattern=r"^([A-Za-z0-9_.][A-Za-z0-9_.-]{0,126})?$")
    """What the print system calls the printer; empty: nothing is printed."""
    most_pages_a_visit: int = Field(ge=1, le=100)
    """Pages that one visit may have; a longer sheet is not printed."""
    most_pages_a_day: int = Field(ge=1, le=10_000)
    """Pages that all visits of a day may have."""


class KioskSettings(DeviceSettings):
    """What the page server of a kiosk is told."""

    model_config = SettingsConfigDict(env_prefix="MINGBAI_KIOSK_")
    program: ClassVar[str] = "kiosk"

    web: Listen
    """Where the pages are served."""
    loudness: Loudness
    """How loud pages are read aloud; emergency notices go by an order of their own."""
    browser: KioskBrowser
    """The browser that shows the pages."""
    printing: Printing
    """The printer, where there is one."""
    stands: KioskPlace
    """Where it stands in the hall."""
    idle_home_s: float = Field(gt=0)
    """Seconds without a touch before a page asks whether somebody is there."""
    idle_reading_s: float = Field(gt=0)
    """The same on an answer and on a disclosure's pages."""
    idle_warning_s: float = Field(gt=0)
    """Seconds that the question stands before all is wiped."""
    keypad_again_s: float = Field(ge=0, le=2)
    """Seconds within which a second press of the same key counts for nothing."""
    presence_every_s: float = Field(gt=0)
    """Seconds between two records of being in service."""
    counts_every_s: float = Field(gt=0)
    """Seconds between two records of what visits did, as counts only."""
    province_rating: HttpUrl | None = None
    """The address of the province's own rating (好差评), shown as a code."""
    stale_after_days: int = Field(ge=1)
    """Days without the centre after which pages say how old they are."""
