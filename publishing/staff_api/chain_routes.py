"""Answer administrators about approval chains."""

from typing import Annotated

from fastapi import APIRouter, Depends

from publishing.desk.chain_keeping import UnitChainView
from publishing.desk.chain_presets import ChainPreset
from publishing.services import UseCases
from publishing.staff_api.access import Access
from publishing.staff_api.forms import ChainForm


def chain_router(cases: UseCases, access: Access) -> APIRouter:
    """Return the routes of approval chains."""
    router = APIRouter(prefix="/chains", tags=["chains"])
    chains, actor = cases.chains, Depends(access.staff_id)

    @router.get("", dependencies=[actor])
    def presets() -> tuple[ChainPreset, ...]:
        return chains.presets()

    @router.get("/units")
    def listing(by: Annotated[str, actor]) -> tuple[UnitChainView, ...]:
        return chains.listing(by)

    @router.put("/units/{unit}")
    def keep(unit: str, form: ChainForm, by: Annotated[str, actor]) -> UnitChainView:
        return chains.set(by, unit, form.chain, level=form.level)

    return router
