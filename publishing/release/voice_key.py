"""Keep the keys that open residents' questions in files that only their owner reads.

`voice.key` is the one that is sealed to; `voice-next.key` will follow, made ahead so
that the list of people can name both (decision 85). Earlier ones lie beside them until
they are destroyed: from then on nobody reads what was sealed to them, though the
signed batches stay whole.
"""

from collections.abc import Iterator
from pathlib import Path

from programme.keys import from_base64url, to_base64url
from programme.sealed_box import BoxRefused, OpeningKey, OpeningKeys
from publishing.release.errors import KeysMissing, KeysPresent
from publishing.release.keyring import key_file, write_secret

VOICE_KEY = "voice"
_RETIRED = f"{VOICE_KEY}-retired-"
_NEXT = f"{VOICE_KEY}-next"


def opening_key(folder: Path) -> OpeningKey:
    """Return the key of a folder of everyday keys; it is made where it is missing.

    Raises:
        KeysMissing: There is a file, but no key in it.
    """
    return _read_or_made(key_file(folder, VOICE_KEY))


def sealing_keys(folder: Path) -> tuple[str, ...]:
    """Return the public keys that the list of people should name; make none.

    Raises:
        KeysMissing: There is a file, but no key in it.
    """
    paths = (key_file(folder, name) for name in (VOICE_KEY, _NEXT))
    return tuple(_read(path).public for path in paths if path.exists())


class VoiceKeys:
    """Open with every key that is kept, and change the one that is sealed to."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        _read_or_made(key_file(folder, VOICE_KEY))
        _read_or_made(key_file(folder, _NEXT))
        self._opening = self._read_all()

    @property
    def public(self) -> str:
        """Return the public key that new questions are sealed to.

        Raises:
            KeysMissing: There is a file, but no key in it.
        """
        return opening_key(self._folder).public

    @property
    def listed(self) -> tuple[str, ...]:
        """Return the key that is sealed to, and the one that will follow it.

        Raises:
            KeysMissing: There is a file, but no key in it.
        """
        return sealing_keys(self._folder)

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
        """Seal to the next key from now on; return its public half."""
        old = opening_key(self._folder)
        retired = self._retired(old.public)
        if not retired.exists():
            write_secret(retired, _text(old))
        path = key_file(self._folder, _NEXT)
        new = _read_or_made(path)
        path.replace(key_file(self._folder, VOICE_KEY))
        _read_or_made(path)
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
        # A centre that was set back by a restore finds boxes to the key that follows.
        yield _read_or_made(key_file(self._folder, _NEXT))
        for path in sorted(self._folder.glob(f"{_RETIRED}*.key")):
            yield _read(path)


def _read_or_made(path: Path) -> OpeningKey:
    """Return the key in a file, which is made where it is missing.

    Raises:
        KeysMissing: There is a file, but no key in it.
    """
    if not path.exists():
        try:
            write_secret(path, _text(OpeningKey.generate()))
        except KeysPresent:
            # Another process of the centre was quicker: its key is the county's.
            return _read(path)
    return _read(path)


def _text(key: OpeningKey) -> bytes:
    return to_base64url(key.raw).encode()


def _read(path: Path) -> OpeningKey:
    try:
        return OpeningKey(from_base64url(path.read_text(encoding="ascii").strip()))
    except (OSError, ValueError) as error:
        raise KeysMissing(path) from error
