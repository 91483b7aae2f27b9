"""What holds our scripts goes red when it is broken: eslint, tsc and prettier, as `make lint` runs them."""

import json
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / "tests/js/node_modules/.bin"
SCRIPT = "static/js/desk/tags.js"


def run(tool: str, *options: str, text: str = "") -> tuple[int, str]:
    command = [str(ROOT / "bin/node"), str(TOOLS / tool), *options]
    ran = subprocess.run(command, cwd=ROOT, input=text, capture_output=True, text=True, check=False)
    return ran.returncode, ran.stdout + ran.stderr


def linted(text: str, name: str = SCRIPT) -> tuple[int, str]:
    options = ("--config", "tests/js/eslint.config.js", "--stdin", "--stdin-filename", name)
    return run("eslint", *options, text=text)


def checked(folder: Path, text: str) -> tuple[int, str]:
    script, project = folder / "tags.js", folder / "tsconfig.json"
    script.write_text(text.replace("FRAMES", str(ROOT / "static/js/wire/frames.js")))
    project.write_text(
        json.dumps({"extends": str(ROOT / "tests/js/tsconfig.json"), "include": [str(script)]})
    )
    return run("tsc", "--project", str(project))


def formatted(text: str) -> tuple[int, str]:
    return run(
        "prettier", "--config", "tests/js/prettier.json", "--check", "--stdin-filepath", SCRIPT, text=text
    )


FAULTS = {
    "no-unused-vars": "const unused = 1;",
    "no-undef": "export const a = clokc.now();",
    "no-restricted-globals": "export const b = name;",  # the window's, where one's own was meant
    "eqeqeq": "export const c = (d) => d == 1;",
    "prefer-const": "let e = 1; export const f = e;",
    "max-len": f"// {'so long a comment ' * 6}",
}


def test_each_fault_is_found_where_it_is() -> None:
    status, words = linted("\n".join(FAULTS.values()) + "\n")
    found = [
        (line.split()[0].split(":")[0], line.split()[-1]) for line in words.splitlines() if " error  " in line
    ]
    assert (status, found) == (1, [(str(n), rule) for n, rule in enumerate(FAULTS, 1)]), words


# Words for people that are no key: each on a line of its own, in a function.
BARE = (
    'element.textContent = "saved";',
    'element.title = n ? t("tags.some") : `${n} tags`;',
    'element.setAttribute("aria-label", "Tags");',
    'mark(element, "placeholder", n + " tags");',
    'element.append(new Option("Nobody", ""));',
    'element.append(Object.assign(n, { textContent: "tags" }));',
    'element.innerHTML = "<b>The tags</b>";',
    'say("The tags are saved.");',
    'say(["Saved"]);',
    "say(`You took ${n}`);",
)
KEYED = (
    'element.textContent = n ? t("tags.saved", { n }) : "";',
    "element.innerHTML = '<a><span dir=\"auto\"></span></a>';",
    'element.querySelector("main input, main textarea").rel = "noopener nofollow";',
    'if (n.key === "Enter" || n.reason !== "no welcome") throw new Error("there are no tags");',
    "say(`${n} ${element} · `);",
)


def bare_lines(lines: tuple[str, ...], name: str = SCRIPT) -> list[str]:
    text = "\n".join(("export function f(element, n, t, mark, say) {", *lines, "}", ""))
    found = [line for line in linted(text, name)[1].splitlines() if "house/words" in line]
    return [lines[int(line.split(":")[0]) - 2] for line in found]


def test_words_for_people_stand_in_no_script() -> None:
    assert bare_lines(BARE) == list(BARE)
    assert bare_lines(KEYED) == []
    assert bare_lines(BARE, "static/js/desk/words/en.js") == [], "but in a catalogue"


def test_a_script_that_stands_in_a_page_leaves_it_no_names() -> None:
    status, words = linted("const a = 1;\nalert(a);\n", "static/js/pages/boot.js")
    assert (status, "no-implicit-globals" in words) == (1, True), words


def test_a_frame_has_the_fields_of_its_type(tmp_path: Path) -> None:
    use = '/** @param {import("FRAMES").Ack} frame */\nexport const told = (frame) => frame.'
    assert checked(tmp_path, f"{use}seq;\n") == (0, "")
    status, words = checked(tmp_path, f"{use}sequence;\n")
    assert (status, "TS2551" in words or "TS2339" in words) == (1, True), words


def test_a_line_has_110_columns() -> None:
    numbers = ", ".join(str(number) for number in range(100, 121))
    assert formatted(f"export const a = [{numbers}];\n")[0] == 1
    assert formatted('export const a = "so";\n')[0] == 0
    assert formatted("export const a = 'so'\n")[0] == 1
