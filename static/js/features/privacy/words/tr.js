// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("tr", {
  "privacy.erased": "Bundan önce yazılanlar silindi.",
  "privacy.erased_part": "Bundan önce yazılanların bir kısmı silindi.",
  "privacy.asked.export": "Kişisel verilerin bir kopyası istendi.",
  "privacy.asked.erase": "Kişisel verilerin silinmesi istendi.",
  "privacy.ready": "Kişisel verilerin kopyası hazır: yedi gün boyunca buradan indirilebilir.",
  "privacy.granted": "İstek kabul edildi: burada yazılan her şey siliniyor.",
  "privacy.refused": "Kişisel verilerle ilgili istek reddedildi: {reason}",
});
