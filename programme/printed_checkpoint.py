"""Read a checkpoint that somebody typed or scanned from a printed report.

It forgives what paper does to a text (spaces, line ends, a dash of another length) and
nothing else: what was typed wrongly is told as such and convicts nobody.
"""

import base64
import re
from dataclasses import dataclass
from typing import Final

from programme.canonical import sha256_hex
from programme.checkpoint import (
    Checkpoint,
    CheckpointMalformed,
    LogKey,
    open_checkpoint,
)
from programme.errors import ContractError, SignatureRefused

REPORT_PATTERN: Final = r"^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"
"""Of a report's name: 2026-11, or 2026-11-29 where it ends within the month."""
_REPORT = re.compile(REPORT_PATTERN)
_DASHES = "\u2014\u2013\u2012\u2015\u2500-"
_ROOT_DIGITS, _CHECK_DIGITS, _GROUP = 64, 8, 4
_BODY_LINES = 3


class PrintedMisread(ContractError):
    """Say that what was typed from paper cannot be what was printed."""

    code = "printed_misread"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"抄录的校验点有错：{reason}。请对着月报再抄一遍，或扫月报上的码。"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """Be a checkpoint as a report says it."""

    checkpoint: Checkpoint
    report: str = ""
    """The report that it was taken from; empty: whoever took it did not say."""


def typed_lines(report: str, checkpoint: Checkpoint) -> tuple[str, ...]:
    """Return a checkpoint as a report prints it for typing, five lines or six.

    The last digits are the beginning of the SHA-256 of the text that is signed, so
    that a slip of the finger is told from a log that was changed.
    """
    root = _grouped(checkpoint.root.hex())
    half = len(root) // 2
    size = str(checkpoint.size)
    check = " ".join(_grouped(_check_digits(checkpoint)))
    return (
        report,
        checkpoint.origin,
        size,
        " ".join(root[:half]),
        " ".join(root[half:]),
        check,
    )


def read_printed(text: str, key: LogKey) -> Printed:
    """Return the checkpoint of a text from paper.

    Args:
        text: The note of a code that was scanned (C2SP tlog-checkpoint), or the lines
            that `typed_lines` prints; a report's name may stand above either.
        key: The log's key.

    Raises:
        PrintedMisread: It was typed or scanned wrongly.
        SignatureRefused: It is another log's, or another key's.
    """
    lines = [line.strip() for line in text.replace("\ufeff", "").splitlines()]
    lines = [line for line in lines if line]
    report = lines.pop(0) if lines and _REPORT.match(lines[0]) else ""
    if len(lines) <= _BODY_LINES:
        raise PrintedMisread("行数不够")
    dashed = [at for at, line in enumerate(lines) if line[0] in _DASHES]
    if dashed:
        checkpoint = _of_note(lines[: dashed[0]], lines[dashed[0] :], key)
    else:
        checkpoint = _of_digits(lines, key)
    return Printed(report=report, checkpoint=checkpoint)


def _of_note(body: list[str], signed: list[str], key: LogKey) -> Checkpoint:
    """Return the checkpoint of a note, whatever its spaces and dashes became."""
    named, *encoded = " ".join(signed).strip(f"{_DASHES} ").split() or [""]
    signature = "".join(encoded)
    if len(body) < _BODY_LINES or not signature:
        raise PrintedMisread("行数不够")
    root = _joined("".join(body[2:]))
    text = f"{body[0]}\n{_joined(body[1])}\n{root}\n\n\u2014 {named} {signature}\n"
    try:
        return open_checkpoint(text, key)
    except CheckpointMalformed as error:
        raise PrintedMisread(error.reason) from error
    except SignatureRefused as error:
        if base64.b64decode(signature)[: len(key.id)] != key.id:
            raise
        raise PrintedMisread("签名和上面三行对不上") from error


def _of_digits(lines: list[str], key: LogKey) -> Checkpoint:
    """Return the checkpoint of typed digits; the paper vouches for it.

    Raises:
        PrintedMisread: Digits are missing, or do not match the last ones.
        SignatureRefused: It is another log's.
    """
    origin, size, digits = lines[0], _joined(lines[1]), _joined("".join(lines[2:]))
    if not re.fullmatch(r"[0-9]{1,16}", size):
        raise PrintedMisread("条数不是数字")
    wanted = _ROOT_DIGITS + _CHECK_DIGITS
    if not re.fullmatch(f"[0-9a-f]{{{wanted}}}", digits.lower()):
        reason = f"根指纹和校验码应共 {wanted} 位 0–9、a–f"
        raise PrintedMisread(reason)
    root = bytes.fromhex(digits[:_ROOT_DIGITS])
    checkpoint = Checkpoint(origin=origin, size=int(size), root=root)
    if _check_digits(checkpoint) != digits[_ROOT_DIGITS:].lower():
        raise PrintedMisread("校验码对不上")
    if origin != key.origin:
        raise SignatureRefused("校验点不是这本日志的")
    return checkpoint


def _check_digits(checkpoint: Checkpoint) -> str:
    return sha256_hex(checkpoint.body().encode())[:_CHECK_DIGITS]


def _grouped(digits: str) -> list[str]:
    return [digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP)]


def _joined(text: str) -> str:
    return "".join(text.split())
