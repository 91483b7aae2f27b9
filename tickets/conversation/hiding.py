"""What is hidden in words before they are stored, as a desk may wish: the seam for a feature's rule.

Every way into the log comes by here (`ledger.next_event`), and who keeps a customer's words beside it asks
as well (`stored`). Nobody has what is hidden. So what is sent again, by a page that never heard the answer,
is the same if hiding makes of it what is stored, whatever the desk wishes by now.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """`hidden`: of any text, pure, and in microseconds, for it sees every one that is written; it leaves
    alone what it has hidden. `is_on`: asked within the transaction, only where there is something to hide."""

    hidden: Callable[[str], str]
    is_on: Callable[[], bool]


_rules: list[Rule] = []


def register(rule: Rule) -> None:
    """The seam, when a feature's app is ready."""
    if rule not in _rules:
        _rules.append(rule)


def stored(words: str) -> str:
    """As they are kept from now on. On a database thread."""
    for rule in _rules:
        hidden = rule.hidden(words)
        if hidden != words and rule.is_on():
            words = hidden
    return words


def is_same(kept: str, said: str) -> bool:
    """Whether `kept` is what was stored of `said`, then."""
    return kept == said or kept in _hidden(said)


def _hidden(words: str) -> set[str]:
    """By any of the rules that may have been on."""
    made = {words}
    for rule in _rules:
        made |= {rule.hidden(one) for one in made}
    return made
