// That words were erased, in the log: whoever holds them forgets them. And what a customer asked for.
import { register } from "../../conversation/kinds.js";
import { t } from "../../words/t.js";

register("erased", {
  words: ({ data }) => t(data?.part ? "privacy.erased_part" : "privacy.erased"),
  erases: ({ data }) => data?.seqs ?? [],
});
register("privacy", {
  words: ({ data: { what, state, reason = "…" } }) =>
    t(state === "asked" ? `privacy.asked.${what}` : `privacy.${state}`, { reason }),
});
