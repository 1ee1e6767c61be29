"""Check addresses that a county writes into its settings; it asks none of them."""

from urllib.parse import urlsplit

from pydantic_core import PydanticCustomError

_MOST_ADDRESS_BYTES = 60
"""With the rest of a page's address a code has 37 cells a side at most."""


def server_url(value: str) -> str:
    """Return the address of a database server as it is written.

    Raises:
        PydanticCustomError: It is not one, or it gives a password away.
    """
    parts = urlsplit(value)
    if parts.scheme != "postgresql" or not parts.path.strip("/"):
        words = "要像 postgresql://mingbai@主机/mingbai，SQLite 不用写"
        raise PydanticCustomError("database_url", words)
    if parts.password is not None or "password=" in parts.query:
        words = "密码不要写在这里，请写进 database_password_file 指的文件"
        raise PydanticCustomError("database_password", words)
    return value


def public_address(value: str) -> str:
    """Return the address of the public pages without its last stroke.

    Raises:
        PydanticCustomError: It is none, or too long for a code read from afar.
    """
    told = value.strip().rstrip("/")
    parts = urlsplit(told)
    plain = not (parts.query or parts.fragment or "@" in parts.netloc)
    if told and not (parts.scheme in {"http", "https"} and parts.hostname and plain):
        raise PydanticCustomError("public_address", "要像 https://gk.qinghe.example")
    if len(told.encode()) > _MOST_ADDRESS_BYTES:
        words = f"太长，二维码远处扫不出来；最多 {_MOST_ADDRESS_BYTES} 个字符"
        raise PydanticCustomError("public_address_long", words)
    return told
