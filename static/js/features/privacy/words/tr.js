// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("tr", {
  "privacy.erased": "Bundan önce yazılanlar silindi.",
  "privacy.erased_part": "Bundan önce yazılanların bir kısmı silindi.",
});
