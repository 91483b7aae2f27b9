// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../t.js";

learn("pt-br", {
  "link.signed-out": "Sua sessão foi encerrada. Seu rascunho está guardado.",
  "link.by-http": "Conexão lenta: as mensagens chegam alguns segundos depois.",
  "link.stranger": "Algo responde em nosso lugar, talvez a página de acesso desta rede.",
  "link.safe": "Suas mensagens estão seguras e serão enviadas.",
  "link.offline": "Você está off-line. As mensagens serão enviadas quando a conexão voltar.",
  "link.reconnecting": "Reconectando…",
  "link.countdown": "Nova conexão em {n} s",
  "link.counting": "Reconectando.",
  "link.back": {
    one: "De volta: {n} mensagem enviada",
    many: "De volta: {n} mensagens enviadas",
    other: "De volta: {n} mensagens enviadas",
  },
  "link.back-spoken": "Conexão restabelecida.",
  "link.stopped": "Esta página não pode continuar.",
  "link.stopped.4400": "Esta página e o servidor não se entendem mais.",
  "link.stopped.4403": "Você não tem acesso a esta conversa.",
  "link.stopped.4404": "Esta conversa não existe aqui.",
  "link.act.try": "Tentar agora",
  "link.act.sign-in": "Entrar",
  "link.act.load": "Recarregar",
  "time.now": "agora",
  "time.under-a-minute": "< 1 min",
  "time.minutes": "{n} min",
  "time.hours": "{n} h",
  "time.days": { one: "{n} dia", many: "{n} dias", other: "{n} dias" },
  "time.waits": "espera há {time}",
  "time.today": "Hoje",
  "time.yesterday": "Ontem",
});
