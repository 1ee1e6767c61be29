"""Be what is carried to the holders of offline keys, and comes back with signatures.

One file holds the roles that are to be signed and those that say who may sign them.
Whoever opens it sees what changes, worked out here from what is signed, never taken
from the file's own words. Nothing is read or written here.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from securesystemslib.signer import CryptoSigner
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import (
    Metadata,
    Root,
    TargetFile,
    Targets,
    VerificationResult,
)

from programme.approval import People
from programme.errors import ContractError
from programme.programme import PEOPLE_TARGET
from publishing.release.errors import RequestRefused
from publishing.release.roles import NAMES, PEOPLE, SPREAD

ORDER = (Root.type, Targets.type, SPREAD, PEOPLE)
"""Whose word counts for whom: each is signed by keys that one before it names."""
_FORMAT = "mingbai.signing-request/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningRequest:
    """Be roles that want signatures, beside what holds now."""

    parts: Mapping[str, Metadata[Any]]
    before: Mapping[str, Metadata[Any]]
    """What holds now; the roles that are new have nothing there."""
    people: People | None = None
    """The list that the role of people names, where it is among the parts."""
    people_before: People | None = None

    def to_bytes(self) -> bytes:
        """Return the bytes of the file."""
        value = {
            "format": _FORMAT,
            "parts": {role: one.to_dict() for role, one in self.parts.items()},
            "before": {role: one.to_dict() for role, one in self.before.items()},
            "people": _dumped(self.people),
            "people_before": _dumped(self.people_before),
        }
        return json.dumps(value, ensure_ascii=False, indent=1).encode()

    def on(
        self, before: Mapping[str, Metadata[Any]], people_before: People | None
    ) -> "SigningRequest":
        """Return the same parts beside what really holds."""
        return replace(self, before=before, people_before=people_before)

    def after(self, role: str) -> Metadata[Any]:
        """Return a role as it will be.

        Raises:
            RequestRefused: Nothing says what the role is.
        """
        found = self.parts.get(role) or self.before.get(role)
        if found is None:
            reason = f"里面缺少 {role}"
            raise RequestRefused(reason)
        return found

    def delegators(self, role: str) -> tuple[Metadata[Any], ...]:
        """Return whose word says who may sign a role; all of them must agree."""
        if role == Root.type:
            return self.before[Root.type], self.parts[Root.type]
        return (self.after(Root.type if role == Targets.type else Targets.type),)

    def lacking(self) -> Mapping[str, int]:
        """Return how many signatures each role still needs."""
        wanting = {
            role: max(_short_by(result) for result in self._results(role))
            for role in self.parts
        }
        return {role: number for role, number in wanting.items() if number}

    def _results(self, role: str) -> Iterator[VerificationResult]:
        part = self.parts[role]
        for delegator in self.delegators(role):
            yield delegator.signed.get_verification_result(
                role, part.signed_bytes, part.signatures
            )


def parse_request(data: bytes) -> SigningRequest:
    """Return the request of a file's bytes.

    Raises:
        RequestRefused: They are no request.
    """
    try:
        value = json.loads(data)
        if value["format"] != _FORMAT:
            raise RequestRefused("不是签字申请文件")
        parts = {
            role: Metadata.from_dict(value["parts"][role])
            for role in ORDER
            if role in value["parts"]
        }
        return SigningRequest(
            parts=parts,
            before={r: Metadata.from_dict(m) for r, m in value["before"].items()},
            people=_loaded(value["people"]),
            people_before=_loaded(value["people_before"]),
        )
    except (
        RepositoryError,
        ContractError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
    ) as error:
        raise RequestRefused("内容读不懂") from error


def sign_request(request: SigningRequest, signer: CryptoSigner) -> tuple[str, ...]:
    """Add a key's signature wherever it is asked for, and return the roles.

    Raises:
        RequestRefused: Nobody asks for this key, or the file does not fit together.
    """
    check_parts(request)
    keyid = signer.public_key.keyid
    asked = tuple(
        role
        for role in request.parts
        if any(keyid in _keys_of(one, role) for one in request.delegators(role))
    )
    if not asked:
        reason = "没有哪一项要这把密钥签字，请核对指纹"
        raise RequestRefused(reason)
    for role in asked:
        request.parts[role].sign(signer, append=True)
    return asked


def check_parts(request: SigningRequest) -> None:
    """Return only if the parts follow from what holds, whoever signed them.

    Raises:
        RequestRefused: A version does not follow, or the list is not the named one.
    """
    if not request.parts:
        raise RequestRefused("里面没有要签的内容")
    for role, part in request.parts.items():
        before = request.before.get(role)
        kind = Root if role == Root.type else Targets
        if not isinstance(part.signed, kind):
            reason = f"{role} 的内容不对"
            raise RequestRefused(reason)
        if part.signed.version != (0 if before is None else before.signed.version) + 1:
            reason = "发布库在这之后已经改过，请重新做一份申请"
            raise RequestRefused(reason)
        for delegator in request.delegators(role):
            _keys_of(delegator, role)
    if PEOPLE in request.parts:
        _check_people(request)


def check_signed(request: SigningRequest, now: datetime) -> None:
    """Return only if all parts may be put in place.

    Raises:
        RequestRefused: Signatures are missing, or a part has expired.
    """
    check_parts(request)
    lacking = request.lacking()
    if lacking:
        raise RequestRefused(still_lacking(lacking))
    if any(part.signed.is_expired(now) for part in request.parts.values()):
        raise RequestRefused("有效期已过，请重新做一份申请")


def still_lacking(lacking: Mapping[str, int]) -> str:
    """Return how many signatures are missing, in words."""
    short = (f"{NAMES[role]}还差 {number} 个" for role, number in lacking.items())
    return "签名不够：" + "，".join(short)


def _check_people(request: SigningRequest) -> None:
    named = request.parts[PEOPLE].signed.targets
    people, before = request.people, request.people_before
    if people is None or set(named) != {PEOPLE_TARGET}:
        raise RequestRefused("没有附上人员名单")
    data = people.canonical()
    if named[PEOPLE_TARGET] != TargetFile.from_data(PEOPLE_TARGET, data, ["sha256"]):
        reason = "附上的人员名单不是要签的那一份"
        raise RequestRefused(reason)
    older = before is not None and people.version <= before.version
    if older and people != before:
        raise RequestRefused("人员名单比现在的还旧")


def _keys_of(delegator: Metadata[Any], role: str) -> frozenset[str]:
    try:
        return frozenset(delegator.signed.get_delegated_role(role).keyids)
    except ValueError as error:
        reason = f"没有人能签 {role}"
        raise RequestRefused(reason) from error


def _short_by(result: VerificationResult) -> int:
    return max(0, result.threshold - len(result.signed))


def _dumped(people: People | None) -> object:
    return None if people is None else people.model_dump(mode="json")


def _loaded(value: object) -> People | None:
    return None if value is None else People.model_validate_json(json.dumps(value))
