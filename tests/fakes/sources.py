"""Stand in for the store that a player reads."""

from programme.blocks import AssetRef
from sync_agent.assets import AssetUnusable
from sync_agent.store import Held


class FakeSource:
    """Be a store in memory; a test changes `held` and the revision follows."""

    def __init__(self, held: Held | None = None) -> None:
        self._held = held
        self._revision = 0
        self.files: dict[str, bytes] = {}
        self.failure: Exception | None = None

    def set(self, held: Held | None) -> None:
        """Adopt something else."""
        self._held = held
        self._revision += 1

    def revision(self) -> str:
        """Return a token that differs after every adoption."""
        return f"r{self._revision}" if self._held or self._revision else ""

    def load(self) -> Held | None:
        """Return what is adopted, or raise what the test asked for."""
        if self.failure is not None:
            raise self.failure
        return self._held

    def read_asset(self, ref: AssetRef) -> bytes:
        """Return a file's bytes.

        Raises:
            AssetUnusable: It is not there.
        """
        if ref.sha256 not in self.files:
            raise AssetUnusable(ref.sha256, damaged=False)
        return self.files[ref.sha256]
