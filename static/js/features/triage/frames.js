// The frames of a page about tags, priority, snooze and spam, and the calls that do the same. Pure.
import { writes } from "../../wire/calls.js";

export const PAGE_TYPES = ["tags", "priority", "snooze", "spam"];
export const PRIORITIES = ["urgent", "high", "normal", "low"];
export const REPLY = "reply";

/** @typedef {import("../../wire/frames.js").PageFrame} PageFrame */
/** add, remove: tags by name.
 *  @type {(change: {id: string, ticket: string, add?: string[], remove?: string[]}) => PageFrame} */
export const tags = ({ id, ticket, add = [], remove = [] }) => ({ type: "tags", id, ticket, add, remove });

/** @type {(change: {id: string, ticket: string, priority: string}) => PageFrame} */
export const priority = ({ id, ticket, priority }) => ({ type: "priority", id, ticket, priority });

/** until: a time, "reply" or null: no longer.
 *  @type {(change: {id: string, ticket: string, until: string | null}) => PageFrame} */
export const snooze = ({ id, ticket, until }) => ({ type: "snooze", id, ticket, until });

/** @type {(change: {id: string, ticket: string, spam: boolean}) => PageFrame} */
export const spam = ({ id, ticket, spam }) => ({ type: "spam", id, ticket, spam });

for (const type of PAGE_TYPES) writes(type, type);
