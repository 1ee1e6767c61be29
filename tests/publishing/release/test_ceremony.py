import stat
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.x509 import DNSName, load_pem_x509_certificate
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from publishing.release.authority import AuthorityRefused, good_until, names_of
from publishing.release.ceremony import (
    Places,
    renew_authority,
    renew_certificate,
    root_of,
)
from publishing.release.disk import RealDisk
from publishing.release.errors import KeysMissing, KeysPresent
from publishing.release.keyring import read_key, read_signing_key, write_key
from tests.fakes.counties import County, found_county


@pytest.fixture
def county(tmp_path: Path) -> County:
    return found_county(tmp_path)


def test_secret_files_are_for_their_owner_alone(county: County) -> None:
    places = county.places
    secret = [*places.offline.iterdir(), *places.keys.glob("*.key")]

    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in secret}

    assert set(modes.values()) == {0o600}
    assert {"root-1.key", "root-2.key", "targets.key", "ca.key"} <= set(modes)
    assert {"timestamp.key", "snapshot.key", "bins.key", "approval.key"} <= set(modes)


def test_no_key_that_is_carried_away_is_among_the_everyday_keys(
    county: County,
) -> None:
    everyday = {file.read_bytes() for file in county.places.keys.iterdir()}
    offline = {file.read_bytes() for file in county.places.offline.iterdir()}

    assert not everyday & offline


def test_a_second_ceremony_changes_nothing(county: County) -> None:
    before = (county.places.keys / "approval.key").read_bytes()

    with pytest.raises(KeysPresent, match="没有改动"):
        found_county(county.places.folder)

    assert (county.places.keys / "approval.key").read_bytes() == before


def test_the_certificate_names_host_and_address(county: County) -> None:
    certificate = county.places.certificate.read_bytes()

    assert set(names_of(certificate)) == {"127.0.0.1", "localhost"}
    assert good_until(certificate) - county.now > timedelta(days=396)


def test_a_renewed_certificate_is_a_pair_with_its_key(county: County) -> None:
    places = county.places
    before = places.certificate.read_bytes()

    renew_certificate(places, ["centre.test"], county.now, RealDisk())

    assert names_of(places.certificate.read_bytes()) == ("centre.test",)
    assert places.certificate.read_bytes() != before
    assert stat.S_IMODE(places.private_key.stat().st_mode) == 0o600


def trusted(authority: bytes, server: bytes, at: datetime) -> bool:
    """Say whether who holds an authority's certificate believes a server then."""
    store = Store([load_pem_x509_certificate(authority)])
    verifier = PolicyBuilder().store(store).time(at)
    try:
        verifier.build_server_verifier(DNSName("localhost")).verify(
            load_pem_x509_certificate(server), []
        )
    except VerificationError:
        return False
    return True


def test_an_authority_is_renewed_before_it_ends_while_devices_change_one_by_one(
    county: County,
) -> None:
    places, disk = county.places, RealDisk()
    former = places.authority_certificate.read_bytes()
    old_server = places.certificate.read_bytes()
    ends_at = good_until(former)
    late, after = ends_at - timedelta(days=60), ends_at + timedelta(days=60)

    renew_authority(places, late, disk)
    renewed = places.authority_certificate.read_bytes()
    renew_certificate(places, ["localhost"], late, disk)
    new_server = places.certificate.read_bytes()

    # Either device believes the centre until the former certificate ends.
    assert trusted(former, old_server, county.now)
    assert trusted(former, new_server, late)
    assert trusted(renewed, new_server, late)
    # After that only who was given the new one.
    assert not trusted(former, new_server, after)
    assert trusted(renewed, new_server, after)
    assert good_until(renewed) - late > timedelta(days=3640)
    assert stat.S_IMODE(places.authority_certificate.stat().st_mode) == 0o644


def test_without_the_authority_key_nothing_is_renewed(county: County) -> None:
    county.places.authority_key.unlink()

    with pytest.raises(KeysMissing, match=r"ca\.key"):
        renew_certificate(county.places, ["centre.test"], county.now, RealDisk())
    with pytest.raises(KeysMissing, match=r"ca\.key"):
        renew_authority(county.places, county.now, RealDisk())


@pytest.mark.parametrize("content", [b"-----", None])
def test_an_authority_key_that_is_none_is_refused(
    county: County, content: bytes | None
) -> None:
    other = (county.places.keys / "approval.key").read_bytes()
    county.places.authority_key.write_bytes(content or other)

    with pytest.raises(AuthorityRefused, match="offline"):
        renew_certificate(county.places, ["centre.test"], county.now, RealDisk())


def test_an_authority_key_of_another_county_is_refused(
    county: County, tmp_path: Path
) -> None:
    stranger = found_county(tmp_path / "stranger")
    county.places.authority_key.write_bytes(stranger.places.authority_key.read_bytes())

    with pytest.raises(AuthorityRefused, match="不是一对"):
        renew_certificate(county.places, ["centre.test"], county.now, RealDisk())


def test_devices_are_given_the_first_root(county: County, tmp_path: Path) -> None:
    assert b'"_type":"root"' in root_of(county.places.metadata)
    with pytest.raises(KeysMissing):
        root_of(Places(folder=tmp_path / "nothing").metadata)


def test_a_file_that_is_not_an_ed25519_key_is_no_key(county: County) -> None:
    keys = county.places.keys
    (keys / "time.key").write_bytes(county.places.private_key.read_bytes())
    (keys / "approval.key").write_bytes(b"nonsense")

    for name in ("time", "approval", "absent"):
        with pytest.raises(KeysMissing, match="mingbai keys init"):
            read_key(keys, name)


def test_a_key_is_never_overwritten(tmp_path: Path) -> None:
    write_key(tmp_path, "approval")
    first = read_signing_key(tmp_path, "approval").public

    with pytest.raises(KeysPresent):
        write_key(tmp_path, "approval")

    assert read_signing_key(tmp_path, "approval").public == first
