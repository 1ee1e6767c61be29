"""Make all keys of a county once, and its first repository; it publishes no content.

Afterwards a folder holds::

    keys/        what the centre needs every day: timestamp, snapshot and bins of the
                 repository, approval, time, log, the server's certificate, ca.pem
    offline/     what is carried away: two root keys (either suffices), the targets
                 key, three keys of the list of people (any two), the certificate
                 authority's key
    repository/  metadata of version 1, whole
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, Root, Snapshot, TargetFile, Targets, Timestamp

from programme.programme import PEOPLE_TARGET
from publishing.release.authority import (
    Certified,
    lengthen_authority,
    make_authority,
    make_server,
)
from publishing.release.disk import Disk, write_all
from publishing.release.errors import KeysMissing, KeysPresent
from publishing.release.keyring import (
    APPROVAL_KEY,
    LOG_KEY,
    ONLINE_ROLES,
    TIME_KEY,
    read_online_signers,
    read_signing_key,
    signer_of,
    write_key,
    write_secret,
)
from publishing.release.metadata import (
    Lifetimes,
    expiry,
    meta_of,
    new_bin,
    new_root,
    new_targets,
    sign,
)
from publishing.release.others import people_of
from publishing.release.reading import METADATA, RepositoryFolder
from publishing.release.roles import PEOPLE, SPREAD, bins_of, set_apart, spread_like

ROOT_KEYS = ("root-1", "root-2")
TARGETS_KEY = "targets"
PEOPLE_KEYS = ("people-1", "people-2", "people-3")
PEOPLE_THRESHOLD = 2


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
    people_apart: bool = True,
) -> None:
    """Make keys, certificates and the first repository.

    Args:
        places: Where everything goes.
        county: The county's code.
        names: Host names and addresses of the server.
        now: This moment.
        disk: What writes.
        lifetimes: For how long each role's word is good.
        people_apart: Whether offline keys sign the list of people; without them the
            repository is laid out as counties that are older hold it.

    Raises:
        KeysPresent: The folder already holds some of them; nothing was changed.
    """
    for folder in (places.keys, places.offline, places.metadata):
        if folder.exists() and any(folder.iterdir()):
            raise KeysPresent(places.folder)
    for name in (*ONLINE_ROLES, APPROVAL_KEY, TIME_KEY, LOG_KEY):
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
    files = [(places.metadata / "1.root.json", sign(root, root_signers))]
    holders = []
    if people_apart:
        holders = [signer_of(write_key(places.offline, name)) for name in PEOPLE_KEYS]
    delegated = _first_delegations(
        places,
        root.signed,
        [targets_signer, *holders],
        now=now,
        lifetimes=lifetimes,
        disk=disk,
    )
    files += _first_release(places, now, delegated, lifetimes)
    write_all(disk, files)
    _certify(places, county=county, names=names, now=now)


def add_log_key(places: Places) -> None:
    """Make the key of the log for a county whose keys were made before there was one.

    Raises:
        KeysMissing: The county has no keys at all yet.
        KeysPresent: It has a key of the log; another would break off what it proves.
    """
    read_online_signers(places.keys)
    write_key(places.keys, LOG_KEY)


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


def renew_authority(places: Places, now: datetime, disk: Disk) -> None:
    """Lengthen the life of the authority's certificate; its key and name stay.

    Raises:
        KeysMissing: The authority's key is not here: it was carried away.
        AuthorityRefused: The authority's key cannot be used.
    """
    authority = lengthen_authority(_read_authority(places), now)
    certificate = disk.stage(places.authority_certificate, authority.certificate)
    certificate.chmod(0o644)
    disk.put(certificate, places.authority_certificate)
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


def _first_delegations(
    places: Places,
    root: Root,
    signers: Sequence[CryptoSigner],
    *,
    now: datetime,
    lifetimes: Lifetimes,
    disk: Disk,
) -> list[tuple[str, bytes]]:
    """Return what the key of targets signs, and what the holders of people sign."""
    online, holders = read_online_signers(places.keys), signers[1:]
    targets = new_targets(now, online=online, lifetimes=lifetimes)
    if not holders:
        return [(Targets.type, sign(targets, signers[:1]))]
    spread = Metadata(spread_like(targets.signed))
    keys = [holder.public_key for holder in holders]
    set_apart(targets.signed, root, keys, PEOPLE_THRESHOLD)
    people = people_of(
        approval=read_signing_key(places.keys, APPROVAL_KEY),
        time=read_signing_key(places.keys, TIME_KEY),
    ).canonical()
    role = Metadata(Targets(expires=expiry(now, lifetimes.people_days)))
    file = TargetFile.from_data(PEOPLE_TARGET, people, ["sha256"])
    role.signed.targets[PEOPLE_TARGET] = file
    folder = RepositoryFolder(places.folder / "repository")
    path = folder.target_path(PEOPLE_TARGET, file.hashes["sha256"])
    write_all(disk, [(path, people)])
    return [
        (Targets.type, sign(targets, signers[:1])),
        (SPREAD, sign(spread, signers[:1])),
        (PEOPLE, sign(role, holders[:PEOPLE_THRESHOLD])),
    ]


def _first_release(
    places: Places,
    now: datetime,
    delegated: Sequence[tuple[str, bytes]],
    lifetimes: Lifetimes,
) -> list[tuple[Path, bytes]]:
    online = read_online_signers(places.keys)
    spread = new_targets(now, online=online, lifetimes=lifetimes).signed
    empty = sign(new_bin(now, lifetimes), [online.bins])
    roles = [(role, empty) for role in bins_of(spread).get_roles()]
    snapshot = Snapshot(expires=expiry(now, lifetimes.snapshot_days))
    for role, _ in (*delegated, *roles):
        snapshot.meta[f"{role}.json"] = meta_of(1)
    timestamp = Timestamp(expires=expiry(now, lifetimes.timestamp_days))
    files = [
        *((f"1.{role}.json", data) for role, data in (*delegated, *roles)),
        ("1.snapshot.json", sign(Metadata(snapshot), [online.snapshot])),
        ("timestamp.json", sign(Metadata(timestamp), [online.timestamp])),
    ]
    return [(places.metadata / name, data) for name, data in files]


def root_of(metadata: Path) -> bytes:
    """Return the bytes of the first root, which devices are given at enrolment.

    Raises:
        KeysMissing: There is no repository yet.
    """
    path = metadata / f"1.{Root.type}.json"
    if not path.is_file():
        raise KeysMissing(path)
    return path.read_bytes()
