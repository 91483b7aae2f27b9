// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("tr", {
  "rating.thanks": "Teşekkürler. Hâlâ değiştirebilirsiniz.",
  "rating.refused": "Bu artık değerlendirilemez.",
});
