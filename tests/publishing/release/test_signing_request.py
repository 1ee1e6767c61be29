import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from securesystemslib.signer import CryptoSigner

from programme.approval import People
from publishing.release.errors import KeyNotNamed, RequestRefused
from publishing.release.keyring import (
    make_successor,
    read_online_signers,
    settle_successors,
)
from publishing.release.preparing import ONLINE, Preparing
from publishing.release.signing_request import (
    SigningRequest,
    parse_request,
    sign_request,
)
from publishing.release.telling import changes_of
from tests.fakes.counties import County, found_county
from tests.fakes.holders import offline, preparing, signed
from tests.fakes.readers import Reader

SCREEN = "programmes/qinghe-hall-screen.json"


@pytest.fixture
def county(tmp_path: Path) -> County:
    return found_county(tmp_path / "centre")


@pytest.fixture
def reader(county: County, tmp_path: Path) -> Reader:
    return Reader(county.places.folder / "repository", tmp_path / "device")


def ask(county: County) -> Preparing:
    return preparing(county.places.folder, county.now)


def successors(county: County, *roles: str) -> SigningRequest:
    return ask(county).new_online_keys(
        {role: make_successor(county.places.keys, role) for role in roles}
    )


@pytest.mark.parametrize("role", ONLINE)
def test_an_everyday_key_is_changed_while_the_centre_runs(
    county: County, reader: Reader, role: str
) -> None:
    running = county.repository()
    running.publish({SCREEN: b"one"}, county.now)
    assert reader.get(SCREEN) == b"one"
    old = (county.places.keys / f"{role}.key").read_bytes()
    request = successors(county, role)

    by = offline(county.places, "targets" if role == "bins" else "root-2")
    county.repository().admit(signed(request, by), county.now)
    running.publish({SCREEN: b"two"}, county.now)

    assert reader.get(SCREEN) == b"two"
    wanted = running.state().wanted
    assert settle_successors(county.places.keys, wanted) == (role,)
    assert (county.places.keys / f"{role}.key").read_bytes() != old
    assert not list(county.places.keys.glob("*.next.key"))
    assert read_online_signers(county.places.keys).unnamed(wanted) == ()
    county.repository().publish({SCREEN: b"three"}, county.now)
    assert reader.get(SCREEN) == b"three"
    # A centre that still has the former key in its hand reads the new one.
    running.publish({SCREEN: b"four"}, county.now)
    assert reader.get(SCREEN) == b"four"


def test_a_centre_whose_key_no_root_names_signs_nothing(county: County) -> None:
    request = successors(county, "timestamp")
    repository = county.repository()
    repository.admit(signed(request, offline(county.places, "root-1")), county.now)
    county.places.keys.joinpath("timestamp.next.key").unlink()

    with pytest.raises(KeyNotNamed, match=r"timestamp\.key"):
        county.repository().publish({SCREEN: b"one"}, county.now)


def test_a_start_ends_a_change_that_was_cut_off_before_the_timestamp(
    county: County, reader: Reader
) -> None:
    repository = county.repository()
    repository.publish({SCREEN: b"one"}, county.now)
    request = signed(successors(county, "timestamp"), offline(county.places, "root-1"))
    root = request.parts["root"]
    root.to_file(str(repository.metadata_folder / "2.root.json"))

    assert repository.renew(county.now)

    assert reader.get(SCREEN) == b"one"
    assert not repository.renew(county.now)


def test_root_holders_change_by_those_of_before_and_after(
    county: County, reader: Reader
) -> None:
    third = CryptoSigner.generate_ed25519()
    first, second = offline(county.places, "root-1", "root-2")
    request = ask(county).new_root_holders(
        add=[third.public_key], remove=[first.public_key.keyid[:8]], threshold=2
    )
    told = "\n".join(changes_of(request))
    assert f"加上密钥 {third.public_key.keyid[:16]}" in told
    assert f"去掉密钥 {first.public_key.keyid[:16]}" in told
    assert "要 2 个人签字（原来 1 个）" in told
    repository = county.repository()
    for by in ([first], [second], [first, second], [first, third], [third]):
        with pytest.raises(RequestRefused, match="根文件还差"):
            repository.admit(signed(request, by), county.now)

    repository.admit(signed(request, [second, third]), county.now)

    assert repository.newest_root().signed.version == 2
    repository.publish({SCREEN: b"one"}, county.now)
    assert reader.get(SCREEN) == b"one"
    with pytest.raises(RequestRefused, match="已经改过"):
        repository.admit(signed(request, [second, third]), county.now)
    again = ask(county).new_root_holders(add=[], remove=[], threshold=None)
    with pytest.raises(RequestRefused, match="要这把密钥签字"):
        signed(again, [first])


