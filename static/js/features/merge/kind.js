// A merge in the log of either conversation, and that what was merged is done.
import { endedBy } from "../../conversation/done.js";
import { register } from "../../conversation/kinds.js";
import { t } from "../../words/t.js";
import { MERGED } from "./frames.js";

register("merged", {
  words: ({ data, author }) =>
    data.from
      ? t(data.undone ? "merge.log.out" : "merge.log.from", { name: author.name })
      : t(data.into ? "merge.log.into" : "merge.log.apart"),
});
endedBy(({ status }) => status === MERGED);
