"""What somebody says of themselves who joins: the user name and password are theirs alone."""

from django import forms
from django.contrib.auth.forms import BaseUserCreationForm

from tickets.people.models import User
from tickets.people.profile import seen


class JoinForm(BaseUserCreationForm):  # type: ignore[type-arg]
    name = forms.CharField(max_length=150)

    class Meta:
        model = User
        fields = ("username", "email")

    def clean_name(self) -> str:
        return seen(self.cleaned_data["name"])

    def as_user(self) -> User:
        """Not stored yet."""
        user: User = self.save(commit=False)
        user.first_name = " ".join(self.cleaned_data["name"].split())
        return user
