// That words were erased, in the log: whoever holds them forgets them.
import { register } from "../../conversation/kinds.js";
import { t } from "../../words/t.js";

register("erased", {
  words: ({ data }) => t(data?.part ? "privacy.erased_part" : "privacy.erased"),
  erases: ({ data }) => data?.seqs ?? [],
});
