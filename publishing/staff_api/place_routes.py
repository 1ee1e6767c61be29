"""Answer staff about units, halls and display groups."""

from typing import Annotated

from fastapi import APIRouter, Depends

from programme.programme import Hall
from publishing.catalogue.boards import BoardsForm, BoardsView
from publishing.catalogue.units import NewUnit, UnitForm, UnitView
from publishing.schedule.groups import GroupForm, GroupView, NewGroup
from publishing.services import UseCases
from publishing.staff_api.access import Access


def place_router(cases: UseCases, access: Access) -> APIRouter:
    """Return the routes of units and halls."""
    router = APIRouter(prefix="/units", tags=["units"])
    units, halls, actor = cases.units, cases.halls, Depends(access.staff_id)

    @router.get("")
    def listing(by: Annotated[str, actor]) -> tuple[UnitView, ...]:
        return units.listing(by)

    @router.post("", status_code=201)
    def create(form: NewUnit, by: Annotated[str, actor]) -> UnitView:
        return units.create(by, form)

    @router.put("/{unit}")
    def change(unit: str, form: UnitForm, by: Annotated[str, actor]) -> UnitView:
        return units.change(by, unit, form)

    @router.post("/{unit}/close")
    def close(unit: str, by: Annotated[str, actor]) -> UnitView:
        return units.close(by, unit)

    @router.get("/{unit}/hall")
    def hall(unit: str, by: Annotated[str, actor]) -> Hall:
        return halls.show(by, unit)

    @router.put("/{unit}/hall")
    def change_hall(unit: str, form: Hall, by: Annotated[str, actor]) -> Hall:
        return halls.change(by, unit, form)

    return router


def board_router(cases: UseCases, access: Access) -> APIRouter:
    """Return the routes of units' boards."""
    router = APIRouter(prefix="/units", tags=["units"])
    actor = Depends(access.staff_id)

    @router.get("/{unit}/boards")
    def boards(unit: str, by: Annotated[str, actor]) -> BoardsView:
        return cases.boards.show(by, unit)

    @router.put("/{unit}/boards")
    def change_boards(
        unit: str, form: BoardsForm, by: Annotated[str, actor]
    ) -> BoardsView:
        return cases.boards.change(by, unit, form)

    return router


def group_router(cases: UseCases, access: Access) -> APIRouter:
    """Return the routes of display groups."""
    router = APIRouter(prefix="/groups", tags=["groups"])
    groups, actor = cases.groups, Depends(access.staff_id)

    @router.get("")
    def listing(by: Annotated[str, actor]) -> tuple[GroupView, ...]:
        return groups.listing(by)

    @router.post("", status_code=201)
    def create(form: NewGroup, by: Annotated[str, actor]) -> GroupView:
        return groups.create(by, form)

    @router.put("/{group}")
    def change(group: str, form: GroupForm, by: Annotated[str, actor]) -> GroupView:
        return groups.change(by, group, form)

    @router.post("/{group}/close")
    def close(group: str, by: Annotated[str, actor]) -> GroupView:
        return groups.close(by, group)

    return router
