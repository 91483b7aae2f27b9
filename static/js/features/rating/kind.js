// A rating in the log.
import { register } from "../../conversation/kinds.js";
import { isSame } from "../../people/same.js";
import { t } from "../../words/t.js";

register("rating", {
  words({ author, body, data }, me) {
    const given = { name: author.name, words: t(`rating.${data.score}`) };
    const said = t(`rating.by.${isSame(author, me) ? "you" : "other"}`, given);
    return body ? t("rating.quoted", { said, body }) : said;
  },
});
