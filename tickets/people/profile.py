"""What agents say of themselves: what customers call them, and where mail reaches them."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tickets.people import access, sso
from tickets.people.models import User
from tickets.wire.text import is_visible

KEPT: Final = gettext_lazy(
    "Single sign-on knows people by this address: an owner changes it, in the Django admin. You can empty it."
)


def seen(name: str) -> str:
    if not is_visible(name):
        raise forms.ValidationError(_("There is nothing to see in this."))
    return name


class ProfileForm(forms.Form):
    name = forms.CharField(max_length=150)
    email = forms.EmailField(required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        initial = {"name": user.get_full_name(), "email": user.email}
        super().__init__(*args, **(kwargs | {"initial": initial}))
        self.user = user

    def clean_name(self) -> str:
        return seen(self.cleaned_data["name"])

    def clean_email(self) -> str:
        """Whoever wrote a colleague's would be who that colleague is the first time that they come."""
        email: str = self.cleaned_data["email"]
        if email and self.changes_email and self.is_kept:
            raise forms.ValidationError(KEPT)
        return email

    @property
    def is_kept(self) -> bool:
        return sso.rules() is not None

    @property
    def email_hint(self) -> str:
        return str(KEPT) if self.is_kept else ""

    @property
    def changes_email(self) -> bool:
        return "email" in self.changed_data

    def save(self) -> None:
        access.rename(self.user.pk, self.cleaned_data["name"])
        self.user.email = self.cleaned_data["email"]
        self.user.save(update_fields=["email"])
