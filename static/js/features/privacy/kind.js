// That words were erased, in the log: whoever holds them forgets them.
import { register } from "../../conversation/kinds.js";
import { t } from "../../words/t.js";

register("erased", {
  words: () => t("privacy.erased"),
  erases: ({ data }) => data?.seqs ?? [],
});
