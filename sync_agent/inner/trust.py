"""Ask the repository what is signed today, by python-tuf; adopt nothing.

python-tuf does no fsync, so its metadata are synced here before their word is used.
`Trust` is the whole of what another client of the same repository needs.
"""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

from tuf.api.exceptions import (
    BadVersionNumberError,
    DownloadError,
    DownloadHTTPError,
    DownloadLengthMismatchError,
    ExpiredMetadataError,
    LengthOrHashMismatchError,
    RepositoryError,
    UnsignedMetadataError,
)
from tuf.api.metadata import Metadata, Root, TargetFile
from tuf.api.serialization import DeserializationError
from tuf.ngclient import Updater, UpdaterConfig

from programme.canonical import canonical_bytes, sha256_hex
from programme.clock import Clock
from sync_agent.disk import refusals_of, sync_file, sync_folder
from sync_agent.inner.errors import Flaw, ReleaseRefused
from sync_agent.inner.fetcher import TufFetcher
from sync_agent.inner.fetching import Fetching
from sync_agent.inner.http import Answer
from sync_agent.inner.http_errors import CentreUnreachable

_TIMESTAMP = "timestamp.json"
_MOST_TIMESTAMP_BYTES = 16384
_NOT_MODIFIED, _GOOD = 304, 200
_TOLD_APART = timedelta(seconds=1)
"""Changes that lie further apart never have the same second."""
_FLAWS: tuple[tuple[type[Exception], Flaw], ...] = (
    (ExpiredMetadataError, Flaw.EXPIRED),
    (BadVersionNumberError, Flaw.OLDER),
    (UnsignedMetadataError, Flaw.WRONG_SIGNATURE),
    (LengthOrHashMismatchError, Flaw.MIXED),
    (DownloadLengthMismatchError, Flaw.MIXED),
    (DownloadHTTPError, Flaw.MISSING_FILE),
    (Exception, Flaw.MALFORMED),
)
_log = logging.getLogger(__name__)


