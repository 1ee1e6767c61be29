"""Read which characters and words the writing pad offers first; offer none."""

import tomllib
from importlib.resources import files
from typing import Annotated, ClassVar

from pydantic import Field

from programme.document import Document


class WritingRefused(Exception):
    """Say that the list is damaged."""

    code = "writing_refused"

    def __init__(self) -> None:
        super().__init__("自己写用的字表不能用：写法不对。请重新安装程序。")


class WritingFile(Document):
    """Be the file: common characters in their order, and words by what they are of."""

    kind_name: ClassVar[str] = "自己写用的字表"

    common: Annotated[str, Field(min_length=1)]
    words: dict[str, str]

    @property
    def characters(self) -> tuple[str, ...]:
        """Return the common characters, each once, the commonest first."""
        return tuple(dict.fromkeys("".join(self.common.split())))

    @property
    def phrases(self) -> tuple[str, ...]:
        """Return the words, each once, in their order."""
        return tuple(dict.fromkeys(" ".join(self.words.values()).split()))


def shipped_writing() -> WritingFile:
    """Return the list that comes with the product.

    Raises:
        WritingRefused: The installed file is damaged.
    """
    return read_writing(files("config").joinpath("writing.toml").read_bytes())


def read_writing(data: bytes) -> WritingFile:
    """Return the list of a file's bytes.

    Raises:
        WritingRefused: Not TOML, or not such a list.
    """
    try:
        return WritingFile.model_validate(tomllib.loads(data.decode()))
    except ValueError as error:
        raise WritingRefused from error
