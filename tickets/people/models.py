"""Who works here: users, of whom those whom the admin lets in are agents, and their teams."""

from uuid import uuid4

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone

from tickets.people import roles
from tickets.people.roles import Right, Role
from tickets.people.sealed_fields import SealedText


class User(AbstractUser):
    """Django's own, and what they may at the desk."""

    role = models.CharField(
        max_length=10,
        choices=roles.BELOW_OWNER,
        default=Role.AGENT,
        db_default=Role.AGENT,
        help_text="Superusers are owners, whatever stands here.",
    )
    own_only = models.BooleanField(
        "sees their own alone",
        default=False,
        db_default=False,
        help_text="As an agent or light agent: only tickets that are assigned to them.",
    )

    # Keys and no relation, so that who is left without any doesn't see everything. Of programs alone: what
    # open pages are told of a ticket doesn't say where it was opened.
    sites = models.JSONField(
        null=True, editable=False, help_text="whose conversations a program sees; empty: of all"
    )

    factor_by = models.DateTimeField(
        null=True, editable=False, help_text="until when to set up a second factor; empty: has or needs none"
    )

    @property
    def is_held(self) -> bool:
        """Sees nothing of the desk before a second factor is set up: it is asked of everybody, and due."""
        return self.factor_by is not None and self.factor_by <= timezone.now()

    @property
    def is_program(self) -> bool:
        """Nobody can sign in as them."""
        return not self.has_usable_password()

    @property
    def may_configure(self) -> bool:
        return roles.may_configure(self)

    @property
    def may_answer(self) -> bool:
        return roles.may(self, Right.ANSWER)

    @property
    def at_desk(self) -> str:
        return roles.of(self).value

    @property
    def rights(self) -> str:
        """By name, for pages."""
        return " ".join(right.name.lower() for right in roles.rights(self))


class SignInRules(models.Model):
    """One row: what is asked of everybody."""

    factor_by = models.DateTimeField(null=True, help_text="from when on a second factor; empty: never")

    issuer = models.URLField(blank=True, db_default="", help_text="of single sign-on; empty: none")
    client_id = models.CharField(max_length=255, blank=True, db_default="")
    client_secret = models.TextField(blank=True, db_default="", help_text="sealed (people/sealing.py)")
    lets_new_in = models.BooleanField(default=False, db_default=False)
    only_sso = models.BooleanField(default=False, db_default=False)
    by_owner = models.BooleanField(
        default=False, db_default=False, editable=False, help_text="an owner saved the issuer last"
    )

    asks_offline = models.BooleanField(default=False, db_default=False)

    claim = models.CharField(max_length=200, default="groups", db_default="groups")
    named = models.JSONField(null=True, help_text="what the claim's values give (people/claimed.py)")
    unnamed = models.CharField(max_length=10, default="agent", db_default="agent")

    def __str__(self) -> str:
        return f"a second factor from {self.factor_by}" if self.factor_by else "a password"


class Identity(models.Model):
    """Who somebody is at an issuer."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="identities")
    issuer = models.URLField()
    subject = models.CharField(max_length=255)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "subject"], name="one_user_per_identity")]

    def __str__(self) -> str:
        return f"{self.user} at {self.issuer}"


class Given(models.Model):
    """A sign-in that an issuer gave, and may take back (people/given.py)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    issuer = models.URLField()
    subject = models.CharField(max_length=255)
    sid = models.CharField(max_length=255, blank=True, help_text="the session there; empty: it named none")
    session_key = models.CharField(max_length=40, blank=True, help_text="of the session here")
    is_gone = models.BooleanField(default=False, help_text="there was none when it was last looked for")
    refresh_token = SealedText(blank=True)
    is_unanswered = models.BooleanField(default=False, help_text="the last question, or it is being asked")
    ask_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["issuer", "subject"], name="given_by_subject"),
            models.Index(fields=["issuer", "sid"], name="given_by_sid"),
            models.Index(fields=["ask_at"], name="given_ask_at"),
        ]

    def __str__(self) -> str:
        return f"{self.user} by {self.issuer}"


class HeardLogout(models.Model):
    """What an issuer said once and is not heard twice."""

    hash = models.CharField(max_length=64, unique=True, help_text="of the issuer and its jti")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], name="heard_logout_at")]

    def __str__(self) -> str:
        return self.hash


class Team(models.Model):
    name = models.CharField(max_length=80, unique=True)
    members = models.ManyToManyField(User, through="Membership", related_name="teams")

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "team"], name="one_membership_per_team")]

    def __str__(self) -> str:
        return f"{self.user} in {self.team}"


class Invitation(models.Model):
    """Of somebody who is to work here."""

    seed = models.UUIDField(default=uuid4, help_text="from which its token is derived")
    hash = models.CharField(max_length=64, unique=True, help_text="of the token")
    email = models.EmailField(blank=True)
    invited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True)
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return self.email or f"invitation {self.pk}"
