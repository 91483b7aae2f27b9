// A change of status in the log, and what is done by it.
import { endedBy } from "../../conversation/done.js";
import { register } from "../../conversation/kinds.js";
import { isSame } from "../../people/same.js";
import { t } from "../../words/t.js";
import { RESOLVED } from "./frames.js";

register("status", {
  words({ author, body }, me) {
    const by = isSame(author, me) ? "you" : "other";
    const done = body === RESOLVED ? "resolved" : "reopened";
    return t(`status.${done}.${by}`, { name: author.name });
  },
});
endedBy(({ status }) => status === RESOLVED);
