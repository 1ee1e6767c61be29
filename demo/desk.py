"""Speak to the centre over HTTP as one member of staff; decide nothing."""

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import requests

_TIMEOUT_S = 120.0
_OWN_KEY = {"own_key_needed", "passphrase_missing"}


class DeskRefused(Exception):
    """Say what the centre answered instead of doing what was asked."""

    def __init__(self, act: str, status: int, code: str, message: str) -> None:
        self.act = act
        self.status = status
        self.code = code
        super().__init__(f"{act}：{message}（{status} {code}）")


class Desk:
    """Be one member of staff at work; use it in a `with` statement."""

    def __init__(self, centre_url: str, authority: Path) -> None:
        self._url = centre_url
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.verify = str(authority)
        self._session.headers["Origin"] = centre_url
        self._passphrase = ""

    def __enter__(self) -> Self:
        """Take a seat."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave; the connections are closed."""
        self._session.close()

    def sign_in(self, login: str, password: str, *, passphrase: str = "") -> None:
        """Sign in; the passphrase opens the person's own key wherever it is asked for.

        Raises:
            DeskRefused: Name and password do not fit.
        """
        self._passphrase = passphrase
        self.post("/api/session", {"login": login, "password": password})

    def get(self, path: str) -> Any:  # noqa: ANN401 -- JSON is anything
        """Return what the centre tells.

        Raises:
            DeskRefused: It refuses.
        """
        return self._ask("GET", path)

    def post(self, path: str, body: object = None) -> Any:  # noqa: ANN401 -- JSON
        """Have something done and return what the centre tells.

        Raises:
            DeskRefused: It refuses.
        """
        try:
            return self._ask("POST", path, json=body)
        except DeskRefused as refused:
            if refused.code not in _OWN_KEY or not self._passphrase:
                raise
        told = body if isinstance(body, Mapping) else {}
        own = {"own": {"passphrase": self._passphrase}}
        return self._ask("POST", path, json={**told, **own})

    def put(self, path: str, body: object) -> Any:  # noqa: ANN401 -- JSON
        """Change something and return what the centre tells.

        Raises:
            DeskRefused: It refuses.
        """
        return self._ask("PUT", path, json=body)

    def upload(self, path: str, data: bytes) -> Any:  # noqa: ANN401 -- JSON
        """Send a file and return what the centre tells.

        Raises:
            DeskRefused: It refuses.
        """
        kind = {"Content-Type": "application/octet-stream"}
        return self._ask("POST", path, data=data, headers=kind)

    def picture(self, path: str) -> bytes:
        """Return a file that the centre shows.

        Raises:
            DeskRefused: It refuses.
        """
        return self._answer("GET", path).content

    def _ask(self, method: str, path: str, **more: Any) -> Any:  # noqa: ANN401 -- JSON
        answer = self._answer(method, path, **more)
        return answer.json() if answer.content else None

    def _answer(self, method: str, path: str, **more: Any) -> requests.Response:  # noqa: ANN401 -- as requests takes it
        answer = self._session.request(
            method, self._url + path, timeout=_TIMEOUT_S, **more
        )
        if not answer.ok:
            code, message = _told(answer)
            act = f"{method} {path}"
            raise DeskRefused(act, answer.status_code, code, message)
        return answer


def _told(answer: requests.Response) -> tuple[str, str]:
    """Return the code and the words of a refusal, or the answer's first words."""
    try:
        told = answer.json()["error"]
        return told["code"], f"{told['message']} {told.get('fields', '')}".strip()
    except (ValueError, KeyError, TypeError):
        return "unreadable", answer.text[:200]
