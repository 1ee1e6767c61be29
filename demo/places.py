"""Lay out one demo county on disk: a folder and settings for each program.

It writes settings only; programs are started by `demo.county_run`.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

COUNTY = "qinghe"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """Be the TCP ports of one demo county on this machine."""

    centre: int = 8700
    player: int = 8701
    kiosk: int = 8702
    wake: int = 8703
    public: int | None = None
    """Of the public pages; None: nobody serves them, and codes carry a short text."""

    @classmethod
    def from_base(cls, base: int) -> "Ports":
        """Return five ports in a row."""
        return cls(
            centre=base,
            player=base + 1,
            kiosk=base + 2,
            wake=base + 3,
            public=base + 4,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Be the folders and addresses of one demo county."""

    folder: Path
    ports: Ports

    @property
    def centre(self) -> Path:
        """Return the centre's data folder."""
        return self.folder / "centre"

    @property
    def screen(self) -> Path:
        """Return the screen's device folder."""
        return self.folder / "screen"

    @property
    def kiosk(self) -> Path:
        """Return the kiosk's device folder."""
        return self.folder / "kiosk"

    @property
    def run(self) -> Path:
        """Return the folder of logs and notify sockets."""
        return self.folder / "run"

    @property
    def settings(self) -> Path:
        """Return the folder of the settings files."""
        return self.folder / "settings"

    @property
    def authority(self) -> Path:
        """Return the county's own certificate authority's certificate."""
        return self.centre / "keys" / "ca.pem"

    @property
    def credentials(self) -> Path:
        """Return the file that keeps the demo's generated passwords."""
        return self.folder / "credentials.json"

    @property
    def passphrases(self) -> Path:
        """Return the file that keeps the passphrases of the demo's signing keys."""
        return self.folder / "passphrases.json"

    @property
    def seeded(self) -> Path:
        """Return the file that says that the county's day is done."""
        return self.folder / "seeded"

    @property
    def centre_url(self) -> str:
        """Return the centre's address."""
        return f"https://127.0.0.1:{self.ports.centre}"

    @property
    def player_url(self) -> str:
        """Return the screen page's address."""
        return f"http://127.0.0.1:{self.ports.player}"

    @property
    def kiosk_url(self) -> str:
        """Return the kiosk's address."""
        return f"http://127.0.0.1:{self.ports.kiosk}"

    @property
    def public(self) -> Path:
        """Return the folder of the public pages."""
        return self.centre / "public"

    @property
    def public_url(self) -> str:
        """Return the public pages' address; empty where nobody serves them."""
        port = self.ports.public
        return f"http://127.0.0.1:{port}" if port is not None else ""

    def settings_file(self, name: str) -> Path:
        """Return the settings file of a program."""
        return self.settings / f"{name}.toml"

    def write_settings(self, browser: Sequence[str] = ()) -> None:
        """Write the settings of every program, anew at each start.

        Args:
            browser: The command of the screen's browser; none: the product's own.
        """
        for folder in (
            self.settings,
            self.centre,
            self.public,
            self.screen,
            self.kiosk,
            self.run,
        ):
            folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        ports = self.ports
        texts = {
            "centre": f'county = "{COUNTY}"\n'
            f'wake_url = "https://127.0.0.1:{ports.wake}/wake"\n'
            f"{_folder('data_folder', self.centre)}{self._public()}"
            '[rules]\nown_keys = "approvers"\n'
            f"{_web(ports.centre)}",
            "wake": f"{_folder('data_folder', self.centre)}{_web(ports.wake)}",
            "screen-agent": self._agent(self.screen, "screen", (1920, 1080))
            + _status(ports.centre + 5),
            "kiosk-agent": self._agent(self.kiosk, "kiosk", (1080, 1920))
            + _status(ports.centre + 6),
            "player": f"{_folder('state_folder', self.screen)}{_web(ports.player)}"
            f"{_browser(browser)}",
            "kiosk": f"{_folder('state_folder', self.kiosk)}{_web(ports.kiosk)}"
            f"{_stands()}",
        }
        for name, text in texts.items():
            self.settings_file(name).write_text(text, encoding="utf-8")

    def _public(self) -> str:
        if not self.public_url:
            return ""
        return f'link_hosts = ["127.0.0.1"]\n[public]\naddress = "{self.public_url}"\n'

    def _agent(self, folder: Path, kind: str, size: tuple[int, int]) -> str:
        return (
            f'centre_url = "{self.centre_url}"\n'
            f"{_folder('ca_file', self.authority)}"
            f"{_folder('state_folder', folder)}"
            f'[glass]\nkind = "{kind}"\nwidth = {size[0]}\nheight = {size[1]}\n'
            "[polling]\ninterval_s = 20.0\njitter_s = 5.0\nstatus_interval_s = 10.0\n"
            "records_interval_s = 1.0\nrecords_gather_s = 0.0\n"
            "[network]\nbackoff_most_s = 5.0\n"
        )


def _folder(name: str, folder: Path) -> str:
    return f'{name} = "{folder.as_posix()}"\n'


def _browser(command: Sequence[str]) -> str:
    return f"[browser]\ncommand = {json.dumps(command)}\n" if command else ""


def _status(port: int) -> str:
    return f"[caretaker]\nport = {port}\n"


def _stands() -> str:
    """Return where the kiosk stands in the demo's hall, and what stands about it."""
    file = resources.files("config") / "demo" / "stands.toml"
    return file.read_text(encoding="utf-8")


def _web(port: int) -> str:
    return f'[web]\nhost = "127.0.0.1"\nport = {port}\n'
