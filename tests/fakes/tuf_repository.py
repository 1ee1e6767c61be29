"""Be a signed repository in a folder: real TUF metadata, real keys, 64 hash bins.

What its targets say is not known here; `tests.fakes.centre_repository` knows.
"""

from datetime import UTC, datetime
from pathlib import Path

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import (
    Delegations,
    Key,
    Metadata,
    MetaFile,
    Root,
    Snapshot,
    SuccinctRoles,
    TargetFile,
    Targets,
    Timestamp,
)
from tuf.api.serialization.json import JSONSerializer

from programme.blocks import AssetRef
from programme.canonical import sha256_hex

FAR = datetime(2099, 1, 1, tzinfo=UTC)
"""When metadata of these tests expire, unless a test wants otherwise."""
_BITS = 6
_PREFIX = "bin"
_AnyMetadata = (
    Metadata[Root] | Metadata[Targets] | Metadata[Snapshot] | Metadata[Timestamp]
)


class FakeRepository:
    """Sign and write a repository as a plain web server serves it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.expires = {"timestamp": FAR, "snapshot": FAR, "targets": FAR}
        self._signers = {
            role: CryptoSigner.generate_ed25519()
            for role in ("root", "timestamp", "snapshot", "targets", "bins")
        }
        self._versions = {"timestamp": 0, "snapshot": 0}
        self._targets: dict[str, TargetFile] = {}
        self._bins: dict[str, int] = {}
        self._write_root()

    def put(self, data: bytes) -> AssetRef:
        """Lay a file among the assets and return its reference."""
        sha256 = sha256_hex(data)
        path = self.asset_path(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return AssetRef(sha256=sha256, length=len(data))

    def asset_path(self, sha256: str) -> Path:
        """Return where an asset lies."""
        return self.folder / "assets" / sha256[:2] / sha256

    @property
    def root_bytes(self) -> bytes:
        """Return the first root metadata: what a device trusts from enrolment on."""
        return (self.folder / "metadata" / "1.root.json").read_bytes()

    def set_target(self, name: str, data: bytes) -> None:
        """Lay out a target; it counts from the next `release` on."""
        info = TargetFile.from_data(name, data, ["sha256"])
        folder, _, base = name.rpartition("/")
        path = self.folder / "targets" / folder / f"{info.hashes['sha256']}.{base}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        if self._targets.get(name) != info:
            self._targets[name] = info
            self._bins.pop(self._succinct.get_role_for_target(name), None)

    def lie_about(self, name: str, digest: str) -> None:
        """Sign any text as a target's digest; it counts from the next `release` on."""
        info = TargetFile(length=1, hashes={"sha256": digest}, path=name)
        self._targets[name] = info
        self._bins.pop(self._succinct.get_role_for_target(name), None)

    def release(self) -> None:
        """Sign and write the metadata of what is laid out."""
        meta = {"targets.json": MetaFile(version=1)}
        for role in self._succinct.get_roles():
            if role not in self._bins:
                self._write_bin(role)
            meta[f"{role}.json"] = MetaFile(version=self._bins[role])
        self._versions["snapshot"] += 1
        snapshot = Snapshot(
            version=self._versions["snapshot"],
            expires=self.expires["snapshot"],
            meta=meta,
        )
        self._write("snapshot", Metadata(snapshot), self._versions["snapshot"])
        self.write_timestamp()

    def write_timestamp(self) -> None:
        """Sign the timestamp of the newest snapshot anew."""
        self._versions["timestamp"] += 1
        timestamp = Timestamp(
            version=self._versions["timestamp"],
            expires=self.expires["timestamp"],
            snapshot_meta=MetaFile(version=self._versions["snapshot"]),
        )
        self._write("timestamp", Metadata(timestamp), None)

    @property
    def _succinct(self) -> SuccinctRoles:
        key = self._signers["bins"].public_key
        return SuccinctRoles([key.keyid], 1, _BITS, _PREFIX)

    def turn_root(self) -> None:
        """Sign the next root: the timestamp gets a new key."""
        self._signers["timestamp"] = CryptoSigner.generate_ed25519()
        self._write("root", Metadata(self._root(2)), 2)

    def _root(self, version: int) -> Root:
        root = Root(version=version, expires=FAR, consistent_snapshot=True)
        for role in ("root", "timestamp", "snapshot", "targets"):
            root.add_key(self._signers[role].public_key, role)
        return root

    def _write_root(self) -> None:
        self._write("root", Metadata(self._root(1)), 1)
        bins: Key = self._signers["bins"].public_key
        delegations = Delegations({bins.keyid: bins}, None, self._succinct)
        targets = Targets(version=1, expires=FAR, delegations=delegations)
        self._write("targets", Metadata(targets), 1)

    def _write_bin(self, role: str) -> None:
        versions = [
            int(path.name.partition(".")[0])
            for path in (self.folder / "metadata").glob(f"*.{role}.json")
        ]
        version = max(versions, default=0) + 1
        named = {
            name: info
            for name, info in self._targets.items()
            if self._succinct.get_role_for_target(name) == role
        }
        targets = Targets(
            version=version, expires=self.expires["targets"], targets=named
        )
        self._write(role, Metadata(targets), version, signer="bins")
        self._bins[role] = version

    def _write(
        self,
        role: str,
        metadata: _AnyMetadata,
        version: int | None,
        *,
        signer: str = "",
    ) -> None:
        metadata.sign(self._signers[signer or role])
        name = f"{role}.json" if version is None else f"{version}.{role}.json"
        path = self.folder / "metadata" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(metadata.to_bytes(JSONSerializer(compact=True)))
