// A ticket given to a team, in the log.
import { register } from "../../conversation/kinds.js";
import { isSame } from "../../people/same.js";
import { t } from "../../words/t.js";

register("team", {
  words({ author, body }, me) {
    const by = isSame(author, me) ? "you" : "other";
    return t(`teams.log.${body ? "to" : "none"}.${by}`, { name: author.name, team: body });
  },
});
