"""Who is mailed about what, as administrators say it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tickets.features.notifications import defaults
from tickets.features.notifications.models import MailRule
from tickets.features.notifications.wishes import MAIL_KINDS
from tickets.people.roles import Role

Whom = MailRule.Whom
EVERYBODY = (Whom.EVERYBODY.value, _("Everybody who sees it"))
TEAM = (Whom.TEAM.value, _("Its team (of no team's: everybody)"))
ASSIGNEE = (Whom.ASSIGNEE.value, _("Its agent alone"))
CONCERNED = (Whom.EVERYBODY.value, _("Whom it concerns"))
NOBODY = (Whom.NOBODY.value, _("Nobody"))
LABELS = {
    "new": (_("A new conversation"), [EVERYBODY, TEAM, NOBODY]),
    "mine": (_("A customer writes to their agent"), [CONCERNED, NOBODY]),
    "assigned": (_("A conversation is given to somebody"), [CONCERNED, NOBODY]),
    "mentioned": (_("A note names somebody"), [CONCERNED, NOBODY]),
    "waiting": (_("A customer has waited long"), [EVERYBODY, TEAM, ASSIGNEE, NOBODY]),
}


class CustomersForm(forms.Form):
    words = forms.BooleanField(
        required=False,
        label=_("Pushes to customers say what was written"),
        help_text=_(
            "Otherwise they say who answered, and no more. It may stand on a locked screen; of a card's "
            "number only the last four digits do."
        ),
    )


class RulesForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, rule in defaults.rules().items():
            label, choices = LABELS[kind]
            self.fields[f"{kind}_whom"] = forms.ChoiceField(label=label, choices=choices, initial=rule.whom)
            self.fields[f"{kind}_roles"] = forms.MultipleChoiceField(
                label=_("Of these, the roles"),
                required=False,
                choices=Role.choices[::-1],
                initial=rule.roles,
                widget=forms.CheckboxSelectMultiple,
                help_text=_("None: all."),
            )

    def rules(self) -> Sequence[MailRule]:
        said = self.cleaned_data
        return [
            MailRule(kind=kind, whom=said[f"{kind}_whom"], roles=said[f"{kind}_roles"]) for kind in MAIL_KINDS
        ]
