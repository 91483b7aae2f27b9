#!/usr/bin/env bash
# WebKitGTK (Debian's, by its own driver) notices when `:has(li)` begins and ends, and doesn't when
# `:has(:empty)` or `:has(:only-child)` does: what was styled so stays so, though `matches()` says no.
# Guessed before: a style follows whatever `matches()` says, as it does in Chromium and Firefox.
# Seen with webkit2gtk-driver 2.50.6-1~deb12u2:
#   before {'list': False, 'empty': True, 'only': True}
#   after  {'list': True, 'empty': True, 'only': True}
#   matches {'list': True, 'empty': False, 'only': False}
# Exits 1 once that has changed. Needs Debian with apt-get, and Python 3.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
command -v WebKitWebDriver Xvfb >/dev/null || apt-get install -y -qq --no-install-recommends webkit2gtk-driver xvfb >/dev/null
dpkg-query -W webkit2gtk-driver
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check selenium==4.51.0
cat >"$folder/has.py" <<'PYTHON'
import os, pathlib, shutil, subprocess, sys, urllib.parse
from selenium import webdriver
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

PAGE = """<style>
  #list:has(li), #empty:has(> ol:empty), #only:has(> p:only-child) { color: rgb(1, 2, 3) }
</style>
<div id=list><ol></ol></div><div id=empty><ol></ol></div><div id=only><p></p></div>"""
CHANGE = """for (const ol of document.querySelectorAll("ol")) ol.append(document.createElement("li"));
document.getElementById("only").append(document.createElement("ul"));"""
HAS = {"list": "#list:has(li)", "empty": "#empty:has(> ol:empty)", "only": "#only:has(> p:only-child)"}

screen = subprocess.Popen(["Xvfb", "-displayfd", "1"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
display = f":{screen.stdout.readline().decode().strip()}"
options = Options()
options.binary_location = str(next(pathlib.Path("/usr/lib").glob("*/webkit*gtk-*/MiniBrowser")))
options.add_argument("--automation")
env = os.environ | {"DISPLAY": display, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
browser = webdriver.WebKitGTK(options, Service(shutil.which("WebKitWebDriver"), env=env))
styled = lambda: {one: browser.execute_script("return getComputedStyle(document.getElementById(arguments[0])).color", one) == "rgb(1, 2, 3)" for one in HAS}
try:
    browser.get("data:text/html," + urllib.parse.quote(PAGE))
    before = styled()
    browser.execute_script(CHANGE)
    browser.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
    after = styled()
    matches = {one: browser.execute_script("return document.getElementById(arguments[0]).matches(arguments[1])", one, HAS[one]) for one in HAS}
finally:
    browser.quit()
    screen.terminate()
print("before", before, "\nafter ", after, "\nmatches", matches)
sys.exit(0 if (after, matches) == ({"list": True, "empty": True, "only": True}, {"list": True, "empty": False, "only": False}) else 1)
PYTHON
"$folder/venv/bin/python" "$folder/has.py"
