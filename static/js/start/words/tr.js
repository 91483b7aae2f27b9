// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("tr", {
  "start.send": "Görüşmeyi başlat",
  "start.sending": "Gönderiliyor…",
  "start.continue": "Görüşmenize devam edin",
  "start.open-last": "Son görüşmenizi açın",
  "start.no-body": "Neye ihtiyacınız olduğunu birkaç kelimeyle yazın.",
  "start.no-name": "Size nasıl hitap edelim, yazın.",
  "start.no-email": "Bu bir e-posta adresine benzemiyor.",
  "start.over": { one: "{n} karakter fazla.", other: "{n} karakter fazla." },
  "start.too-long": "Çok uzun: en fazla {n} karakter.",
  "start.refused-field.body": "Bu haliyle gönderilemez. Lütfen başka sözcüklerle yazın.",
  "start.refused-field.name": "Bu bir ad olarak kullanılamaz. Lütfen farklı yazın.",
  "start.refused-field.email": "Bu e-posta adresine yazamıyoruz. Lütfen denetleyin veya boş bırakın.",
  "start.refused": "Bu haliyle kabul edilmedi. Mesajınız saklandı: lütfen gözden geçirip yeniden deneyin.",
  "start.refused.conflict": "Bunun önceki bir hali zaten gönderildi. Bunu da göndermek için düğmeye basın.",
  "start.refused.forbidden":
    "Bu sayfa buradan gönderemiyor. Mesajınız saklandı: lütfen sayfayı yeniden yükleyin.",
  "start.kept": "Mesajınız saklandı ve gönderilecek.",
  "start.many": "Şu anda çok kişi yazıyor. {n} sn içinde gönderilecek; mesajınız saklandı.",
  "start.offline": "Çevrimdışısınız. Mesajınız saklandı ve bağlantı gelince gönderilecek.",
  "start.unreachable": "Şu anda bize ulaşılamıyor.",
});