@pytest.mark.parametrize(
    ("remove", "threshold", "reason"),
    [
        (["ffffffffffffffff"], None, "没有指纹以"),
        ([""], None, "不止一把"),
        ([], 3, "只有 2 把密钥"),
        ([], 0, "只有 2 把密钥"),
    ],
)
def test_a_root_that_nobody_could_sign_is_not_asked_for(
    county: County, remove: list[str], threshold: int | None, reason: str
) -> None:
    with pytest.raises(RequestRefused, match=reason):
        ask(county).new_root_holders(add=[], remove=remove, threshold=threshold)


def test_dates_are_renewed_without_any_other_change(
    county: County, reader: Reader
) -> None:
    later = county.now + timedelta(days=100)
    request = preparing(county.places.folder, later).new_dates()
    names = ("root-1", "targets", "people-1", "people-3")
    assert len(changes_of(request)) == 4

    by = offline(county.places, *names)
    county.repository().admit(signed(request, by), county.now)

    assert reader.get("people.json") is not None
    state = county.repository().state()
    assert state.targets.signed.version == 2
    assert state.root.signed.expires > later + timedelta(days=3600)


def test_what_has_expired_on_the_way_is_not_put_in_place(county: County) -> None:
    request = successors(county, "timestamp")
    whole = signed(request, offline(county.places, "root-1"))

    with pytest.raises(RequestRefused, match="有效期已过"):
        county.repository().admit(whole, county.now + timedelta(days=4000))


def people_request(county: County) -> SigningRequest:
    people = county.repository().signed_people()
    assert people is not None
    asked = ask(county).new_people(people.model_copy(update={"version": 2}))
    return signed(asked, offline(county.places, "people-1", "people-2"))


def other_list(request: SigningRequest, **changes: object) -> SigningRequest:
    assert request.people is not None
    return replace(request, people=request.people.model_copy(update=changes))


def test_another_list_than_the_signed_one_is_refused(county: County) -> None:
    request = people_request(county)

    with pytest.raises(RequestRefused, match="不是要签的那一份"):
        county.repository().admit(other_list(request, keys=()), county.now)
    with pytest.raises(RequestRefused, match="没有附上人员名单"):
        county.repository().admit(replace(request, people=None), county.now)


def test_an_older_list_is_refused(county: County) -> None:
    repository = county.repository()
    repository.admit(people_request(county), county.now)
    people = repository.signed_people()
    assert people is not None
    old = ask(county).new_people(people.model_copy(update={"version": 1}))

    with pytest.raises(RequestRefused, match="比现在的还旧"):
        signed(old, offline(county.places, "people-1"))


def test_roles_that_do_not_belong_are_refused(county: County) -> None:
    request = people_request(county)
    cases = {
        "没有要签的内容": replace(request, parts={}),
        "spread 的内容不对": replace(request, parts={"spread": request.before["root"]}),
        "已经改过": replace(request, parts={"root": request.before["root"]}),
        "缺少 targets": replace(request, before={"people": request.before["people"]}),
    }
    for reason, bad in cases.items():
        with pytest.raises(RequestRefused, match=reason):
            sign_request(bad, CryptoSigner.generate_ed25519())


def test_an_older_county_has_no_list_to_sign_yet(tmp_path: Path) -> None:
    county = found_county(tmp_path / "centre", people_apart=False)
    people = People(version=1, keys=(), accepted_kinds=())

    assert county.repository().signed_people() is None
    with pytest.raises(RequestRefused, match="还不是线下签字"):
        ask(county).new_people(people)
    roles = ask(county).new_dates().parts
    assert list(roles) == ["root", "targets"]
    by = offline(county.places, "targets")
    county.repository().admit(signed(successors(county, "bins"), by), county.now)
    foreign = people_request(found_county(tmp_path / "other"))
    foreign.parts["people"].signed.version = 1
    with pytest.raises(RequestRefused, match="没有人能签 people"):
        county.repository().admit(foreign, county.now)


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b'{"format":"other"}', b'{"format":1,"parts":2}']
)
def test_a_file_that_is_no_request_is_refused(data: bytes) -> None:
    with pytest.raises(RequestRefused, match="签字申请没有办成"):
        parse_request(data)


def test_a_request_whose_parts_are_none_is_refused(county: County) -> None:
    value = json.loads(successors(county, "bins").to_bytes())
    value["parts"]["spread"]["signed"]["_type"] = "other"

    with pytest.raises(RequestRefused, match="内容读不懂"):
        parse_request(json.dumps(value).encode())
