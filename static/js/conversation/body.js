// A message's text as nodes: addresses become links, everything else stays text.
const ADDRESS = /https?:\/\/[^\s<>"']+/g;
const TRAILING = /[.,;:!?)\]]+$/; // belongs to the sentence, not to the address

/** → an array of strings and link elements, for element.replaceChildren(...). */
export function bodyNodes(text, doc = document) {
  const nodes = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = found.replace(TRAILING, "");
    nodes.push(text.slice(end, index), link(address, doc));
    end = index + address.length;
  }
  nodes.push(text.slice(end));
  return nodes.filter((node) => node !== "");
}

function link(address, doc) {
  const element = doc.createElement("a");
  element.href = address;
  element.target = "_blank";
  element.rel = "noopener noreferrer nofollow";
  element.textContent = address;
  return element;
}
