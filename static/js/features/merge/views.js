// The view of the desk that has what goes on in another conversation.
import { register } from "../../desk/views.js";
import { MERGED } from "./frames.js";

register({
  name: "merged",
  place: 60,
  empty: ["merge.none-merged", "merge.none-merged.why"],
  aside: true,
  has: ({ status }) => status === MERGED,
});
