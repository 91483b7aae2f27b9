"""A pseudo-language for layouts, in tests alone: English with each word two fifths longer, whether it comes
with the page or with a script's catalogue."""

import math
import re
from typing import Final

from playwright.sync_api import BrowserContext, Route

# Of a page as the server made it: before its scripts run, so that nobody has written anything in it.
PAGE: Final = r"""document.addEventListener("readystatechange", () => {
  if (document.readyState !== "interactive" || document.documentElement.lang !== "en") return;
  const more = (word) => word + "ŧ".repeat(Math.ceil(word.length * 0.4));
  const longer = (text) => text.replace(/\p{L}+/gu, more);
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
# Of a page or a folder: a file of its own, or one of many as esbuild writes it.
CATALOGUE: Final = re.compile(r"/static/.+[./]en\.\w+\.js$")
TEXT: Final = re.compile(r"""((?:"[\w.-]+"|\b(?:one|other)):\s*)(["'`])((?:(?!\2)[^\\]|\\.)*)\2""", re.DOTALL)
WORD: Final = re.compile(r"\{\w+\}|[^\W\d_]+")


def speaks_longer(context: BrowserContext) -> None:
    context.add_init_script(PAGE)
    context.route(CATALOGUE, _lengthened)


def _lengthened(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=TEXT.sub(_longer, answer.text()))


def _longer(found: re.Match[str]) -> str:
    key, quote, text = found.groups()
    return key + quote + WORD.sub(_longer_word, text) + quote


def _longer_word(found: re.Match[str]) -> str:
    word = found[0]
    return word if word.startswith("{") else word + "ŧ" * math.ceil(len(word) * 0.4)
