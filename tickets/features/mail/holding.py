"""What is kept of a customer: mails, the whole of each, and those that wait for somebody to look at them."""

from collections.abc import Collection
from functools import partial
from typing import Final

from django.db.models import Q, QuerySet

from tickets.conversation.erasing import After, Holds
from tickets.features.mail import arrive, outbox
from tickets.features.mail.models import Mail
from tickets.jobs.models import Job
from tickets.models import Ticket

GONE: Final = "erased:"  # in the place of a Message-ID


def count(tickets: Collection[int]) -> int:
    return Mail.objects.filter(ticket__in=tickets).exclude(message_id__startswith=GONE).count()


def erase(ticket: Ticket) -> After:
    return _erase(Mail.objects.filter(ticket=ticket))


def of_address(email: str) -> After:
    return _erase(_of(email))


def count_of_address(email: str) -> int:
    return _of(email).count()


def _of(email: str) -> QuerySet[Mail]:
    """Those that belong to no conversation."""
    return Mail.objects.filter(Q(sender__iexact=email) | Q(recipient__iexact=email), ticket=None)


def _erase(mails: QuerySet[Mail]) -> After:
    """That there was one stays, when, and how far a conversation was mailed. Each leaves a job as well,
    should this process die before its raw mail has gone."""
    found = list(mails.exclude(message_id__startswith=GONE))
    for mail in found:
        is_done = mail.state in (Mail.State.SENT, Mail.State.PLACED)
        known = {"message_id": f"{GONE}{mail.pk}", "state": mail.state if is_done else Mail.State.DROPPED}
        nothing = dict.fromkeys(("sender", "recipient", "subject", "reason", "place"), "")
        Mail.objects.filter(pk=mail.pk).update(**known, **nothing, args={})
        arrive.must_go(mail.place)
    keys = [f"{kind} {mail.pk}" for mail in found for kind in (arrive.READ, outbox.SEND)]
    Job.objects.filter(key__in=keys).delete()
    return [partial(arrive.hidden, {"place": mail.place}) for mail in found if mail.place]


HOLDS: Final = Holds("mails", count, erase, of_address, count_of_address)
