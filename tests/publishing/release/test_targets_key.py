"""The targets key is replaced by a carried file, and own keys are asked for by one."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from programme.approval import Role
from programme.programme import PEOPLE_TARGET
from publishing.database import open_database
from publishing.database_server import DATABASE_NAME
from publishing.migrations import upgrade
from publishing.release.commands import app
from publishing.release.keyring import read_key, signer_of
from publishing.release.voice_key import VoiceKeys
from tests.fakes.counties import found_county
from tests.fakes.readers import Reader


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def done(*words: object) -> str:
    result = run(*words)
    assert result.exit_code == 0, result.output
    return result.stdout


def sign(request: Path, *keys: Path) -> None:
    for key in keys:
        done("sign", "--request", request, "--key", key, "--yes")


@pytest.mark.parametrize("apart", [True, False], ids=["people apart", "older county"])
def test_a_lost_targets_key_is_replaced_without_it(
    tmp_path: Path, *, apart: bool
) -> None:
    county = found_county(tmp_path / "centre", people_apart=apart)
    folder, offline = county.places.folder, county.places.offline
    reader = Reader(folder / "repository", tmp_path / "device")
    reader.get(PEOPLE_TARGET)
    former = signer_of(read_key(offline, "targets")).public_key.keyid
    stick, out = tmp_path / "u", tmp_path / "r.json"
    done("holder-key", "--into", stick, "--name", "targets-2")
    public = stick / "targets-2.pub"

    said = done(
        *("request", "targets-key", "--folder", folder, "--out", out),
        *("--key", public),
    )
    assert "委托文件：加上密钥" in said
    assert f"委托文件：去掉密钥 {former[:16]}" in said
    sign(out, stick / "targets-2.key")
    early = run("import", "--folder", folder, "--request", out)
    assert "根文件还差 1 个" in early.stderr
    sign(out, offline / "root-1.key")
    said = done("import", "--folder", folder, "--request", out)

    assert "mingbai backup run" in said
    reader.get(PEOPLE_TARGET)
    root = county.repository().newest_root().signed
    assert former not in root.roles["targets"].keyids
    again = tmp_path / "again.json"
    done("request", "renew", "--folder", folder, "--out", again)
    old = run("sign", "--request", again, "--key", offline / "targets.key", "--yes")
    assert "没有哪一项要这把密钥签字" in old.stderr


# REQ-12
def test_the_holders_read_that_only_own_keys_will_count(tmp_path: Path) -> None:
    county = found_county(tmp_path / "centre")
    folder, offline = county.places.folder, county.places.offline
    database = open_database(folder / DATABASE_NAME)
    upgrade(database)
    database.close()
    settings, out = folder / "centre.toml", tmp_path / "r.json"
    plain = f'county = "qinghe"\ndata_folder = "{folder}"\n'
    settings.write_text(f'{plain}[rules]\nown_keys = "approvers"\n')
    ask = ("request", "people", "--settings", settings)

    sealing = VoiceKeys(folder / "keys").listed
    said = done(*ask, "--out", out)
    assert said.count("居民留言可以封给密钥") == len(sealing)
    assert "批准只认本人的钥匙" in said
    assert "只认随办事目录批准的" in said
    sign(out, offline / "people-1.key", offline / "people-3.key")
    done("import", "--folder", folder, "--request", out)

    people = county.repository().signed_people()
    assert people is not None
    assert people.own_keys == (Role.APPROVER,)
    assert people.own_words
    assert people.sealing_keys == sealing
    nothing = run(*ask, "--out", tmp_path / "n.json", "--hanging")
    assert "人员名单没有变化" in nothing.stderr
    settings.write_text(f'{plain}[rules]\nown_keys = "off"\n')
    loosened = done(*ask, "--out", tmp_path / "l.json")
    assert loosened.count("这是放松") == 3
