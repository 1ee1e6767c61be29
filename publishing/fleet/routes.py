"""Answer staff about devices over HTTP; who asks is found out by the dependency."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from programme.enrolment import Restarted
from publishing.fleet.devices import Devices
from publishing.fleet.views import DeviceView


class ConfirmForm(BaseModel):
    """Be the code as typed from the device's screen, and where it belongs."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Annotated[str, Field(max_length=40)]
    group: Annotated[str, Field(max_length=80)]
    name: Annotated[str, Field(max_length=200)]


class RevokeForm(BaseModel):
    """Say which device is taken off the list, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    device: Annotated[str, Field(max_length=80)]
    reason: Annotated[str, Field(max_length=400)]


class RestartForm(BaseModel):
    """Say which device starts anew, and what of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    device: Annotated[str, Field(max_length=80)]
    what: Restarted


def fleet_router(devices: Devices, staff_id: Callable[..., str]) -> APIRouter:
    """Return the routes under /api/fleet.

    Args:
        devices: The use cases.
        staff_id: A dependency that names who is signed in, or refuses.
    """
    router = APIRouter(prefix="/api/fleet", tags=["fleet"])
    actor = Depends(staff_id)

    @router.get("/pending")
    def pending(by: Annotated[str, actor]) -> list[dict[str, Any]]:
        return [asdict(view) for view in devices.pending(by)]

    @router.post("/confirm")
    def confirm(form: ConfirmForm, by: Annotated[str, actor]) -> dict[str, Any]:
        view = devices.confirm(by, code=form.code, group=form.group, name=form.name)
        return device_json(view)

    @router.get("/devices")
    def listing(by: Annotated[str, actor]) -> list[dict[str, Any]]:
        return [device_json(view) for view in devices.listing(by)]

    @router.post("/revoke")
    def revoke(form: RevokeForm, by: Annotated[str, actor]) -> dict[str, Any]:
        devices.revoke(by, form.device, reason=form.reason)
        return {"state": "revoked"}

    @router.post("/restart")
    def restart(form: RestartForm, by: Annotated[str, actor]) -> dict[str, Any]:
        devices.restarts.order(by, form.device, what=form.what)
        return {"state": "ordered"}

    return router


def device_json(view: DeviceView) -> dict[str, Any]:
    """Return a device as programs read it; FastAPI writes the instants."""
    told: dict[str, Any] = {
        name: value
        for name, value in asdict(view).items()
        if isinstance(value, str | int | datetime) or value is None
    }
    told["status"] = view.status.model_dump(mode="json") if view.status else None
    return told
