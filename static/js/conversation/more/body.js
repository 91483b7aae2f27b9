// A message's text as nodes: addresses become links, everything else stays text.
import { findLinks } from "./links.js";

/** → an array of strings and link elements, for element.replaceChildren(...). */
export function bodyNodes(text, doc = document) {
  const nodes = [];
  let from = 0;
  for (const { index, end, url } of findLinks(text)) {
    nodes.push(text.slice(from, index), link(text.slice(index, end), url, doc));
    from = end;
  }
  nodes.push(text.slice(from));
  return nodes.filter((node) => node !== "");
}

function link(words, url, doc) {
  const element = doc.createElement("a");
  element.href = url;
  element.target = "_blank";
  element.rel = "noopener noreferrer nofollow";
  element.textContent = words;
  return element;
}
