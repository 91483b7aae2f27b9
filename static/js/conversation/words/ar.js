// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("ar", {
  "conversation.new": {
    zero: "لا رسائل جديدة",
    one: "رسالة جديدة واحدة",
    two: "رسالتان جديدتان",
    few: "{n} رسائل جديدة",
    many: "{n} رسالة جديدة",
    other: "{n} رسالة جديدة",
  },
  "conversation.newest": "إلى أحدث الرسائل",
  "conversation.note-by": "{name} · ملاحظة داخلية",
  "conversation.mark.waiting": "في انتظار الإرسال",
  "conversation.mark.stored": "أُرسلت",
  "conversation.mark.delivered": "وصلت",
  "conversation.mark.read": "قُرئت",
  "conversation.spoken": "{name}: {body}",
  "conversation.spoken-note": "{name}، ملاحظة داخلية: {body}",
  "conversation.you": "أنت",
  "conversation.yours": "محادثتك",
  "conversation.over": {
    zero: "النص طويل.",
    one: "النص أطول بحرف واحد.",
    two: "النص أطول بحرفين.",
    few: "النص أطول بـ {n} أحرف.",
    many: "النص أطول بـ {n} حرفًا.",
    other: "النص أطول بـ {n} حرف.",
  },
  "conversation.too-long": "النص طويل جدًا، والحد الأقصى {n} حرف.",
  "conversation.not-kept": "تعذّر الحفظ. يُرجى المحاولة مرة أخرى.",
  "conversation.gone": "لم تعد هذه المحادثة موجودة",
  "conversation.gone.why": "لقد حُذفت. يمكنك بدء محادثة جديدة في أي وقت.",
  "conversation.expired": "انتهت صلاحية الرابط",
  "conversation.erased": "تم المحو",
});
