"""What the database says of the tickets that pages have open."""

from typing import Any

import pytest

from tests.fakes import Layer
from tickets import database
from tickets.conversation import repair
from tickets.refusals import Refused, unavailable
from tickets.wire import groups
from tickets.wire.announcements import Announcement
from tickets.wire.hub import hub


class Page:
    def __init__(self, ticket: str) -> None:
        self.heard: list[str] = []
        hub().join_local(groups.customer_of(ticket), self)

    def announced(self, announcement: Announcement) -> None:
        self.heard.append(announcement.type)


async def test_a_page_that_missed_a_deletion_hears_it_with_the_audit(
    layer: Layer, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, deleted = Page("kept"), Page("deleted")

    async def answers(_: Any) -> Any:
        return {"kept": (1, 1)}

    monkeypatch.setattr(database, "in_database", answers)
    await repair.of_tickets(["kept", "deleted"], rows=False)
    assert (kept.heard, deleted.heard) == (["head"], ["gone"])


async def test_a_database_that_is_away_deletes_nothing(layer: Layer, monkeypatch: pytest.MonkeyPatch) -> None:
    async def away(_: Any) -> Any:
        raise unavailable()

    page = Page("kept")
    monkeypatch.setattr(database, "in_database", away)
    with pytest.raises(Refused):
        await repair.of_tickets(["kept"], rows=True)
    assert page.heard == []
