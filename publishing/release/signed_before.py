"""Remember beside a holder's key what it signed last, and say what is otherwise since.

A request says itself what holds now, and whoever took the centre over says what they
like: a key of theirs that stands there before and after is no change. So a holder is
also told what is otherwise than what this very key signed last (decision 96).
"""

from dataclasses import replace
from pathlib import Path
from typing import Final

from publishing.release.disk import RealDisk
from publishing.release.roles import PEOPLE
from publishing.release.signing_request import SigningRequest, parse_request
from publishing.release.telling import changes_of

_FIRST: Final = (
    "上面是照中心说的现状比的。这把密钥还没有签过，不能替您核对那个现状；"
    "签完以后一共有下面这些，请逐项看："
)
_OTHER: Final = (
    "上面是照中心说的现状比的。它和这把密钥上次签的不一样：这中间别人签过，"
    "或者有人动过手脚。和您上次签的比，改的是下面这些，请逐项看："
)


def signed_file(key: Path) -> Path:
    """Return where lies what a key signed last, beside the key."""
    return key.with_suffix(".signed")


def signed_last(key: Path) -> SigningRequest | None:
    """Return what a key signed last, role by role; None: nothing yet.

    Raises:
        OSError: It cannot be read.
        RequestRefused: It is damaged.
    """
    path = signed_file(key)
    return parse_request(path.read_bytes()) if path.exists() else None


def otherwise(request: SigningRequest, last: SigningRequest | None) -> list[str]:
    """Return what is otherwise than a key signed last, line by line.

    Empty: what the request says of today is just what the key signed.
    """
    if last is None:
        return [_FIRST, *changes_of(request.on({}, None))]
    if _is_as_told(request, last):
        return []
    return [_OTHER, *changes_of(request.on(last.parts, last.people))]


def remember(key: Path, request: SigningRequest, last: SigningRequest | None) -> None:
    """Keep what a key has signed now, in place of what it signed of these roles.

    Raises:
        OSError: The disk refused.
    """
    before, people = ({}, None) if last is None else (last.parts, last.people)
    if PEOPLE in request.parts:
        people = request.people
    kept = replace(
        request,
        parts={**before, **request.parts},
        before={},
        people=people,
        people_before=None,
    )
    disk, path = RealDisk(), signed_file(key)
    disk.put(disk.stage(path, kept.to_bytes()), path)
    disk.settle(path.parent)


def _is_as_told(request: SigningRequest, last: SigningRequest) -> bool:
    """Say whether a request tells of the state that a key signed itself."""
    told = {
        role: None if one is None else one.signed
        for role in request.parts
        for one in (request.before.get(role),)
    }
    own = {
        role: None if one is None else one.signed
        for role in request.parts
        for one in (last.parts.get(role),)
    }
    same_people = PEOPLE not in told or request.people_before == last.people
    return told == own and same_people
