// A message that was refused for a reason that its writer may overrule: then it is asked, and not told.

/** The seam for them, by the code of the refusal: ask(reason) → what stands below the message, and on the
 *  button that sends it again (with what its feature's `carries` says by then), by key.
 *  @typedef {import("../outbox/outbox.js").Reason} Reason
 *  @typedef {{words: string, yes: string}} Question
 *  @param {string} code
 *  @param {(reason: Reason) => Question} ask */
export const asks = (code, ask) => void questions.set(code, ask);

/** @type {Map<string, (reason: Reason) => Question>} */
const questions = new Map();

/** @param {Reason} [reason]
 *  @returns {Question | undefined} */
export const questionOf = (reason) => reason && questions.get(reason.code)?.(reason);
