"""Answers as mail programs write them, made by hand: what stands above a quote in twelve languages, and the
MIME around it. Each says what its writer wrote."""

import base64
import quopri
from dataclasses import dataclass

US = "r+0123456789abcdef0123456789abcdef.c1.abcdefghijklmnop@help.example"
QUOTED = ("Hallo Carla,", "", "Ada wrote:", "", "Have you tried to turn it off?")


@dataclass(frozen=True)
class Sample:
    name: str
    raw: bytes
    says: str


def head(content_type: str, encoding: str = "8bit", **more: str) -> str:
    lines = {
        "From": "Carla <carla@example.org>",
        "To": f"Help <{US}>",
        "Subject": "Re: Your conversation [#7]",
        "Message-ID": "<answer@example.org>",
        "In-Reply-To": "<ours@help.example>",
        "MIME-Version": "1.0",
        "Content-Type": content_type,
        "Content-Transfer-Encoding": encoding,
    }
    return "".join(f"{name}: {value}\n" for name, value in (lines | more).items())


def quoted(mark: str = "> ") -> str:
    return "\n".join(f"{mark}{line}".rstrip() for line in QUOTED)


def text(
    says: str, above: str, quote: str, charset: str = "utf-8", encoding: str = "quoted-printable"
) -> bytes:
    body = f"{says}\n\n{above}\n{quote}\n".encode(charset)
    encode = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}.get(encoding, bytes)
    return head(f"text/plain; charset={charset}", encoding).encode() + b"\n" + encode(body)


def alternative(says: str, above: str, quote: str, page: str) -> bytes:
    """Text and HTML, as most send both."""
    plain = quopri.encodestring(f"{says}\n\n{above}\n\n{quote}\n".encode()).decode()
    parts = (
        '--b\nContent-Type: text/plain; charset="UTF-8"\n'
        f"Content-Transfer-Encoding: quoted-printable\n\n{plain}\n"
        f'--b\nContent-Type: text/html; charset="UTF-8"\n\n{page}\n--b--\n'
    )
    return (head('multipart/alternative; boundary="b"', "7bit") + "\n" + parts).encode()


def only_html(page: str) -> bytes:
    return (head('text/html; charset="utf-8"') + "\n" + page).encode()


