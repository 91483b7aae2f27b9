"""A browser's cookie is not the only key."""

from typing import Final

from tests.guard import Guard

SESSION, SESSION_TEST = "static/js/people/session.js", "tests/js/people/session.test.js"
CUSTOMER, KEPT = "static/js/pages/customer.js", "static/js/storage/kept.js"
STORY = "tests/browser/test_keys.py::test_"
LEDGER, ACCESS_TEST = "tickets/conversation/ledger.py", "tickets/people/tests/test_access.py"

GUARDS: Final = [
    Guard("key: the page keeps its token", SESSION, "      token = given;\n", "", SESSION_TEST),
    Guard(
        "key: who came by cookie learns it",
        SESSION,
        "if (status === 201) token ??= answer.token;",
        "if (status === 201) {}",
        SESSION_TEST,
    ),
    Guard(
        "key: it is exchanged again",
        SESSION,
        "      exchanged(token); // for the next page\n",
        "",
        SESSION_TEST,
    ),
    Guard(
        "key: and shown",
        CUSTOMER,
        "if (key.show()) link.open();",
        "if (false) link.open();",
        f"{STORY}cookies_are_cleared_in_mid_chat",
    ),
    Guard(
        "key: while HTTP carries the chat, too",
        CUSTOMER,
        "  bearer: () => key.shown,\n",
        "",
        f"{STORY}cookies_are_cleared_while_http_carries_the_chat",
    ),
    Guard(
        "key: what is owed stays on the screen",
        CUSTOMER,
        "} else if (outbox.owes(ticket))\n    return false;",
        "} else if (false)\n    return false;",
        f"{STORY}what_is_owed_stays_in_sight_where_no_key_is_left",
    ),
    Guard(
        "key: copied by the customer",
        CUSTOMER,
        "  get: privateLink,\n",
        "  get: async () => null,\n",
        f"{STORY}the_customer_copies_the_link_and_opens_it_elsewhere",
    ),
    Guard(
        "key: copied by the agent",
        "static/js/desk/customers_link.js",
        "return status === 201 ? answer.url : null;",
        "return null;",
        f"{STORY}the_agent_copies_the_customers_link",
    ),
    Guard(
        "key: copied for the conversation that is open",
        "static/js/desk/customers_link.js",
        "    if (ticket !== current()) return undefined;\n",
        "",
        "tests/js/desk/customers_link.test.js",
    ),
    Guard(
        "key: shown where the clipboard is closed",
        "static/js/people/private_link.js",
        "      show(address);\n",
        "",
        "tests/js/people/private_link.test.js",
    ),
    Guard(
        "key: an agent's is new each time",
        LEDGER,
        "        return _keep_token(ticket, secrets.token_hex(32))\n",
        "        return access.token_of(ticket) or ''\n",
        ACCESS_TEST,
    ),
    Guard(
        "key: its hash alone is kept",
        LEDGER,
        "TicketToken.objects.get_or_create(hash=access.hash_of(token)",
        "TicketToken.objects.get_or_create(hash=token",
        ACCESS_TEST,
    ),
    Guard(
        "key: a resolved conversation is remembered",
        KEPT,
        "return conversation.done && goesOn ? true : last.set(conversation);",
        "return conversation.done ? true : last.set(conversation);",
        "tests/js/storage/kept.test.js",
    ),
    Guard(
        "key: not in the place of one that goes on",
        KEPT,
        "return conversation.done && goesOn ? true : last.set(conversation);",
        "return last.set(conversation);",
        "tests/js/storage/kept.test.js",
    ),
    Guard(
        "key: and offered",
        "static/js/pages/start.js",
        "  parts.continue.hidden = false;\n",
        "",
        f"{STORY}the_start_page_remembers_a_resolved_conversation",
    ),
]
