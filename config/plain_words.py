"""Read which words a drafter is advised to explain or leave out; check no text."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import Field, StringConstraints, ValidationError

from programme.document import Document

Words = Annotated[str, StringConstraints(min_length=1, max_length=120)]


class PlainWordsRefused(Exception):
    """Say what is wrong with the list of plain words."""

    code = "plain_words_refused"

    def __init__(self, fault: str = "不是 TOML 文字") -> None:
        self.fault = fault
        super().__init__(f"用词提醒不能用：{fault}。请改好 plain_words.toml。")


class Abbreviation(Document):
    """Be one official abbreviation that residents need not know."""

    short: Words
    means: Words


class Boilerplate(Document):
    """Be one phrase that says nothing, and what to write instead."""

    say: Words
    better: Words


class HardWord(Document):
    """Be one word of offices, and what a primary-school reader says for it."""

    word: Words
    plain: Words


class PlainWords(Document):
    """Be what a text is held against."""

    longest_sentence: Annotated[int, Field(ge=20, le=500)]
    """Characters of a sentence; a longer one is advised to be parted."""
    known: tuple[Words, ...] = ()
    """Latin abbreviations that need no explanation."""
    abbreviation: tuple[Abbreviation, ...] = ()
    boilerplate: tuple[Boilerplate, ...] = ()
    hard: tuple[HardWord, ...] = ()
    """Also what the kiosk's own words must not say."""


@cache
def shipped_plain_words() -> PlainWords:
    """Return the list that comes with the product.

    Raises:
        PlainWordsRefused: The installed file is damaged.
    """
    return read_plain_words(files("config").joinpath("plain_words.toml").read_bytes())


def read_plain_words(data: bytes) -> PlainWords:
    """Return the list of a file's bytes.

    Raises:
        PlainWordsRefused: Not TOML, or not such a list.
    """
    try:
        return PlainWords.model_validate(tomllib.loads(data.decode()))
    except ValidationError as error:
        faults = "；".join(
            f"{'.'.join(map(str, each['loc']))} {each['msg']}"
            for each in error.errors()
        )
        raise PlainWordsRefused(faults) from error
    except ValueError as error:
        raise PlainWordsRefused from error
