import json
from dataclasses import replace
from pathlib import Path

import pytest
from tuf.api.metadata import TargetFile
from typer.testing import CliRunner, Result

from programme.approval import KeyKind, PersonKey, Role
from programme.keys import SigningKey, key_id
from programme.programme import PEOPLE_TARGET
from publishing.database import open_database
from publishing.database_server import DATABASE_NAME
from publishing.migrations import upgrade
from publishing.release.commands import app
from publishing.release.signing_request import parse_request
from tests.fakes.counties import County, found_county
from tests.fakes.holders import offline
from tests.fakes.readers import Reader


def run(*words: object, answer: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], input=answer)


def done(*words: object) -> str:
    result = run(*words)
    assert result.exit_code == 0, result.output
    return result.stdout


def with_database(county: County) -> Path:
    """Return the settings file of a county that has a database."""
    folder = county.places.folder
    database = open_database(folder / DATABASE_NAME)
    upgrade(database)
    database.close()
    file = folder / "centre.toml"
    file.write_text(f'county = "qinghe"\ndata_folder = "{folder}"\n')
    return file


@pytest.fixture
def county(tmp_path: Path) -> County:
    return found_county(tmp_path / "centre")


def carried_out(county: County, request: Path, *names: str) -> str:
    """Have a request signed by the holders of these keys, and carry it out."""
    for name in names:
        key = county.places.offline / f"{name}.key"
        done("sign", "--request", request, "--key", key, "--yes")
    return done("import", "--folder", county.places.folder, "--request", request)


def test_everyday_keys_are_changed_by_a_file_that_is_carried(
    county: County, tmp_path: Path
) -> None:
    out, folder = tmp_path / "request.json", county.places.folder
    said = done("request", "online", "--folder", folder, "--out", out)
    assert "时间戳：加上密钥" in said
    early = run("import", "--folder", folder, "--request", out)
    assert early.exit_code == 1
    assert "根文件还差 1 个，分桶文件还差 1 个" in early.stderr

    said = carried_out(county, out, "root-1", "targets")

    assert "timestamp、snapshot、bins" in said
    assert Reader(folder / "repository", tmp_path / "device").get(PEOPLE_TARGET)
    again = run("import", "--folder", folder, "--request", out)
    assert "已经改过" in again.stderr


def test_a_key_that_the_centre_does_not_have_is_not_changed(
    county: County, tmp_path: Path
) -> None:
    words = ("--folder", county.places.folder, "--out", tmp_path / "request.json")

    result = run("request", "online", *words, "--role", "approval")

    assert result.exit_code == 1
    assert "没有叫 approval 的日常密钥" in result.stderr


def test_a_holder_makes_a_key_and_takes_a_place(county: County, tmp_path: Path) -> None:
    stick, out, folder = tmp_path / "u", tmp_path / "r.json", county.places.folder
    said = done("holder-key", "--into", stick, "--name", "root-3")
    assert "自己锁好" in said
    assert run("holder-key", "--into", stick, "--name", "root-3").exit_code == 1
    former = offline(county.places, "root-1")[0].public_key.keyid
    done(
        *("request", "root-holders", "--folder", folder, "--out", out),
        *("--add", stick / "root-3.pub", "--remove", former[:16]),
    )
    key = stick / "root-3.key"

    done("sign", "--request", out, "--key", key, "--yes")
    carried_out(county, out, "root-2")

    root = county.repository().newest_root().signed
    assert former not in root.roles["root"].keyids
    assert root.version == 2
    used = run("request", "renew", "--folder", folder, "--out", out)
    assert "已经存在，没有改动" in used.stderr
    wrong = ("--add", key, "--out", tmp_path / "x.json")
    assert run("request", "root-holders", "--folder", folder, *wrong).exit_code == 1


def test_nobody_signs_without_having_seen_what_changes(
    county: County, tmp_path: Path
) -> None:
    out, key = tmp_path / "r.json", county.places.offline / "people-1.key"
    done("request", "renew", "--folder", county.places.folder, "--out", out)
    before = out.read_bytes()

    result = run("sign", "--request", out, "--key", key, answer="n\n")

    assert result.exit_code == 1
    assert "人员名单 第 2 版" in result.stdout
    assert out.read_bytes() == before
    assert run("sign", "--request", out, "--key", key, answer="y\n").exit_code == 0
    assert out.read_bytes() != before
    other = run("sign", "--request", out, "--key", tmp_path / "none.key", "--yes")
    assert other.exit_code == 1


