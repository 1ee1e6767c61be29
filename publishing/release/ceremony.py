"""Make all keys of a county once, and its first repository; it publishes no content.

Afterwards a folder holds::

    keys/        what the centre needs every day: timestamp, snapshot and bins of the
                 repository, approval, time, the server's certificate and key, ca.pem
    offline/     what is carried away: two root keys (either suffices), the targets
                 key, the certificate authority's key
    repository/  metadata of version 1, whole
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, Root, Snapshot, Timestamp

from publishing.release.authority import Certified, make_authority, make_server
from publishing.release.disk import Disk, write_all
from publishing.release.errors import KeysMissing, KeysPresent
from publishing.release.keyring import (
    APPROVAL_KEY,
    ONLINE_ROLES,
    TIME_KEY,
    OnlineSigners,
    read_online_signers,
    signer_of,
    write_key,
    write_secret,
)
from publishing.release.metadata import (
    Lifetimes,
    bins_of,
    expiry,
    meta_of,
    new_bin,
    new_root,
    new_targets,
    sign,
)
from publishing.release.reading import METADATA

ROOT_KEYS = ("root-1", "root-2")
TARGETS_KEY = "targets"


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Say where a county's keys and repository lie."""

    folder: Path

    @property
    def keys(self) -> Path:
        """Return the folder of everyday keys."""
        return self.folder / "keys"

    @property
    def offline(self) -> Path:
        """Return the folder that is carried away."""
        return self.folder / "offline"

    @property
    def metadata(self) -> Path:
        """Return the folder of the repository's metadata."""
        return self.folder / "repository" / METADATA

    @property
    def certificate(self) -> Path:
        """Return the server's certificate file."""
        return self.keys / "server.pem"

    @property
    def private_key(self) -> Path:
        """Return the file of the server's private key."""
        return self.keys / "server.key"

    @property
    def authority_certificate(self) -> Path:
        """Return the authority's certificate, which devices are given."""
        return self.keys / "ca.pem"

    @property
    def authority_key(self) -> Path:
        """Return the file of the authority's private key."""
        return self.offline / "ca.key"


def hold_ceremony(
    places: Places,
    *,
    county: str,
    names: Sequence[str],
    now: datetime,
    disk: Disk,
    lifetimes: Lifetimes,
) -> None:
    """Make keys, certificates and the first repository.

    Raises:
        KeysPresent: The folder already holds some of them; nothing was changed.
    """
    for folder in (places.keys, places.offline, places.metadata):
        if folder.exists() and any(folder.iterdir()):
            raise KeysPresent(places.folder)
    for name in (*ONLINE_ROLES, APPROVAL_KEY, TIME_KEY):
        write_key(places.keys, name)
    online = read_online_signers(places.keys)
    root_signers = [signer_of(write_key(places.offline, name)) for name in ROOT_KEYS]
    targets_signer = signer_of(write_key(places.offline, TARGETS_KEY))
    root = new_root(
        now,
        root_signers=root_signers,
        targets_signer=targets_signer,
        online=online,
        lifetimes=lifetimes,
    )
    files = [("1.root.json", sign(root, root_signers))]
    files += _first_release(now, online, targets_signer, lifetimes)
    write_all(disk, [(places.metadata / name, data) for name, data in files])
    _certify(places, county=county, names=names, now=now)


def renew_certificate(
    places: Places, names: Sequence[str], now: datetime, disk: Disk
) -> None:
    """Replace the server's certificate and key by new ones of the same authority.

    Raises:
        KeysMissing: The authority's key is not here: it was carried away.
        AuthorityRefused: The authority's key cannot be used.
    """
    server = make_server(_read_authority(places), names, now)
    # Both files are staged before either is put, so that they stay a pair.
    key = disk.stage(places.private_key, server.private_key)
    key.chmod(0o600)
    certificate = disk.stage(places.certificate, server.certificate)
    disk.put(key, places.private_key)
    disk.put(certificate, places.certificate)
    disk.settle(places.keys)


def _read_authority(places: Places) -> Certified:
    for path in (places.authority_key, places.authority_certificate):
        if not path.is_file():
            raise KeysMissing(path)
    return Certified(
        certificate=places.authority_certificate.read_bytes(),
        private_key=places.authority_key.read_bytes(),
    )


def _certify(
    places: Places, *, county: str, names: Sequence[str], now: datetime
) -> None:
    authority = make_authority(county, now)
    server = make_server(authority, names, now)
    write_secret(places.authority_key, authority.private_key)
    write_secret(places.authority_certificate, authority.certificate)
    write_secret(places.private_key, server.private_key)
    write_secret(places.certificate, server.certificate)
    # The certificates are for everybody's eyes: devices get a copy.
    places.authority_certificate.chmod(0o644)
    places.certificate.chmod(0o644)


def _first_release(
    now: datetime,
    online: OnlineSigners,
    targets_signer: CryptoSigner,
    lifetimes: Lifetimes,
) -> list[tuple[str, bytes]]:
    targets = new_targets(now, online=online, lifetimes=lifetimes)
    roles = list(bins_of(targets.signed).get_roles())
    files = [("1.targets.json", sign(targets, [targets_signer]))]
    empty = sign(new_bin(now, lifetimes), [online.bins])
    files += [(f"1.{role}.json", empty) for role in roles]
    snapshot = Snapshot(expires=expiry(now, lifetimes.snapshot_days))
    for role in roles:
        snapshot.meta[f"{role}.json"] = meta_of(1)
    files.append(("1.snapshot.json", sign(Metadata(snapshot), [online.snapshot])))
    timestamp = Timestamp(expires=expiry(now, lifetimes.timestamp_days))
    files.append(("timestamp.json", sign(Metadata(timestamp), [online.timestamp])))
    return files


def root_of(metadata: Path) -> bytes:
    """Return the bytes of the first root, which devices are given at enrolment.

    Raises:
        KeysMissing: There is no repository yet.
    """
    path = metadata / f"1.{Root.type}.json"
    if not path.is_file():
        raise KeysMissing(path)
    return path.read_bytes()
