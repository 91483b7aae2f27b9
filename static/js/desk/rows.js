// The desk's list as data: rows by ticket, views over them, counts. Pure.
export const VIEWS = ["unassigned", "mine", "open", "resolved"];

const belongs = {
  unassigned: ({ status, assignee }) => status === "open" && !assignee,
  mine: ({ status, assignee }, me) => status === "open" && assignee?.username === me,
  open: ({ status }) => status === "open",
  resolved: ({ status }) => status === "resolved",
};

// Longest waiting first, then those whom we answered, the newest first.
function byWaiting(a, b) {
  if (a.waiting_since && b.waiting_since) return a.waiting_since < b.waiting_since ? -1 : 1;
  if (a.waiting_since || b.waiting_since) return a.waiting_since ? -1 : 1;
  return byChange(a, b);
}

const order = (view) => (view === "resolved" ? byChange : byWaiting);
const byChange = (a, b) => (a.changed_at < b.changed_at ? 1 : -1);

/** me: the agent's user name → {replace, reaches, put, presence, view, get, counts} */
export function createRows({ me }) {
  const rows = new Map();
  const people = new Map();
  let counts = {};

  const viewsOf = (row) => VIEWS.filter((view) => row && belongs[view](row, me));

  function take({ customer, ...row }) {
    if (customer) people.set(row.ticket, customer);
    const known = rows.get(row.ticket);
    if (!known || known.changed_at <= row.changed_at) rows.set(row.ticket, row);
  }

  return {
    /** The server's list of a view; what this page thought was in it and isn't, has gone. */
    replace(view, list) {
      const listed = new Set(list.rows.map(({ ticket }) => ticket));
      for (const row of rows.values()) if (belongs[view](row, me) && !listed.has(row.ticket)) rows.delete(row.ticket);
      for (const row of list.rows) rows.delete(row.ticket);
      for (const row of list.rows) take(row);
      counts = list.counts;
    },
    /** Whether `row` is as far down in the view as `mark`; beyond: farther down than that. */
    reaches(view, row, mark, { beyond = false } = {}) {
      return row.ticket === mark.ticket ? !beyond : order(view)(row, mark) > 0;
    },
    /** A changed row → whether the counts can be trusted: false for a ticket that was not known. */
    put(row) {
      const known = rows.get(row.ticket);
      take(row);
      if (!known) return false;
      for (const view of viewsOf(known)) counts[view] -= 1;
      for (const view of viewsOf(rows.get(row.ticket))) counts[view] += 1;
      return true;
    },
    presence(ticket, everyone) {
      const customer = everyone.find(({ role }) => role === "customer");
      if (customer) people.set(ticket, customer);
    },
    view: (view) => [...rows.values()].filter((row) => belongs[view](row, me)).sort(order(view)),
    get: (ticket) => rows.get(ticket),
    customer: (ticket) => people.get(ticket),
    get counts() { return counts; },
    /** Conversations that want this agent: unread, and theirs or nobody's. */
    get calling() {
      return [...rows.values()].filter((row) => row.unread && (belongs.unassigned(row, me) || belongs.mine(row, me))).length;
    },
  };
}

/** Rows that contain every word of `query` in name, e-mail, subject or last message. */
export function matching(rows, query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const text = ({ name, email, subject, last }) => [name, email, subject, last?.body].join(" ").toLowerCase();
  return rows.filter((row) => words.every((word) => text(row).includes(word)));
}
