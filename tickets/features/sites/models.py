"""Websites that this desk serves, and which tickets were opened at which of them."""

import secrets

from django.db import models

from tickets.models import Ticket
from tickets.people.models import Team
from tickets.people.sealed_fields import SealedText


def new_key() -> str:
    """Stands in the website's page, so it is no secret."""
    return secrets.token_hex(8)


def new_secret() -> str:
    """256 bits, by which a website signs who its visitors are."""
    return secrets.token_hex(32)


class Site(models.Model):
    name = models.CharField(max_length=80, unique=True)
    key = models.CharField(max_length=16, unique=True, default=new_key, editable=False)
    origins = models.JSONField(default=list, blank=True, help_text="where the chat may be embedded")
    secret = SealedText(default=new_secret, editable=False)
    former_secret = SealedText(blank=True, editable=False)
    appearance = models.JSONField(
        default=dict, blank=True, help_text="name, logo, accent, greeting, position"
    )
    languages = models.JSONField(default=list, blank=True, help_text="empty: all")
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", help_text="empty: everybody"
    )
    only_verified = models.BooleanField("only verified visitors", default=False)
    is_on = models.BooleanField(default=True, help_text="off: the chat shows nowhere on the website")

    class Meta:
        ordering = ["pk"]  # the first one is that of the desk's own pages

    def __str__(self) -> str:
        return self.name

    def rotate(self) -> None:
        """A new secret; what was signed by the one before holds until the next."""
        self.former_secret, self.secret = self.secret, new_secret()


class SiteTicket(models.Model):
    """Where a ticket was opened. Without one, on the desk's own pages."""

    ticket = models.OneToOneField(Ticket, on_delete=models.CASCADE, primary_key=True, related_name="+")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="tickets")

    def __str__(self) -> str:
        return f"{self.ticket} at {self.site}"
