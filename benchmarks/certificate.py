"""Measure a certificate over a year of records: issuing, size, verifying.

`python -m benchmarks.certificate [--days 365] [--batches 5] [--mutations 10000]`: one
long-term disclosure on one screen and one kiosk; the screen paints it in batches of 480
plays, so many a day. With `--mutations` so many seeded changes of a small certificate
are tried, and how many were accepted is said (it must be none).
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from programme.certificate_check import examine
from programme.certificate_opening import open_bundle
from programme.records import ServicePresence
from tests.fakes.certificates import PUBLIC, Hung, hang, issue, keeper_of, sample
from tests.fakes.delivery import Delivery, new_delivery, play
from tests.fakes.mutations import is_accepted, mutated

_A_BATCH = 480
_STEP_S = 13
T = TypeVar("T")


def main() -> None:
    """Run what was asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--days", type=int, default=365)
    asked.add_argument("--batches", type=int, default=5)
    asked.add_argument("--mutations", type=int, default=0)
    told = asked.parse_args()
    if told.mutations:
        _mutations(told.mutations)
        return
    with tempfile.TemporaryDirectory() as folder, new_delivery(Path(folder)) as made:
        _measure(made, days=told.days, batches=told.batches)


def _measure(delivery: Delivery, *, days: int, batches: int) -> None:
    hung = hang(delivery, days=0, mandate="long_term")
    took, _ = _timed(lambda: _show(delivery, hung, days=days, batches=batches))
    records = days * (batches * _A_BATCH + 1)
    print(
        f"records     {records} in {days * (batches + 1)} batches, {took:.1f} s to take"
    )
    took, issued = _timed(lambda: issue(delivery, hung.disclosure))
    print(f"issue       {took:.1f} s, {len(issued.data) / 1e6:.1f} MB")
    took, found = _timed(lambda: examine(open_bundle(issued.data)))
    good = all(one.holds for one in found)
    claims = issued.certificate.claims
    print(f"verify      {took:.1f} s, {records / took:,.0f} records a second, {good=}")
    print(f"claims      {claims.counted} days count, {claims.short} fell short")


def _show(delivery: Delivery, hung: Hung, *, days: int, batches: int) -> None:
    clock, line = delivery.county.clock, hung.made.line
    for _ in range(days):
        begin = clock.now()
        for _ in range(batches):
            at = clock.now()
            plays = [
                play(
                    line.disclosure,
                    line.manifest_sha256 or "",
                    at=at + timedelta(seconds=_STEP_S * number),
                )
                for number in range(_A_BATCH)
            ]
            clock.forward(seconds=_STEP_S * _A_BATCH)
            links = hung.screen.add(*plays)
            delivery.conversations.take_evidence(hung.screen.batch(links))
        listed = ServicePresence(
            from_at=begin,
            to_at=clock.now(),
            programme_version=1,
            disclosures=(line.disclosure,),
        )
        links = hung.kiosk.add(listed)
        delivery.conversations.take_evidence(hung.kiosk.batch(links, "kiosk-1"))
        keeper_of(delivery, timedelta(hours=1)).tick()
        clock.forward(seconds=(begin + timedelta(days=1) - clock.now()).total_seconds())


def _mutations(count: int) -> None:
    data = sample()
    took, accepted = _timed(
        lambda: [
            seed
            for seed in range(count)
            if is_accepted(mutated(data, seed), PUBLIC.fingerprint)
        ]
    )
    good = is_accepted(data, PUBLIC.fingerprint)
    print(f"mutations   {count} tried in {took:.0f} s, accepted: {accepted or 'none'}")
    print(f"unchanged   accepted: {good}")


def _timed(do: Callable[[], T]) -> tuple[float, T]:
    begun = time.monotonic()
    result = do()
    return time.monotonic() - begun, result


if __name__ == "__main__":
    main()
