// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("tr", {
  "files.remove": "Kaldır: {name}",
  "files.going": "Gönderiliyor: {name}",
  "files.cancel": "İptal",
  "files.view": "Görüntüle: {name}",
  "files.not-loaded": "Yüklenemedi. Yeniden deneyin.",
  "files.download": "İndir: {name}",
  "files.checking": "Denetleniyor…",
  "files.too-many": { one: "Bir mesajda en fazla {n} dosya.", other: "Bir mesajda en fazla {n} dosya." },
  "files.too-large": "{name} çok büyük: en fazla {size}.",
  "files.empty": "{name} boş.",
  "files.refused.infected": "Kaldırıldı: güvenli değil",
  "files.refused.unreadable": "Bu resim okunamıyor",
  "files.refused.too_many_pixels": "Bu resim gösterilemeyecek kadar büyük",
  "files.refused.gone": "Artık yok",
  "files.failed.too_large": "Bir dosya çok büyük.",
  "files.failed.ticket_full": "Bu görüşmeye daha fazla dosya eklenemez.",
  "files.failed.too_many_files": "Bir mesajda çok fazla dosya var.",
  "files.viewer": "Resim",
  "files.viewer.before": "Önceki",
  "files.viewer.after": "Sonraki",
  "files.viewer.zoom": "Tam boy",
  "files.viewer.close": "Kapat",
  "files.viewer.download": "İndir",
});
