// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("tr", {
  "prechat.needed-field": "Lütfen bunu belirtin.",
  "prechat.needed-box": "Lütfen onay verin.",
  "prechat.no-email": "Bu bir e-posta adresine benzemiyor.",
  "prechat.refused": "Bu haliyle kabul edilemez.",
  "prechat.reload":
    "Onaylamanız gereken yeni bir şey var. Lütfen bu sayfayı yeniden yükleyin: yazdıklarınız kalır.",
});
