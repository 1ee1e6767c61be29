"""Look at what an import made of a picture."""

import io
from collections.abc import Callable

from PIL import Image

from media.imports.result import Imported
from programme.blocks import PageImageBlock

Importer = Callable[[bytes, str], Imported]


def shown(imported: Imported, number: int = 0) -> Image.Image:
    block = imported.blocks[number]
    assert isinstance(block, PageImageBlock)
    return Image.open(io.BytesIO(imported.images[block.image.sha256]))


def saved(picture: Image.Image, kind: str, profile: bytes = b"") -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, icc_profile=profile)
    return file.getvalue()
