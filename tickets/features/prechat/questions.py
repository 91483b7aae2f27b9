"""What each site asks, and what is kept of the answers. Synchronous, on a database thread; raises Refused."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final

from pydantic import AfterValidator, Field

from tickets.conversation import hiding, openings
from tickets.conversation.openings import Carried
from tickets.features.prechat import consents, rules, whose
from tickets.features.prechat.models import Answers, Question
from tickets.features.prechat.rules import Asked
from tickets.lately import Lately
from tickets.models import Contact, Ticket
from tickets.presence import expected
from tickets.wire import frames

MOST: Final = 30  # fields of a call
Said = Annotated[str, AfterValidator(frames.whole), AfterValidator(frames.printable)]


def all_of_them() -> list[Question]:
    return list(Question.objects.all())


lately: Final = Lately[list[Question]](all_of_them, [])  # for pages


def of_site(key: str, every: Sequence[Question]) -> list[Asked]:
    """Of `every` question its own; else those of all sites that have none."""
    own = whose.own(key)
    return as_asked([one for one in every if one.site == own] or [one for one in every if not one.site])


def as_asked(questions: Sequence[Question]) -> list[Asked]:
    return [
        Asked(one.name, one.label, one.kind, tuple(one.offered), one.required, one.only_closed)
        for one in questions
    ]


def opened(ticket: Ticket, carried: Carried) -> None:
    """Of a ticket that a call opens; what comes by mail was asked nothing."""
    if "fields" not in carried:
        return
    site, contact = carried.get("site") or "", ticket.contact
    known = bool(contact.external_id and contact.email)
    asked, closed = of_site(site, all_of_them()), expected.is_closed(site)
    values = rules.answered(asked, carried["fields"], closed=closed, known_email=known)
    values += consents.kept(site, carried.get(consents.NAME, {}))
    if values:
        values = [one | {"value": _stored(one["value"])} if "value" in one else one for one in values]
        Answers.objects.create(ticket=ticket, values=values)
        ticket.beside = True


def _stored(value: str | bool) -> str | bool:
    return value if isinstance(value, bool) else hiding.stored(value)


def nobody(_: Carried, __: Contact) -> Contact | None:
    return None


JOINS: Final = openings.Joins(
    fields={
        "fields": (
            Annotated[dict[str, Said | bool], Field(max_length=MOST)],
            "What the site asks before a conversation, by name: a text, or whether a box is checked.",
        ),
        consents.NAME: (
            consents.Given,
            "What was agreed to: the version that was shown, its language, and whether the box is checked.",
        ),
    },
    contact=nobody,
    opened=opened,
    unsaid={"fields": {}, consents.NAME: {}},
)


def answers_of(tickets: Sequence[Ticket]) -> Mapping[int, Mapping[str, Any]]:
    """In their rows: for agents alone."""
    some = [ticket.pk for ticket in tickets if ticket.beside]
    found = dict(Answers.objects.filter(pk__in=some).values_list("pk", "values")) if some else {}
    return {ticket.pk: {"fields": found.get(ticket.pk, [])} for ticket in tickets}
