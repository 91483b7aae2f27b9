"""A letter as a mail: its headers, by which mail programs thread it, answers find their ticket, and other
machines see that a machine wrote it."""

from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from tickets import cards
from tickets.features.mail import addresses, mailboxes, webhook
from tickets.features.mail.models import Mail
from tickets.features.mail.outgoing import Server
from tickets.letters import Letter
from tickets.models import Ticket
from tickets.people import sites

OURS: Final = "X-Holdfast"  # no Holdfast answers what has it
BY_A_MACHINE: Final = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All", OURS: "1"}
MOST_REFERENCES: Final = 20  # the newest
PUT_OFF: Final = str.maketrans("", "", "\r\n")


def message(mail: Mail, letter: Letter, out: Server | None = None) -> EmailMultiAlternatives:
    """`out`: one of the desk's servers that it goes by."""
    ticket, provider = mail.ticket, None if out else settings.MAIL_PROVIDER
    sender, replies = (out.sender, out.reply_to) if out else ("", "")
    made = EmailMultiAlternatives(
        subject=_sent(" ".join(letter.subject.split())),
        body=_sent(letter.text),
        from_email=addresses.named(brand(ticket), sender),
        to=[mail.recipient.translate(PUT_OFF)],
        reply_to=[addresses.reply_address(ticket.public_id, pattern=replies)] if ticket else None,
        headers={
            "Message-ID": mail.message_id,
            **letter.headers,
            **BY_A_MACHINE,
            **(provider.headers if provider else {}),
            **(_thread(mail, ticket) if ticket else {}),
        },
    )
    made.attach_alternative(_sent(letter.html), "text/html")
    return made


def _sent(words: str) -> str:
    """A mail lies on machines of others for years: no card's number goes with it."""
    return cards.masked(words, but=settings.PUBLIC_URL)


def _thread(mail: Mail, ticket: Ticket) -> dict[str, str]:
    kept = ticket.mails.filter(state__in=(Mail.State.SENT, Mail.State.PLACED)).exclude(pk=mail.pk)
    newest = list(kept.order_by("-created_at").values_list("message_id", flat=True)[:MOST_REFERENCES])
    said = [id for id in newest if id.startswith("<")]
    return {"In-Reply-To": said[0], "References": " ".join(reversed(said))} if said else {}


def brand(ticket: Ticket | None = None) -> str:
    """What customers call us, where it was opened."""
    key = sites.places([ticket.public_id])[ticket.public_id] if ticket else ""
    site = sites.find(key) or sites.find()
    return site.name if site else ""


def subject(ticket: Ticket, otherwise: Any) -> str:
    """With the ticket's number: what else fails, an answer is placed by it."""
    return f"{ticket.subject or otherwise} [#{ticket.pk}]"


def answers_arrive() -> bool:
    """There is a way in: so the mail may say that it can be answered."""
    return bool(settings.SMTP_LISTEN or settings.IMAP_URL or webhook.is_there() or mailboxes.any_is_on())