# What Gmail, Apple Mail and others write above a quote.
GMAIL = {
    "en": ("Thanks, that worked!", f"On Mon, Nov 23, 2026 at 10:12 AM Help <{US}>\nwrote:"),
    "de": ("Danke, geht jetzt.", f"Am Mo., 23. Nov. 2026 um 10:12 Uhr schrieb Help <{US}>:"),
    "fr": ("Merci, ça marche.", f"Le lun. 23 nov. 2026 à 10:12, Help <{US}> a écrit :"),
    "es": ("Gracias, ya funciona.", f"El lun, 23 nov 2026 a las 10:12, Help (<{US}>) escribió:"),
    "pt-BR": ("Obrigado, já funciona.", f"Em seg., 23 de nov. de 2026 às 10:12, Help <{US}> escreveu:"),
    "it": ("Grazie, adesso va.", f"Il giorno lun 23 nov 2026 alle ore 10:12 Help <{US}> ha scritto:"),
    "nl": ("Bedankt, het werkt.", f"Op ma 23 nov 2026 om 10:12 schreef Help <{US}>:"),
    "pl": ("Dziękuję, działa.", f"pon., 23 lis 2026 o 10:12 Help <{US}> napisał(a):"),
    "ru": ("Спасибо, работает.", f"пн, 23 нояб. 2026 г. в 10:12, Help <{US}>:"),  # noqa: RUF001
    "ja": ("ありがとうございます。", f"2026年11月23日(月) 10:12 Help <{US}>:"),
    "zh": ("谢谢，可以了。", f"Help <{US}> 于2026年11月23日周一 10:12写道："),  # noqa: RUF001
    "ar": ("شكرا، إنه يعمل.", f"في الاثنين، 23 نوفمبر 2026 في 10:12 ص تمت كتابة ما يلي بواسطة Help <{US}>:"),
}
APPLE = {
    "en": ("It works again.", f"On 23 Nov 2026, at 10:12, Help <{US}> wrote:"),
    "de": ("Es geht wieder.", f"Am 23.11.2026 um 10:12 schrieb Help <{US}>:"),
    "fr": ("Merci bien.", f"Le 23 nov. 2026 à 10:12, Help <{US}> a écrit :"),
    "es": ("Muchas gracias.", f"El 23 nov 2026, a las 10:12, Help <{US}> escribió:"),
    "it": ("Grazie mille.", f"Il giorno 23 nov 2026, alle ore 10:12, Help <{US}> ha scritto:"),
    "nl": ("Dank je wel.", f"Op 23 nov. 2026 om 10:12 heeft Help <{US}> het volgende geschreven:"),
    "pt-BR": ("Muito obrigado.", f"Em 23 de nov. de 2026, à(s) 10:12, Help <{US}> escreveu:"),
    "pl": ("Dzięki.", f"Wiadomość napisana przez Help <{US}> w dniu 23 lis 2026, o godz. 10:12:"),
    "ru": ("Теперь всё в порядке.", f"23 нояб. 2026 г., в 10:12, Help <{US}> написал(а):"),  # noqa: RUF001
    "ja": ("直りました。", f"2026/11/23 10:12、Help <{US}>のメール:"),
    "zh": ("好了。", f"在 2026年11月23日，10:12，Help <{US}> 写道："),  # noqa: RUF001
    "ar": ("لقد نجح الأمر.", f"في ٢٣ نوفمبر ٢٠٢٦، الساعة ١٠:١٢ ص، كتب Help <{US}>:"),  # noqa: RUF001
}
# What Outlook writes instead: a head of the mail that it quotes, and no mark before its lines.
OUTLOOK = {
    "en": ("Still broken.", "From", "Sent", "Monday, November 23, 2026 10:12 AM", "To", "Subject"),
    "de": ("Immer noch kaputt.", "Von", "Gesendet", "Montag, 23. November 2026 10:12", "An", "Betreff"),
    "fr": ("Toujours en panne.", "De", "Envoyé", "lundi 23 novembre 2026 10:12", "À", "Objet"),
    "es": ("Sigue igual.", "De", "Enviado", "lunes, 23 de noviembre de 2026 10:12", "Para", "Asunto"),
    "pt-BR": ("Continua igual.", "De", "Enviado", "segunda-feira, 23 de novembro de 2026", "Para", "Assunto"),
    "it": ("Ancora rotto.", "Da", "Inviato", "lunedì 23 novembre 2026 10:12", "A", "Oggetto"),
    "nl": ("Nog steeds stuk.", "Van", "Verzonden", "maandag 23 november 2026 10:12", "Aan", "Onderwerp"),
    "pl": ("Nadal nie działa.", "Od", "Wysłano", "poniedziałek, 23 listopada 2026", "Do", "Temat"),
    "ru": ("Всё ещё не работает.", "От", "Отправлено", "23 ноября 2026 г. 10:12", "Кому", "Тема"),  # noqa: RUF001
    "ja": ("まだ動きません。", "差出人", "送信日時", "2026年11月23日 10:12", "宛先", "件名"),
    "zh": ("还是不行。", "发件人", "发送时间", "2026年11月23日 10:12", "收件人", "主题"),
    "ar": ("ما زال معطلا.", "من", "تم الإرسال", "الاثنين، 23 نوفمبر 2026 10:12 ص", "إلى", "الموضوع"),
}


def outlook(
    says: str, sender: str, sent: str, when: str, to: str, subject: str, rule: str = "_" * 32
) -> bytes:
    above = "\n".join(
        filter(
            None,
            (rule, f"{sender}: Help <{US}>", f"{sent}: {when}", f"{to}: Carla", f"{subject}: Re: It broke"),
        )
    )
    return text(says, above, "\n" + "\n".join(QUOTED))


def with_picture() -> bytes:
    """Apple Mail: text, picture, text. Both texts are hers."""
    picture = base64.b64encode(b"\x89PNG\r\n\x1a\n").decode()
    parts = (
        "--p\nContent-Type: text/plain; charset=utf-8\n\nLook at this:\n"
        '--p\nContent-Type: image/png; name="shot.png"\nContent-Disposition: inline; filename="shot.png"\n'
        f"Content-Transfer-Encoding: base64\n\n{picture}\n"
        "--p\nContent-Type: text/plain; charset=utf-8\n\nIs that right?\n\n"
        f"{APPLE['en'][1]}\n\n{quoted()}\n--p--\n"
    )
    return (head("multipart/mixed; boundary=p", "7bit") + "\n" + parts).encode()


def thunderbird() -> bytes:
    """Soft breaks at the end of lines."""
    body = f"This goes on \nin the next line.\n\nAm 23.11.26 um 10:12 schrieb Help:\n{quoted()}\n"
    return (head("text/plain; charset=UTF-8; format=flowed") + "\n" + body).encode()


