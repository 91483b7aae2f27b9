import { learn } from "../../../words/t.js";

learn("en", {
  "typing.typing": { one: "{names} is typing…", other: "{names} are typing…" },
});
