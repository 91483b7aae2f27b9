"""A mailbox as administrators write it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tickets.features.mail import mailboxes
from tickets.features.mail.models import Mailbox
from tickets.people import sites

AS_IT_IS = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "off"}


class MailboxForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the type checker only
    host = forms.CharField(
        max_length=253,
        label=_("Server"),
        help_text=_("Its name, as in imap.example.com: public, or in a network of WEBHOOK_NETWORKS."),
        widget=forms.TextInput(attrs=AS_IT_IS),
    )
    port = forms.IntegerField(min_value=1, max_value=65535, initial=993, label=_("Port"))
    tls = forms.BooleanField(
        required=False,
        initial=True,
        label=_("By TLS"),
        help_text=_("Without it passwords and mails can be read on the way."),
    )
    user = forms.CharField(max_length=254, label=_("User"), widget=forms.TextInput(attrs=AS_IT_IS))
    password = forms.CharField(
        required=False,
        max_length=500,
        strip=False,
        label=_("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    folder = forms.CharField(
        max_length=100, initial="INBOX", label=_("Folder"), widget=forms.TextInput(attrs=AS_IT_IS)
    )
    site = forms.ChoiceField(
        required=False,
        label=_("Site"),
        help_text=_("Where the conversations belong that a mail in it opens."),
    )
    team = forms.ModelChoiceField(  # type: ignore[var-annotated]  # teams, once there is a form
        queryset=None,
        required=False,
        label=_("Team"),
        empty_label=_("The site's"),
        help_text=_("Whose these conversations are."),
    )
    is_on = forms.BooleanField(required=False, initial=True, label=_("It is read"))

    class Meta:
        model = Mailbox
        fields = ("host", "port", "tls", "user", "password", "folder", "site", "team", "is_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = mailboxes.teams()  # type: ignore[attr-defined]
        named = [(site.key, site.name) for site in sites.every() if not site.only_verified]
        self.fields["site"].choices = [("", _("The desk's own pages")), *named]  # type: ignore[attr-defined]
        self._was = self.instance.whose if self.instance.pk else ""
        if self._was:
            self.fields["password"].help_text = _("Empty: the one that is kept. It is shown nowhere.")

    def clean_host(self) -> str:
        host: str = self.cleaned_data["host"].strip().lower()
        if not host.isascii() or not host.isprintable() or any(sign in host for sign in " /@"):
            raise ValidationError(_("That is no server's name."))
        return host

    def clean_user(self) -> str:
        return _printable(self.cleaned_data["user"])

    def clean_folder(self) -> str:
        return _printable(self.cleaned_data["folder"])

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        return _printable(password) if password else ""

    def _post_clean(self) -> None:
        """What is kept is for the server and the user that it was given for: nobody has it sent elsewhere."""
        super()._post_clean()  # type: ignore[misc]
        if not self.errors and not self.cleaned_data["password"] and self.instance.whose != self._was:
            self.add_error("password", _("Write the password: it is kept for one server and one user."))


def _printable(text: str) -> str:
    if not text.isprintable():
        raise ValidationError(_("There is something in this that can't be written down."))
    return text
