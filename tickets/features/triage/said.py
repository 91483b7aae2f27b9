"""What the log says of triage on paper, in the reader's language."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from tickets.features.triage.effects import PRIORITY, SPAM, TAGS
from tickets.features.triage.snoozes import SNOOZE

Told = Mapping[str, Any]


def _tagged(event: Told) -> str:
    said = {what: ", ".join(tag["name"] for tag in tags) for what, tags in event["tags"].items()}
    who = event["author"]["name"]
    if "tags" in said:
        return _("%(name)s set the tags: %(tags)s") % {"name": who, "tags": said["tags"] or _("none")}
    parts = {"name": who, "added": said["add"], "removed": said["remove"]}
    if not said["remove"]:
        return _("%(name)s tagged this: %(added)s") % parts
    if not said["add"]:
        return _("%(name)s took tags away: %(removed)s") % parts
    return _("%(name)s tagged this: %(added)s, and no more: %(removed)s") % parts


def _prioritised(event: Told) -> str:
    names = {"low": _("low"), "normal": _("normal"), "high": _("high"), "urgent": _("urgent")}
    said = {"name": event["author"]["name"], "priority": names[event["body"]]}
    return _("%(name)s set the priority: %(priority)s") % said


def _snoozed(event: Told) -> str:
    who = {"name": event["author"]["name"]}
    if not event["body"]:
        return _("%(name)s brought this back") % who if who["name"] else _("This came back from its snooze")
    if event["body"] == "reply":
        return _("%(name)s snoozed this until the customer writes") % who
    return _("%(name)s snoozed this until %(until)s") % (who | {"until": event["body"]})


def _marked_spam(event: Told) -> str:
    who = {"name": event["author"]["name"]}
    if not who["name"]:
        return _("This is spam, as what this customer sent before")
    return (_("%(name)s marked this as spam") if event["body"] else _("%(name)s: this is no spam")) % who


KINDS: Final[Mapping[str, Callable[[Told], str]]] = {
    TAGS: _tagged,
    PRIORITY: _prioritised,
    SNOOZE: _snoozed,
    SPAM: _marked_spam,
}
