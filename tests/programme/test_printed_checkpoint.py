"""A checkpoint comes back from paper, or it is said that it was copied wrongly."""

import base64

import pytest

from programme.checkpoint import Checkpoint, LogKey, open_checkpoint
from programme.errors import SignatureRefused
from programme.keys import SigningKey
from programme.printed_checkpoint import (
    Printed,
    PrintedMisread,
    read_printed,
    typed_lines,
)
from tests.fakes.log_heads import KEY, LOG, note

NOTE = note(30)
SAID = open_checkpoint(NOTE, LOG)
ORIGIN, SIZE, ROOT = NOTE.split("\n")[:3]
SIGNATURE = NOTE.split("\n")[4].rpartition(" ")[2]
WRAPPED = "\n".join(
    (
        f"  {ORIGIN} ",
        " 3 0",
        ROOT[:20],
        f" {ROOT[20:]}",
        f"– {ORIGIN}",
        f"{SIGNATURE[:40]} {SIGNATURE[40:]}\n\n",
    )
)
TYPED = typed_lines("2026-11", SAID)


@pytest.mark.parametrize(
    "text",
    [
        NOTE,
        NOTE.replace("\n", "\r\n"),
        "\ufeff" + NOTE,
        NOTE.replace("\n\n", "\n").replace("\u2014", "--"),
        WRAPPED,
    ],
    ids=["whole", "windows", "marked", "dashes", "wrapped"],
)
def test_a_scanned_note_is_read_whatever_paper_did_to_its_spaces(text: str) -> None:
    assert read_printed(text, LOG) == Printed(checkpoint=SAID)
    assert read_printed(f"2026-11\n{text}", LOG) == Printed(
        checkpoint=SAID, report="2026-11"
    )


# REQ-75
def test_what_is_printed_for_typing_is_read_back() -> None:
    whole = "\n".join(TYPED)

    assert len(TYPED) == 6
    assert read_printed(whole, LOG) == Printed(checkpoint=SAID, report="2026-11")
    assert read_printed("\n".join(TYPED[1:]).upper().replace(*_CASE), LOG) == Printed(
        checkpoint=SAID
    )


_CASE = (ORIGIN.upper(), ORIGIN)


@pytest.mark.parametrize("line", range(1, len(TYPED)))
def test_every_slip_of_the_finger_is_told_as_one(line: int) -> None:
    slipped = list(TYPED)
    last = slipped[line][-1]
    slipped[line] = slipped[line][:-1] + ("1" if last != "1" else "2")

    with pytest.raises(PrintedMisread, match="校验码对不上"):
        read_printed("\n".join(slipped), LOG)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-11",
        "\n".join(TYPED[:4]),
        "\n".join([TYPED[1], "many", *TYPED[3:]]),
        "\n".join([*TYPED[:5], "00gg 1111"]),
        NOTE.replace(ROOT, ROOT[:-2]),
        NOTE.replace(SIZE, "31"),
        NOTE.replace(SIGNATURE, SIGNATURE[:-4]),
        NOTE.replace(SIGNATURE, ""),
        f"{ORIGIN}\n{SIZE}\n— {ORIGIN} {SIGNATURE}\n{ROOT}\n",
        f"{ORIGIN}\n{SIZE}\n{ROOT}\n—\n",
    ],
)
def test_what_cannot_have_been_printed_is_refused(text: str) -> None:
    with pytest.raises(PrintedMisread):
        read_printed(text, LOG)


def test_another_log_s_checkpoint_is_no_slip() -> None:
    other = SigningKey.generate()
    foreign = Checkpoint(origin="mingbai/elsewhere", size=30, root=SAID.root)

    with pytest.raises(SignatureRefused):
        read_printed(note(30, key=other), LOG)
    with pytest.raises(SignatureRefused):
        read_printed("\n".join(typed_lines("2026-11", foreign)), LOG)


def test_a_note_with_another_signature_of_the_same_key_is_a_slip() -> None:
    key = LogKey(origin=LOG.origin, public=KEY.public)
    forged = base64.b64encode(key.id + bytes(64)).decode()

    with pytest.raises(PrintedMisread, match="对不上"):
        read_printed(NOTE.replace(SIGNATURE, forged), LOG)
