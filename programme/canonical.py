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
