import { learn } from "../../../words/t.js";

learn("en", {
  "files.said": { one: "[{names}]", other: "[{n} files: {names}]" },
});
