import io
import zipfile

import pytest
from hypothesis import given, strategies as st

from programme.bundle import BundleMalformed, pack, unpack

NAMES = st.from_regex(r"[a-z0-9][a-z0-9./-]{0,12}", fullmatch=True)
MEMBERS = st.dictionaries(NAMES, st.binary(max_size=60), max_size=5)
SAMPLE = pack({"a.json": b"one", "batches/1.z": b"two", "empty": b""})


@given(MEMBERS)
def test_members_are_taken_out_as_they_were_put_in(members: dict[str, bytes]) -> None:
    assert unpack(pack(members)) == members


def test_any_zip_program_opens_it() -> None:
    with zipfile.ZipFile(io.BytesIO(SAMPLE)) as opened:
        assert opened.testzip() is None
        assert opened.read("batches/1.z") == b"two"


@given(st.integers(0, len(SAMPLE) - 1), st.integers(1, 255))
def test_no_byte_can_be_changed(at: int, by: int) -> None:
    changed = bytearray(SAMPLE)
    changed[at] ^= by

    try:
        found = unpack(bytes(changed))
    except BundleMalformed:
        return
    # Bytes of a member and its checksum cannot both be hit by one change.
    pytest.fail(f"byte {at} was changed unseen: {found}")


@given(st.integers(0, len(SAMPLE) - 1))
def test_no_file_that_is_cut_short_is_opened(length: int) -> None:
    with pytest.raises(BundleMalformed):
        unpack(SAMPLE[:length])


def test_names_and_sizes_that_could_mislead_are_refused() -> None:
    for name in ("../up", "A", "", "a\\b", "名"):
        with pytest.raises(BundleMalformed, match="文件名"):
            pack({name: b""})
    with pytest.raises(BundleMalformed, match="太多"):
        pack({f"m{number}": b"" for number in range(65_001)})
