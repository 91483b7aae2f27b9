// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("uk", {
  "mail.asked": "Уже в дорозі.",
  "mail.asked-often": "Щойно надіслано кілька листів. Перевірте пошту й спробуйте трохи згодом.",
  "mail.not-asked": "Не вдалося. Будь ласка, спробуйте ще раз.",
});
