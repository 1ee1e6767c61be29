"""Hold what the frozen tables share: their metadata and column types."""

from typing import Final

from sqlalchemy import DateTime, MetaData, String, Text

METADATA: Final = MetaData()

NAME: Final = String(80)
DIGEST: Final = String(64)
LINE: Final = String(400)
KIND: Final = String(32)
INSTANT: Final = DateTime(timezone=True)
JSON: Final = Text()
