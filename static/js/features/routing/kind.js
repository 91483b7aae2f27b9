// Routing in the log: whose line broke.
import { register } from "../../conversation/kinds.js";
import { t } from "../../words/t.js";

register("vanished", { words: ({ data }) => t("routing.vanished", { name: data.name }) });
