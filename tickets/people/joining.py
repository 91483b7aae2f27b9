"""What somebody says of themselves who joins: the user name and password are theirs alone."""

from typing import Any

from django import forms
from django.contrib.auth.forms import BaseUserCreationForm
from django.utils.translation import gettext as _

from tickets.people import sso
from tickets.people.models import User
from tickets.people.profile import seen


class JoinForm(BaseUserCreationForm):  # type: ignore[type-arg]
    name = forms.CharField(max_length=150)

    class Meta:
        model = User
        fields = ("username", "email")

    def __init__(self, *args: Any, invited: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invited = invited

    def clean_email(self) -> str:
        """Single sign-on knows people by it: nobody gives themselves another's."""
        email: str = self.cleaned_data["email"]
        if not email or sso.rules() is None:
            return email
        if email.lower() != self.invited.lower():
            raise forms.ValidationError(_("Take the address that you were invited by, or none."))
        return self.invited

    def clean_name(self) -> str:
        return seen(self.cleaned_data["name"])

    def as_user(self) -> User:
        """Not stored yet."""
        user: User = self.save(commit=False)
        user.first_name = " ".join(self.cleaned_data["name"].split())
        return user
