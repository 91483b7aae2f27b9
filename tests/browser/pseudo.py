"""A pseudo-language for layouts, in tests alone: English with each word two fifths longer, whether it comes
with the page or with a script's catalogue."""

import re
from typing import Final

from playwright.sync_api import BrowserContext, Route

LONGER: Final = r"""const longer = (text) => text.replace(/\{\w+\}|\p{L}+/gu, (word) =>
  word.startsWith("{") ? word : word + "ŧ".repeat(Math.ceil(word.length * 0.4)));"""
# Of a page as the server made it: before its scripts run, so that nobody has written anything in it.
PAGE: Final = """document.addEventListener("readystatechange", () => {
  if (document.readyState !== "interactive" || document.documentElement.lang !== "en") return;
  const parts = [document, ...[...document.querySelectorAll("template")].map(({ content }) => content)];
  for (const part of parts) {
    const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode())
      if (!text.parentElement?.closest("script, style, .brand, .wordmark")) text.data = longer(text.data);
    for (const element of part.querySelectorAll("[placeholder], [aria-label], [title]"))
      for (const name of ["placeholder", "aria-label", "title"])
        if (element.hasAttribute(name)) element.setAttribute(name, longer(element.getAttribute(name)));
  }
});"""
CATALOGUE: Final = """const each = (words) => Object.fromEntries(Object.entries(words).map(([key, text]) =>
  [key, typeof text === "string" ? longer(text) : each(text)]));"""


def speaks_longer(context: BrowserContext) -> None:
    context.add_init_script(f"{LONGER}\n{PAGE}")
    context.route(re.compile(r"/words/(at_desk/)?en\b[^/]*\.js$"), _lengthened)


def _lengthened(route: Route) -> None:
    answer = route.fetch()
    text = answer.text().replace('learn("en", {', 'learn("en", each({').replace("});", "}));")
    route.fulfill(response=answer, body=f"{LONGER}\n{CATALOGUE}\n{text}")
