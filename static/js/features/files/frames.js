// The `file` frame, and what a message may carry at most. Pure.
export const SERVER_TYPES = ["file"];

// Bytes, and how many: as the server is set by default. A server that takes less says so when it refuses.
export const LIMITS = { file: 26_214_400, files: 10 };

/** A file of an event.
 *  @typedef {"receiving" | "checking" | "ready" | "refused"} State
 *  @typedef {{id: string, name: string, size: number, state: State, type?: string, width?: number,
 *    height?: number, reason?: string}} Entry
 *  @typedef {{type: "file", ticket: string, id: string, state: State, file: Entry}} FileFrame */
/** One that is to be sent, as the outbox keeps it.
 *  @typedef {{id: string, name: string, size: number, type: string, blob: Blob | ArrayBuffer,
 *    width?: number,
 *    height?: number}} Outgoing */
