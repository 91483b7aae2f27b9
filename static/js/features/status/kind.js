// A change of status in the log, and what is done by it.
import { endedBy } from "../../conversation/done.js";
import { register } from "../../conversation/kinds.js";
import { isSame } from "../../people/same.js";
import { RESOLVED } from "./frames.js";

register("status", {
  words({ author, body }, me) {
    const who = isSame(author, me) ? "You" : author.name;
    return body === RESOLVED ? `${who} resolved this conversation` : `${who} reopened this conversation`;
  },
});
endedBy(({ status }) => status === RESOLVED);
