// The tags there are, asked of the server with each connection and when one is used that it didn't know.
import { createNewest } from "../../desk/newest.js";

const areTags = ({ tags }) => Array.isArray(tags) && tags.every(({ name }) => typeof name === "string");

/** → {names(): by name, told(listen): there are others, see(row): it may have a new one}
 *  @param {import("../../desk/desk.js").Desk} desk */
export function createKnownTags(desk) {
  /** @type {string[]} */
  let names = [];
  let listen = () => {};
  const newest = createNewest();
  let asking = 0;

  async function read() {
    asking += 1;
    const answer = await newest.ask(desk.getJson("/api/tags", areTags));
    asking -= 1;
    if (!answer) return;
    names = answer.tags.map(({ name }) => name);
    listen();
  }

  desk.on("welcome", read);
  return {
    names: () => names,
    /** @param {() => void} how */
    told(how) {
      listen = how;
    },
    read,
    /** @param {any} row */
    see(row) {
      if (!asking && row?.tags.some(({ name }) => !names.includes(name))) read();
    },
  };
}
