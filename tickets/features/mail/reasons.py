"""Why a mail is held, in the reader's language."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

WORDS: Final = {
    "another-address": gettext_noop("from another address than the customer's: they don't see it"),
    "too-many": gettext_noop("many mails of one sender at once"),
    "forged": gettext_noop("its sender could not be verified"),
    "too-large": gettext_noop("larger than 25 MB"),
    "automatic": gettext_noop("an automatic answer"),
    "undelivered": gettext_noop("a report that a mail could not be delivered"),
    "receipt": gettext_noop("a receipt"),
    "null-sender": gettext_noop("sent by a machine"),
    "list": gettext_noop("from a mailing list"),
    "bulk": gettext_noop("sent to many"),
    "no-reply": gettext_noop("from an address that takes no answers"),
    "holdfast": gettext_noop("written by a desk like this one"),
}


def in_words(reason: str) -> str:
    if reason in WORDS:
        return _(WORDS[reason])
    return _("it can't be read: %(why)s") % {"why": reason.removeprefix("unreadable: ")}
