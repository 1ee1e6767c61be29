"""Read the lexicon of everyday words that ships with the product; match nothing."""

import tomllib
from importlib.resources import files

from pydantic import ValidationError

from directory.words import EverydayWords


class EverydayWordsRefused(Exception):
    """Say what is wrong with a lexicon file."""

    code = "everyday_words_refused"

    def __init__(self, place: str = "", kind: str = "不是 TOML 文字") -> None:
        self.place = place
        self.kind = kind
        where = f"{place} 写法不对（{kind}）" if place else kind
        super().__init__(f"日常用语表不能用：{where}。请改好 everyday_words.toml。")


def shipped_words() -> EverydayWords:
    """Return the lexicon that comes with the product.

    Raises:
        EverydayWordsRefused: The installed file is damaged.
    """
    return read_words(files("config").joinpath("everyday_words.toml").read_bytes())


def read_words(data: bytes) -> EverydayWords:
    """Return the lexicon of a file's bytes.

    Raises:
        EverydayWordsRefused: Not TOML, or not a lexicon.
    """
    try:
        return EverydayWords.model_validate(tomllib.loads(data.decode()))
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(str(part) for part in fault["loc"])
        raise EverydayWordsRefused(place, fault["type"]) from error
    except ValueError as error:
        raise EverydayWordsRefused from error
