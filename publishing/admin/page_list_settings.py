"""List the pages of the settings with their addresses; no others."""

from publishing.admin.pages.backups import backups_page
from publishing.admin.pages.calendar import calendar_page
from publishing.admin.pages.categories import categories_page
from publishing.admin.pages.chains import chains_page
from publishing.admin.pages.groups import groups_page
from publishing.admin.pages.hall import hall_page
from publishing.admin.pages.own_key import own_key_page
from publishing.admin.pages.public_pages import public_pages_page
from publishing.admin.pages.staff import staff_page
from publishing.admin.pages.units import units_page
from publishing.admin.pages.voice_settings import voice_settings_page
from publishing.admin.services import AdminServices
from publishing.admin.site import Site


def add_settings(site: Site, services: AdminServices) -> None:
    """Add the pages of the settings."""
    cases = services.cases
    settings = {
        "staff": (
            "人员",
            staff_page(
                accounts=cases.accounts,
                units=cases.units,
                identities=cases.identities,
                substitutes=cases.substitutes,
            ),
        ),
        "units": (
            "单位",
            units_page(units=cases.units, boards=cases.boards, accounts=cases.accounts),
        ),
        "categories": (
            "公开类别",
            categories_page(categories=cases.categories),
        ),
        "chains": ("审批链", chains_page(chains=cases.chains, units=cases.units)),
        "key": (
            "我的钥匙",
            own_key_page(
                keys=cases.keys,
                security_keys=cases.security_keys,
                vouching=cases.vouching,
                substitutes=cases.substitutes,
                units=cases.units,
            ),
        ),
        "groups": ("显示分组", groups_page(groups=cases.groups, units=cases.units)),
        "hall": ("大厅资料", hall_page(halls=cases.halls, units=cases.units)),
        "voice": (
            "回音壁",
            voice_settings_page(settings=cases.voice_settings, units=cases.units),
        ),
        "calendar": (
            "工作日历",
            calendar_page(
                working_days=services.working_days, county_days=cases.county_days
            ),
        ),
        "public": ("对外发布", public_pages_page(pages=cases.public.pages)),
        "backups": ("备份", backups_page(board=services.backups)),
    }
    for name, (title, build) in settings.items():
        site.add(f"/settings/{name}", build, title=title, section="settings")
