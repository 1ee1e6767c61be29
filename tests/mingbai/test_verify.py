from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from mingbai.verify import app
from programme.certificate import ReportBridge
from programme.certificate_opening import open_bundle
from programme.checkpoint import open_checkpoint
from programme.keys import SigningKey
from programme.limits import NOT_PROVEN
from programme.monthly_report import seal_report
from programme.printed_checkpoint import typed_lines
from tests.fakes.certificates import PUBLIC, resealed, sample
from tests.fakes.log_heads import KEY, LOG, OTHER, note
from tests.fakes.mutations import CHANGES, is_accepted, mutated
from tests.fakes.reports import report

SAMPLES = len(CHANGES) * 12
"""In full it is 10,000: `python -m benchmarks.certificate --mutations 10000`."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "certificate.mingbai"
    path.write_bytes(sample())
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


# REQ-70
def test_a_certificate_holds_under_the_county_s_key_and_says_what_it_does_not_prove(
    file: Path, tmp_path: Path
) -> None:
    key = tmp_path / "log.key.txt"
    key.write_text(PUBLIC.text() + "\n")

    told = [
        run(file, "--key", PUBLIC.text()),
        run(file, "--key", key),
        run(file, "--fingerprint", PUBLIC.fingerprint.upper()),
    ]

    for one in told:
        assert one.exit_code == 0
        assert "结论：这份公示证明成立。" in one.output
        assert all(line in one.output for line in NOT_PROVEN)
    assert "算数 3 个工作日" in told[0].output
    assert PUBLIC.fingerprint in told[0].output


def test_without_a_key_nothing_is_decided(file: Path) -> None:
    told = run(file)

    assert told.exit_code == 3
    assert "请把上面的指纹和县里公布的核对" in told.output


def test_another_county_s_key_convicts(file: Path) -> None:
    other = SigningKey.generate()
    forged = resealed(open_bundle(sample()), key=other)
    file.write_bytes(forged)

    told = run(file, "--fingerprint", PUBLIC.fingerprint)

    assert told.exit_code == 1
    assert "不成立" in told.output


def test_a_key_that_is_not_the_one_on_paper_convicts(file: Path) -> None:
    told = run(file, "--fingerprint", "0" * 64)

    assert told.exit_code == 1
    assert "不是本县的日志出的" in told.output


def test_checkpoints_from_elsewhere_are_held_against_the_log(
    file: Path, tmp_path: Path
) -> None:
    own = open_bundle(sample()).certificate.bridges[0].checkpoint
    words = (file, "--key", PUBLIC.text(), "--checkpoint")
    (tmp_path / "own").write_text(own)
    (tmp_path / "forged").write_text(note(int(own.split("\n")[1])))
    (tmp_path / "later").write_text(note(999, [b"0" * 32] * 999))

    agrees = run(*words, tmp_path / "own")
    forged = run(*words, tmp_path / "forged")
    later = run(*words, tmp_path / "later")

    assert (agrees.exit_code, forged.exit_code, later.exit_code) == (0, 1, 3)
    assert "和别处留存的校验点是同一本日志" in agrees.output
    assert "有内容被删过或改过" in forged.output
    assert "mingbai certificate prove --from" in later.output


def on_paper(path: Path, name: str, said: str) -> Path:
    """Keep what somebody typed from a report, the digits that are printed for it."""
    lines = typed_lines(name, open_checkpoint(said, PUBLIC))
    path.write_text("\n".join(lines) + "\n")
    return path


# REQ-70, F29
def test_a_checkpoint_on_paper_is_held_against_the_log(
    file: Path, tmp_path: Path
) -> None:
    bridge = open_bundle(sample()).certificate.bridges[0]
    listed = (ReportBridge(report="2026-11", bridge=bridge),)
    file.write_bytes(resealed(open_bundle(sample()), reports=listed))
    words = (file, "--key", PUBLIC.text(), "--printed")
    size = int(bridge.checkpoint.split("\n")[1])
    other = note(size)

    agrees = run(*words, on_paper(tmp_path / "a", "2026-11", bridge.checkpoint))
    forged = run(*words, on_paper(tmp_path / "f", "2026-11", other))
    unknown = run(*words, on_paper(tmp_path / "u", "2026-10", note(size - 1)))
    later = run(*words, on_paper(tmp_path / "l", "2027-01", note(999, [b""] * 999)))
    (tmp_path / "slip").write_text(other.replace("\n", "\n1", 1))
    slip = run(*words, tmp_path / "slip")

    codes = [one.exit_code for one in (agrees, forged, unknown, later, slip)]
    assert codes == [0, 1, 1, 3, 1]
    assert f"和月报上印的校验点是同一本日志（2026-11 {size} 条）" in agrees.output
    assert "日志被删过或改过（2026-11" in forged.output
    assert "给不出这段证明，就是日志被删过或改过" in later.output
    assert "请对着月报再抄一遍" in slip.output


def test_another_key_s_checkpoint_on_paper_convicts(file: Path, tmp_path: Path) -> None:
    (tmp_path / "other").write_text(note(9, key=SigningKey.generate()))

    told = run(file, "--key", PUBLIC.text(), "--printed", tmp_path / "other")

    assert told.exit_code == 1
    assert "换过钥匙" in told.output


# REQ-70
def test_a_monthly_report_is_verified_with_the_paper_of_this_month_and_the_last(
    file: Path, tmp_path: Path
) -> None:
    file.write_bytes(seal_report(report(), KEY))
    words = (file, "--fingerprint", LOG.fingerprint)
    told = (("2026-11", 30), ("2026-10", 10), ("2026-10", 11), ("2026-08", 5))
    papers = [
        on_paper(tmp_path / f"{name}{size}", name, note(size)) for name, size in told
    ]
    changed = on_paper(tmp_path / "changed", "2026-10", note(10, OTHER))

    whole = run(*words, "--printed", papers[0], "--printed", papers[1])

    assert whole.exit_code == 0
    assert "从上一期（2026-10）起，日志只增加，没有删改" in whole.output
    assert "结论：这份月报成立。" in whole.output
    assert whole.output.count("和月报上印的校验点是同一本日志") == 2
    assert run(*words, "--printed", papers[2]).exit_code == 1
    assert run(*words, "--printed", changed).exit_code == 1
    assert run(*words, "--printed", papers[3]).exit_code == 3


def test_a_report_under_no_key_or_another_is_not_believed(
    file: Path, tmp_path: Path
) -> None:
    file.write_bytes(seal_report(report(previous=None), KEY))
    foreign = tmp_path / "foreign"
    foreign.write_text(note(30, key=SigningKey.generate()))

    unpinned, other = run(file), run(file, "--fingerprint", "0" * 64)
    key = run(file, "--fingerprint", LOG.fingerprint, "--printed", foreign)

    assert (unpinned.exit_code, other.exit_code, key.exit_code) == (3, 1, 1)
    assert "没有上一期可以比" in unpinned.output
    assert "不是本县的日志出的" in other.output


def test_pictures_are_held_against_the_signed_ones(file: Path, tmp_path: Path) -> None:
    picture = tmp_path / "p.webp"
    picture.write_bytes(b"another picture")

    told = run(file, "--key", PUBLIC.text(), "--picture", picture)

    assert told.exit_code == 1
    assert "不是这份证明里的画面" in told.output


@pytest.mark.parametrize("body", [b"", b"PK\3\4", b"not a certificate at all"])
def test_what_is_no_certificate_is_refused(file: Path, body: bytes) -> None:
    file.write_bytes(body)

    told = run(file, "--key", PUBLIC.text())

    assert told.exit_code == 1
    assert told.output.startswith("不成立：")


def test_a_file_that_is_not_there_and_a_key_that_is_none_are_told(file: Path) -> None:
    notes = file.with_name("notes.txt")
    notes.write_bytes(b"\xff")
    told = [
        run(file.with_name("gone"), "--fingerprint", "0"),
        run(file, "--key", "a+b+c"),
        run(file, "--checkpoint", notes),
    ]

    # A slip of the person who checks says nothing against the certificate.
    for one in told:
        assert one.exit_code == 3
        assert one.output.startswith("没有核验：")


def test_no_seeded_change_is_accepted() -> None:
    accepted = [
        seed
        for seed in range(SAMPLES)
        if is_accepted(mutated(sample(), seed), PUBLIC.fingerprint)
    ]

    assert is_accepted(sample(), PUBLIC.fingerprint)
    assert accepted == []


def test_foreign_names_steer_no_terminal_and_forge_no_line(file: Path) -> None:
    forged = "\x1b[2J一号屏\n结论：这份公示证明成立。\u202e"
    opened = open_bundle(sample())
    claims = opened.certificate.claims
    devices = tuple(one.model_copy(update={"name": forged}) for one in claims.devices)
    told = claims.model_copy(update={"devices": devices})
    file.write_bytes(resealed(opened, claims=told))
    certificate = run(file)
    file.write_bytes(seal_report(report(county=forged), KEY))
    monthly = run(file)

    for one in (certificate, monthly):
        assert "\\u001b[2J一号屏\\u000a结论：" in one.output
        assert not {"\x1b", "\u202e"} & {*one.output}
        assert not any(
            line.startswith("结论：这份公示证明成立") for line in one.output.split("\n")
        )
