// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../t.js";

learn("tr", {
  "link.signed-out": "Oturumunuz kapandı. Taslağınız saklandı.",
  "link.by-http": "Yavaş bağlantı: mesajlar birkaç saniye gecikmeyle gelir.",
  "link.stranger": "Aramızdaki bir şey bizim yerimize yanıt veriyor, belki bu ağın giriş sayfası.",
  "link.safe": "Mesajlarınız güvende ve gönderilecek.",
  "link.offline": "Çevrimdışısınız. Mesajlar bağlantı gelince gönderilecek.",
  "link.reconnecting": "Yeniden bağlanılıyor…",
  "link.countdown": "{n} sn içinde yeniden bağlanılacak",
  "link.counting": "Yeniden bağlanılıyor.",
  "link.back": {
    one: "Yeniden çevrimiçi: {n} mesaj gönderildi",
    other: "Yeniden çevrimiçi: {n} mesaj gönderildi",
  },
  "link.back-spoken": "Yeniden çevrimiçi.",
  "link.stopped": "Bu sayfa devam edemiyor.",
  "link.stopped.4400": "Bu sayfa ile sunucu artık anlaşamıyor.",
  "link.stopped.4403": "Bu görüşmeye erişiminiz yok.",
  "link.stopped.4404": "Burada böyle bir görüşme yok.",
  "link.act.try": "Şimdi dene",
  "link.act.sign-in": "Oturum aç",
  "link.act.load": "Yeniden yükle",
  "time.now": "şimdi",
  "time.under-a-minute": "< 1 dk",
  "time.minutes": "{n} dk",
  "time.hours": "{n} sa",
  "time.days": { one: "{n} gün", other: "{n} gün" },
  "time.waits": "{time} bekliyor",
  "time.today": "Bugün",
  "time.yesterday": "Dün",
});
