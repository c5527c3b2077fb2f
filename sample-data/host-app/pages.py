"""What the pages of the host app look like, and say."""

import html
import pathlib

STYLE = pathlib.Path(__file__).with_name("style.css").read_text("utf-8")
PAGE = """<!doctype html>
<html lang="nl"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>MedPlan</title><link rel="stylesheet" href="/style.css"></head>
<body><header>MedPlan</header><main>{body}</main></body></html>
"""
LOGIN = """<h1>Inloggen</h1>{said}<form method="post" action="/login">
<label>Gebruikersnaam
<input name="user" autocomplete="username" autocapitalize="none"></label>
<label>Wachtwoord
<input name="password" type="password" autocomplete="current-password"></label>
<button>Inloggen</button></form>
<p><a href="{aid}">Hulp bij inloggen</a></p>"""
CODE = """<h1>Nog één stap</h1>{said}<form method="post" action="/code">
<label>De code uit je wachtwoordmanager
<input name="code" inputmode="numeric" autocomplete="one-time-code"></label>
<button>Verder</button></form>
<p>Heb je deze code net gebruikt? Wacht dan even op de volgende.</p>
<p><a href="{aid}">Lukt het niet?</a></p>"""
HOME = """{popup}<h1>Welkom</h1>
<p class="inside">Je bent ingelogd als <strong>{user}</strong>.</p>"""
POPUP = """<section role="dialog" aria-labelledby="popup" lang="{language}">
<h2 id="popup">{title}</h2><p>{text}</p>
<form method="post" action="/later"><a class="button" href="{url}">{button}</a>
<button class="quiet" lang="nl">Later</button></form></section>"""
WAIT = """<h1>Even wachten</h1><p>Er zijn te veel foute codes getypt.
Probeer het straks nog eens, of bel de helpdesk.</p>"""
WRONG_PASSWORD = """<p role="alert">Deze naam en dit wachtwoord horen niet bij
elkaar.</p>"""
WRONG_CODE = """<p role="alert">Deze code klopt niet. Typ de code die er nu
staat.</p>"""
WHY_NOT = {
    "wrong": WRONG_CODE,
    "not_enrolled": WRONG_CODE,
    "clock": """<p role="alert">De klok van je apparaat loopt niet gelijk. Zet
die goed, en typ dan de nieuwe code.</p>""",
    "throttled": """<p role="alert">Te veel foute codes. Probeer het over een
paar minuten nog eens.</p>""",
    "blocked": """<p role="alert">Te veel foute codes. Bel de helpdesk.</p>"""}


def popup(one):
    """What came by webhook, or nothing."""
    return "" if one is None else POPUP.format(**{
        name: html.escape(str(value)).replace("\n", "<br>")
        for name, value in one.items()})
