"""A mailbox, and a server for mail out, as administrators write them."""

from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tickets import letters
from tickets.features.mail import addresses, mailboxes, outgoing, variables
from tickets.features.mail.models import Mailbox, Outgoing, Text
from tickets.people import sites

AS_IT_IS = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "off"}
SIGNED: Final = 52 - 1  # characters, in the place of the *


class OfServer(forms.ModelForm):  # type: ignore[type-arg]  # generic for the type checker only
    """Whom the password of a row is kept for, and whose site and team it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = mailboxes.teams()  # type: ignore[attr-defined]
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

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        return _printable(password) if password else ""

    def _post_clean(self) -> None:
        """What is kept is for the server and the user that it was given for: nobody has it sent elsewhere."""
        super()._post_clean()  # type: ignore[misc]
        if self.errors or self.cleaned_data["password"] or not self.cleaned_data["user"]:
            return
        if self.instance.whose != self._was:
            self.add_error("password", _("Write the password: it is kept for one server and one user."))


def _host(example: str) -> forms.CharField:
    words = _("Its name, as in {example}: public, or in a network of WEBHOOK_NETWORKS.")
    return forms.CharField(
        max_length=253,
        label=_("Server"),
        help_text=format_lazy(words, example=example),
        widget=forms.TextInput(attrs=AS_IT_IS),
    )


def _password() -> forms.CharField:
    return forms.CharField(
        required=False,
        max_length=500,
        strip=False,
        label=_("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class MailboxForm(OfServer):
    host = _host("imap.example.com")
    port = forms.IntegerField(min_value=1, max_value=65535, initial=993, label=_("Port"))
    tls = forms.BooleanField(
        required=False,
        initial=True,
        label=_("By TLS"),
        help_text=_("Without it passwords and mails can be read on the way."),
    )
    user = forms.CharField(max_length=254, label=_("User"), widget=forms.TextInput(attrs=AS_IT_IS))
    password = _password()
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
        named = [(site.key, site.name) for site in sites.every() if not site.only_verified]
        self.fields["site"].choices = [("", _("The desk's own pages")), *named]  # type: ignore[attr-defined]

    def clean_folder(self) -> str:
        return _printable(self.cleaned_data["folder"])


class OutgoingForm(OfServer):
    scheme = forms.ChoiceField(
        choices=[
            (Outgoing.Scheme.STARTTLS, _("TLS after STARTTLS (port 587)")),
            (Outgoing.Scheme.TLS, _("TLS from the first byte (port 465)")),
            (Outgoing.Scheme.PLAIN, _("No TLS (port 25)")),
        ],
        label=_("Encryption"),
        help_text=_("Certificates are checked. Without TLS only into a network of WEBHOOK_NETWORKS."),
    )
    host = _host("smtp.example.com")
    port = forms.IntegerField(
        required=False, min_value=1, max_value=65535, label=_("Port"), help_text=_("Empty: the usual one.")
    )
    user = forms.CharField(
        required=False,
        max_length=254,
        label=_("User"),
        help_text=_("Empty: it asks for none."),
        widget=forms.TextInput(attrs=AS_IT_IS),
    )
    password = _password()
    address = forms.EmailField(
        max_length=254, label=_("Mails are from the address"), widget=forms.EmailInput(attrs=AS_IT_IS)
    )
    name = forms.CharField(
        required=False, max_length=80, label=_("And from the name"), help_text=_("Empty: the site's.")
    )
    reply_to = forms.CharField(
        required=False,
        max_length=254,
        label=_("Answers go to"),
        help_text=_(
            "Where a mailbox or a catch-all of yours is: * stands for what is signed, as in "
            "support+*@example.com. Empty: r+*@ the domain of the address."
        ),
        widget=forms.TextInput(attrs=AS_IT_IS),
    )
    site = forms.ChoiceField(
        required=False,
        label=_("Site"),
        help_text=_("Mails of conversations that were opened there go by it."),
    )
    team = forms.ModelChoiceField(  # type: ignore[var-annotated]  # teams, once there is a form
        queryset=None, required=False, label=_("Team"), empty_label=_("Every team"), help_text=_("The same.")
    )
    is_on = forms.BooleanField(required=False, initial=True, label=_("It is used"))

    class Meta:
        model = Outgoing
        fields = (
            *("scheme", "host", "port", "user", "password", "address", "name", "reply_to"),
            *("site", "team", "is_on"),
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(site.key, site.name) for site in sites.every()]
        self.fields["site"].choices = [("", _("Every site")), *named]  # type: ignore[attr-defined]

    def clean_port(self) -> int:
        scheme: str = self.cleaned_data.get("scheme", "")
        return self.cleaned_data["port"] or outgoing.USUAL_PORT.get(scheme, 25)

    def clean_name(self) -> str:
        return _printable(self.cleaned_data["name"])

    def clean_reply_to(self) -> str:
        text: str = self.cleaned_data["reply_to"].strip()
        if not text:
            return ""
        local = text.rpartition("@")[0]
        try:
            validate_email(text.replace("*", "x"))
        except ValidationError:
            local = ""
        if text.count("*") != 1 or not local.endswith("+*"):
            raise ValidationError(_("That is no address with +* before its @."))
        if len(local) + SIGNED > addresses.LONGEST_LOCAL_PART:
            raise ValidationError(_("Before its @ it is too long for what is signed."))
        return text

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        made = Outgoing(pk=self.instance.pk, site=cleaned.get("site", ""), team=cleaned.get("team"))
        if not self.errors and outgoing.another_for_the_same(made):
            self.add_error("site", _("There is another server for this site and team."))
        return cleaned


KINDS: Final = {
    "away": _("Replies, once a customer has gone"),
    "link": _("The private link"),
    "transcript": _("The whole conversation"),
    "rating": _("How it was"),
}


class WhichText(forms.Form):
    """Of which mail, in which language, at which site."""

    kind = forms.ChoiceField(label=_("Mail"))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    site = forms.ChoiceField(label=_("Site"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind, KINDS.get(kind, kind)) for kind in letters.samples()]
        named = [(site.key, site.name) for site in sites.every()]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["site"].choices = [("", _("Every site")), *named]  # type: ignore[attr-defined]


class TextForm(WhichText):
    opening = forms.CharField(
        required=False,
        max_length=2000,
        label=_("First words"),
        help_text=format_lazy(
            _("Instead of the shipped ones; empty: those. May have {names}."),
            names=", ".join(f"{{{name}}}" for name in variables.KNOWN),
        ),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    closing = forms.CharField(
        required=False,
        max_length=2000,
        label=_("Last words"),
        help_text=_("The same; empty: none. What a mail must say of its link stays."),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("kind", "language", "site"):
            self.fields[name].widget = forms.HiddenInput()

    def clean_opening(self) -> str:
        return _with_known(self.cleaned_data["opening"])

    def clean_closing(self) -> str:
        return _with_known(self.cleaned_data["closing"])

    def text(self) -> Text:
        return Text(**self.cleaned_data)


def _with_known(text: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    if not text.replace("\n", "").isprintable():
        raise ValidationError(_("There is something in this that can't be written down."))
    if name := variables.unknown(text):
        words = _("There is no variable {%(name)s}. There are %(known)s.")
        raise ValidationError(words, params={"name": name, "known": ", ".join(variables.KNOWN)})
    return text


def _printable(text: str) -> str:
    if not text.isprintable():
        raise ValidationError(_("There is something in this that can't be written down."))
    return text
