"""Decide which disclosures of a programme may be shown; read and write nothing.

Missing is not withdrawn: what was shown and is no longer named goes on showing until
its promised end, unless a signed withdrawal takes it down. Nor does a version give way
to one that was approved before it (decision 90).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from programme.approval import People
from programme.boards import Attribute, DisplayKind
from programme.errors import SignatureRefused
from programme.fulfilment import check_fulfilled
from programme.manifest import Manifest
from programme.override_verdict import (
    NO_ORDERS,
    Orders,
    Standing,
    orders_of,
    standing_orders,
)
from programme.playlist import Item
from programme.programme import Entry, Programme
from programme.verdict import check_chain
from programme.window import FixedEnd, end_at
from sync_agent.adopted import PastRecall, Refusal
from sync_agent.inner.past_recalls import remembered, sorted_out
from sync_agent.inner.version_order import is_older


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Be what may be shown, and what not, and why."""

    accepted: tuple[Item, ...]
    kept: tuple[Item, ...]
    withdrawn: tuple[str, ...]
    taken_down: tuple[str, ...]
    refused: tuple[Refusal, ...]
    orders: Standing
    """Which emergency notices and stops stand."""
    recalls: tuple[PastRecall, ...]
    """What is not shown again unless it is approved anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Be what is to be judged."""

    programme: Programme
    people: People
    """Who may decide."""
    named: Sequence[Item]
    """Every entry of the programme with its manifest."""
    before: Sequence[Item]
    """What is shown until now."""
    trusted: Mapping[str, Entry]
    """Entries by disclosure that were judged under these very people and this very
    group already, so that their signatures need not be verified again."""
    orders_before: Orders = NO_ORDERS
    """The emergency notices and stops that stand until now."""
    unusable: frozenset[str] = frozenset()
    """Manifests whose pictures are not what the manifest says."""
    recalls: Sequence[PastRecall] = ()
    """What was withdrawn here before."""


def judge(case: Judgement, now: datetime) -> Verdict:
    """Return what of a programme may be shown at an instant."""
    down = _withdrawals(case.programme, case.people, (*case.named, *case.before))
    sound, spoiled = _sorted_out(case)
    standing = [item for item in sound if _pair(item) not in down]
    approved, refused = _approved(case, standing)
    approved, barred = sorted_out(approved, case.recalls)
    accepted, replaced = _newest(case, approved, down)
    shown = {item.disclosure for item in accepted}
    missing = [item for item in case.before if item.disclosure not in shown]
    gone = [item for item in missing if _is_down(item, down)]
    candidates = [
        item for item in missing if not _is_down(item, down) and not _is_over(item, now)
    ]
    kept, unkept = _approved(case, candidates)
    return Verdict(
        accepted=tuple(accepted),
        kept=tuple(kept),
        withdrawn=tuple(sorted({d for d, _ in down} - shown - _ids(kept))),
        taken_down=tuple(sorted(_ids(gone))),
        refused=_once([*spoiled, *refused, *barred, *replaced, *unkept]),
        orders=standing_orders(
            orders_of(case.programme),
            case.orders_before,
            group=case.programme.group,
            people=case.people,
            now=now,
        ),
        recalls=remembered(case.recalls, down, (*case.named, *case.before)),
    )


def taken_down_by(
    programme: Programme,
    people: People,
    before: Sequence[Item],
    known: Sequence[PastRecall] = (),
) -> tuple[tuple[str, ...], tuple[PastRecall, ...]]:
    """Return which disclosures that are shown a programme's withdrawals take down.

    Beside them: what is to be remembered, of that and of what is known already.
    """
    down = _withdrawals(programme, people, before)
    gone = _ids(item for item in before if _is_down(item, down))
    return tuple(sorted(gone)), remembered(known, down, before)


def _sorted_out(case: Judgement) -> tuple[list[Item], list[Refusal]]:
    """Return the entries that may be judged, and the refusals of the others.

    A disclosure that is named twice is refused whole: readers leave out by its id.
    """
    times = Counter(item.disclosure for item in case.named)
    sound: list[Item] = []
    spoiled: list[Refusal] = []
    for item in case.named:
        faults = (
            (times[item.disclosure] > 1, "named_twice", "在节目单里出现了两次"),
            (
                item.entry.manifest.sha256 in case.unusable,
                "other_pictures",
                "页面图片与签发单不符",
            ),
        )
        found = [(code, reason) for wrong, code, reason in faults if wrong]
        spoiled += [
            Refusal(disclosure=item.disclosure, code=code, reason=reason)
            for code, reason in found[:1]
        ]
        if not found:
            sound.append(item)
    return sound, spoiled


def _approved(
    case: Judgement, items: Iterable[Item]
) -> tuple[list[Item], list[Refusal]]:
    good: list[Item] = []
    refused: list[Refusal] = []
    for item in items:
        refusal = None
        if case.trusted.get(item.disclosure) != item.entry:
            refusal = _refusal(case.programme, case.people, item)
        if refusal is None:
            good.append(item)
        else:
            refused.append(refusal)
    return good, refused


