from datetime import date

import pytest
from pydantic import ValidationError

from programme.errors import DocumentMalformed
from programme.manifest import Manifest
from tests.fakes.contract import LANDSCAPE, PORTRAIT, asset, manifest, page


def test_a_manifest_comes_back_from_its_bytes() -> None:
    made = manifest()

    assert Manifest.parse_named(made.canonical(), made.digest()) == made


def test_any_edit_makes_another_digest() -> None:
    made = manifest()

    edited = made.model_copy(update={"title": "村道硬化工程中标结果公示"})

    assert edited.digest() != made.digest()


def test_every_file_is_named_once() -> None:
    made = manifest(pages=(page(b"1"), page(b"2"), page(b"1")))

    assert made.assets() == (made.blocks, asset(b"1"), asset(b"2"))


def test_pages_are_those_of_the_panel() -> None:
    made = manifest(pages=(page(b"1"),))

    assert made.pages_for(LANDSCAPE) == (page(b"1"),)
    assert made.pages_for(PORTRAIT) == ()


def test_a_manifest_without_a_group_is_refused() -> None:
    made = manifest()

    with pytest.raises(ValidationError):
        Manifest.model_validate({**made.model_dump(), "groups": ()})


def test_an_unknown_field_is_refused() -> None:
    changed = manifest().canonical().replace(b'"format":', b'"extra":1,"format":', 1)

    with pytest.raises(DocumentMalformed):
        Manifest.parse(changed)


def test_a_day_before_the_product_is_signed_and_travels_only_where_it_is_set() -> None:
    plain = manifest()
    taken_over = plain.model_copy(update={"hung_since": date(2026, 11, 20)})

    assert b"hung_since" not in plain.canonical()
    assert b'"hung_since":"2026-11-20"' in taken_over.canonical()
    assert Manifest.parse(taken_over.canonical()) == taken_over
    assert taken_over.digest() != plain.digest()
