// The seam for places: what a feature shows on a page stands in a root element of its own.
//
// `{% slot "header" %}` in a room's template makes a root for each feature that has a template
// `<feature>/header.html`. The feature's script says what fills it: fill("header", "status", (root, page) =>
// part). It is opened with its page and told by the words that its part has; it touches nothing outside of
// its root, so it knows nothing of its neighbours.
//
//   slot      where                                        told
//   brand     whose page it is, in place of our mark    nothing: no words, no script
//   header    beside a conversation's heading, both pages  show({ticket, row, done})
//   keep      by the customer's private link               show({ticket, done}), desk(frame)
//   notice    above the customer's composer                show({ticket, done}), desk(frame)
//   expected  above the start page's form                  nothing
//   asked     in it, after the message                     expected({state}: of the server, if it says)
//   composer  above the box, both pages      typed(kind), sent(), came(events), looked(seq), close()
//   tools     in the box, before the text, both pages     close()
//   message   in a message that carries something         show(entry: of conversation/entries.js)
//   acts      an agent's buttons of a conversation         show({ticket, row, done})
//   details   a term among its details                     show({ticket, row, done}), read()
//   many      above the desk's list                    nothing
//   views     in the sidebar, links to more views       nothing: no script
//   found     below the desk's list                        looked(text), went(line)
//   row       in each row of the desk's list               show(row)
//   labels    a line below each row of it                show(row)
//   glance    a term while no conversation is open         show({counts})
//   continue  where the start page offers a conversation  show({done, …: of storage/kept.js})
//   help      a term among the keys                        nothing: words alone
//   places    in the sidebar, links to pages of agents   nothing: no script
//   me        in the sidebar, an agent of themselves      leaves(first): they sign out after first(promise)
//   troubles  on the Connections page, below the jobs      show([{part, words}]) of /api/jobs
//   preview   beside a site's form in the settings, of agents  show({page: HTML, accent, position})
//   framed    in the page that it shows, as customers see it       nothing: no script
//   site      below that form, links to other settings of the site  nothing: no script
//   letters   where mails are asked for: a button with the call's path as data-letter   nothing: no script
//
// looked: what stands in the desk's box, "" nothing; went: the line of a conversation that somebody came to
// by a link with data-seq, null where it can't be had
// looked(seq): all up to there is on the screen of who looks at it
// ticket: as the newest `events` frame has it, null before; row: the desk's, undefined before and for
// customers; done: of conversation/done.js. read(): news came by HTTP, without a welcome. `page` is a
// Conversation (conversation/conversation.js) in "composer", "tools" and "message", the Desk (desk/desk.js)
// in what only agents have and in "header" there; {ticket, clock, call: of wire/http.js, now(), changed():
// what is said of the desk, owes(): whether something waits to be sent, drafts: of storage/drafts.js,
// draftsOf(ticket): of another conversation of theirs, goOn(answer): to it, bring(path): of ui/way.js} in
// "header", "keep" and "notice" of customers; {site, call, clock, expect(expected)} in "expected",
// {joins(part: of start/joining.js), knowsEmail()} in "asked"; and undefined elsewhere.

/** @typedef {{[word: string]: (...said: any[]) => void}} Part
 *  @typedef {(root: any, page: any) => Part} Open */
/** @type {Map<string, Open>} */
const fillings = new Map();

/** @type {(slot: string, feature: string, open: Open) => void} */
export const fill = (slot, feature, open) => void fillings.set(`${slot} ${feature}`, open);

/** The features' parts in the roots of a slot. → tell(word, …) each of them: one that fails is reported, and
 *  is in nobody's way.
 *  @param {string} slot
 *  @param {ParentNode} within
 *  @param {any} [page] */
export function openSlot(slot, within, page) {
  /** @type {Part[]} */
  const parts = [];
  for (const root of /** @type {NodeListOf<HTMLElement>} */ (
    within.querySelectorAll(`[data-slot=${slot}]`)
  )) {
    const open = fillings.get(`${slot} ${root.dataset.feature}`);
    if (open) attempt(() => parts.push(open(root, page)));
  }
  return (/** @type {string} */ word, /** @type {any[]} */ ...said) => {
    for (const part of parts) attempt(() => part[word]?.(...said));
  };
}

function attempt(act) {
  try {
    act();
  } catch (error) {
    reportError(error);
  }
}
