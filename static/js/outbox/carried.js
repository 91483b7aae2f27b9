// The seam for what a message carries beside its words, like files: `item.carried`, by name.

/** A feature registers, when its script runs, how what it carries comes to the server:
 *  bring(item, value, tools) → promise: it is there, and the message may go. Rejects with {code, message}
 *    when it never will be; the message has failed then, until its writer tries again. Called again after
 *    a reject `not_ready`, a reload, or in another tab, so it goes on where it was. The signal ends it: the
 *    message was taken back.
 *  field(value) → what `send` says of it, under the same name
 *  @typedef {import("./outbox.js").Item} Item
 *  @typedef {{ask: import("../wire/http.js").Ask, once: import("../wire/http.js").Once,
 *    clock: import("../wire/clock.js").Clock, signal: AbortSignal}} Tools
 *  @typedef {{bring: (item: Item, value: any, tools: Tools) => Promise<void>,
 *    field: (value: any) => any}} Carrier
 *  @param {string} name
 *  @param {Carrier} carrier */
export const carry = (name, carrier) => void carriers.set(name, carrier);

/** @type {Map<string, Carrier>} */
const carriers = new Map();

/** What a feature carried that was taken away meanwhile, goes without.
 *  @param {{[name: string]: any}} [carried]
 *  @returns {[Carrier, any, string][]} */
const known = (carried = {}) =>
  Object.entries(carried).flatMap(([name, value]) => {
    const carrier = carriers.get(name);
    return carrier ? [[carrier, value, name]] : [];
  });

/** @param {{[name: string]: any}} [carried] */
export const fieldsOf = (carried) =>
  Object.fromEntries(known(carried).map(([carrier, value, name]) => [name, carrier.field(value)]));

/** @param {Item} item
 *  @param {Tools} tools
 *  @returns {Promise<any>} */
export const bringAll = (item, tools) =>
  Promise.all(known(item.carried).map(([carrier, value]) => carrier.bring(item, value, tools)));