def _newest(
    case: Judgement, items: Iterable[Item], down: Mapping[tuple[str, str], datetime]
) -> tuple[list[Item], list[Refusal]]:
    """Return the entries that are no older than what is shown, and refuse the others.

    What is shown bars nothing once it was withdrawn, or its own chain holds no more.
    """
    shown = {item.disclosure: item for item in case.before if not _is_down(item, down)}
    good: list[Item] = []
    refused: list[Refusal] = []
    for item in items:
        other = shown.get(item.disclosure)
        if (
            other is not None
            and _approved(case, [other])[0]
            and is_older(item.entry, other.entry)
        ):
            reason = "比本屏已有的一版批准得早"
            refused.append(
                Refusal(disclosure=item.disclosure, code="older_version", reason=reason)
            )
        else:
            good.append(item)
    return good, refused


def _refusal(programme: Programme, people: People, item: Item) -> Refusal | None:
    entry, manifest = item.entry, item.manifest
    faults = {
        "other_disclosure": (
            manifest.disclosure != entry.disclosure,
            "签发单是别的事项的",
        ),
        "not_disclosed": (
            manifest.attribute is not Attribute.PROACTIVE,
            "不是主动公开的事项",
        ),
        "other_audience": (
            manifest.audience is not programme.audience,
            "公开范围与本屏不符",
        ),
        "other_group": (
            programme.group not in manifest.groups,
            "没有批准在这个分组展示",
        ),
        "other_window": (not _window_holds(entry, manifest), "展示时段与批准的不符"),
        "no_pages": (
            programme.display_kind is DisplayKind.SCREEN
            and not manifest.pages_for(programme.panel),
            "没有适合本屏的页面",
        ),
    }
    for code, (wrong, reason) in faults.items():
        if wrong:
            return Refusal(disclosure=entry.disclosure, code=code, reason=reason)
    try:
        sha256, unit = entry.manifest.sha256, manifest.unit
        check_chain(sha256, entry.approvals, people, unit=unit)
        check_fulfilled(manifest.chain, entry.approvals)
    except SignatureRefused as error:
        return Refusal(
            disclosure=entry.disclosure, code=error.code, reason=error.reason
        )
    return None


def _window_holds(entry: Entry, manifest: Manifest) -> bool:
    """Say whether a window keeps what was signed: not earlier, not shorter."""
    window, promised = entry.window, manifest.promised_end_at
    shortened = (
        isinstance(window.end, FixedEnd)
        and promised is not None
        and window.end.at < promised
    )
    return (
        window.starts_at >= manifest.earliest_start_at
        and not shortened
        and window.weekdays == manifest.weekdays
        and window.dayparts == manifest.dayparts
    )


def _is_down(item: Item, down: Mapping[tuple[str, str], datetime]) -> bool:
    """Say whether what is shown, and named no more, was withdrawn.

    A withdrawal takes down every version that was published before it: a display that
    was away never saw the version that it names.
    """
    return any(
        disclosure == item.disclosure
        and (manifest == item.entry.manifest.sha256 or item.entry.published_at <= at)
        for (disclosure, manifest), at in down.items()
    )


def _withdrawals(
    programme: Programme, people: People, items: Iterable[Item]
) -> dict[tuple[str, str], datetime]:
    """Return when what was validly withdrawn, each disclosure with its manifest.

    Whose matter it is says the manifest, of what is named or shown here; of anything
    else there is nothing to take down.
    """
    found: dict[tuple[str, str], datetime] = {}
    units = {item.disclosure: item.manifest.unit for item in items}
    for signed in programme.withdrawals:
        word = signed.withdrawal
        unit = units.get(word.disclosure)
        try:
            check_chain(word.digest(), signed.approvals, people, unit=unit)
        except SignatureRefused:
            continue
        found[word.disclosure, word.manifest] = word.withdrawn_at
    return found


def _is_over(item: Item, now: datetime) -> bool:
    """Say whether nothing is owed any more: a provisional end never ends anything."""
    promised = item.manifest.promised_end_at
    if promised is not None and not item.manifest.promised_end_provisional:
        return promised <= now
    window = item.entry.window
    end = end_at(window)
    return isinstance(window.end, FixedEnd) and end is not None and end <= now


def _pair(item: Item) -> tuple[str, str]:
    return item.disclosure, item.entry.manifest.sha256


def _ids(items: Iterable[Item]) -> set[str]:
    return {item.disclosure for item in items}


def _once(refusals: Iterable[Refusal]) -> tuple[Refusal, ...]:
    first: dict[str, Refusal] = {}
    for refusal in refusals:
        first.setdefault(refusal.disclosure, refusal)
    return tuple(first[disclosure] for disclosure in sorted(first))
