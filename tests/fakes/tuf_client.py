"""Run the verifier's commands against a simulated repository, in this process."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tuf.api.metadata import Metadata

from programme.clock import Clock
from sync_agent.inner.tuf_client import main
from tests.fakes.centre_server import CentreServer
from tests.fakes.tuf_simulator import TufSimulator


@dataclass(frozen=True, slots=True, kw_only=True)
class TufClient:
    """Be one client with its own folders."""

    repository: TufSimulator
    server: CentreServer
    clock: Clock
    folder: Path

    def init(self, root: Path | None = None) -> int:
        """Give the client its first root."""
        trusted = root or self.repository.root_file
        return main([*self._places(), "init", str(trusted)], self.clock)

    def refresh(self) -> int:
        """Bring the metadata up to date."""
        return main(self.arguments("refresh"), self.clock)

    def download(self, name: str) -> int:
        """Fetch a file."""
        return main(self.arguments("download", name), self.clock)

    def arguments(self, command: str, name: str = "") -> list[str]:
        """Return a command line as tuf-conformance writes it."""
        url = self.server.repository_url
        line = ["--metadata-url", f"{url}/metadata/", *self._places()]
        if command == "download":
            line += ["--target-name", name, "--target-dir", str(self.files_folder)]
            line += ["--target-base-url", f"{url}/targets/"]
        return [*line, command]

    @property
    def metadata_folder(self) -> Path:
        """Return where the client keeps what it trusts."""
        return self.folder / "metadata"

    @property
    def files_folder(self) -> Path:
        """Return where the client keeps what it fetched."""
        return self.folder / "files"

    def trusts(self) -> Mapping[str, int]:
        """Return the version of every role that the client trusts, by file name."""
        return {
            path.stem: _version(path)
            for path in sorted(self.metadata_folder.glob("*.json"))
        }

    def trusted_bytes(self, role: str) -> bytes:
        """Return what the client holds of a role."""
        return (self.metadata_folder / f"{role}.json").read_bytes()

    def files(self) -> list[bytes]:
        """Return what the client fetched, all of it, by file name."""
        found = self.files_folder.rglob("*")
        return [path.read_bytes() for path in sorted(found) if path.is_file()]

    def asked(self) -> list[str]:
        """Return the metadata files that were asked for, in order."""
        return [
            request.rpartition("/metadata/")[2].removesuffix(".json")
            for request in self.server.asked_for("/metadata/")
        ]

    def _places(self) -> list[str]:
        return ["--metadata-dir", str(self.metadata_folder)]


def _version(path: Path) -> int:
    version: int = Metadata.from_file(str(path)).signed.version
    return version
