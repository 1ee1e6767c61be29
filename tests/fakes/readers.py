"""Read a repository's folder as a device does, with the real client and no network."""

from collections.abc import Iterator
from pathlib import Path

from tuf.api.exceptions import DownloadHTTPError
from tuf.ngclient import Updater
from tuf.ngclient.fetcher import FetcherInterface

_BASE = "https://centre.test/"


class FolderFetcher(FetcherInterface):
    """Fetch from a folder; what is not there answers 404."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def _fetch(self, url: str) -> Iterator[bytes]:
        path = self._folder / url.removeprefix(_BASE)
        if not path.is_file():
            raise DownloadHTTPError(url, 404)
        yield path.read_bytes()


class Reader:
    """Be a device that has kept its metadata since the first root."""

    def __init__(self, repository: Path, own: Path) -> None:
        self._repository = repository
        self._metadata = own / "metadata"
        self._targets = own / "targets"
        for folder in (self._metadata, self._targets):
            folder.mkdir(parents=True, exist_ok=True)

    def get(self, name: str) -> bytes | None:
        """Return a target's bytes, verified, or None where there is none."""
        first = self._repository / "metadata" / "1.root.json"
        updater = Updater(
            str(self._metadata),
            f"{_BASE}metadata/",
            str(self._targets),
            f"{_BASE}targets/",
            FolderFetcher(self._repository),
            bootstrap=first.read_bytes(),
        )
        updater.refresh()
        info = updater.get_targetinfo(name)
        if info is None:
            return None
        return Path(updater.download_target(info)).read_bytes()
