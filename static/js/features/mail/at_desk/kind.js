// What the log says of mail, to agents.
import { register } from "../../../conversation/kinds.js";
import { hasWords, t } from "../../../words/t.js";

register("mail", {
  words({ body, data }) {
    const key = `mail.${data?.what}`;
    return hasWords(key) ? t(key, { body, ...data }) : body;
  },
});
