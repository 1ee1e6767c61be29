"""Have a security key register or sign in the person's browser; decide nothing."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from publishing.admin.live import Live
from publishing.errors import Refused
from publishing.signing.own_word import Assertion, Credential, OwnKeyNeeded, OwnWord
from publishing.staff.security_keys import Invitation, Registered

_PATIENCE_S: Final = 130.0


async def register(live: Live, asked: Invitation) -> Registered:
    """Return what the browser says of a key that was just made.

    Raises:
        Refused: The key was not pressed, or cannot be used here.
    """
    wanted = {
        "challenge": asked.challenge,
        "user": asked.user,
        "name": asked.name,
        "relying_party": asked.relying_party,
    }
    told = await _in_browser(live, "register", wanted)
    return Registered(asked_at=asked.asked_at, **told)


async def sign(
    live: Live, needed: OwnKeyNeeded, credentials: Sequence[Credential]
) -> OwnWord:
    """Return a decision's signature by one of the person's security keys.

    Raises:
        Refused: None was pressed, or none can be used here.
    """
    wanted = {
        "challenge": needed.challenge,
        "relying_party": credentials[0].relying_party,
        "credentials": [one.credential for one in credentials],
    }
    told = await _in_browser(live, "sign", wanted)
    keys = {one.credential: one.key_id for one in credentials}
    key = keys.get(str(told.pop("credential")))
    if key is None:
        raise Refused("按的不是您登记的安全密钥。请换一把。", code="other_key")
    assertion = Assertion(key=key, decided_at=needed.decided_at, **told)
    return OwnWord(assertion=assertion)


async def _in_browser(
    live: Live, act: str, wanted: Mapping[str, object]
) -> dict[str, Any]:
    call = f"return await window.mingbaiSecurityKey.{act}({json.dumps(wanted)})"
    try:
        told = await live.client.run_javascript(call, timeout=_PATIENCE_S)
    except TimeoutError as error:
        raise Refused("等了太久。请再按一次安全密钥。", code="key_timeout") from error
    answer: dict[str, Any] = dict(told or {"refused": "浏览器没有回答。请再试一次。"})
    refused = answer.pop("refused", "")
    if refused:
        raise Refused(str(refused), code="key_refused")
    return answer
