"""Remember what was withdrawn by a signed word, so that nobody names it again; pure.

Withdrawals travel in the programme, which the everyday keys sign: who stole them could
leave one out and name what it took down, with its true approvals (decision 94).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from programme.playlist import Item
from sync_agent.adopted import PastRecall, Refusal
from sync_agent.inner.version_order import approved_at

MOST = 1_000
"""Recalls that are remembered, the newest ones."""
Down = Mapping[tuple[str, str], datetime]
"""When what was validly withdrawn, each disclosure with its manifest."""


def remembered(
    known: Sequence[PastRecall], down: Down, items: Iterable[Item]
) -> tuple[PastRecall, ...]:
    """Return what is to be remembered after a look at a programme.

    Only what was here, or is named, counts: of anything else it is not known whose
    matter it is, so nobody could say who may withdraw it.

    Args:
        known: What was remembered before.
        down: The withdrawals that were found valid.
        items: What is named, and what is shown until now.
    """
    here: dict[str, dict[str, datetime]] = {}
    for item in items:
        versions = here.setdefault(item.disclosure, {})
        versions[item.entry.manifest.sha256] = approved_at(item.entry)
    found = {(one.disclosure, one.manifest): one for one in known}
    for (disclosure, manifest), at in down.items():
        if disclosure in here:
            former = found.get((disclosure, manifest))
            found[disclosure, manifest] = PastRecall(
                disclosure=disclosure,
                manifest=manifest,
                withdrawn_at=at,
                approved_at=here[disclosure].get(manifest)
                or (former.approved_at if former else None),
            )
    newest = sorted(found.values(), key=_age)[-MOST:]
    return tuple(newest)


def sorted_out(
    items: Iterable[Item], recalls: Sequence[PastRecall]
) -> tuple[list[Item], list[Refusal]]:
    """Return the items that no recall bars, and the refusals of the others."""
    barring: dict[str, list[PastRecall]] = {}
    for one in recalls:
        barring.setdefault(one.disclosure, []).append(one)
    good: list[Item] = []
    refused: list[Refusal] = []
    for item in items:
        if any(_bars(one, item) for one in barring.get(item.disclosure, ())):
            reason = "这一版已凭签字撤下，要再公开请重新批准"
            refused.append(
                Refusal(
                    disclosure=item.disclosure, code="withdrawn_before", reason=reason
                )
            )
        else:
            good.append(item)
    return good, refused


def _bars(recall: PastRecall, item: Item) -> bool:
    """Say whether an item was approved before the word that took it down.

    What was approved anew after that is shown, and so is a version that is newer than
    the one that was taken down.
    """
    approved = approved_at(item.entry)
    if item.entry.manifest.sha256 == recall.manifest:
        return approved <= recall.withdrawn_at
    return recall.approved_at is not None and approved < recall.approved_at


def _age(recall: PastRecall) -> tuple[datetime, str, str]:
    return recall.withdrawn_at, recall.disclosure, recall.manifest
