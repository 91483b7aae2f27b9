// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("pl", {
  "merge.log.into": "Ta rozmowa toczy się dalej w innej rozmowie",
  "merge.log.apart": "Ta rozmowa znów toczy się osobno",
});
