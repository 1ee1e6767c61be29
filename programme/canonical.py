"""Write values as canonical JSON: the same bytes on every machine; it reads no files.

The form follows RFC 8785 (JSON Canonicalization Scheme) for the values that the
contract has: objects, arrays, strings, whole numbers, booleans and null. Numbers
with a fraction are refused, because their text differs between writers; money is
a string and spans are whole milliseconds or seconds.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from typing import Any

from programme.errors import DocumentMalformed

_SAFE_INTEGER = 2**53 - 1


def canonical_bytes(value: object) -> bytes:
    """Return the one UTF-8 form of a JSON value.

    Keys are sorted by UTF-16 code units as RFC 8785 section 3.2.3 asks, strings
    are NFC, and there is no white space between tokens.

    Raises:
        DocumentMalformed: A value that the contract has no form for.
    """
    written = _written(value)
    return _text_of(_ordered(value)).encode() if written is None else written


def canonical_value(data: bytes) -> object:
    """Return the value of canonical bytes.

    Raises:
        DocumentMalformed: Bytes that are not JSON, or not its canonical form.
    """
    try:
        value: object = json.loads(data)
        written = canonical_bytes(value)
    # What is read may still lie too deep to be written: both go down step by step.
    except (ValueError, RecursionError) as error:
        raise DocumentMalformed("JSON", "不是 JSON") from error
    if written != data:
        raise DocumentMalformed("JSON", "不是规范形式")
    return value


def sha256_hex(data: bytes) -> str:
    """Return the SHA-256 of bytes as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def _written(value: object) -> bytes | None:
    """Return the form of a plain value without making another; None for any doubt.

    Where the whole text is NFC, so is each string in it: what stands between strings,
    and what an escape adds, never makes two characters one.
    """
    if not _plain(value):
        return None
    try:
        text = _text_of(value, sort_keys=True)
        return text.encode() if unicodedata.is_normalized("NFC", text) else None
    except (RecursionError, UnicodeEncodeError):
        return None


def _plain(value: object) -> bool:
    """Say whether a value is made of nothing but the commonest kinds."""
    waiting: list[Any] = [value]
    while waiting:
        one = waiting.pop()
        kind = type(one)
        if kind is str or kind is bool or one is None:
            continue
        if kind is int:
            if not -_SAFE_INTEGER <= one <= _SAFE_INTEGER:
                return False
        elif kind is dict:
            # Keys of ASCII sort by code points as by UTF-16 code units.
            if not all(type(key) is str and key.isascii() for key in one):
                return False
            waiting.extend(one.values())
        elif kind is list or kind is tuple:
            waiting.extend(one)
        else:
            return False
    return True


def _text_of(value: object, *, sort_keys: bool = False) -> str:
    return json.dumps(
        value,
        ensure_ascii=False,
        separators=(",", ":"),
        allow_nan=False,
        sort_keys=sort_keys,
    )


def _ordered(value: object) -> object:
    # What is most frequent comes first: a document has thousands of values.
    if isinstance(value, str | int):
        return _scalar(value)
    if value is None:
        return value
    if isinstance(value, list | tuple):
        return [_ordered(member) for member in value]
    if isinstance(value, dict | Mapping):
        return {key: _ordered(value[key]) for key in _keys(value)}
    raise DocumentMalformed("JSON", f"没有 {type(value).__name__} 的写法")


def _scalar(value: str | int) -> str | int:
    if isinstance(value, str):
        return _text(value)
    return value if isinstance(value, bool) else _whole(value)


def _keys(value: Mapping[object, object]) -> list[str]:
    keys = [_text(key) for key in value if isinstance(key, str)]
    if len(keys) != len(value) or len(set(keys)) != len(keys):
        raise DocumentMalformed("JSON", "键不是各不相同的文字")
    if all(map(str.isascii, keys)):
        return sorted(keys)
    return sorted(keys, key=lambda key: key.encode("utf-16-be"))


def _whole(value: int) -> int:
    if abs(value) > _SAFE_INTEGER:
        raise DocumentMalformed("JSON", "整数超过 2 的 53 次方")
    return value


def _text(value: str) -> str:
    if value.isascii():
        return value
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise DocumentMalformed("JSON", "文字里有半个字符") from error
    if not unicodedata.is_normalized("NFC", value):
        raise DocumentMalformed("JSON", "文字不是 NFC 形式")
    return value
