// What the log says of mail, to agents.
import { register } from "../../../conversation/kinds.js";
import { t } from "../../../words/t.js";

register("mail", {
  words: ({ body, data }) =>
    data?.what === "undelivered" ? t("mail.undelivered", { to: data.to, reason: data.reason }) : body,
});
