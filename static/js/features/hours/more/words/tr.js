// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("tr", {
  "hours.here": "Sizin için biri burada",
  "hours.busy": "Şu anda yoğunuz: biraz daha uzun sürebilir",
  "hours.nobody": "Şu anda kimse yok",
  "hours.closed": "{time} saatine kadar kapalı",
  "hours.shut": "Kapalı",
  "hours.day-and-time": "{day}, {time}",
  "hours.read-from": "Yine de yazın: {time} itibarıyla okunur.",
  "hours.read-soon": "Yine de yazın: biri döner dönmez okunur.",
  "hours.next": "Sırada siz varsınız",
  "hours.place": "Sıradaki yeriniz: {place}",
  "hours.usual": "Yanıtlar genellikle {least} ile {most} içinde gelir",
  "hours.usual-one": "Yanıtlar genellikle {least} içinde gelir",
  "hours.no-email": "Bu bir e-posta adresine benzemiyor.",
  "hours.left": "Teşekkürler. Yanıt size orada da ulaşır.",
  "hours.not-left": "Gönderilemedi. Lütfen yeniden deneyin.",
});
