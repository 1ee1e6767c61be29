"""Answer `mingbai verify`: check a certificate or a report with public keys alone.

It needs no half of the product: what is checked is `programme.certificate_check`'s, how
it is said is `mingbai.verify_words`'s.
"""

from pathlib import Path
from typing import Annotated

import typer

from mingbai.verify_report import ReportVerdict, is_report, report_lines
from mingbai.verify_words import FAILS, UNDECIDED, Verdict, report
from programme.canonical import sha256_hex
from programme.certificate_check import examine
from programme.certificate_opening import open_bundle
from programme.certificate_witness import agreement, kept_in, printed_agreement
from programme.checkpoint import CheckpointMalformed, LogKey
from programme.errors import ContractError
from programme.plain_line import plain
from programme.witness import Bridge

app = typer.Typer(
    add_completion=False,
    name="verify",
    help="核验一份公示证明或月报：不用网络，只用公钥。",
)

_MOST_BYTES = 4 * 2**30

Key = Annotated[
    str,
    typer.Option(help="县里公布的日志公钥：一行文字，或者写着它的文件。"),
]
Fingerprint = Annotated[
    str, typer.Option(help="县里公布的日志公钥指纹，64 位十六进制。")
]
Checkpoints = Annotated[
    list[Path],
    typer.Option("--checkpoint", help="别处留存的校验点，可以写多次。"),
]
Printed = Annotated[
    list[Path],
    typer.Option(
        "--printed",
        help="从纸上的月报抄下或扫下的校验点，写成文字文件，可以写多次。",
    ),
]
Proofs = Annotated[
    list[Path],
    typer.Option("--proof", help="发布中心给出的增长证明，可以写多次。"),
]
Pictures = Annotated[
    list[Path],
    typer.Option("--picture", help="要核对的画面文件，可以写多次。"),
]


class NotVerified(Exception):
    """Say what was given wrongly: nothing was decided of the certificate."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"没有核验：{reason}。请核对命令里写的，再试一次。")


@app.command(help="核验一份公示证明或月报：不用网络，只用公钥。")
def verify(
    file: Annotated[
        Path, typer.Argument(help="公示证明文件（.mingbai）或月报核验文件（.json）。")
    ],
    *,
    key: Key = "",
    fingerprint: Fingerprint = "",
    checkpoints: Checkpoints = [],  # noqa: B006 - typer wants a list and copies it
    printed: Printed = [],  # noqa: B006 - see above
    proofs: Proofs = [],  # noqa: B006 - see above
    pictures: Pictures = [],  # noqa: B006 - see above
) -> None:
    """Check a certificate or a report: what holds, what does not, what is not proven.

    Raises:
        Exit: With code 0 where all holds under a key that was given, 1 where anything
            does not, 3 where it is not decided or something given cannot be read.
    """
    try:
        data = _bytes(file)
        pinned, papers = _pinned(key, fingerprint), [_text(path) for path in printed]
        if is_report(data):
            lines, code = _of_report(data, pinned, papers)
        else:
            verdict = _verdict(
                data,
                pinned=pinned,
                notes=[one for path in checkpoints for one in kept_in(_text(path))],
                printed=papers,
                proofs=[Bridge.parse(_bytes(path).strip()) for path in proofs],
                pictures={path.name: sha256_hex(_bytes(path)) for path in pictures},
            )
            lines, code = list(report(verdict)), verdict.exit_code
    except NotVerified as error:
        _print(str(error))
        raise typer.Exit(UNDECIDED) from error
    except ContractError as error:
        _print(f"不成立：{error}")
        raise typer.Exit(FAILS) from error
    for line in lines:
        _print(line)
    raise typer.Exit(code)


def _print(line: str) -> None:
    """Print one line, whatever is in it; `config.terminal` is not here to do it."""
    typer.echo(plain(line))  # noqa: TID251 - here it is made plain


def _of_report(data: bytes, pinned: str, papers: list[str]) -> tuple[list[str], int]:
    verdict = ReportVerdict.of(data, pinned=pinned, papers=papers)
    return list(report_lines(verdict)), verdict.exit_code


def _verdict(
    data: bytes,
    *,
    pinned: str,
    notes: list[str],
    printed: list[str],
    proofs: list[Bridge],
    pictures: dict[str, str],
) -> Verdict:
    opened = open_bundle(data)
    certificate = opened.certificate
    return Verdict(
        opened=opened,
        findings=examine(opened),
        pinned=pinned,
        agreements=tuple(
            (note, agreement(certificate, note, proofs)) for note in notes
        ),
        printed=tuple(printed_agreement(certificate, text, proofs) for text in printed),
        pictures=pictures,
    )


def _pinned(key: str, fingerprint: str) -> str:
    """Return the fingerprint of the key that was given, or nothing.

    Raises:
        NotVerified: The key is no key, or its file cannot be read.
    """
    if not key:
        return fingerprint.strip().lower()
    path = Path(key)
    line = key if "+" in key and not path.is_file() else _text(path)
    try:
        return LogKey.parse(line).fingerprint
    except CheckpointMalformed as error:
        reason = "--key 写的不是日志公钥"
        raise NotVerified(reason) from error


def _bytes(path: Path) -> bytes:
    """Return what a file holds.

    Raises:
        NotVerified: It cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        reason = f"读不出 {path}"
        raise NotVerified(reason) from error


def _text(path: Path) -> str:
    """Return what a file of words says.

    Raises:
        NotVerified: It cannot be read, or holds no words.
    """
    try:
        return _bytes(path).decode()
    except UnicodeDecodeError as error:
        reason = f"{path} 不是文字文件"
        raise NotVerified(reason) from error
