// A conversation is given to an agent, or to nobody.
import { assign } from "./frames.js";

/** → (agent: a user name or null, ticket?) → promise: whether it was done. Whose it was on the screen goes
 *  with it, however late it arrives.
 *  @param {import("../../desk/desk.js").Desk} desk */
export const createGiving =
  (desk) =>
  (agent, of = desk.current()) =>
    desk.ask((id, ticket) => assign({ id, ticket, agent, from: holderIn(desk.row(ticket)) }), { ticket: of });

/** Whose it is: a user name, null for nobody's, undefined where nobody knows.
 *  @param {any} row */
export const holderIn = (row) => row && (row.assignee?.username ?? null);
