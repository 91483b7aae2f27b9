"""What giving a ticket to a team does to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from tickets.models import Event, Ticket
from tickets.people.models import Team
from tickets.refusals import Refused

TEAM: Final = "team"  # a kind of event; its `body` is the team's name then, empty for none


def in_words(event: Mapping[str, Any]) -> str:
    said = {"name": event["author"]["name"], "team": event["body"]}
    if not event["body"]:
        return _("%(name)s took this from its team") % said
    return _("%(name)s gave this to the team %(team)s") % said


@dataclass(frozen=True, slots=True)
class GivenTo:
    team: Team | None

    def __call__(self, ticket: Ticket, _event: Event) -> Iterable[Event]:
        if ticket.team_id == (self.team and self.team.pk):
            raise Refused("unchanged", "The ticket is this team's already.")
        ticket.team = self.team
        return ()


def no_such_team(*_: object) -> Iterable[Event]:
    raise Refused("bad_field", "`team`: there is no such team.")
