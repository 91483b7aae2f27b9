"""Mails that came and that go: what they are about, and what became of them."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now

from tickets.models import Ticket
from tickets.people.models import Team


class Mail(models.Model):
    """One mail. Of what goes out `kind` and `args` say what composes it when it goes (`tickets.letters`)."""

    class Direction(models.TextChoices):
        IN = "in"
        OUT = "out"

    class State(models.TextChoices):
        WAITING = "waiting"  # to be sent, or to be read
        SENT = "sent"
        PLACED = "placed"  # it is an event of its ticket
        HELD = "held"  # for agents to look at: `reason` says why
        DROPPED = "dropped"  # nobody needed it any more
        FAILED = "failed"  # it will never arrive: `reason` has the server's words

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    direction = models.CharField(max_length=3, choices=Direction)
    # A server that gives up in the midst sends again: one row of each.
    message_id = models.CharField(max_length=255)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    reason = models.CharField(max_length=500, blank=True)
    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, null=True, related_name="mails")
    kind = models.CharField(max_length=32, blank=True)
    args = models.JSONField(default=dict)
    seq = models.PositiveIntegerField(null=True, help_text="the ticket's newest reply that is in it")
    sender = models.CharField(max_length=320, blank=True)
    recipient = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=80, blank=True, help_text="where the whole of it is stored")
    created_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["direction", "message_id"], name="one_mail_per_message_id"),
        ]
        indexes = [
            # For processes of the release before, which stay beside an upgrade.
            models.Index(fields=["recipient", "created_at"], name="mail_recipient"),
            models.Index(Lower("recipient"), "created_at", name="mail_to"),
            models.Index(fields=["state", "created_at"], condition=Q(state="held"), name="mail_held"),
            models.Index(fields=["place", "created_at"], condition=~Q(place=""), name="mail_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.direction} {self.message_id}"


class Mailbox(models.Model):
    """One that is read, as the desk's settings have it; that of IMAP_URL is beside these."""

    host = models.CharField(max_length=253)
    port = models.PositiveIntegerField(default=993)
    user = models.CharField(max_length=254)
    sealed = models.TextField(help_text="its password: mail/sealing.py")
    folder = models.CharField(max_length=100, default="INBOX")
    tls = models.BooleanField(default=True)
    site = models.CharField(max_length=16, blank=True, help_text="its key; empty: the desk's own pages'")
    # Without a constraint: what stays behind when the feature is taken away holds up no deletion.
    team = models.ForeignKey(
        Team, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_constraint=False
    )
    is_on = models.BooleanField(default=True)
    restored = models.BooleanField(
        db_default=False, editable=False, help_text="off since a backup brought it, until somebody says"
    )
    # The process of jobs that reads it, as long as it says so again: readers.py.
    reader = models.UUIDField(null=True, editable=False)
    read_until = models.DateTimeField(null=True, editable=False)

    def __str__(self) -> str:
        return f"{self.user} · {self.host}"

    @property
    def whose(self) -> str:
        """What its password is for."""
        return f"{self.user}@{self.host}:{self.port} {self.tls}"

    @property
    def door(self) -> str:
        return f"mailbox {self.pk}"


class Outgoing(models.Model):
    """A server that mails go out by, as the desk's settings have it; that of EMAIL_URL is beside these."""

    class Scheme(models.TextChoices):
        STARTTLS = "smtp+tls"
        TLS = "smtps"
        PLAIN = "smtp"

    scheme = models.CharField(max_length=8, choices=Scheme, default=Scheme.STARTTLS)
    host = models.CharField(max_length=253)
    port = models.PositiveIntegerField(default=587)
    user = models.CharField(max_length=254, blank=True)
    sealed = models.TextField(blank=True, help_text="its password: mail/sealing.py")
    address = models.EmailField(max_length=254, help_text="that mails are from")
    name = models.CharField(max_length=80, blank=True, help_text="that they are from; empty: the site's")
    reply_to = models.CharField(max_length=254, blank=True, help_text="as MAIL_REPLY_TO")
    site = models.CharField(max_length=16, blank=True, help_text="its key; empty: every site's")
    # It goes with its team: else it would become everybody's.
    team = models.ForeignKey(
        Team, on_delete=models.CASCADE, null=True, blank=True, related_name="+", db_constraint=False
    )
    is_on = models.BooleanField(default=True)
    by_owner = models.BooleanField(default=False, editable=False, help_text="an owner saved it last")

    def __str__(self) -> str:
        return f"{self.address} · {self.host}"

    @property
    def is_everybodys(self) -> bool:
        return not self.site and self.team_id is None

    @property
    def whose(self) -> str:
        """What its password is for."""
        return f"out {self.user}@{self.host}:{self.port} {self.scheme}"


class Text(models.Model):
    """The desk's own words of a mail to customers: of one kind, in one language, at one site or at all."""

    kind = models.CharField(max_length=32, help_text="of letter")
    language = models.CharField(max_length=16)
    site = models.CharField(max_length=16, blank=True, help_text="its key; empty: every site's")
    opening = models.TextField(blank=True)
    closing = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "language", "site"], name="one_text_per_mail"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.language} {self.site}"


class Door(models.Model):
    """A way in that has trouble: a mailbox whose password changed, say. Without trouble there is no row."""

    name = models.CharField(primary_key=True, max_length=40)
    words = models.CharField(max_length=500)
    since = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.name}: {self.words}"
