// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("tr", {
  "people.no-link": "Bağlantı şu anda alınamıyor. Lütfen yeniden deneyin.",
  "people.link-copied": "Kopyalandı. Bu bağlantıya sahip olan herkes burada okuyup yazabilir.",
});
