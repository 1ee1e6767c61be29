import re
from pathlib import Path

from sqlalchemy import select
from typer.testing import CliRunner, Result

from mingbai.verify import app as verify
from programme.witness import Bridge
from publishing.certificates.commands import app
from publishing.tables.log import LogCheckpoint
from tests.fakes.certificates import PUBLIC, hang
from tests.fakes.delivery import Delivery


def run(*words: object) -> Result:
    return CliRunner().invoke(app, ["prove", *map(str, words)])


def test_the_proof_that_a_verifier_asks_for_decides(
    delivery: Delivery, tmp_path: Path
) -> None:
    hung = hang(delivery, days=2)
    by = delivery.county.people["publisher"]
    certificates = delivery.county.cases.certificates
    file, kept, proof = (tmp_path / name for name in ("c.mingbai", "kept", "proof"))
    file.write_bytes(
        certificates.bundle(by, certificates.issue(by, hung.disclosure).id).data
    )
    certificates.issue(by, hung.disclosure)
    with delivery.county.database.reading() as session:
        rows = list(session.scalars(select(LogCheckpoint).order_by(LogCheckpoint.size)))
    kept.write_text(rows[-1].note)
    words = [str(file), "--key", PUBLIC.text(), "--checkpoint", str(kept)]
    open_to_doubt = CliRunner().invoke(verify, words)
    asked = re.search(r"--from (\d+) --to (\d+)", open_to_doubt.output)
    assert asked is not None

    at = delivery.county.database.engine.url.database
    said = run("--from", asked[1], "--to", asked[2], "--database", at)
    proof.write_text(said.stdout)
    decided = CliRunner().invoke(verify, [*words, "--proof", str(proof)])

    assert (open_to_doubt.exit_code, said.exit_code, decided.exit_code) == (3, 0, 0)
    assert Bridge.parse(said.stdout.strip().encode()).checkpoint


def test_what_cannot_be_proved_or_read_is_told(
    delivery: Delivery, tmp_path: Path
) -> None:
    at = delivery.county.database.engine.url.database

    unsigned = run("--from", 1, "--to", 2, "--database", at)
    missing = run("--from", 1, "--to", 2, "--database", tmp_path / "none")

    assert (unsigned.exit_code, missing.exit_code) == (1, 1)
    assert "校验点" in unsigned.stderr
    assert "数据库读不出来" in missing.stderr
