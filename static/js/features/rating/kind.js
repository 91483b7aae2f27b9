// A rating in the log.
import { register } from "../../conversation/kinds.js";
import { isSame } from "../../people/same.js";
import { t } from "../../words/t.js";

register("rating", {
  words({ author, body, data }, me) {
    const words = `${data.score}/${data.of}${body && ` – ${body}`}`;
    return t(`rating.by.${isSame(author, me) ? "you" : "other"}`, { name: author.name, words });
  },
});
