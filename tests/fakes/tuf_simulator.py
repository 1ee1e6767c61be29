"""Be any TUF repository, good or bad, as files that a plain web server serves.

A test changes what a role says, and `publish` signs and lays it out; every version
stays fetchable. Each file lies under both of its names, with and without version or
digest: which of them was asked for, the server's list of requests tells.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import (
    DelegatedRole,
    Delegations,
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

FAR = datetime(2099, 1, 1, tzinfo=UTC)
TOP = ("root", "targets", "snapshot", "timestamp")


class TufSimulator:
    """Sign and lay out a repository, as wrong as a test wants it."""

    def __init__(self, folder: Path, *, consistent: bool = True) -> None:
        self.folder = folder
        self.signed: dict[str, Metadata[Any]] = {}
        self.signers: dict[str, list[CryptoSigner]] = {}
        """Who signs a role from the next `publish` on, rightly or not."""
        self.names_hashes = False
        """Whether snapshot and timestamp name digests and lengths."""
        self._published: dict[str, int] = {}
        root = Root(expires=FAR, consistent_snapshot=consistent)
        self.signed["root"] = Metadata(root)
        self.signed["targets"] = Metadata(Targets(expires=FAR))
        self.signed["snapshot"] = Metadata(Snapshot(expires=FAR))
        self.signed["timestamp"] = Metadata(Timestamp(expires=FAR))
        for role in TOP:
            self.add_key(role, new_key())
        self.publish(*TOP)

    @property
    def root(self) -> Root:
        """Return the root as it will be published next."""
        return self.signed["root"].signed  # type: ignore[no-any-return]  # by role

    @property
    def timestamp(self) -> Timestamp:
        """Return the timestamp as it will be published next."""
        return self.signed["timestamp"].signed  # type: ignore[no-any-return]  # by role

    @property
    def snapshot(self) -> Snapshot:
        """Return the snapshot as it will be published next."""
        return self.signed["snapshot"].signed  # type: ignore[no-any-return]  # by role

    def targets(self, role: str = "targets") -> Targets:
        """Return a role of targets as it will be published next."""
        return self.signed[role].signed  # type: ignore[no-any-return]  # by role

    @property
    def root_file(self) -> Path:
        """Return the first root: what a client is given."""
        return self.path("root", 1)

    def path(self, role: str, version: int | None = None) -> Path:
        """Return where a version of a role lies, or the newest under its bare name."""
        name = quote(role, safe="")
        file = f"{name}.json" if version is None else f"{version}.{name}.json"
        return self.folder / "metadata" / file

    def add_key(self, role: str, key: CryptoSigner, *, delegator: str = "root") -> None:
        """Let one more key sign a role."""
        self.signed[delegator].signed.add_key(key.public_key, role)
        self.signers.setdefault(role, []).append(key)

    def turn_keys(self, role: str) -> None:
        """Take all keys of a role of the root, and give it as many new ones."""
        self.root.roles[role].keyids.clear()
        self.signers[role].clear()
        for _ in range(self.root.roles[role].threshold):
            self.add_key(role, new_key())

    def publish(self, *roles: str, version: int | None = None) -> None:
        """Sign the next version of these roles, and name it in what names them.

        Args:
            roles: In this order.
            version: Under which number they lie; the one they say by default.
        """
        for role in roles:
            metadata = self.signed[role]
            if role in self._published:
                metadata.signed.version += 1
            metadata.signatures.clear()
            for signer in self.signers[role]:
                metadata.sign(signer, append=True)
            self.lay_out(role, metadata.to_bytes(JSONSerializer()), version)

    def lay_out(self, role: str, data: bytes, version: int | None = None) -> None:
        """Serve these bytes as the newest of a role, and name them."""
        number = version or self.signed[role].signed.version
        self._published[role] = number
        paths = [self.path(role, number)]
        paths += [] if role == "root" else [self.path(role)]
        for path in paths:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        named = MetaFile(number)
        if self.names_hashes:
            digest = {"sha256": sha256(data).hexdigest()}
            named = MetaFile(number, len(data), digest)
        if role == "snapshot":
            self.timestamp.snapshot_meta = named
        elif role not in TOP or role == "targets":
            self.snapshot.meta[f"{role}.json"] = named

    def published(self, role: str) -> int:
        """Return under which number a role was laid out last."""
        return self._published[role]

    def add_file(
        self,
        name: str,
        data: bytes,
        *,
        role: str = "targets",
        hashes: Sequence[str] = ("sha256",),
    ) -> None:
        """Let a role name a file, and serve it."""
        info = TargetFile.from_data(name, data, list(hashes))
        self.targets(role).targets[name] = info
        self.serve_file(name, data, info.hashes.values())

    def serve_file(self, name: str, data: bytes, digests: Iterable[str] = ()) -> None:
        """Serve bytes as a file, whatever is signed about it."""
        plain = self.folder / "targets" / name
        for path in (plain, *(plain.with_name(f"{d}.{plain.name}") for d in digests)):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def swap_file(self, name: str, data: bytes) -> None:
        """Serve other bytes under every name that a file had."""
        plain = self.folder / "targets" / name
        for path in (plain, *plain.parent.glob(f"*.{plain.name}")):
            path.write_bytes(data)

    def delegate(self, delegator: str, role: DelegatedRole) -> None:
        """Let one role delegate to another, with a key of its own."""
        targets = self.targets(delegator)
        if targets.delegations is None:
            targets.delegations = Delegations({}, {})
        assert targets.delegations.roles is not None
        targets.delegations.roles[role.name] = role
        self.signed.setdefault(role.name, Metadata(Targets(expires=FAR)))
        self.add_key(role.name, new_key(), delegator=delegator)

    def spread(self, bits: int, prefix: str = "bin") -> list[str]:
        """Let the targets role spread all names over bins, and return their names."""
        key = new_key()
        bins = SuccinctRoles([], 1, bits, prefix)
        self.targets().delegations = Delegations({}, None, bins)
        self.targets().add_key(key.public_key)
        roles = list(bins.get_roles())
        for role in roles:
            self.signed[role] = Metadata(Targets(expires=FAR))
            self.signers[role] = [key]
        return roles


def new_key() -> CryptoSigner:
    """Return a new key."""
    return CryptoSigner.generate_ed25519()
