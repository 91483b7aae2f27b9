// A view's list from its first row to as far as an agent has got, page by page. Rows come and
// go meanwhile: a page that doesn't go on where the one before ended makes it begin anew.
const TRIES = 3;

/** ask(before?) → promise of {rows, counts, more}, or of null; enough(row) → whether it may end with this one
 *  → the same of all pages together, or null when it can't be had */
export async function readAsFar(ask, enough) {
  for (let tries = 0; tries < TRIES; tries++) {
    const { moved, list } = await readOnce(ask, enough);
    if (!moved) return list;
  }
  return null;
}

async function readOnce(ask, enough) {
  let page = await ask();
  const rows = page?.rows ?? [];
  while (page?.more && !enough(rows.at(-1))) {
    page = await ask(rows.at(-2).cursor); // so that the last row is given once more
    const [first, ...next] = page?.rows ?? [];
    if (page && first?.ticket !== rows.at(-1).ticket) return { moved: true };
    rows.push(...next);
  }
  return { list: page && { ...page, rows } };
}
