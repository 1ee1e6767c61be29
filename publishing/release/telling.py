"""Say in plain words what a signing request changes, and until when roles are good.

The words are worked out from what is signed and what holds.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tuf.api.metadata import Metadata, Root, Snapshot, Targets, Timestamp

from programme.approval import KeyKind, KeyOffice, People, PersonKey, Role
from publishing.release.metadata import Lifetimes
from publishing.release.preparing import offline_roles
from publishing.release.reading import RepositoryFolder
from publishing.release.roles import (
    NAMES,
    PEOPLE,
    bin_keys,
    is_apart,
    people_holders,
)
from publishing.release.signing_request import SigningRequest

_KINDS = {
    KeyKind.CENTRE: "发布中心的密钥",
    KeyKind.ED25519: "个人密钥",
    KeyKind.WEBAUTHN: "安全密钥",
}
_ROLES = {Role.DRAFTER: "起草", Role.REVIEWER: "审核", Role.APPROVER: "批准"}
_SHOWN = 16


def fingerprint(keyid: str) -> str:
    """Return as much of a key's id as people compare."""
    return keyid[:_SHOWN]


def changes_of(request: SigningRequest) -> list[str]:
    """Return what would be otherwise, line by line, and until when it is good."""
    lines = []
    for role, part in request.parts.items():
        before = request.before.get(role)
        lines.append(
            f"{NAMES[role]} 第 {part.signed.version} 版，"
            f"有效到 {part.signed.expires:%Y-%m-%d}"
        )
        lines += [f"　{line}" for line in _told(role, before, part, request)]
    return lines


def _told(
    role: str,
    before: Metadata[Any] | None,
    part: Metadata[Any],
    request: SigningRequest,
) -> Iterator[str]:
    if role == PEOPLE:
        yield from _people(request.people_before, request.people)
    elif before is None:
        yield "新设"
        for name, one in _holders(part.signed).items():
            yield from _moved(name, ((), 0), one)
    else:
        old, new = _holders(before.signed), _holders(part.signed)
        for name in new:
            yield from _moved(name, old.get(name, ((), 0)), new[name])


def _holders(signed: Root | Targets) -> Mapping[str, tuple[Iterable[str], int]]:
    """Return whose keys, and how many of them, a role asks for, in people's words."""
    if isinstance(signed, Root):
        return {
            NAMES[role]: (one.keyids, one.threshold)
            for role, one in signed.roles.items()
        }
    if is_apart(signed):
        return {NAMES[PEOPLE]: people_holders(signed)}
    return {"分桶": (bin_keys(signed), 1)}


def _moved(
    name: str, old: tuple[Iterable[str], int], new: tuple[Iterable[str], int]
) -> Iterator[str]:
    for keyid in sorted(set(new[0]) - set(old[0])):
        yield f"{name}：加上密钥 {fingerprint(keyid)}"
    for keyid in sorted(set(old[0]) - set(new[0])):
        yield f"{name}：去掉密钥 {fingerprint(keyid)}"
    if old[1] != new[1]:
        yield f"{name}：要 {new[1]} 个人签字（原来 {old[1]} 个）"


def _people(before: People | None, after: People | None) -> Iterator[str]:
    old = {} if before is None else {key.id: key for key in before.keys}
    new = {} if after is None else {key.id: key for key in after.keys}
    for key_id, key in new.items():
        if old.get(key_id) != key:
            yield f"{'改动' if key_id in old else '加上'}：{_key(key)}"
    yield from (f"去掉：{_key(key)}" for name, key in old.items() if name not in new)
    kinds = None if before is None else before.accepted_kinds
    if after is not None and after.accepted_kinds != kinds:
        yield f"设备认的签批方式：{'、'.join(after.accepted_kinds)}"
    if after is not None:
        yield from _demands(before, after)
        yield from _words(before, after)
        yield from _sealing(before, after)
        yield from _groups(before, after)


def _demands(before: People | None, after: People) -> Iterator[str]:
    own = () if before is None else before.own_keys
    if after.own_keys != own:
        if after.own_keys:
            yield "批准只认本人的钥匙，或两位经办人核对的纸面签字；中心作证不再算数"
        else:
            yield "批准不再要求本人的钥匙：中心作证就算。这是放松，请问清为什么"
    settled = set(() if before is None else before.settled)
    more, less = set(after.settled) - settled, settled - set(after.settled)
    if more:
        yield f"以前批的 {len(more)} 件照样有效（签名还要核对，不再看职责）"
    if less:
        yield f"以前批的 {len(less)} 件不再照样有效"
    if after.units != (() if before is None else before.units):
        yield f"单位的上下级：{len(after.units)} 个单位"


def _words(before: People | None, after: People) -> Iterator[str]:
    if after.own_words != (before is not None and before.own_words):
        if after.own_words:
            yield "大厅、受理点、合并栏目的文字只认随办事目录批准的"
        else:
            yield "大厅、受理点、合并栏目的文字不再要批准。这是放松，请问清为什么"


def _sealing(before: People | None, after: People) -> Iterator[str]:
    old = () if before is None else before.sealing_keys
    for public in after.sealing_keys:
        if public not in old:
            yield f"居民留言可以封给密钥 {fingerprint(public)}"
    if old and not after.sealing_keys:
        yield "居民留言封给哪把密钥不再由名单定。这是放松，请问清为什么"


def _groups(before: People | None, after: People) -> Iterator[str]:
    groups = {} if before is None else {one.group: one.unit for one in before.groups}
    for one in after.groups:
        if groups.pop(one.group, None) != one.unit:
            yield f"显示分组 {one.group} 归 {one.unit}：它的批准人能发这些屏的命令"
    yield from (f"显示分组 {name} 不再列出" for name in groups)


def _key(key: PersonKey) -> str:
    whose = "" if key.person is None else f"，{key.name or key.person}"
    offices = "；".join(_office(one) for one in key.offices)
    may = f"，可以：{offices}" if offices else ""
    return f"{_KINDS[key.kind]} {fingerprint(key.id)}{whose}{may}"


def _office(office: KeyOffice) -> str:
    words = [_ROLES[role] for role in office.roles]
    if office.attests:
        words.append("核对纸面")
    return f"{office.unit} {'、'.join(words)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiry:
    """Say until when a role's word is good."""

    name: str
    ends_at: datetime
    life: timedelta
    """From one signature to its end."""
    offline: bool
    """Whether only the holders of offline keys can sign it again."""


def expiries_of(folder: RepositoryFolder) -> Iterator[Expiry]:
    """Yield until when each role is good; of all bins the one that ends first.

    Raises:
        RepositoryDamaged: It cannot be read.
    """
    state, lives = folder.state(), Lifetimes()
    for role, metadata in offline_roles(folder, state).items():
        days = lives.people_days if role == PEOPLE else lives.root_days
        yield _expiry(NAMES[role], metadata.signed.expires, days, offline=True)
    bins = min(one.signed.expires for _, one in folder.bins(state))
    yield _expiry("分桶", bins, lives.bins_days)
    snapshot, timestamp = state.snapshot.signed, state.timestamp.signed
    yield _expiry(NAMES[Snapshot.type], snapshot.expires, lives.snapshot_days)
    yield _expiry(NAMES[Timestamp.type], timestamp.expires, lives.timestamp_days)


def _expiry(name: str, at: datetime, days: int, *, offline: bool = False) -> Expiry:
    return Expiry(name=name, ends_at=at, life=timedelta(days=days), offline=offline)
