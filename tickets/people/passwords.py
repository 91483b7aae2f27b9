"""Forms for a new password, which write nothing but that.

Django's store all of the user as it was when the request began: who was let go or demoted since would be what
they were before.
"""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.forms import AdminPasswordChangeForm, PasswordChangeForm, SetPasswordForm

from tickets.people.models import User

if TYPE_CHECKING:
    from django.contrib.auth.forms import SetPasswordMixin

    SetsPassword = SetPasswordMixin[User]
else:  # it stands before each of Django's forms, which have it
    SetsPassword = object


class Alone(SetsPassword):
    def set_password_and_save(self, user: User, *field: Any, commit: bool = True, **more: Any) -> User:
        changed = super().set_password_and_save(user, *field, commit=False, **more)  # type: ignore[misc]
        if commit:
            changed.save(update_fields=["password"])
        return changed


class Own(Alone, PasswordChangeForm):
    pass


class Forgotten(Alone, SetPasswordForm):  # type: ignore[type-arg]
    pass


class OfSomebody(Alone, AdminPasswordChangeForm):  # type: ignore[type-arg]
    """In the Django admin."""
