"""Make the head of a page image, which is all that an agent reads of it."""

import hashlib


def webp_page(width: int = 1520, height: int = 824, *, seed: str = "") -> bytes:
    """Return a lossless WebP's head with this size, and bytes of its own behind it."""
    bits = (width - 1) | (height - 1) << 14
    body = b"\x2f" + bits.to_bytes(4, "little") + hashlib.sha256(seed.encode()).digest()
    body += b"\0" * (len(body) % 2)
    chunk = b"VP8L" + len(body).to_bytes(4, "little") + body
    return b"RIFF" + (len(chunk) + 4).to_bytes(4, "little") + b"WEBP" + chunk
