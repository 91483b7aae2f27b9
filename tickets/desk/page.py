"""The socket of a page that may be an agent's desk: what it was told of the list, and of what it hears."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from tickets.conversation.page_socket import PageSocket
from tickets.desk.rows_told import RowsTold
from tickets.desk.watching import Watch
from tickets.people.access import Person
from tickets.wire import frames
from tickets.wire.announcements import Row


class DeskPage(PageSocket):
    watch: Watch | None = None  # None: it hears of every row

    @cached_property
    def rows(self) -> RowsTold:  # only a desk has any
        return RowsTold()

    @property
    def agent(self) -> Person | None:
        return self.visitor.agent

    def shows(self, ticket: str) -> bool:
        return self.watch is None or ticket in self.watch.tickets or ticket in self.following

    def hears(self, changed: Row) -> bool:
        """Of what it shows, of what is its agent's or was, and of what may come to be shown."""
        if self.watch is None or self.agent is None or self.shows(changed.ticket):
            return True
        if any(whose and self.agent.agent == whose[1] for whose in (changed.whose, changed.was_whose)):
            return True
        return changed.news and self.watch.is_news(changed.row, self.agent)

    def tell_counts(self, counts: Mapping[str, Any]) -> None:
        self.when_possible(self.send_text, frames.counts(counts))
