"""Layout, and reading other than by a screen."""

from typing import Final

from tests.guard import Guard

BASE, SMALL = "static/css/ui/base.css", "static/css/ui/small.css"
CHAT_CSS, PRINT, QUEUE_CSS, DESK_CSS = (
    f"static/css/{name}.css"
    for name in ("conversation/conversation", "conversation/print", "desk/queue", "desk/desk")
)
READING = "tests/browser/test_reading.py::test_"
EMPTINESS = f"{READING}no_page_goes_on_into_emptiness_or_aside"
ROWS = f"{READING}long_names_stay_in_their_row_and_fingers_find_everything"
PAPER = f"{READING}paper_has_the_whole_conversation_with_names_and_times"
SPOKEN = f"{READING}only_new_messages_are_spoken"
ON_PAPER, PAPER_TEST = "tickets/conversation/on_paper.py", "tickets/tests/test_views.py"
ANNOUNCER, ANNOUNCER_TEST = "static/js/conversation/announcer.js", "tests/js/conversation/announcer.test.js"
ENTRIES, ENTRIES_TEST = "static/js/conversation/entries.js", "tests/js/conversation/entries.test.js"
KEYS, KEYS_TEST = "static/js/desk/keys.js", "tests/js/desk/keys.test.js"
KEY_OF, KEY_OF_TEST = "static/js/ui/key_of.js", "tests/js/ui/key_of.test.js"
UNDO = "static/js/desk/undo.js"

GUARDS: Final = [
    Guard(
        "emptiness: what scrolls holds what is hidden in it",
        BASE,
        "  .log, .queue, .connections, .details, .views { position: relative; }\n",
        "",
        EMPTINESS,
    ),
    Guard(
        "rows: no wider than the list",
        QUEUE_CSS,
        "    display: grid;\n    grid-template-columns: minmax(0, 1fr);\n    gap: 0.1rem;",
        "    display: grid;\n    gap: 0.1rem;",
        ROWS,
    ),
    Guard(
        "fingers: what is chosen from is large enough",
        "static/css/desk/ticket.css",
        "font-size: 1rem; /* less",
        "font-size: 13px; /* less",
        ROWS,
    ),
    Guard(
        "rows: no `not here` beside each",
        "static/js/desk/queue_list.js",
        'hasBeenHere(person) ? stateWords(person, now) : ""',
        "stateWords(person, now)",
        ROWS,
    ),
    Guard(
        "400 %: the conversation first",
        SMALL,
        "    .ticket .log { flex: none; block-size: max(9rem, 60dvh); }\n",
        "",
        f"{READING}at_four_hundred_percent_there_are_lines_to_read",
    ),
    Guard("paper: all of it", PRINT, "body, .chat, .chat-main, .desk,", "body, .desk,", PAPER),
    Guard(
        "paper: with names and times",
        PRINT,
        "      position: static;\n      display: flex;\n      inline-size: auto;\n",
        "",
        PAPER,
    ),
    Guard(
        "paper: no notes",
        PRINT,
        '    .message[data-kind="note"] { display: none !important; }',
        "",
        f"{READING}a_note_is_printed_on_purpose_only",
    ),
    Guard(
        "paper: notes on purpose only, and for agents",
        ON_PAPER,
        "if not (notes and seat.is_agent):",
        "if not notes:",
        PAPER_TEST,
    ),
    Guard(
        "paper: notes are not printed else",
        ON_PAPER,
        "if not (notes and seat.is_agent):",
        "if False:",
        PAPER_TEST,
    ),
    Guard(
        "paper: whichever layout the key is of",
        "static/js/conversation/printing.js",
        'keyOf(event) !== "p" ||',
        'event.key !== "p" ||',
        "tests/js/conversation/printing.test.js",
    ),
    Guard(
        "spoken: the past is never",
        ANNOUNCER,
        "loaded ? spokenWords(events, isMe) : []",
        "spokenWords(events, isMe)",
        ANNOUNCER_TEST,
    ),
    Guard("spoken: nor what one has written", ANNOUNCER, " && !isMe(author)", "", ANNOUNCER_TEST),
    Guard("spoken: nor each of many", ANNOUNCER, "if (news.length > MOST)", "if (false)", ANNOUNCER_TEST),
    Guard(
        "spoken: the log itself is silent",
        "tickets/templates/conversation/log.html",
        'aria-live="off"',
        'aria-live="polite"',
        SPOKEN,
    ),
    Guard(
        "aria-current: never empty",
        "static/js/desk/queue_list.js",
        'mark(link, "aria-current", row.ticket === current ? "page" : null);',
        'mark(link, "aria-current", row.ticket === current ? "page" : true);',
        ROWS,
    ),
    Guard(
        "own messages: `You`",
        ENTRIES,
        'author: mine ? t("conversation.you") : author.name,',
        "author: author.name,",
        ENTRIES_TEST,
    ),
    Guard(
        "grouped messages: each has its time",
        CHAT_CSS,
        '[data-mark="failed"]) .message-meta {\n    position: absolute;',
        '[data-mark="failed"]) .message-meta {\n    display: none;',
        SPOKEN,
    ),
    Guard(
        "keys: only where a key has led",
        KEYS,
        'inside(element) ? by === "key" : by !== "pointer" && anywhere.has(key)',
        "true || inside(element)",
        KEYS_TEST,
    ),
    Guard("keys: a click ends that", KEYS, '      by = "pointer";\n', "", KEYS_TEST),
    Guard(
        "keys: a held key does nothing", KEYS, "if (event.repeat && !MOVES.has(key)) return;", "", KEYS_TEST
    ),
    Guard("keys: other layouts", KEY_OF, "if (foreign) return code", "if (false) return code", KEY_OF_TEST),
    Guard(
        "keys: what is a mark, or several letters",
        KEY_OF,
        "/^[\\p{L}\\p{M}\\p{N}]+$/u",
        "/^[\\p{L}\\p{N}]$/u",
        KEY_OF_TEST,
    ),
    Guard(
        "keys: a Latin letter counts wherever it lies",
        KEY_OF,
        " && !/[\\p{Script=Latin}0-9]/u.test(key)",
        "",
        KEY_OF_TEST,
    ),
    Guard("undo: for ten seconds", UNDO, "const OFFERED = 10_000;", "const OFFERED = 5_000;", KEYS_TEST),
    Guard("undo: and no longer", UNDO, "      timer = clock.setTimeout(end, OFFERED);\n", "", KEYS_TEST),
    Guard(
        "undo: a status",
        "static/js/features/status/acts.js",
        "() => takeBack(ticket, before));",
        "() => {});",
        "tests/js/features/status/acts.test.js",
    ),
    Guard(
        "undo: an assignment",
        "static/js/features/assignment/acts.js",
        "() => give(before, ticket));",
        "() => {});",
        "tests/js/features/assignment/acts.test.js",
    ),
]
