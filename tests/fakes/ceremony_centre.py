"""Lay out approved content in the repository of a real ceremony; rob it, too.

`FakeCentre` makes what is approved; keys, roles and signatures are the product's own.
"""

import shutil
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, MetaFile
from tuf.api.serialization.json import JSONSerializer

from programme.clock import SystemClock
from programme.keys import SigningKey
from programme.programme import PEOPLE_TARGET
from publishing.release.ceremony import Places
from publishing.release.disk import RealDisk
from publishing.release.keyring import (
    APPROVAL_KEY,
    ONLINE_ROLES,
    read_key,
    read_online_signers,
    read_signing_key,
)
from publishing.release.metadata import Lifetimes
from publishing.release.repository import Repository
from publishing.release.signing_request import SigningRequest
from tests.fakes.centre_repository import FakeCentre


class CeremonyCentre(FakeCentre):
    """Publish through the real repository of a county's folder."""

    def __init__(self, places: Places) -> None:  # pylint: disable=super-init-not-called
        self.places = places
        self.folder = places.folder / "repository"
        self.approval_key = read_signing_key(places.keys, APPROVAL_KEY)
        self.programme_version = 0
        self.people_version = 1
        self._laid_out: dict[str, bytes] = {}
        self._repository = Repository(
            self.folder,
            signers=read_online_signers(places.keys),
            lifetimes=Lifetimes(),
            disk=RealDisk(),
            reread=partial(read_online_signers, places.keys),
        )

    def set_target(self, name: str, data: bytes) -> None:
        """Lay out a target; the list of people is not the centre's to publish."""
        if name != PEOPLE_TARGET:
            self._laid_out[name] = data

    def release(self) -> None:
        """Publish what is laid out."""
        self._repository.publish(self._laid_out, SystemClock().now())

    def admit(self, request: SigningRequest, now: datetime) -> None:
        """Import what offline keys have signed."""
        self._repository.admit(request, now)

    def sign_again(self) -> None:
        """Sign the timestamp anew, as upkeep does when it nears its end."""
        later = SystemClock().now() + timedelta(days=Lifetimes().timestamp_days - 1)
        assert self._repository.renew(later)


class Thief(CeremonyCentre):
    """Hold a copy of everything that is online, but for the approval key."""

    def __init__(self, places: Places, folder: Path) -> None:
        shutil.copytree(places.folder / "repository", folder / "repository")
        shutil.copytree(places.keys, folder / "keys")
        super().__init__(Places(folder=folder))
        self.approval_key = SigningKey.generate()

    def set_target(self, name: str, data: bytes) -> None:
        """Lay out a target, the thief's own list of people among them."""
        self._laid_out[name] = data

    def drive_up(self, to: int) -> None:
        """Sign everything again under versions as high as numbers go."""
        snapshot = self._newest("snapshot", self._newest("timestamp"))
        for name, meta in snapshot.signed.meta.items():
            role = name.removesuffix(".json")
            if role.startswith("bin-"):
                metadata = _read(self._path(f"{meta.version}.{role}"))
                self._sign(metadata, "bins", role, to)
                meta.version = to
        self._sign(snapshot, "snapshot", "snapshot", to)
        timestamp = self._newest("timestamp")
        timestamp.signed.snapshot_meta = MetaFile(to)
        self._sign(timestamp, "timestamp", "", to)

    def forge(self, role: str) -> None:
        """Sign a role of the offline keys with a stolen one, and name it."""
        snapshot = self._newest("snapshot", self._newest("timestamp"))
        version = snapshot.signed.meta[f"{role}.json"].version
        metadata = _read(self._path(f"{version}.{role}"))
        self._sign(metadata, "bins", role, version + 1)
        snapshot.signed.meta[f"{role}.json"] = MetaFile(version + 1)
        number = snapshot.signed.version + 1
        self._sign(snapshot, "snapshot", "snapshot", number)
        timestamp = self._newest("timestamp")
        timestamp.signed.snapshot_meta = MetaFile(number)
        self._sign(timestamp, "timestamp", "", timestamp.signed.version + 1)

    def _newest(self, role: str, above: Metadata[Any] | None = None) -> Metadata[Any]:
        if above is None:
            return _read(self._path(role))
        return _read(self._path(f"{above.signed.snapshot_meta.version}.{role}"))

    def _sign(self, metadata: Metadata[Any], key: str, role: str, version: int) -> None:
        assert key in ONLINE_ROLES
        metadata.signed.version = version
        metadata.signatures.clear()
        metadata.sign(CryptoSigner(read_key(self.places.keys, key)))
        path = self._path(f"{version}.{role}" if role else "timestamp")
        path.write_bytes(metadata.to_bytes(JSONSerializer(compact=True)))

    def _path(self, name: str) -> Path:
        return self.folder / "metadata" / f"{name}.json"


def _read(path: Path) -> Metadata[Any]:
    return Metadata.from_file(str(path))
