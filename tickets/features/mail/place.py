"""Where a mail that was read belongs, and what becomes of it there.

By the signed address that it was sent to; by the mails that it names, of ours or theirs; by the number in its
subject, if it is from the ticket's own address. Else it opens a ticket. A stranger's words on a ticket are
kept from the customer until an agent says so; a machine's reopen nothing, and nobody answers them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from re import findall
from typing import Any, Final
from uuid import uuid5

from django.db.models.functions import Now
from django.db.transaction import on_commit

from tickets.conversation import actions, attachments, kinds, ledger
from tickets.conversation.ledger import Opening, Written
from tickets.features.mail import (
    addresses,
    attached,
    failures,
    machines,
    mailboxes,
    outgoing,
    quotes,
    written,
)
from tickets.features.mail.models import Mail
from tickets.features.mail.parse import Parsed
from tickets.models import Event, Ticket
from tickets.wire import announce
from tickets.wire.frames import MAX_BODY
from tickets.wire.text import is_visible

State = Mail.State
FUSE: Final = 5  # mails of one sender to one ticket
FUSE_OF_SENDER: Final = 20  # to all
WITHIN: Final = timedelta(minutes=10)
NOTHING_SAID: Final = "(no text)"
NAME: Final = 80  # characters


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of a mail before anything is written."""

    ticket: Ticket | None
    machine: str  # why it is one's; empty: it isn't
    own: bool  # from the ticket's own address, as far as anybody can tell


def find(mail: Mail, parsed: Parsed) -> Found:
    ticket = _ticket(mail, parsed)
    machine = machines.reason(parsed.headers, parsed.sender, mail.args.get("from"))
    sender = parsed.sender.lower()
    own = ticket is not None and ticket.contact.email.lower() == sender
    return Found(ticket, machine, own and not machines.failed_dmarc(parsed.headers))


def _ticket(mail: Mail, parsed: Parsed) -> Ticket | None:
    tickets = Ticket.objects.select_related("contact")
    signed = addresses.first_signed([*mail.args.get("to", ()), *parsed.recipients])
    if found := tickets.filter(public_id=signed[0]).first() if signed else None:
        return found
    named = Mail.objects.filter(message_id__in=parsed.answers, ticket__isnull=False)
    by_id = dict(named.values_list("message_id", "ticket"))
    for id in parsed.answers:
        if id in by_id:
            return tickets.get(pk=by_id[id])
    numbers = findall(r"\[#(\d{1,18})\]", parsed.subject)
    own = tickets.filter(pk__in=numbers, contact__email__iexact=parsed.sender)
    return own.first() if numbers else None


def put(mail: Mail, parsed: Parsed) -> None:
    """In the transaction that ends the job."""
    found = find(mail, parsed)
    known = {"sender": parsed.sender[:320], "subject": parsed.subject, "ticket": found.ticket}
    Mail.objects.filter(pk=mail.pk).update(**known)
    mail.ticket = found.ticket
    if found.ticket is None:
        _without_ticket(mail, parsed, found)
    elif found.machine:
        _by_machine(mail, parsed, found.ticket, found.machine)
    elif not found.own:
        _by_another(mail, parsed, found.ticket)
    elif _is_too_many(parsed.sender, found.ticket):
        _hold(mail, "too-many", found.ticket)
    else:
        placed(mail, said(mail, parsed, found.ticket), found.ticket)


def _without_ticket(mail: Mail, parsed: Parsed, found: Found) -> None:
    if found.machine:
        hold(mail, found.machine)
    elif machines.failed_dmarc(parsed.headers):
        hold(mail, "forged")
    elif _is_too_many(parsed.sender):
        hold(mail, "too-many")
    else:
        open_ticket(mail, parsed)


def open_ticket(mail: Mail, parsed: Parsed) -> None:
    name = parsed.name if is_visible(parsed.name) else parsed.sender.partition("@")[0]
    body, data = _body(mail, parsed)
    files = attached.sorted_out(mail, parsed, None)
    more: Any = {"via": Event.Via.MAIL, "data": data | files.data}
    email = parsed.sender[:254]
    carried = {attached.CARRIED: files.kept} | mailboxes.carried(mail.args.get("mailbox"))
    opening = Opening(mail.pk, name[:NAME], body, email, parsed.subject, carried, more=more)
    opened, _ = ledger.open_ticket(opening)
    placed(mail, opened, opened.ticket)


