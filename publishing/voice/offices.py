"""Say who routes, drafts and approves; decide nothing."""

from publishing.tables.people import Office

ROUTERS = (Office.PUBLISHER,)
DRAFTERS = (Office.DRAFTER, Office.REVIEWER, Office.PUBLISHER)
APPROVERS = (Office.APPROVER,)
