"""What goes, in words: of features that are there, the others have none."""

from collections.abc import Mapping

from django.utils.translation import ngettext


def of(counts: Mapping[str, int]) -> list[str]:
    found = ((name, _words(name, n), n) for name, n in counts.items() if n)
    return [
        words % {"n": f"{n:,}"} if words else f"{n:,} {name}" for name, words, n in found if name != "search"
    ]


def _words(name: str, n: int) -> str:
    words = ""
    match name:
        case "conversations":
            words = ngettext("%(n)s conversation", "%(n)s conversations", n)
        case "messages":
            words = ngettext("%(n)s message or note", "%(n)s messages and notes", n)
        case "files":
            words = ngettext("%(n)s file", "%(n)s files", n)
        case "mails":
            words = ngettext("%(n)s mail", "%(n)s mails", n)
        case "answers":
            words = ngettext("%(n)s form that was filled in", "%(n)s forms that were filled in", n)
        case "comments":
            words = ngettext("%(n)s comment of a rating", "%(n)s comments of ratings", n)
    return words or _told_of_it(name, n)


def _told_of_it(name: str, n: int) -> str:
    words = ""
    match name:
        case "browsers":
            words = ngettext(
                "%(n)s browser that is told of answers", "%(n)s browsers that are told of answers", n
            )
        case "deliveries":
            words = ngettext(
                "%(n)s answer of a webhook's receiver", "%(n)s answers of webhooks' receivers", n
            )
    return words
