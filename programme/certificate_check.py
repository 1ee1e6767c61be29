"""Check a certificate with public keys alone; say of each thing whether it holds.

Nothing here reads a disk, a clock or a network: the same file, the same verdict, on
any machine and in any year. What cannot be proved so is said in `programme.limits`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from programme.canonical import canonical_bytes, sha256_hex
from programme.certificate_batches import read_batches
from programme.certificate_days import claims_of
from programme.certificate_facts import Delivered, Facts, of_kind
from programme.certificate_opening import Opened
from programme.certificate_witness import check_bridges
from programme.checkpoint import open_checkpoint
from programme.errors import ContractError
from programme.fulfilment import check_fulfilled
from programme.keys import from_base64url
from programme.leaves import (
    DecisionLeaf,
    DocumentLeaf,
    RegisterLeaf,
    SecrecyLeaf,
    WindowLeaf,
    WithdrawalLeaf,
)
from programme.merkle import ProofRefused, leaf_hash, many_root
from programme.verdict import check_chain
from programme.window import FixedEnd

_CLEARED = frozenset({"may", "in_part"})
_ODD = (ArithmeticError, LookupError, OSError, RecursionError, ValueError)
"""What reckoning with well-formed values that mean nothing ends in: a time zone that is
none (a folder's name among them), a key that is no bytes, a day beyond the calendar."""


class Check(StrEnum):
    """Name what is looked at, in its order."""

    CHECKPOINT = "checkpoint"
    LOG = "log"
    GROWTH = "growth"
    DOCUMENTS = "documents"
    APPROVALS = "approvals"
    SECRECY = "secrecy"
    WINDOWS = "windows"
    RECORDS = "records"
    CLAIMS = "claims"


class Failed(ContractError):
    """Say in what a certificate does not hold."""

    code = "certificate_failed"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Be one thing that was looked at; no reason: it holds."""

    check: Check
    reason: str = ""

    @property
    def holds(self) -> bool:
        """Say whether it holds."""
        return not self.reason


class _Case:
    """Be what is looked at; its batches are read once."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.certificate = opened.certificate
        self.manifest = opened.manifest
        self.leaves = tuple(one.leaf for one in opened.certificate.leaves)

    @cached_property
    def delivered(self) -> tuple[Delivered, ...]:
        """Return every batch, checked."""
        return read_batches(self.opened)


def examine(opened: Opened) -> tuple[Finding, ...]:
    """Return what was found of every check; each is made, whatever others found."""
    return tuple(_findings(opened))


def _findings(opened: Opened) -> Iterator[Finding]:
    case = _Case(opened)
    for check, look in _CHECKS.items():
        try:
            look(case)
        except ContractError as error:
            yield Finding(check=check, reason=str(error))
        except _ODD:
            yield Finding(check=check, reason="里面有一处值没有意义，算不下去")
        else:
            yield Finding(check=check)


def _check_checkpoint(case: _Case) -> None:
    open_checkpoint(case.certificate.checkpoint, case.opened.key)


def _check_log(case: _Case) -> None:
    certificate = case.certificate
    checkpoint = open_checkpoint(certificate.checkpoint, case.opened.key)
    hashes = {one.place: leaf_hash(one.leaf.canonical()) for one in certificate.leaves}
    places = [one.place for one in certificate.leaves]
    if places != sorted(hashes):
        raise ProofRefused("条目没有按先后各写一次")
    try:
        proof = [from_base64url(one) for one in certificate.proof]
    except ValueError as error:
        raise ProofRefused("证明的写法不对") from error
    if many_root(hashes, size=checkpoint.size, proof=proof) != checkpoint.root:
        raise ProofRefused("有条目不在校验点下的日志里")


def _check_growth(case: _Case) -> None:
    check_bridges(case.certificate, case.opened.key)


def _check_documents(case: _Case) -> None:
    noted = {(one.name, one.sha256) for one in of_kind(case.leaves, DocumentLeaf)}
    if ("people", case.opened.people.digest()) not in noted:
        raise Failed("签字人员名单不是日志里登记过的那一份")
    if ("calendar", case.opened.calendar.digest()) not in noted:
        raise Failed("工作日历不是日志里登记过的那一份")


def _check_approvals(case: _Case) -> None:
    certificate, manifest = case.certificate, case.manifest
    people = case.opened.people.settling(certificate.manifest)
    check_chain(certificate.manifest, certificate.approvals, people)
    check_fulfilled(manifest.chain, certificate.approvals)
    if manifest.disclosure != certificate.disclosure:
        raise Failed("签发单是另一件公开事项的")
    decisions = of_kind(case.leaves, DecisionLeaf)
    noted = {
        one.approval for one in decisions if one.manifest == certificate.manifest
    } - {one.approval for one in decisions if one.voided_at is not None}
    for approval in certificate.approvals:
        digest = sha256_hex(canonical_bytes(approval.model_dump(mode="json")))
        if digest not in noted:
            who = approval.decision.name
            reason = f"{who}的签字不在日志里，或者已经作废"
            raise Failed(reason)


def _check_secrecy(case: _Case) -> None:
    """Look for a review that let it be disclosed, before the last approval (REQ-19)."""
    if not case.certificate.approvals:
        raise Failed("没有一个人签过字，保密审查无从对起")
    last = max(one.decision.decided_at for one in case.certificate.approvals)
    reviews = of_kind(case.leaves, SecrecyLeaf)
    if not any(
        one.manifest == case.certificate.manifest
        and one.result in _CLEARED
        and one.concluded_at <= last
        for one in reviews
    ):
        raise Failed("日志里没有批准以前作过的保密审查结论")


def _check_windows(case: _Case) -> None:
    certificate, manifest = case.certificate, case.manifest
    windows = [
        one
        for one in of_kind(case.leaves, WindowLeaf)
        if one.manifest == certificate.manifest
    ]
    registered = of_kind(case.leaves, RegisterLeaf)
    if not windows or not any(
        one.disclosure == certificate.disclosure for one in registered
    ):
        raise Failed("日志里没有登记号或展示时段")
    withdrawn = _withdrawn(case)
    for one in windows:
        if one.disclosure != certificate.disclosure:
            raise Failed("展示时段是另一件公开事项的")
        if one.group not in manifest.groups:
            raise Failed("展示在签发单没有写的分组上")
        if one.window.starts_at < manifest.earliest_start_at:
            raise Failed("展示开始早于签发的最早时间")
        if not withdrawn and _ends_early(one, case):
            raise Failed("展示结束早于签发时承诺的时间")


def _ends_early(one: WindowLeaf, case: _Case) -> bool:
    promised, end = case.manifest.promised_end_at, one.window.end
    return promised is not None and isinstance(end, FixedEnd) and end.at < promised


def _withdrawn(case: _Case) -> bool:
    """Say whether it was withdrawn; that is signed like an approval.

    Raises:
        SignatureRefused: The withdrawal is not signed by two people.
        Failed: It is not in the log.
    """
    signed = case.certificate.withdrawal
    if signed is None:
        return False
    subject = signed.withdrawal.digest()
    check_chain(subject, signed.approvals, case.opened.people.settling(subject))
    noted = {one.signed for one in of_kind(case.leaves, WithdrawalLeaf)}
    if signed.digest() not in noted:
        raise Failed("撤下通知不在日志里")
    return True


def _check_records(case: _Case) -> None:
    _ = case.delivered


def _check_claims(case: _Case) -> None:
    certificate = case.certificate
    facts = Facts(
        disclosure=certificate.disclosure,
        manifest_sha256=certificate.manifest,
        manifest=case.manifest,
        leaves=case.leaves,
        delivered=case.delivered,
        calendar=case.opened.calendar,
        primary=certificate.primary,
        time_zone=certificate.time_zone,
        issued_at=certificate.issued_at,
    )
    if claims_of(facts) != certificate.claims:
        raise Failed("证明上写的天数和内容，与原始记录重新算出来的不一样")


_CHECKS: dict[Check, Callable[[_Case], None]] = {
    Check.CHECKPOINT: _check_checkpoint,
    Check.LOG: _check_log,
    Check.GROWTH: _check_growth,
    Check.DOCUMENTS: _check_documents,
    Check.APPROVALS: _check_approvals,
    Check.SECRECY: _check_secrecy,
    Check.WINDOWS: _check_windows,
    Check.RECORDS: _check_records,
    Check.CLAIMS: _check_claims,
}