def said(mail: Mail, parsed: Parsed, ticket: Ticket) -> Written:
    """As the customer's message, with what is attached to it."""
    body, data = _body(mail, parsed)
    seat, id = written.customers_seat(ticket), uuid5(mail.pk, "message")
    files = attached.sorted_out(mail, parsed, ledger.locked(seat))
    attachments.keep(ticket.pk, files.kept)
    data |= files.data
    return ledger.append(seat, id, kinds.MESSAGE, body, ledger.spoken, data=data, via=Event.Via.MAIL)


def _body(mail: Mail, parsed: Parsed) -> tuple[str, dict[str, Any]]:
    """Of one that answers nothing of ours all its words are its writer's, whatever they look like."""
    own = quotes.own_words(parsed.text, _ours(parsed)) if mail.ticket_id else parsed.text
    body = own[:MAX_BODY] if is_visible(own) else NOTHING_SAID
    return body, {"mail": str(mail.pk), "trimmed": body != parsed.text}


def _ours(parsed: Parsed) -> tuple[str, ...]:
    return (
        addresses.own(),
        *outgoing.senders(),
        *(address for address in parsed.recipients if addresses.is_ours(address)),
    )


def placed(mail: Mail, said: Written, ticket: Ticket) -> None:
    Mail.objects.filter(pk=mail.pk).update(state=State.PLACED, ticket=ticket, reason="")
    _tell(said)


def _by_machine(mail: Mail, parsed: Parsed, ticket: Ticket, why: str) -> None:
    """Agents may want to know: it is a line of the log that nobody waits for."""
    Mail.objects.filter(pk=mail.pk).update(state=State.PLACED, reason=why)
    what = failures.UNDELIVERED if why == machines.UNDELIVERED else "machine"
    body, data = _body(mail, parsed)
    more = (
        {"to": ticket.contact.email, "reason": body[:500]}
        if what == failures.UNDELIVERED
        else {"reason": why}
    )
    _note(mail, ticket, body, data | attached.names_only(parsed) | {"what": what} | more)


def _by_another(mail: Mail, parsed: Parsed, ticket: Ticket) -> None:
    _hold(mail, "another-address", ticket)
    body, data = _body(mail, parsed)
    told = attached.names_only(parsed) | {"what": "another", "from": parsed.sender}
    _note(mail, ticket, body, data | told)


def _hold(mail: Mail, reason: str, ticket: Ticket) -> None:
    hold(mail, reason)
    if reason == "too-many":
        _note(mail, ticket, "", {"mail": str(mail.pk), "what": "too-many"})


def hold(mail: Mail, reason: str) -> None:
    """For agents to look at, in the Mail view."""
    Mail.objects.filter(pk=mail.pk).update(state=State.HELD, reason=reason[:500])


def _note(mail: Mail, ticket: Ticket, body: str, data: Mapping[str, Any]) -> None:
    """For agents only."""

    def act(locked: Ticket) -> Iterable[Event]:
        id = uuid5(mail.pk, "note")
        if not locked.events.filter(client_id=id).exists():
            role = Event.Role.SYSTEM
            yield ledger.next_event(
                locked, id, failures.KIND, body, role, data=dict(data), via=Event.Via.MAIL
            )

    if noted := ledger.by_itself(ticket.pk, act):
        _tell(noted)


def _tell(said: Written) -> None:
    on_commit(partial(_announce, said))


def _announce(said: Written) -> None:
    announce.at_once(actions.told(said))


def _is_too_many(sender: str, ticket: Ticket | None = None) -> bool:
    lately = Mail.objects.filter(
        sender__iexact=sender, direction=Mail.Direction.IN, state=State.PLACED, created_at__gt=Now() - WITHIN
    )
    return (
        lately.filter(ticket=ticket).count() >= FUSE if ticket else False
    ) or lately.count() >= FUSE_OF_SENDER
