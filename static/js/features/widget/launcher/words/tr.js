// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("tr", {
  "widget.open": "Sohbeti aç",
  "widget.close": "Sohbeti kapat",
  "widget.chat": "Sohbet",
  "widget.new": { one: "{n} yeni mesaj", other: "{n} yeni mesaj" },
  "widget.away": "Sohbete şu anda ulaşılamıyor.",
});