class Trust:
    """Be the one reader of a repository's signed metadata on this machine."""

    def __init__(
        self,
        *,
        http: Fetching,
        metadata_url: str,
        targets_url: str,
        folder: Path,
        bootstrap: bytes | None,
        clock: Clock,
        most_delegations: int | None = None,
    ) -> None:
        """Take what to trust.

        Args:
            http: The line to the repository.
            metadata_url: Where its metadata lie.
            targets_url: Where its targets lie.
            folder: Where metadata are kept here.
            bootstrap: The first root; None takes the one in the folder.
            clock: The time to go by.
            most_delegations: How many delegated roles are asked about one name; None:
                as many as the library asks. Each may have five megabytes, and stays.
        """
        self._http = http
        self._metadata_url = metadata_url.rstrip("/") + "/"
        self._targets_url = targets_url.rstrip("/") + "/"
        self._folder = folder
        self._bootstrap = bootstrap
        self._clock = clock
        self._config = UpdaterConfig()
        if most_delegations is not None:
            self._config.max_delegations = most_delegations
        self._fetcher = TufFetcher(http)
        self._etag: str | None = None
        self._next_etag: str | None = None
        self._synced: dict[Path, int] = {}

    def is_news(self) -> bool:
        """Ask for the timestamp only, and say whether a full update is called for.

        It is as well where the timestamp that is held has expired: else a peer that
        always answers "not modified" could freeze this device unseen.

        Raises:
            HttpFailed: The centre does not answer as it should.
        """
        url = f"{self._metadata_url}{_TIMESTAMP}"
        fresh = self._etag is not None and self._clock.now() < self._expiry()
        headers = {"If-None-Match": self._etag} if fresh and self._etag else {}
        answer = self._http.get(url, most_bytes=_MOST_TIMESTAMP_BYTES, headers=headers)
        if answer.status == _NOT_MODIFIED and fresh:
            return False
        if answer.status == _GOOD:
            self._fetcher.prime(url, answer.body)
            self._next_etag = _lasting_tag(answer)
        return True

    def update(self) -> "Signed":
        """Bring the metadata up to date, and return what they say.

        Raises:
            ReleaseRefused: They are older, expired, wrongly signed or mixed.
            HttpFailed: The centre does not answer as it should.
            DiskRefused: The disk refused.
        """
        with refusals_of(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
        with _refusals_of("签名信息"), refusals_of(self._folder):
            updater = Updater(
                metadata_dir=str(self._folder),
                metadata_base_url=self._metadata_url,
                target_base_url=self._targets_url,
                fetcher=self._fetcher,
                bootstrap=self._bootstrap,
                config=self._config,
            )
            # python-tuf asks the machine's clock; a device goes by its own (F16).
            updater._trusted_set.reference_time = self._clock.now()  # noqa: SLF001 - there is no public way
            updater.refresh()
        self.sync()
        return Signed(self, updater)

    def settled(self) -> None:
        """Remember that what the last timestamp names has been adopted."""
        self._etag = self._next_etag

    def online_keys(self) -> str:
        """Return a digest that names the keys of timestamp and snapshot.

        Raises:
            DiskRefused: The root cannot be read.
        """
        with refusals_of(self._folder):
            root = Metadata[Root].from_bytes((self._folder / "root.json").read_bytes())
        roles = root.signed.roles
        names = [sorted(roles[name].keyids) for name in ("timestamp", "snapshot")]
        return sha256_hex(canonical_bytes(names))

    def sync(self) -> None:
        """Make every changed metadata file last.

        Raises:
            DiskRefused: The disk refused.
        """
        for folder in (self._folder / "root_history", self._folder):
            changed = list(self._changed(folder))
            for path in changed:
                sync_file(path)
            if changed:
                sync_folder(folder)

    def _changed(self, folder: Path) -> Iterator[Path]:
        for path in folder.glob("*.json"):
            with suppress(FileNotFoundError):
                token = path.stat().st_mtime_ns
                if self._synced.get(path) != token:
                    self._synced[path] = token
                    yield path

    def _expiry(self) -> datetime:
        """Return when the timestamp that is held expires; long ago if unreadable."""
        try:
            held = json.loads((self._folder / _TIMESTAMP).read_bytes())
            return datetime.fromisoformat(held["signed"]["expires"])
        except (OSError, ValueError, LookupError, TypeError):
            return datetime.min.replace(tzinfo=UTC)


class Signed:
    """Be what up-to-date metadata say about targets."""

    def __init__(self, trust: Trust, updater: Updater) -> None:
        self._trust = trust
        self._updater = updater

    def target(self, name: str) -> TargetFile | None:
        """Return what is signed about a target, or None where there is none.

        Raises:
            ReleaseRefused: The metadata of its bin do not verify.
            HttpFailed: The centre does not answer as it should.
            DiskRefused: The disk refused.
        """
        with _refusals_of(name):
            info = self._updater.get_targetinfo(name)
        self._trust.sync()
        return info

    @property
    def online_keys(self) -> str:
        """Return a digest that names the keys of timestamp and snapshot.

        A thief of such keys can drive versions up as high as numbers go. The only cure
        is another root, which devices follow: what was signed by the former keys then
        counts no more, the height of its versions included.
        """
        return self._trust.online_keys()

    def lies_at(self, info: TargetFile, path: Path) -> bool:
        """Say whether a file holds exactly what is signed about a target."""
        return self._updater.find_cached_target(info, str(path)) is not None

    def download(self, info: TargetFile, path: Path) -> bytes:
        """Return a target's bytes, checked; they lie at the path as well, unsynced.

        Raises:
            ReleaseRefused: They are not the ones that are signed.
            HttpFailed: The centre does not answer as it should.
            DiskRefused: The disk refused.
        """
        with refusals_of(path), _refusals_of(info.path):
            self._updater.download_target(info, filepath=str(path))
            return path.read_bytes()


def _lasting_tag(answer: Answer) -> str | None:
    """Return an answer's tag, unless a file that comes right after might have the same.

    Plain web servers make it of the length and of the second of the change: of two
    releases within one second, the later would look like the one that is here.
    """
    tag, changed = answer.headers.get("ETag"), answer.headers.get("Last-Modified")
    if tag is None or changed is None:
        return tag
    try:
        answered = parsedate_to_datetime(answer.headers.get("Date", ""))
        age = answered - parsedate_to_datetime(changed)
    except (ValueError, TypeError):
        return None
    return tag if age > _TOLD_APART else None


@contextmanager
def _refusals_of(subject: str) -> Iterator[None]:
    """Turn the TUF client's errors into ours.

    Raises:
        ReleaseRefused: Something did not verify.
        CentreUnreachable: A download failed for a reason that time may cure.
    """
    try:
        yield
    except (
        RepositoryError,
        DownloadLengthMismatchError,
        DeserializationError,
    ) as error:
        flaw = next(flaw for kind, flaw in _FLAWS if isinstance(error, kind))
        raise ReleaseRefused(flaw, subject) from error
    except DownloadHTTPError as error:
        if error.status_code in {403, 404}:
            raise ReleaseRefused(Flaw.MISSING_FILE, subject) from error
        raise CentreUnreachable(subject) from error
    except DownloadError as error:
        raise CentreUnreachable(subject) from error
