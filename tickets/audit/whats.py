"""What stands in the audit log, by its code, with words for who reads it. The seam: `register`."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_known: dict[str, str | Promise] = {}


def register(what: str, words: str | Promise) -> None:
    """For a feature's own, when its app is ready: a code of 40 letters that begins with its name."""
    if _known.setdefault(what, words) != words:
        raise ValueError(f"two things are called {what}")


def all_of_them() -> dict[str, str | Promise]:
    return dict(sorted(_known.items()))


for code, said in {
    "sign-in": _("signed in"),
    "sign-in.failed": _("wrong password or code"),
    "sign-in.locked": _("locked out after too many tries"),
    "sign-out": _("signed out"),
    "sign-in.ended": _("ended a sign-in that it had given"),
    "password": _("changed the password"),
    "factor.added": _("set up a second factor"),
    "factor.removed": _("took a second factor away"),
    "sign-in.rules": _("changed what is asked at a sign-in"),
    "person.linked": _("signed in by single sign-on for the first time"),
    "person.placed": _("changed role, teams or sight"),
    "person.invited": _("invited somebody"),
    "person.uninvited": _("took an invitation back"),
    "person.joined": _("joined by an invitation"),
    "person.let-go": _("let somebody go"),
    "person.let-in": _("let somebody in again"),
    "team.made": _("made a team"),
    "team.renamed": _("renamed a team"),
    "ticket.read": _("read a conversation of a team that isn't theirs"),
    "ticket.deleted": _("deleted a conversation"),
    "admin.added": _("added in the Django admin"),
    "admin.changed": _("changed in the Django admin"),
    "admin.deleted": _("deleted in the Django admin"),
    "settings.changed": _("changed the settings"),
    "privacy.erased": _("erased a person"),
    "privacy.retention": _("changed how long conversations are kept"),
    "privacy.cards": _("changed whether card numbers are hidden"),
    "privacy.aged": _("erased conversations by their age"),
    "privacy.exported": _("exported a person"),
    "privacy.requested": _("asked for their data, or to be erased"),
    "privacy.granted": _("granted what a customer asked for"),
    "privacy.refused": _("refused what a customer asked for"),
    "privacy.downloaded": _("downloaded a person's export"),
    "token.made": _("made an API token"),
    "token.revoked": _("revoked an API token"),
    "audit.exported": _("exported the audit log"),
    "mailbox.added": _("added a mailbox"),
    "mailbox.changed": _("changed a mailbox"),
    "mailbox.removed": _("removed a mailbox"),
    "outgoing.added": _("added a server for mail out"),
    "outgoing.changed": _("changed a server for mail out"),
    "outgoing.removed": _("removed a server for mail out"),
    "push.customers": _("changed what pushes to customers say"),
    "webhook.added": _("added a webhook"),
    "webhook.changed": _("changed a webhook"),
    "webhook.rotated": _("gave a webhook a new secret"),
    "webhook.again": _("sent a webhook all since a time again"),
    "webhook.turned": _("turned a webhook on or off"),
    "webhook.removed": _("removed a webhook"),
    "site.shown": _("was shown the secret of a website"),
    "site.rotated": _("gave a website a new secret"),
}.items():
    register(code, said)
