"""What customers are asked before they write, of each site, and what they said."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from tickets.models import Ticket

NAME = RegexValidator(r"^[a-z][a-z0-9_]*\Z", _("Small letters, digits and _, as in order_number."))

MOST_PLACE = 32_767


class Question(models.Model):
    """By the site's key; without one, of all sites that have none of their own."""

    class Kind(models.TextChoices):
        TEXT = "text", _("text")
        EMAIL = "email", _("e-mail")
        CHOICE = "choice", _("choice")
        CHECKBOX = "checkbox", _("checkbox, a consent for example")

    site = models.CharField(max_length=16, blank=True)
    name = models.CharField(max_length=40, validators=[NAME], help_text=_("in the API: order_number"))
    label = models.CharField(max_length=200, help_text=_("What customers read."))
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.TEXT)
    choices = models.TextField(blank=True, help_text=_("Of a choice, one in each line."))
    required = models.BooleanField(default=False)
    only_closed = models.BooleanField(_("only while it is closed"), default=False)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [models.UniqueConstraint(fields=["site", "name"], name="one_question_of_a_name")]

    def __str__(self) -> str:
        return self.label

    @property
    def offered(self) -> list[str]:
        return [line.strip() for line in self.choices.splitlines() if line.strip()]

    @classmethod
    def next_place(cls, site: str) -> int:
        last = cls.objects.filter(site=site).aggregate(last=models.Max("place"))["last"]
        return 0 if last is None else min(last + 1, MOST_PLACE)

    def clean(self) -> None:
        if self.kind == self.Kind.CHOICE and len(self.offered) < 2:  # noqa: PLR2004
            raise ValidationError({"choices": _("A choice is between two at least.")})


class Consent(models.Model):
    """A version of what customers agree to: its primary key is its number. Each change adds one, and none is
    changed or deleted, for whoever agreed to it agreed to those words."""

    site = models.CharField(max_length=16, blank=True)
    texts = models.JSONField(default=dict, help_text="by language; none: nothing is asked any more")
    link = models.URLField(max_length=500, blank=True)
    ticked = models.BooleanField(help_text="a box has to be; else a sentence is read")
    since = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"consent {self.pk}"


class Answers(models.Model):
    """As they were asked then: `[{name, label, value}]`, and of a consent what `consents` keeps."""

    # Without a constraint: what stays behind when the feature is taken away holds up no deletion.
    ticket = models.OneToOneField(
        Ticket, on_delete=models.CASCADE, primary_key=True, related_name="+", db_constraint=False
    )
    values = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"answers of ticket {self.ticket_id}"
