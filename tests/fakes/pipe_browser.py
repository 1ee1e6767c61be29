"""Be a browser on two pipes that answers as its first argument says; run by tests."""

import json
import os
import sys

MODE = sys.argv[1] if len(sys.argv) > 1 else ""
ANSWERS = {
    "Target.getTargets": {
        "targetInfos": []
        if MODE == "pageless"
        else [{"type": "other"}, {"type": "page", "targetId": "t"}]
    },
    "Target.attachToTarget": {"sessionId": "s"},
    "Page.navigate": {},
    "Runtime.evaluate": {
        "result": {
            "value": "no json"
            if MODE == "odd"
            else json.dumps(
                {
                    "address": "http://127.0.0.1:8701/",
                    "width": 1920,
                    "height": 1080,
                    "view": "slide",
                    "disclosure": "d-1",
                    "pageSha": "odd" if MODE == "astray" else "f" * 64,
                    "planVersion": "7",
                    "paintedAt": "1",
                }
            )
        }
    },
}
LARGE = 300
ODD: dict[str, object] = {
    "targetless": {"id": 1, "result": {}},
    "resultless": {"id": 1},
    "babbles": [],
}
"""What some say to everything."""


def picture(quality: int) -> dict[str, object]:
    """Return a picture as long as its quality asks; odd: none at all."""
    if MODE == "odd":
        return {}
    return {"data": "eHh4" * (quality * LARGE)}


def answer(message: dict[str, object]) -> dict[str, object]:
    """Return the answer to one message."""
    method = str(message["method"])
    if MODE == "refuses" and method == "Page.navigate":
        return {"id": message["id"], "error": {"message": "will not"}}
    if method == "Page.captureScreenshot":
        params = message["params"]
        assert isinstance(params, dict)
        return {"id": message["id"], "result": picture(params["quality"])}
    return {"id": message["id"], "result": ANSWERS[method]}


def main() -> None:
    """Answer until the line is closed."""
    heard = b""
    while chunk := os.read(3, 65536):
        heard += chunk
        while b"\0" in heard:
            said, _, heard = heard.partition(b"\0")
            message = json.loads(said)
            if MODE == "silent" and message["method"] == "Page.navigate":
                continue
            if MODE == "dies" and message["method"] == "Page.navigate":
                return
            event = {"method": "Target.something", "params": {}}
            told = ODD.get(MODE, answer(message))
            for one in (event, ["no event"], told):
                os.write(4, json.dumps(one).encode() + b"\0")
            if MODE == "babbles":
                os.write(4, b"{no json\0")


if __name__ == "__main__":
    main()
