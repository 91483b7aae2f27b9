import { learn } from "../../../words/t.js";

learn("de", {
  "files.said": { one: "[{names}]", other: "[{n} Dateien: {names}]" },
});
