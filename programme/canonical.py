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

from programme.errors import DocumentMalformed

_SAFE_INTEGER = 2**53 - 1


def canonical_bytes(value: object) -> bytes:
    """Return the one UTF-8 form of a JSON value.

    Keys are sorted by UTF-16 code units as RFC 8785 section 3.2.3 asks, strings
    are NFC, and there is no white space between tokens.

    Raises:
        DocumentMalformed: A value that the contract has no form for.
    """
    return json.dumps(
        _ordered(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False
    ).encode()


def canonical_value(data: bytes) -> object:
    """Return the value of canonical bytes.

    Raises:
        DocumentMalformed: Bytes that are not JSON, or not its canonical form.
    """
    try:
        value: object = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise DocumentMalformed("JSON", "不是 JSON") from error
    if canonical_bytes(value) != data:
        raise DocumentMalformed("JSON", "不是规范形式")
    return value


def sha256_hex(data: bytes) -> str:
    """Return the SHA-256 of bytes as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def _ordered(value: object) -> object:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Mapping):
        return {key: _ordered(value[key]) for key in _keys(value)}
    if isinstance(value, list | tuple):
        return [_ordered(member) for member in value]
    return _scalar(value)


def _scalar(value: object) -> str | int:
    match value:
        case int():
            return _whole(value)
        case str():
            return _text(value)
        case _:
            raise DocumentMalformed("JSON", f"没有 {type(value).__name__} 的写法")


def _keys(value: Mapping[object, object]) -> list[str]:
    keys = [_text(key) for key in value if isinstance(key, str)]
    if len(keys) != len(value) or len(set(keys)) != len(keys):
        raise DocumentMalformed("JSON", "键不是各不相同的文字")
    return sorted(keys, key=lambda key: key.encode("utf-16-be"))


def _whole(value: int) -> int:
    if abs(value) > _SAFE_INTEGER:
        raise DocumentMalformed("JSON", "整数超过 2 的 53 次方")
    return value


def _text(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise DocumentMalformed("JSON", "文字里有半个字符") from error
    if not unicodedata.is_normalized("NFC", value):
        raise DocumentMalformed("JSON", "文字不是 NFC 形式")
    return value
