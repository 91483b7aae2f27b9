// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("tr", {
  "notifications.push.ask": "Bir yanıt geldiğinde, bu sayfa kapalıyken de, bu tarayıcı size haber versin mi?",
  "notifications.push.yes": "Evet, haber ver",
  "notifications.push.no": "Hayır, teşekkürler",
  "notifications.push.on": "Bu sayfayı kapatabilirsiniz: bir yanıt geldiğinde bu tarayıcı size haber verir.",
  "notifications.push.off": "Kapat",
  "notifications.push.denied":
    "Bu tarayıcı buna izin vermiyor. Bunu tarayıcının bu sayfa için ayarlarından değiştirebilirsiniz.",
  "notifications.push.failed": "Bu tarayıcıda olmadı.",
  "notifications.push.home": "Bu sayfa ana ekranınızda olduğunda bu tarayıcı yanıtları size bildirebilir.",
  "notifications.push.how": "Nasıl yapılır?",
  "notifications.push.home.how":
    "Paylaş’a, sonra “Ana Ekrana Ekle”ye dokunun. Bu görüşmeyi oradan açın; soru yeniden sorulur.",
});
