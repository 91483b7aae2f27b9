"""How each agent wants to hear it, and the browsers that can be reached while no page is open: agents', and
customers'."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from tickets.models import Ticket
from tickets.people.sealed_fields import SealedText


class Preference(models.Model):
    """Without a row: as an agent has it who never changed anything."""

    # Without a constraint: what stays behind when the feature is taken away holds up no deletion.
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="+",
        db_constraint=False,
    )
    wishes = models.JSONField(default=dict, help_text="as tickets.features.notifications.wishes has them")
    mailed_at = models.DateTimeField(null=True, help_text="when the newest mail about what is new was made")

    def __str__(self) -> str:
        return f"wishes of agent {self.user_id}"


class MailRule(models.Model):
    """Who is mailed about what by default. Without a row: everybody whom it concerns."""

    class Whom(models.TextChoices):
        EVERYBODY = "everybody"
        TEAM = "team"
        ASSIGNEE = "assignee"
        NOBODY = "nobody"

    kind = models.CharField(primary_key=True, max_length=16)
    whom = models.CharField(max_length=10, choices=Whom, default=Whom.EVERYBODY)
    roles = models.JSONField(default=list, help_text="empty: all")

    def __str__(self) -> str:
        return f"{self.kind}: {self.whom}"


class Subscribed(models.Model):
    """A browser, as its push service knows it."""

    endpoint = models.CharField(max_length=1000)
    key = models.CharField(max_length=100, help_text="the browser's public key (p256dh)")
    secret = models.CharField(max_length=40, help_text="shared with the browser alone (auth)")
    failed = models.CharField(
        max_length=200, blank=True, help_text="why the last one didn't go; empty: it did"
    )
    failing_since = models.DateTimeField(null=True, help_text="of all that didn't go since the last that did")
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True


class Device(Subscribed):
    """An agent's, until they sign out there."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_constraint=False
    )
    endpoint = models.CharField(max_length=1000, unique=True)
    session = models.CharField(
        max_length=40,
        default="",
        db_default="",
        db_index=True,
        help_text="of the sign-in that it goes with; empty: a program's, or from before it was kept",
    )

    def __str__(self) -> str:
        return f"a browser of agent {self.user_id}"


class CustomerDevice(Subscribed):
    """A customer's, for one conversation, and for as long as its cookie opens that."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    session = models.CharField(max_length=40, db_index=True, help_text="the cookie's")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "endpoint"], name="one_device_per_ticket_and_endpoint"),
        ]

    def __str__(self) -> str:
        return f"a browser of the customer of ticket {self.ticket_id}"


class CustomersRule(models.Model):
    """What pushes to customers say: one row, or none."""

    words = models.BooleanField(default=False, db_default=False, help_text="of an answer")

    def __str__(self) -> str:
        return "what pushes to customers say"


class Pending(models.Model):
    """What an agent who is away is to be mailed about, with the next mail to them."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_constraint=False
    )
    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    kind = models.CharField(max_length=16)
    seq = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "ticket"], name="one_pending_per_agent_and_ticket"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of ticket {self.ticket_id} for agent {self.user_id}"


class Mention(models.Model):
    """A note of this ticket names this agent, whatever became of the note."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="+", db_constraint=False)

    class Meta:
        constraints = [
            # An agent's are found by it, and no other is read for that.
            models.UniqueConstraint(fields=["user", "ticket"], name="one_mention_per_agent_and_ticket"),
        ]

    def __str__(self) -> str:
        return f"agent {self.user_id} in ticket {self.ticket_id}"


class ServerKey(models.Model):
    """The desk's own key (VAPID), by which push services tell that it is the one that was subscribed to. All
    processes have the same, so it is here and not in a folder of one host."""

    private = SealedText(help_text="PEM")

    def __str__(self) -> str:
        return "the key of this desk"
