"""Keep the keys that open residents' questions in files that only their owner reads.

`voice.key` is the one that is sealed to. Earlier ones lie beside it until they are
destroyed: from then on nobody reads what was sealed to them, though the signed batches
stay whole.
"""

from collections.abc import Iterator
from pathlib import Path

from programme.keys import from_base64url, to_base64url
from programme.sealed_box import BoxRefused, OpeningKey, OpeningKeys
from publishing.release.errors import KeysMissing, KeysPresent
from publishing.release.keyring import key_file, write_secret

VOICE_KEY = "voice"
_RETIRED = f"{VOICE_KEY}-retired-"
_NEW = f"{VOICE_KEY}-new"


def opening_key(folder: Path) -> OpeningKey:
    """Return the key of a folder of everyday keys; it is made where it is missing.

    Raises:
        KeysMissing: There is a file, but no key in it.
    """
    path = key_file(folder, VOICE_KEY)
    if not path.exists():
        try:
            write_secret(path, _text(OpeningKey.generate()))
        except KeysPresent:
            # Another process of the centre was quicker: its key is the county's.
            return _read(path)
    return _read(path)


class VoiceKeys:
    """Open with every key that is kept, and change the one that is sealed to."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._opening = self._read_all()

    @property
    def public(self) -> str:
        """Return the public key that new questions are sealed to.

        Raises:
            KeysMissing: There is a file, but no key in it.
        """
        return opening_key(self._folder).public

    def open(self, box: str, purpose: str) -> bytes:
        """Return what was sealed; keys that another process made are found too.

        Raises:
            BoxRefused: Damaged, of another purpose, or sealed to no key kept.
        """
        try:
            return self._opening.open(box, purpose)
        except BoxRefused:
            self._opening = self._read_all()
            return self._opening.open(box, purpose)

    def replace(self) -> str:
        """Seal to a new key from now on, beside the old one; return its public half."""
        old = opening_key(self._folder)
        retired = self._retired(old.public)
        if not retired.exists():
            write_secret(retired, _text(old))
        new, path = OpeningKey.generate(), key_file(self._folder, _NEW)
        path.unlink(missing_ok=True)
        write_secret(path, _text(new))
        path.replace(key_file(self._folder, VOICE_KEY))
        self._opening = self._read_all()
        return new.public

    def destroy(self, public: str) -> None:
        """Destroy a key that is sealed to no more."""
        self._retired(public).unlink(missing_ok=True)
        self._opening = self._read_all()

    def _retired(self, public: str) -> Path:
        return key_file(self._folder, f"{_RETIRED}{public}")

    def _read_all(self) -> OpeningKeys:
        return OpeningKeys(self._each())

    def _each(self) -> Iterator[OpeningKey]:
        yield opening_key(self._folder)
        for path in sorted(self._folder.glob(f"{_RETIRED}*.key")):
            yield _read(path)


def _text(key: OpeningKey) -> bytes:
    return to_base64url(key.raw).encode()


def _read(path: Path) -> OpeningKey:
    try:
        return OpeningKey(from_base64url(path.read_text(encoding="ascii").strip()))
    except (OSError, ValueError) as error:
        raise KeysMissing(path) from error
