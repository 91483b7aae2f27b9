"""Links, odd letters, and what time it is."""

from typing import Final

from tests.guard import Guard

LINKS, LINKS_TEST = "static/js/conversation/more/links.js", "tests/js/conversation/links.test.js"
WHEN, WHEN_TEST = "static/js/words/when.js", "tests/js/words/when.test.js"
LOG, LOG_TEST = "static/js/conversation/log.js", "tests/js/conversation/log.test.js"
TIME, TIME_TEST = "static/js/wire/server_time.js", "tests/js/wire/server_time.test.js"
TEXT, TEXT_TEST = "tickets/wire/text.py", "tickets/wire/tests/test_text.py"
JS_TEXT, JS_TEXT_TEST = "static/js/words/text.js", "tests/js/words/text.test.js"
FRAMES, FRAMES_TEST = "tickets/wire/frames.py", "tickets/wire/tests/test_frames.py"
FORM, FORM_TEST = "static/js/start/form.js", "tests/js/start/form.test.js"
DOORS = "tickets/tests/test_doors.py::test_"

GUARDS: Final = [
    Guard(
        "link: it begins after a letter of no spaces",
        LINKS,
        "...hidden, ...seams, ...withUser",
        "...hidden, ...withUser",
        LINKS_TEST,
    ),
    Guard("link: www", LINKS, '  .add("www.", {', '  .add("wwww.", {', LINKS_TEST),
    Guard(
        "link: with a user in it is none",
        LINKS,
        "...hidden, ...seams, ...withUser",
        "...hidden, ...seams",
        LINKS_TEST,
    ),
    Guard("link: not the sentence's sign", LINKS, 'url: url.replace(TAIL, ""),', "url,", LINKS_TEST),
    Guard("link: what opens something else", LINKS, "if (isPlain(link.url) && ", "if (", LINKS_TEST),
    Guard(
        "link: what goes on unseen",
        LINKS,
        " && !GOES_ON.test(text.slice(link.end, link.end + 9))",
        "",
        LINKS_TEST,
    ),
    Guard("link: letters of two scripts", LINKS, "isMixed(label) || (", "(", LINKS_TEST),
    Guard(
        "link: letters that look like Latin ones",
        LINKS,
        " || (latin && LOOK_ALIKE.test(label))",
        "",
        LINKS_TEST,
    ),
    Guard(
        "link: hidden letters part it",
        LINKS,
        "...hidden, ...seams, ...withUser",
        "...seams, ...withUser",
        LINKS_TEST,
    ),
    Guard("link: a single letter is no look-alike", LINKS, "\\d-]+$/u;", "\\d-]*[^\\d-]$/u;", LINKS_TEST),
    Guard(
        "link: pictures end a host",
        LINKS,
        "{2,24}(?=[${UNSPACED}${PICTURES}])",
        "{2,24}(?=[${UNSPACED}])",
        LINKS_TEST,
    ),
    Guard(
        "link: pictures begin a link", LINKS, "(?:[${UNSPACED}${PICTURES}]|", "(?:[${UNSPACED}]|", LINKS_TEST
    ),
    Guard("link: a label isn't part of it", LINKS, "(?:(?:e-?)?mail|", "(?:", LINKS_TEST),
    Guard(
        "today: ends at midnight",
        LOG,
        "let timer = clock.setTimeout(turn, LOOK);",
        "let timer = null;",
        LOG_TEST,
    ),
    Guard(
        "yesterday: is the calendar's",
        WHEN,
        "new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1, 12)",
        "new Date(now - DAY)",
        WHEN_TEST,
    ),
    Guard("time: of the server", TIME, "if (!Number.isNaN(at)) ahead = at - steady();", "", TIME_TEST),
    Guard(
        "time: by a clock that nobody sets",
        TIME,
        "now: () => (ahead === null ? clock.now() : steady() + ahead),",
        "now: () => clock.now(),",
        TIME_TEST,
    ),
    Guard("time: a word that is none", TIME, "if (!Number.isNaN(at)) ahead", "ahead", TIME_TEST),
    Guard(
        "time: `welcome` has it",
        "tickets/hello.py",
        "settings.RELEASE, stamps.now())",
        'settings.RELEASE, "")',
        "tests/journeys/test_heartbeat.py::test_an_agent_and_a_customer_talk",
    ),
    Guard(
        "time: the desk counts waits by it",
        "static/js/pages/desk.js",
        "const serverClock = { ...clock, now: time.now };",
        "const serverClock = clock;",
        "tests/browser/test_search.py::test_from_the_box_to_the_message_by_keys",
    ),
    Guard(
        "time: with the list, where there is no socket",
        "static/js/pages/desk.js",
        "function told({ now, here: names }) {\n  time.told(now);",
        "function told({ here: names }) {",
        "tests/browser/test_without_sockets.py::test_a_desk_whose_sockets_are_swallowed_works",
    ),
    Guard(
        "time: of what was found",
        "static/js/features/search/found.js",
        "dayName(at, desk.now())",
        "dayName(at, clock.now())",
        "tests/browser/test_search.py::test_from_the_box_to_the_message_by_keys",
    ),
    Guard(
        "nothing to see: of a message",
        FRAMES,
        "    if not is_visible(text):\n        raise ValueError",
        "    if not text:\n        raise ValueError",
        FRAMES_TEST,
    ),
    Guard(
        "nothing to see: of a name",
        "tickets/conversation/schemas.py",
        "    AfterValidator(frames.visible),\n",
        "",
        f"{DOORS}what_nobody_sees_is_refused",
    ),
    Guard("nothing to see: fillers", TEXT, "\\u3164", "", TEXT_TEST),
    Guard(
        "nothing to see: before it is sent", JS_TEXT, "\\p{Default_Ignorable_Code_Point}", "", JS_TEXT_TEST
    ),
    Guard(
        "nothing to see: in the admin",
        "tickets/admin.py",
        "    if text and not is_visible(text):\n",
        "    if False:\n",
        "tickets/tests/test_admin.py",
    ),
    Guard(
        "indent: of pasted code stays",
        JS_TEXT,
        'text.replace(/^(?:[^\\S\\n]*\\n)+/, "").trimEnd()',
        "text.trim()",
        JS_TEXT_TEST,
    ),
    Guard(
        "refused: at its field",
        FORM,
        "Object.fromEntries(known.map((name) => [name, t(`start.refused-field.${name}`)]));",
        "{};",
        FORM_TEST,
    ),
    Guard(
        "refused: all fields at fault are named",
        "tickets/api_answers.py",
        '        answer["fields"] = fields\n',
        "        pass\n",
        f"{DOORS}a_refusal_names_every_field_at_fault",
    ),
    Guard(
        "refused: the focus goes there",
        "static/js/pages/start.js",
        "  fields.find(({ name }) => wrong[name])?.focus();\n",
        "",
        "tests/browser/test_reading.py::test_what_the_server_refuses_is_told_at_its_field",
    ),
]