OUTLOOK_PAGE = (
    "<html><head><style>p{margin:0}</style></head><body><p>It&#39;s &lt;broken&gt;.</p>"
    '<div id="divRplyFwdMsg">'
    f"<b>From:</b> Help &lt;{US}&gt;<br><b>Sent:</b> Monday<br><b>To:</b> Carla<br><b>Subject:</b> Re</div>"
    '<p>Hello Carla</p><img src="https://tracker.example/x.png"><script>alert(1)</script></body></html>'
)
MARKED = f"> ##- Please write your answer above this line -##\n{quoted()}"
BETWEEN = "> did you restart?\nyes\n> and the cable?\nalso yes"

SAMPLES = [
    *(
        Sample(f"gmail {language}", alternative(says, above, quoted(), f"<div>{says}</div>"), says)
        for language, (says, above) in GMAIL.items()
    ),
    *(
        Sample(f"apple mail {language}", text(says, above, quoted()), says)
        for language, (says, above) in APPLE.items()
    ),
    *(Sample(f"outlook {language}", outlook(*words), words[0]) for language, words in OUTLOOK.items()),
    Sample("outlook web, without a rule", outlook(*OUTLOOK["de"], rule=""), OUTLOOK["de"][0]),
    Sample("outlook, html alone", only_html(OUTLOOK_PAGE), "It's <broken>."),
    Sample("apple mail with a picture", with_picture(), "Look at this:\n\nIs that right?"),
    Sample("thunderbird", thunderbird(), "This goes on in the next line."),
    Sample(
        "yahoo",
        text(
            "Fine now.",
            f"On Monday, November 23, 2026, 10:12:13 AM GMT, Help <{US}> wrote:",
            "\n" + quoted(""),
        ),
        "Fine now.",
    ),
    Sample(
        "gmx",
        text(
            "Danke!",
            f"Gesendet: Montag, 23. November 2026 um 10:12 Uhr\nVon: Help <{US}>\nAn: carla\nBetreff: Re",
            "\n".join(QUOTED),
        ),
        "Danke!",
    ),
    Sample(
        "iphone", text("Yes\n\nSent from my iPhone", GMAIL["en"][1], MARKED), "Yes\n\nSent from my iPhone"
    ),
    Sample("android", text("Ja, läuft.", GMAIL["de"][1], MARKED, encoding="base64"), "Ja, läuft."),
    Sample(
        "in an old charset", text("Schöne Grüße", GMAIL["de"][1], quoted(), "iso-8859-15"), "Schöne Grüße"
    ),
    Sample("in koi8-r", text("Спасибо", GMAIL["ru"][1], quoted(), "koi8-r", "base64"), "Спасибо"),
    Sample(
        "in iso-2022-jp", text("動きました", GMAIL["ja"][1], quoted(), "iso-2022-jp", "7bit"), "動きました"
    ),
    Sample(
        "a ticket system that answers below its own line",
        text("We looked into it.", "##- Please type your reply above this line -##", "\n".join(QUOTED)),
        "We looked into it.",
    ),
    Sample(
        "a ticket system with a line of dashes",
        text("Please try again.", "-" * 40 + f"\nOn 23 Nov 2026 10:12 UTC, Help <{US}> wrote:", quoted()),
        "Please try again.",
    ),
    Sample(
        "answers between the quotes",
        text(BETWEEN, "", ""),
        BETWEEN,
    ),
    Sample(
        "an answer below the quote, as Thunderbird has it",
        text(f"{APPLE['en'][1]}\n{MARKED}", "", "Yes, that was it."),
        f"{APPLE['en'][1]}\n{MARKED}\n\n\nYes, that was it.",
    ),
    Sample(
        "answers between the quotes, with our line above them",
        text(f"> ##- Please write your answer above this line -##\n{BETWEEN}", "", ""),
        f"> ##- Please write your answer above this line -##\n{BETWEEN}",
    ),
    Sample(
        "words that look like a quote's head",
        text("I read: On Monday you wrote: I should wait.\nSo I waited.", "", ""),
        "I read: On Monday you wrote: I should wait.\nSo I waited.",
    ),
    Sample(
        "a table at its end",
        text("I mean these:\n\n| size | colour |\n|  12  |  red   |", "", ""),
        "I mean these:\n\n| size | colour |\n|  12  |  red   |",
    ),
    Sample(
        "a list with colons",
        text("I need:\nname: x\nsize: y\ncolour: z\nthanks", "", ""),
        "I need:\nname: x\nsize: y\ncolour: z\nthanks",
    ),
]
