import os
import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from programme.chain import GENESIS, check_links
from programme.enrolment import PURPOSE_BATCH
from programme.envelope import seal, unseal
from programme.keys import SigningKey
from programme.records import Batch, ChainedRecord, GapRecord, GoneReceipt
from sync_agent.drain import Drain
from sync_agent.outbox import Submission, open_outbox
from sync_agent.outbox_file import OutboxDestroyed, path_of, writers_in
from tests.fakes.device import MovedClock

FLIPS = int(os.environ.get("MINGBAI_F11_FLIPS", "50"))
SEED = 20261129
RECORDS, DELIVERED, KEPT = 160, 60, 30

pytestmark = pytest.mark.fault


@dataclass(slots=True)
class Centre:
    """Hold every chain as far as it came, signed by the device."""

    key: SigningKey = field(default_factory=SigningKey.generate)
    chains: dict[str, list[ChainedRecord]] = field(default_factory=dict)

    def take(self, writer: str, records: tuple[ChainedRecord, ...]) -> None:
        batch = Batch(device="qinghe-1", writer=writer, records=records)
        sealed = seal(batch, PURPOSE_BATCH, self.key)
        told = unseal(sealed, Batch, PURPOSE_BATCH, self.key.public).records
        chain = self.chains.setdefault(writer, [])
        known = [one for one in told if one.number <= len(chain)]
        assert known == [chain[one.number - 1] for one in known]
        digest = chain[-1].digest() if chain else GENESIS
        fresh = told[len(known) :]
        check_links(fresh, after_number=len(chain), after_digest=digest)
        chain.extend(fresh)

    def fetch_from(self, root: Path, clock: MovedClock) -> None:
        """Take what a courier would bring; a destroyed chain is left to its writer."""
        for writer in writers_in(root):
            with suppress(OutboxDestroyed), Drain(root, writer, clock) as drain:
                while records := drain.undelivered(most=40, most_bytes=10**6):
                    self.take(writer, records)
                    drain.delivered(records, keep=KEPT)

    def told(self) -> list[str]:
        """Return the disclosures of all receipts, in the order they came."""
        return [
            link.record.disclosure
            for chain in self.chains.values()
            for link in chain
            if isinstance(link.record, GoneReceipt)
        ]

    def gaps(self, writer: str) -> list[GapRecord]:
        """Return what the device says it lost of a chain."""
        found = [
            (name, link.record)
            for name, chain in self.chains.items()
            for link in chain
            if isinstance(link.record, GapRecord)
        ]
        return [gap for name, gap in found if (gap.of_writer or name) == writer]


def append(root: Path, clock: MovedClock, names: list[str]) -> str:
    outbox = open_outbox(root, "player", clock)
    records = [GoneReceipt(disclosure=name, at=clock.now()) for name in names]
    outbox.append_all([Submission(client_id=r.disclosure, record=r) for r in records])
    outbox.close()
    return outbox.writer


def flip(path: Path, chance: Random) -> None:
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def test_every_flipped_byte_is_found_named_and_followed_by_a_signed_gap(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    clock, chance = MovedClock(), Random(SEED)  # noqa: S311 - to be drawn again
    whole, before = tmp_path / "whole", Centre()
    whole.mkdir()
    names = [f"d-{number}" for number in range(1, RECORDS + 1)]
    writer = append(whole, clock, names[:DELIVERED])
    before.fetch_from(whole, clock)
    append(whole, clock, names[DELIVERED:])
    outcomes: Counter[str] = Counter()

    for turn in range(FLIPS):
        root, centre = tmp_path / f"flip-{turn}", Centre()
        centre.chains = {name: list(chain) for name, chain in before.chains.items()}
        shutil.copytree(whole, root)
        flip(path_of(root, writer), chance)
        if chance.random() < 0.5:
            centre.fetch_from(root, clock)
        append(root, clock, ["after"])
        centre.fetch_from(root, clock)
        append(root, clock, ["later"])
        centre.fetch_from(root, clock)

        told = centre.told()
        lost = [n for n, name in enumerate(names, start=1) if name not in told]
        gaps = centre.gaps(writer)
        assert len(told) == len(set(told)), f"twice, in turn {turn}"
        assert set(told) == {*names, "after", "later"} - {names[n - 1] for n in lost}
        assert not lost or min(gap.first_lost for gap in gaps) == lost[0]
        assert len(lost) < RECORDS // 4
        outcomes["named" if lost else "declared" if gaps else "no record harmed"] += 1
        shutil.rmtree(root)

    assert outcomes["named"]
    told_of = ", ".join(f"{count} {word}" for word, count in sorted(outcomes.items()))
    record_property("outcome", f"{FLIPS} flips: {told_of}; 0 lost in silence")
