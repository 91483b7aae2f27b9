"""The rules of the house that no tool on the market knows: docs/architecture.md, "What is held".

Each rule takes the root of a checkout and gives a line for whatever breaks it.
`python -m tests.house` (a part of `make lint`) applies them all.
"""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from tests.house.words import catalogues_stand_in_pairs, templates_hold_no_bare_words

Finding = str  # "file:line: what is wrong"
Rule = Callable[[Path], Iterator[Finding]]

WRITES: Final = {"save", "create", "update", "delete", "bulk_create", "bulk_update"} | {
    "get_or_create",
    "update_or_create",
}
LOG: Final = {"Ticket", "Event"}
# Who writes the log's tables: its ledger, with its SQL, the place that reactions have reached, and the
# times of what was brought in; Django's admin, for emergencies.
WRITERS: Final = {f"conversation/{name}.py" for name in ("ledger", "statements", "reactions", "past")} | {
    "admin.py"
}
DOORS: Final = (
    "consumers.py",
    "hello.py",
    "page_socket.py",
    "views.py",
    "api.py",
    "socket.py",
    "settings.py",
)

# Browser rooms, from the top: nobody imports from a line above, and features not from each other.
JS_LAYERS: Final = (
    {"pages"},
    {"features"},
    {"desk", "connections", "start"},
    {"conversation", "outbox"},
    {"presence", "storage", "people"},
    {"liveness"},
    {"wire", "ui", "words"},
)
WITHOUT_DOCUMENT: Final = {"outbox", "storage", "liveness", "wire", "words"}
# What a type in a comment names, import("…"), is none: nothing is loaded for it. What a function imports, is.
JS_IMPORT: Final = re.compile(
    r'(?:^\s*(?:import|export)\b(?:[^"\'()=]*\bfrom)?\s*|=> import\()["\'](\.[^"\']+)["\']', re.MULTILINE
)


def announcements_go_one_way(root: Path) -> Iterator[Finding]:
    """The channel layer is spoken to by `wire.announce` alone."""
    for path, tree in _modules(root):
        if not path.match("tickets/wire/announce.py"):
            for node in ast.walk(tree):
                if isinstance(node, ast.Attribute) and node.attr in ("group_send", "async_to_sync"):
                    yield _at(root, path, node, f"`{node.attr}` outside of wire.announce")


def the_log_has_one_writer(root: Path) -> Iterator[Finding]:
    """Rows of the log are written by the ledger: under the ticket's lock, with their announcement."""
    for path, tree in _modules(root):
        if path.relative_to(root / "tickets").as_posix() in WRITERS or not _imports(tree, LOG):
            continue
        for node in ast.walk(tree):
            match node:
                case ast.Call(func=ast.Attribute(value=of, attr=attr)) if attr in WRITES and _of_the_log(of):
                    yield _at(root, path, node, f"`.{attr}` of the log outside of the ledger")


def doors_ask_no_database(root: Path) -> Iterator[Finding]:
    """A consumer, a view or a call translates: what it asks stands in a room."""
    for path, tree in _modules(root):
        if path.name in DOORS and "wire" not in path.parts:
            for node in ast.walk(tree):
                if isinstance(node, ast.Attribute) and node.attr in ("objects", "cursor"):
                    yield _at(root, path, node, f"`.{node.attr}` in a door")


def features_stand_alone(root: Path) -> Iterator[Finding]:
    """No feature imports another, on neither side."""
    for path, tree in _modules(root):
        own = _feature(path)
        for node in ast.walk(tree):
            if own and isinstance(node, ast.ImportFrom) and node.module:
                other = re.match(r"tickets\.features\.(\w+)", node.module)
                if other and other[1] != own:
                    yield _at(root, path, node, f"imports the feature {other[1]}")
    for path, line, target in _js_imports(root):
        own, other_feature = _feature(path), _feature(target)
        if own and other_feature and own != other_feature:
            yield f"{path.relative_to(root)}:{line}: imports the feature {other_feature}"


def settings_alone_name_features(root: Path) -> Iterator[Finding]:
    """On pages, too: what settings list is found by the names of its files. So no script of the core imports
    a feature, and no style or template speaks of one."""
    for path, line, target in _js_imports(root):
        if _feature(target) and _room(root, path) == "pages":  # others, above which features stand, may not
            yield f"{path.relative_to(root)}:{line}: imports the feature {_feature(target)}"
    names = [folder.name for folder in (root / "tickets" / "features").glob("[a-z]*") if folder.is_dir()]
    named = re.compile(rf"features/|data-feature=|[\"']({'|'.join(names)})/[\w/]*\.html")
    for path in _styles_and_templates(root):
        for number, text in enumerate(path.read_text().splitlines(), 1):
            if not _feature(path) and named.search(text):
                yield f"{path.relative_to(root)}:{number}: names a feature"


