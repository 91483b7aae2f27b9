// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("tr", {
  "mail.asked": "Yolda.",
  "mail.asked-often":
    "Az önce birkaç tane gönderildi. Lütfen posta kutunuza bakın ve bir süre sonra yeniden deneyin.",
  "mail.not-asked": "Gönderilemedi. Lütfen yeniden deneyin.",
});
