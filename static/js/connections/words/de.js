import { learn } from "../../words/t.js";

learn("de", {
  "connections.test.signed-out": "Sie wurden abgemeldet: Melden Sie sich an, und testen Sie noch einmal.",
  "connections.test.gone":
    "Der Server antwortet mitten im Test nicht mehr: Ist sein Web-Prozess zu Ende? Testen Sie in ein paar Sekunden noch einmal.",
  "connections.test.whole": "Den ganzen Weg hin und zurück: Die Verbindung ist heil.",
  "connections.test.no-answer": "Keine Antwort: Der Server ist aus, oder das Netz dazwischen.",
  "connections.test.other-answered":
    "Etwas anderes hat geantwortet ({status}): Führt der Proxy zum Web-Prozess?",
  "connections.test.stranger":
    "Etwas anderes antwortet an der Stelle des Servers: eine Anmeldeseite dieses Netzes, oder die eigene eines Proxys?",
  "connections.test.no-database":
    "Die Datenbank ist nicht erreichbar: Starten Sie sie, oder prüfen Sie DATABASE_URL.",
  "connections.test.draining":
    "Dieser Web-Prozess endet gleich. Testen Sie in ein paar Sekunden noch einmal.",
  "connections.test.no-redis":
    "Redis ist von diesem Web-Prozess aus nicht erreichbar: Starten Sie es, oder prüfen Sie REDIS_URL. Verbindungen bleiben bestehen, Nachrichten anderer kommen spät.",
  "connections.test.you-are": "Sie sind {address}",
  "connections.test.other-origin":
    "Diese Seite steht unter {origin}, Sockets werden aber nur von {origins} angenommen. Öffnen Sie diese Adresse, oder setzen Sie PUBLIC_URL.",
  "connections.test.blocks":
    "Ihr Proxy blockiert Upgrades: HTTP kommt durch, ein WebSocket nicht. Lassen Sie ihn für /ws/ die Header Upgrade und Connection weitergeben.",
  "connections.test.holds":
    "Ihr Proxy hält das Upgrade zurück: Es kommt weder ein Ja noch ein Nein. Lassen Sie ihn /ws/ ungepuffert weitergeben.",
  "connections.test.by-process": "von Prozess {process}",
  "connections.test.refused": "Der Server hat abgelehnt, mit Code {code}.",
  "connections.test.cuts":
    "Etwas kappt den Socket, sobald er benutzt wird: ein Proxy mit einem Filter, oder einer, der nur HTTP spricht.",
  "connections.test.swallows":
    "Der Socket öffnet sich, und nichts kommt durch: ein Proxy, der Frames puffert oder verschluckt. Schalten Sie sein Puffern für /ws/ aus.",
  "connections.test.no-binary":
    "Keine Antwort: Binäre Frames kommen nicht durch, oder der Prozess hat mehr zu tun, als er kann.",
  "connections.test.no-tick-redis": "Ohne Redis kein Takt.",
  "connections.test.other-redis":
    "Ein Worker gibt den Takt, aber er kommt bei diesem Prozess nicht an: Haben beide dieselbe REDIS_URL?",
  "connections.test.no-tick":
    "Kein Takt: Der Herzschlag-Worker läuft nicht. Starten Sie manage.py heartbeat.",
  "connections.test.idle":
    "Der Socket wurde gekappt, während nichts gesagt wurde: Beendet ein Proxy ruhende Verbindungen? Er muss mindestens zwei Herzschläge warten.",
  "connections.test.no-ping":
    "Kein Ping binnen {n} s, obwohl der Socket offen ist: Frames gehen auf dem Weg hierher verloren.",
  "connections.test.not-noted-without-ticks":
    "Ohne Takt wird nichts vermerkt. Der Prozess pingt nach seiner eigenen Uhr und schließt niemanden.",
  "connections.test.redis-gone":
    "Redis ist nicht mehr erreichbar: Starten Sie es, oder prüfen Sie REDIS_URL.",
  "connections.test.not-noted":
    "Unsere Antwort ist nicht vermerkt: Sie ging auf dem Weg dorthin verloren, oder der Worker gibt seit eben keinen Takt mehr.",
  "connections.step.http": "Diese Seite erreicht den Server",
  "connections.step.parts": "Der Server hat, was er braucht",
  "connections.step.address": "Er weiß, wer kommt",
  "connections.step.upgrade": "Ein WebSocket öffnet sich",
  "connections.step.welcome": "Der Server spricht hindurch",
  "connections.step.probe": "Er antwortet sofort",
  "connections.step.ticks": "Der Takt des Workers kommt dort an",
  "connections.step.ping": "Der Ping des Servers kommt hier an",
  "connections.step.mark": "Unsere Antwort darauf steht in Redis",
  "connections.visitors.undeclared":
    "Alle Besucher zählen als einer, {address}, und teilen sich dessen Grenzen: Ein Proxy sagt, wer kommt (X-Forwarded-For), und dieser Server sieht nicht hin. Setzen Sie BEHIND_PROXY=on.",
  "connections.visitors.silent":
    "Alle Besucher zählen als einer, {address}, und teilen sich dessen Grenzen: Der Proxy sagt nicht, wer kommt. Lassen Sie ihn X-Forwarded-For senden.",
  "connections.visitors.short":
    "Alle Besucher zählen als einer, {address}, und teilen sich dessen Grenzen: In X-Forwarded-For haben weniger Proxys geschrieben, als PROXY_HOPS sagt.",
  "connections.visitors.garbled":
    "Alle Besucher zählen als einer, {address}, und teilen sich dessen Grenzen: Was der Proxy in X-Forwarded-For schreibt, ist keine Adresse.",
  "connections.visitors.between":
    "Alle Besucher zählen als einer, {address}, und teilen sich dessen Grenzen: Auf dem Server selbst steht etwas dazwischen. Lassen Sie es X-Forwarded-For senden, und setzen Sie BEHIND_PROXY=on.",
  "connections.visitors.crowd":
    "Alle {n} Seiten von Kunden kommen von einer einzigen Adresse. Steht ein Proxy dazwischen, lassen Sie ihn X-Forwarded-For senden, setzen Sie BEHIND_PROXY=on, und prüfen Sie PROXY_HOPS.",
  "connections.result.running": "…",
  "connections.result.good": "gut",
  "connections.result.bad": "hier ist Schluss",
  "connections.result.skipped": "nicht versucht",
  "connections.again.tried": "Es wird noch einmal versucht.",
  "connections.again.lost": "Das kam nicht an. Bitte drücken Sie noch einmal „Erneut“.",
  "connections.reactions": "Reaktionen",
  "connections.died": { one: "{time}, nach {n} Versuch", other: "{time}, nach {n} Versuchen" },
  "connections.again": "Erneut: {kind}, {time}",
  "connections.milliseconds": "{figure} ms",
  "connections.seconds": "{figure} s",
  "connections.on-time": "pünktlich",
  "connections.late": "{time} zu spät",
  "connections.nothing-late": "Nichts ist zu spät.",
  "connections.oldest": "Das Älteste wartet seit {time}.",
  "connections.no-redis": "Redis ist nicht erreichbar: Seiten sehen Nachrichten anderer spät",
  "connections.no-leader": "Kein Herzschlag-Worker führt: Starten Sie manage.py heartbeat",
  "connections.no-jobs": "Neben den Nachrichten wird nichts erledigt: Starten Sie manage.py jobs",
  "connections.well": "Alles in Ordnung",
  "connections.one.web": "Ein Web-Prozess",
  "connections.one.worker": "Ein Worker",
  "connections.one.jobs": "Ein Prozess für Aufgaben",
  "connections.bad": "{kind}: {state}",
  "connections.bad-and-more": "{kind}: {state}, und {n} weitere",
  "connections.state.silent": "stumm",
  "connections.state.gone": "fort",
  "connections.state.draining": "läuft aus",
  "connections.state.beats-alone": "taktet allein",
  "connections.state.starting": "startet",
  "connections.state.no-database": "keine Datenbank",
  "connections.state.busy": "überlastet",
  "connections.state.serving": "in Betrieb",
  "connections.state.failing": "gestört",
  "connections.state.leading": "führt",
  "connections.state.standing-by": "in Reserve",
  "connections.state.working": "arbeitet",
  "connections.state.ready": "bereit",
  "connections.state.missing": "fehlt",
  "connections.why.killed": "{seconds} s ohne ein Wort: beendet, eingefroren oder von Redis abgeschnitten",
  "connections.why.lease-over":
    "{seconds} s ohne ein Wort: Seine Frist ist abgelaufen, und seine Leute zählen als offline",
  "connections.why.led-by-another":
    "{seconds} s ohne ein Wort: Inzwischen führt ein anderer Worker, wenn es einen gibt",
  "connections.why.begun-anew": "{seconds} s ohne ein Wort: Was er begonnen hatte, beginnt ein anderer neu",
  "connections.why.draining": "er endet: Seine Seiten gehen zu anderen Prozessen",
  "connections.why.alone-since-start": "kein Takt seit seinem Start. Läuft der Herzschlag-Worker?",
  "connections.why.alone": "kein Takt seit {seconds} s. Läuft der Herzschlag-Worker?",
  "connections.why.other-redis-since-start":
    "kein Takt seit seinem Start, obwohl ein Worker führt: Ist das Redis dieses Prozesses das des Workers?",
  "connections.why.other-redis":
    "kein Takt seit {seconds} s, obwohl ein Worker führt: Ist das Redis dieses Prozesses das des Workers?",
  "connections.why.no-tick-yet": "wartet auf seinen ersten Takt",
  "connections.why.web-without-database": "erreicht die Datenbank nicht: Nachrichten warten in ihren Seiten",
  "connections.why.lag": "bis zu {seconds} s zu spät: mehr Arbeit, als er schafft",
  "connections.why.cannot-beat":
    "kann nicht takten: Redis lehnt ab oder ist fort. Mehr steht in seinem Protokoll",
  "connections.why.takes-over": "übernimmt binnen 3 s, wenn der Führende aufhört",
  "connections.why.jobs-without-database": "erreicht die Datenbank nicht, in der Aufgaben warten",
  "connections.why.full": "was in {lanes} als Nächstes kommt, wartet auf einen freien Thread",
  "connections.missing": "Seit einer Minute hat keiner von sich hören lassen. Starten Sie einen: {command}",
  "connections.kind.web": "Web-Prozess",
  "connections.kind.worker": "Herzschlag-Worker",
  "connections.kind.jobs": "Aufgaben",
  "connections.up": "seit {time}",
  "connections.where": "{host}, PID {pid}, {version}",
  "connections.where-you": "{host}, PID {pid}, {version}, antwortet Ihnen",
  "connections.sockets": { one: "{figure} Socket, {time} Verzug", other: "{figure} Sockets, {time} Verzug" },
  "connections.running": {
    one: "{running} laufen, {figure} Ereignis nachverfolgt",
    other: "{running} laufen, {figure} Ereignisse nachverfolgt",
  },
  "connections.beat": "{time} je Schlag",
  "connections.chart.open": "offen",
  "connections.chart.half": "für die Hälfte der Pings",
  "connections.chart.shown": "im gezeigten Zeitraum",
  "connections.chart.in-5-s": "in 5 s",
  "connections.line.sockets": "offen",
  "connections.line.p50": "die Hälfte",
  "connections.line.p95": "95 %",
  "connections.line.left": "Seite verlassen",
  "connections.line.cut": "Leitung gekappt",
  "connections.line.no_pong": "kein Pong",
  "connections.line.other": "sonstige",
  "connections.line.repairs": "Nachrichten, die unterwegs verloren gingen",
  "connections.signed-out": "Sie wurden abgemeldet.",
  "connections.silent": "Dieser Server antwortet nicht. Sie sehen, was er zuletzt gesagt hat",
});
