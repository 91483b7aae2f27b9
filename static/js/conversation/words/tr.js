// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("tr", {
  "conversation.new": { one: "{n} yeni mesaj", other: "{n} yeni mesaj" },
  "conversation.newest": "En yeni mesajlara git",
  "conversation.note-by": "{name} · iç not",
  "conversation.mark.waiting": "Gönderilmeyi bekliyor",
  "conversation.mark.stored": "Gönderildi",
  "conversation.mark.delivered": "İletildi",
  "conversation.mark.read": "Okundu",
  "conversation.spoken": "{name}: {body}",
  "conversation.spoken-note": "{name}, iç not: {body}",
  "conversation.you": "Siz",
  "conversation.yours": "Görüşmeniz",
  "conversation.over": { one: "{n} karakter fazla.", other: "{n} karakter fazla." },
  "conversation.too-long": "Çok uzun: en fazla {n} karakter.",
  "conversation.not-kept": "Saklanamadı. Lütfen yeniden deneyin.",
  "conversation.gone": "Bu görüşme artık yok",
  "conversation.gone.why": "Silindi. Dilediğiniz zaman yenisini başlatabilirsiniz.",
  "conversation.expired": "Bağlantının süresi doldu",
  "conversation.erased": "Silindi",
});
