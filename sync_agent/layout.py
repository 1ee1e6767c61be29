"""Say where things lie in a device's folder; touch none of them."""

from dataclasses import dataclass
from pathlib import Path

from sync_agent.assets import AssetFolder


@dataclass(frozen=True, slots=True)
class Layout:
    """Name every place of a device's folder."""

    root: Path

    @property
    def pointer(self) -> Path:
        """Return the file that names what is adopted."""
        return self.root / "adopted.json"

    @property
    def pointer_copy(self) -> Path:
        """Return its copy, for when the disk spoils the first."""
        return self.root / "adopted.copy.json"

    @property
    def assets(self) -> AssetFolder:
        """Return the folder of immutable files."""
        return AssetFolder(self.root / "assets")

    @property
    def incoming(self) -> Path:
        """Return the folder of files on their way; nobody shows them."""
        return self.root / "incoming"

    @property
    def documents(self) -> Path:
        """Return the folder of signed documents."""
        return self.root / "documents"

    @property
    def metadata(self) -> Path:
        """Return the folder of the repository's metadata."""
        return self.root / "tuf"

    @property
    def identity(self) -> Path:
        """Return the file that says which device this is."""
        return self.root / "identity.json"

    @property
    def identity_copy(self) -> Path:
        """Return its copy, for when the disk spoils the first."""
        return self.root / "identity.copy.json"

    @property
    def key(self) -> Path:
        """Return the file with the device's secret key."""
        return self.root / "key"

    @property
    def key_copy(self) -> Path:
        """Return its copy, for when the disk spoils the first."""
        return self.root / "key.copy"

    @property
    def state(self) -> Path:
        """Return the file in which the agent says how it fares."""
        return self.root / "state.json"

    @property
    def printer(self) -> Path:
        """Return the file in which a kiosk says how its printer is."""
        return self.root / "printer.json"

    @property
    def clock(self) -> Path:
        """Return the file in which the agent keeps what it knows of time."""
        return self.root / "clock.json"

    @property
    def checkpoints(self) -> Path:
        """Return the file of kept checkpoints of the log; it is only added to."""
        return self.root / "checkpoints.jsonl"

    @property
    def echo(self) -> Path:
        """Return the newest echo wall, with the key to seal questions to."""
        return self.root / "echo.json"

    @property
    def reserve(self) -> Path:
        """Return the file that is given up when the disk is full."""
        return self.root / "reserve"

    @property
    def erasures(self) -> Path:
        """Return the file that says what was erased, and what must be some day."""
        return self.root / "erasures.json"

    @property
    def restart(self) -> Path:
        """Return the file that says which order to start anew came last."""
        return self.root / "restart.json"

    @property
    def watchers(self) -> Path:
        """Return the folder in which readers bind sockets to be told of changes."""
        return self.root / "watchers"

    @property
    def agent_socket(self) -> Path:
        """Return the agent's own socket, to which damage is reported."""
        return self.root / "agent.sock"

    @property
    def stick_socket(self) -> Path:
        """Return the socket on which the agent is asked to look at a stick."""
        return self.root / "stick.sock"

    @property
    def stick_report(self) -> Path:
        """Return the file that says what became of the last stick."""
        return self.root / "stick.json"

    @property
    def stick_letter(self) -> Path:
        """Return the newest letter of the centre that came on a stick."""
        return self.root / "stick-letter.json"

    def document(self, sha256: str) -> Path:
        """Return where a signed document lies."""
        return self.documents / f"{sha256}.json"
