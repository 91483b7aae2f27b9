"""A mail to whoever looks whether mails arrive: it goes through all that a letter goes through."""

from typing import Final

from django.utils import translation
from django.utils.translation import gettext as _

from tickets import letters
from tickets.database import transaction
from tickets.letters import Args, Letter

TRIAL: Final = "mail-test"


@transaction()
def send(to: str) -> bool:
    """False: there is no way out, or this address was sent several lately."""
    return letters.post(TRIAL, to, {"language": translation.get_language()})


def letter(args: Args) -> Letter:
    with translation.override(args["language"]):
        words = _("This is a test. Mails from your desk arrive.")
        return Letter(_("This is a test"), f"{words}\n", f"<p>{words}</p>")
