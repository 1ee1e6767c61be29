"""Read a program's settings from files and environment; define none of them.

Defaults come first, then each file given, then the environment. All mistakes
are reported at once, each with its section and field.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from config.refusal_words import words_of

SettingsT = TypeVar("SettingsT", bound="ProgramSettings")

_REASONS = {
    "extra_forbidden": "没有这一项，请检查拼写",
    "missing": "没有填",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "int_from_float": "应为整数",
    "float_type": "应为数字",
    "float_parsing": "应为数字",
    "greater_than": "太小",
    "greater_than_equal": "太小",
    "less_than": "太大",
    "less_than_equal": "太大",
    "literal_error": "不在可选的值里",
    "enum": "不在可选的值里",
    "string_type": "应为文字",
    "string_pattern_mismatch": "有不许用的字，或者太长、太短",
    "bool_type": "应为 true 或 false",
    "bool_parsing": "应为 true 或 false",
    "path_type": "应为路径",
    "url_type": "不是网址",
    "url_parsing": "不是网址",
    "url_scheme": "网址开头不对",
    "time_type": "应为时刻，像 08:30",
    "time_parsing": "应为时刻，像 08:30",
    "tuple_type": "应为方括号里的一列",
    "too_short": "不能空着",
    "dict_type": "应为一节，像 [web]",
    "model_type": "应为一节，像 [web]",
}
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


class SettingsError(Exception):
    """Say everything that is wrong with a program's settings."""

    def __init__(self, program: str, mistakes: Sequence[str]) -> None:
        self.program = program
        self.mistakes = tuple(mistakes)
        lines = "".join(f"\n  {mistake}" for mistake in mistakes)
        super().__init__(f"{program} 的设置有 {len(mistakes)} 处要改：{lines}")


class Section(BaseModel):
    """Be the base of a table inside a settings file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Listen(Section):
    """Where a program waits for requests."""

    host: str
    """Address of this machine; 127.0.0.1 keeps others out."""
    port: int = Field(ge=1, le=65_535)
    """TCP port."""


class ProgramSettings(BaseSettings):
    """Be the base of one program's settings: frozen, unknown fields refused."""

    model_config = SettingsConfigDict(
        frozen=True, extra="forbid", env_nested_delimiter="__"
    )
    program: ClassVar[str]
    """Name of the program, which also names its file in `config/defaults`."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment win over files, and read nothing else."""
        del settings_cls, dotenv_settings, file_secret_settings
        return env_settings, init_settings


def read_settings(kind: type[SettingsT], *, files: Sequence[Path] = ()) -> SettingsT:
    """Return the settings of this kind, later files winning over earlier ones.

    Raises:
        SettingsError: A file cannot be read, or some fields are wrong.
    """
    merged = defaults_of(kind)
    for file in files:
        merged = _merged(merged, _table(kind.program, file))
    try:
        return kind(**merged)
    except ValidationError as error:
        mistakes = [_mistake(detail) for detail in error.errors()]
        raise SettingsError(kind.program, mistakes) from error


def defaults_of(kind: type[ProgramSettings]) -> dict[str, Any]:
    """Return the defaults that this project ships for the program."""
    file = resources.files("config") / "defaults" / f"{kind.program}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _table(program: str, file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        mistake = f"{file}：读不出来（{words_of(error)}）"
        raise SettingsError(program, [mistake]) from error
    except UnicodeDecodeError as error:
        mistake = f"{file}：不是 UTF-8 的文字文件"
        raise SettingsError(program, [mistake]) from error
    except tomllib.TOMLDecodeError as error:
        mistake = f"{file}：不是正确的 TOML，{_place_of(error)}写得不对"
        raise SettingsError(program, [mistake]) from error


def _place_of(error: tomllib.TOMLDecodeError) -> str:
    place = _PLACE.search(str(error))
    return f"第 {place[1]} 行第 {place[2]} 个字" if place else "末尾"


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Return both tables in one; where both name a field, `above` wins."""
    result = dict(below)
    for key, value in above.items():
        old = result.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            result[key] = _merged(old, value)
        else:
            result[key] = value
    return result


def _mistake(detail: ErrorDetails) -> str:
    *sections, field = map(str, detail["loc"])
    place = f"[{'.'.join(sections)}] {field}" if sections else field
    # A setting's own check says in its own words what is wrong.
    said = str(detail.get("ctx", {}).get("error", detail["msg"]))
    return f"{place}：{_REASONS.get(detail['type'], said)}"
