"""All that a host app asks of Twofold and is told by it: to copy from."""

import base64
import hashlib
import hmac
import json
import time
import urllib.parse
import urllib.request

TOLERANCE = 300  # seconds that a webhook's time may differ from ours


class Twofold:
    """One campaign: the address of its API, and the two secrets.

    Whatever goes wrong on the way is an OSError, so nobody is let in by it.
    """

    def __init__(self, base, key, webhook_secret, any_time=False):
        self.base = base
        self.key = key
        self.secret = base64.b64decode(webhook_secret.removeprefix("whsec_"))
        self.any_time = any_time  # where the clock is moved
        self.seen = set()  # yours are kept in a database, some days

    def _ask(self, method, path, body=None):
        request = urllib.request.Request(
            self.base + path, method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": "Bearer " + self.key,
                     "Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def gate(self, user):
        """What to do with who has typed the right password."""
        return self._ask("GET", "/v1/gate?" + urllib.parse.urlencode(
            {"user": user}))

    def ticket(self, user, return_to):
        """The address where this user enrols now, and then comes back."""
        return self._ask("POST", "/v1/tickets", {
            "user": user, "return_to": return_to})["url"]

    def is_back(self, user, query):
        """Whether this user comes back from there, and has just typed a code:
        the query of the address has a receipt that says so, once."""
        receipt = dict(urllib.parse.parse_qsl(query)).get("twofold_receipt")
        return receipt is not None and self._ask("POST", "/v1/receipts", {
            "user": user, "receipt": receipt})["result"] == "enrolled"

    def verify(self, user, code):
        """"accepted", or why not."""
        return self._ask("POST", "/v1/verify", {
            "user": user, "code": code})["result"]

    def is_genuine(self, headers, body):
        """Whether Twofold sent a webhook, and now (Standard Webhooks)."""
        sent = headers.get("webhook-timestamp", "")
        if not sent.isdigit():
            return False
        if abs(time.time() - int(sent)) > TOLERANCE and not self.any_time:
            return False
        text = f"{headers.get('webhook-id', '')}.{sent}.".encode() + body
        mac = hmac.new(self.secret, text, hashlib.sha256).digest()
        right = "v1," + base64.b64encode(mac).decode()
        return any(hmac.compare_digest(right, one)
                   for one in headers.get("webhook-signature", "").split())

    def popups(self, headers, body):
        """The pop-ups that a genuine webhook brings, each with its "user";
        none when it is a copy of one that came before."""
        event, webhook = json.loads(body), headers["webhook-id"]
        if event["type"] != "popup.show" or webhook in self.seen:
            return []
        self.seen.add(webhook)
        return [{**one, "webhook_id": webhook}
                for one in event["data"]["people"]]
