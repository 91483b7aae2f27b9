// What the server found, below the desk's list: by conversation, with the words marked.
import { all as filters } from "../../desk/filters.js";
import { clock } from "../../wire/clock.js";
import { inList } from "../../words/list.js";
import { t } from "../../words/t.js";
import { clockTime, dayName, fullTime } from "../../words/when.js";
import { byTicket, createAsking } from "./asking.js";
import { wordsOf } from "./question.js";
import { marked, markWithin, unmark } from "./marks.js";

/** @param {HTMLElement} root
 *  @param {import("../../desk/desk.js").Desk} desk */
export function openFound(root, desk) {
  /** @type {(name: string) => any} */
  const part = (name) => root.querySelector(`.found-${name}`);
  const asking = createAsking({ clock, call: desk.call, told: show });
  const [place, list, more] = [part("place"), part("list"), part("more")];
  /** @type {string[]} */
  let words = [];

  /** @param {import("./asking.js").Found} found */
  function show(found) {
    words = wordsOf(found.text);
    place.hidden = found.text === "";
    place.ariaBusy = String(found.waiting);
    const [said, why] = wordsFor(found);
    part("said").textContent = said;
    part("why").textContent = why;
    more.hidden = found.waiting || !(found.more || triesAgain(found));
    more.textContent = t(found.trouble ? "search.again" : "search.more");
    more.onclick = found.trouble ? asking.again : asking.more;
    list.replaceChildren(...byTicket(found.results).map(group));
  }

  /** @param {import("./asking.js").Result[]} results */
  function group(results) {
    const [{ ticket, name, subject }] = results;
    const item = document.createElement("li");
    const whose = link({ ticket }, "found-ticket", [line("found-name", name)]);
    if (subject) whose.append(line("found-subject", subject));
    const hits = results.filter((one) => one.kind !== "ticket" || !isSaid(one));
    item.append(whose, ...hits.map(hit));
    return item;
  }

  /** @param {import("./asking.js").Result} result */
  function hit({ ticket, seq, kind, at, excerpt }) {
    const time = document.createElement("time");
    time.dateTime = at;
    time.title = fullTime(at);
    time.textContent = `${dayName(at, desk.now())}, ${clockTime(at)}`;
    const text = line("found-text", excerpt);
    text.dataset.kind = kind;
    return link(kind === "ticket" ? { ticket } : { ticket, seq: String(seq) }, "found-hit", [text, time]);
  }

  /** @param {{ticket: string, seq?: string}} to
   *  @param {string} name
   *  @param {HTMLElement[]} parts */
  function link(to, name, parts) {
    const element = document.createElement("a");
    element.className = `row-link ${name}`;
    element.href = `/agent/${to.ticket}/${to.seq ? `#${to.seq}` : ""}`;
    Object.assign(element.dataset, to);
    element.append(...parts);
    return element;
  }

  /** @param {string} name
   *  @param {string} text */
  function line(name, text) {
    const element = document.createElement("span");
    element.className = name;
    element.dir = "auto";
    element.append(...marked(text, words));
    return element;
  }

  desk.on("gone", ({ ticket }) => asking.without(ticket));
  desk.on("erased", asking.anew);
  desk.on("welcome", asking.anew); // either may have been missed

  /** @type {HTMLElement | null} */
  let gone = null; // where somebody went, and what is marked there
  return {
    looked: asking.ask,
    /** @param {HTMLElement | null} message */
    went(message) {
      if (gone) unmark(gone);
      gone = message?.querySelector(".message-body") ?? null;
      if (gone) markWithin(gone, words);
    },
  };
}

/** Whether the heading of its group says it already.
 *  @param {import("./asking.js").Result} result */
const isSaid = ({ name, subject, excerpt }) => [name, subject].includes(excerpt);

/** @param {import("./asking.js").Found} found */
const triesAgain = ({ trouble }) => trouble !== null && !trouble.filter;

/** @param {import("./asking.js").Found} found
 *  @returns {[string, string]} */
function wordsFor({ results, more, waiting, trouble }) {
  if (trouble?.value !== undefined)
    return [t("search.no-value", named(trouble)), howWords(trouble.filter ?? "")];
  if (trouble?.filter)
    return [t("search.no-filter", named(trouble)), t("search.filters", { names: inList(names()) })];
  if (trouble) return [t("search.trouble"), t("search.trouble.why")];
  if (waiting && !results.length) return [t("search.waiting"), ""];
  if (!results.length) return [t("search.nothing"), t("search.nothing.why")];
  return [t(more ? "search.first" : "search.found", { n: results.length }), ""];
}

const OWN = ["from", "agent", "is", "before", "after"];
const names = () => [...new Set([...OWN, ...filters().map(({ name }) => name)])].map((name) => `${name}:`);

/** @param {string} filter */
const howWords = (filter) =>
  [
    ...(OWN.includes(filter) ? [`search.how.${filter}`] : []),
    ...filters()
      .filter(({ name }) => name === filter)
      .map(({ how }) => how),
  ]
    .map((key) => t(key))
    .join(" ");

/** @param {{filter?: string, value?: string}} trouble */
const named = ({ filter = "", value = "" }) => ({ filter, value });