def browser_imports_go_down(root: Path) -> Iterator[Finding]:
    """A browser module imports from its own room, or from one below."""
    level = {room: depth for depth, rooms in enumerate(JS_LAYERS) for room in rooms}
    for path, line, target in _js_imports(root):
        own, other = _room(root, path), _room(root, target)
        if own == other or other == "vendor":
            continue
        if own not in level or other not in level or level[other] <= level[own]:
            yield f"{path.relative_to(root)}:{line}: {own} imports from {other}"


def browser_imports_run_in_no_circle(root: Path) -> Iterator[Finding]:
    """Inside a room too, no browser module needs one that needs it."""
    needs: dict[Path, set[Path]] = {}
    for path, _, target in _js_imports(root):
        needs.setdefault(path.resolve(), set()).add(target)
    for path, line, target in _js_imports(root):
        if path.resolve() in _all_needed(target, needs):
            yield f"{path.relative_to(root)}:{line}: imports {target.name} in a circle"


def the_core_knows_no_document(root: Path) -> Iterator[Finding]:
    """Below the conversation a browser module is handed what it needs: so it runs under Node."""
    for path in _scripts(root):
        if _room(root, path) in WITHOUT_DOCUMENT:
            for number, text in enumerate(path.read_text().splitlines(), 1):
                code = re.sub(r'"[^"]*"|//.*|^\s*(/?\*).*', "", text)
                if re.search(r"\bdocument\b(?!\s*[:,=)}])", code):
                    yield f"{path.relative_to(root)}:{number}: `document`"


def forms_say_where_they_go(root: Path) -> Iterator[Finding]:
    """A page may stand at another's address: what was posted before the password was asked for again is
    answered where that was asked."""
    for path in sorted((root / "tickets").rglob("templates/**/*.html")):
        text = path.read_text()
        for form in re.finditer(r"<form\b[^>]*method=\"post\"[^>]*>", text):
            if "action=" not in form[0]:
                number = text.count("\n", 0, form.start()) + 1
                yield f"{path.relative_to(root)}:{number}: a form without an action"


RULES: Final[tuple[Rule, ...]] = (
    announcements_go_one_way,
    the_log_has_one_writer,
    doors_ask_no_database,
    features_stand_alone,
    settings_alone_name_features,
    browser_imports_go_down,
    browser_imports_run_in_no_circle,
    the_core_knows_no_document,
    forms_say_where_they_go,
    templates_hold_no_bare_words,
    catalogues_stand_in_pairs,
)


def broken(root: Path) -> list[Finding]:
    return [f"{finding} ({rule.__name__})" for rule in RULES for finding in rule(root)]


def _modules(root: Path) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((root / "tickets").rglob("*.py")):
        if "tests" not in path.parts and "migrations" not in path.parts:
            yield path, ast.parse(path.read_text())


def _scripts(root: Path) -> Iterator[Path]:
    yield from sorted((root / "static" / "js").rglob("*.js"))


def _styles_and_templates(root: Path) -> Iterator[Path]:
    yield from sorted((root / "static" / "css").rglob("*.css"))
    yield from sorted((root / "tickets").rglob("templates/**/*.html"))


def _js_imports(root: Path) -> Iterator[tuple[Path, int, Path]]:
    for path in _scripts(root):
        text = path.read_text()
        for found in JS_IMPORT.finditer(text):
            line = text.count("\n", 0, found.start(1)) + 1
            yield path, line, (path.parent / found[1]).resolve()


def _all_needed(module: Path, needs: dict[Path, set[Path]]) -> set[Path]:
    found = {module}
    new = {module}
    while new:
        new = {target for one in new for target in needs.get(one, ())} - found
        found |= new
    return found


def _room(root: Path, path: Path) -> str:
    parts = path.relative_to((root / "static").resolve()).parts
    return parts[0] if parts[0] == "vendor" else parts[1]


def _feature(path: Path) -> str | None:
    parts = path.parts
    return parts[parts.index("features") + 1] if "features" in parts[:-1] else None


def _imports(tree: ast.Module, names: set[str]) -> bool:
    return any(
        alias.name in names
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "tickets.models"
        for alias in node.names
    )


def _of_the_log(node: ast.expr) -> bool:
    """Whether a chain of attributes and calls begins at Ticket, Event or a ticket's `events`."""
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        if isinstance(node, ast.Attribute) and node.attr == "events":
            return True
        node = node.func if isinstance(node, ast.Call) else node.value
    return isinstance(node, ast.Name) and (node.id in LOG or node.id in ("ticket", "event"))


def _at(root: Path, path: Path, node: ast.AST, words: str) -> Finding:
    return f"{path.relative_to(root)}:{getattr(node, 'lineno', 0)}: {words}"
