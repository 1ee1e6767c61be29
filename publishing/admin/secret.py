"""Keep the secret that seals what the pages' framework stores in the browser.

It seals no session of staff: those are rows of the centre's own table.
"""

import os
import secrets
from pathlib import Path

_BYTES = 32


def secret_of(file: Path) -> str:
    """Return the secret of a file, which is made where it is missing."""
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as made:
            made.write(secrets.token_urlsafe(_BYTES))
    return file.read_text(encoding="ascii").strip()
