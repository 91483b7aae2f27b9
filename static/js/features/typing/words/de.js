import { learn } from "../../../words/t.js";

learn("de", {
  "typing.typing": { one: "{names} schreibt …", other: "{names} schreiben …" },
});