def forged(request: Path) -> None:
    """Have a taken-over centre name a key of its own, and say that it always had."""
    asked = parse_request(request.read_bytes())
    assert asked.people is not None
    key = SigningKey.generate()
    thief = PersonKey(
        kind=KeyKind.ED25519,
        id=key_id(key.public),
        public=key.public,
        person="staff-thief",
        roles=(Role.APPROVER,),
        name="周建国",
    )
    with_thief = asked.people.model_copy(update={"keys": (*asked.people.keys, thief)})
    part = asked.parts["people"]
    data = with_thief.canonical()
    part.signed.targets[PEOPLE_TARGET] = TargetFile.from_data(
        PEOPLE_TARGET, data, ["sha256"]
    )
    told = replace(asked, people=with_thief, people_before=with_thief)
    request.write_bytes(told.to_bytes())


# F19
@pytest.mark.parametrize("has_signed", [False, True])
def test_a_key_that_the_centre_says_was_always_there_is_shown_to_the_holders(
    county: County, tmp_path: Path, *, has_signed: bool
) -> None:
    out, key = tmp_path / "r.json", county.places.offline / "people-1.key"
    if has_signed:
        done("request", "renew", "--folder", county.places.folder, "--out", out)
        carried_out(county, out, "root-1", "targets", "people-1", "people-2")
        out.unlink()
    done("request", "renew", "--folder", county.places.folder, "--out", out)
    forged(out)

    result = run("sign", "--request", out, "--key", key, answer="n\n")

    assert "，周建国" in result.stdout
    wanted = "和您上次签的比" if has_signed else "这把密钥还没有签过"
    assert wanted in result.stdout


def test_a_holder_who_signed_what_holds_is_told_the_change_alone(
    county: County, tmp_path: Path
) -> None:
    out, key = tmp_path / "r.json", county.places.offline / "people-1.key"
    done("request", "renew", "--folder", county.places.folder, "--out", out)
    carried_out(county, out, "root-1", "targets", "people-1", "people-2")
    out.unlink()
    done("request", "renew", "--folder", county.places.folder, "--out", out)

    result = run("sign", "--request", out, "--key", key, answer="n\n")

    assert "人员名单 第 3 版" in result.stdout
    assert "加上" not in result.stdout


def test_the_list_of_people_is_passed_over_and_signed_offline(tmp_path: Path) -> None:
    county = found_county(tmp_path / "centre", people_apart=False)
    settings, out = with_database(county), tmp_path / "request.json"
    early = run("request", "people", "--settings", settings, "--out", out)
    assert "先做 people-role" in early.stderr
    for name in ("people-1", "people-2"):
        done("holder-key", "--into", county.places.offline, "--name", name)
    public = [county.places.offline / f"people-{n}.pub" for n in (1, 2)]

    said = done(
        *("request", "people-role", "--settings", settings, "--out", out),
        *("--key", public[0], "--key", public[1]),
    )
    assert "加上：发布中心的密钥" in said
    assert "人员名单：要 2 个人签字" in said
    carried_out(county, out, "targets", "people-1", "people-2")

    people = county.repository().signed_people()
    assert people is not None
    assert people.version == 1
    again = run("request", "people", "--settings", settings, "--out", out)
    assert "人员名单没有变化" in again.stderr


def test_the_centre_s_new_approval_key_counts_once_the_list_is_signed(
    county: County, tmp_path: Path
) -> None:
    settings, out = with_database(county), tmp_path / "request.json"
    before = county.repository().signed_people()
    county.places.keys.joinpath("approval.key").unlink()
    done("holder-key", "--into", county.places.keys, "--name", "approval")
    said = done("request", "people", "--settings", settings, "--out", out)
    assert "去掉：发布中心的密钥" in said

    carried_out(county, out, "people-2", "people-3")

    after = county.repository().signed_people()
    assert before is not None
    assert after is not None
    assert after.version == 2
    assert after.keys != before.keys


def test_show_says_until_when_each_role_is_good(county: County) -> None:
    said = done("show", "--folder", county.places.folder)

    for name in ("根文件", "委托文件", "分桶", "人员名单", "快照", "时间戳"):
        assert f"{name}　有效到" in said


def test_a_file_from_elsewhere_is_refused(county: County, tmp_path: Path) -> None:
    file = tmp_path / "request.json"
    file.write_text(json.dumps({"format": "other"}))
    key = county.places.offline / "root-1.key"

    assert run("sign", "--request", file, "--key", key, "--yes").exit_code == 1
    said = run("import", "--folder", county.places.folder, "--request", file).stderr
    assert "不是签字申请文件" in said
