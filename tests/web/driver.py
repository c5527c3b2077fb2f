"""Drives Chromium by chromedriver, in the W3C's WebDriver protocol."""

import base64
import json
import re
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic",
         "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-proxy-server")
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # a key, of the protocol
SPOKEN = ("banner", "main", "contentinfo", "region", "heading", "link",
          "button", "textbox", "alert", "image", "group")
WAIT = 20  # seconds for a page or a program to come


class Refused(Exception):
    """What chromedriver answered instead of doing it."""


class Driver:
    """One browser with a profile of its own.  Use it as "with Driver()"."""

    def __init__(self, width=1024, height=768, language="nl"):
        self.profile = tempfile.mkdtemp(prefix="twofold-web-")
        self.server = None
        self.base = None
        self.request = None
        try:
            self.base = self._start(width, height, language)
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        self.close()

    def _listen(self):
        """Starts chromedriver; its port.  It takes one that is free on IPv4,
        and ends when that is not free on IPv6; another time it is."""
        for _ in range(5):
            self.server = subprocess.Popen(
                ["chromedriver", "--port=0"], stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, text=True)
            said = []
            for line in self.server.stdout:
                said.append(line)
                found = re.search(r"successfully on port (\d+)", line)
                if found:
                    return found[1]
            self.server.wait()
            self.server.stdout.close()
        raise Refused("chromedriver does not start: " + "".join(said))

    def _start(self, width, height, language):
        self.base = f"http://127.0.0.1:{self._listen()}/session"
        options = {"args": [*FLAGS, f"--user-data-dir={self.profile}",
                            f"--window-size={width},{height}",
                            f"--accept-lang={language}"],
                   "mobileEmulation": {"deviceMetrics": {
                       "width": width, "height": height, "pixelRatio": 2,
                       "mobile": False, "touch": False}}}
        session = self._call("POST", "", {"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"performance": "ALL"}}}})
        return f"{self.base}/{session['sessionId']}"

    def _call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.base + path, data, method=method,
            headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise Refused(json.load(error)["value"]["message"]) from None

    def close(self):
        """Ends the browser and removes its profile."""
        try:
            if self.base and not self.base.endswith("/session"):
                self._call("DELETE", "")
        finally:
            self.server.terminate()
            self.server.wait()
            self.server.stdout.close()
            shutil.rmtree(self.profile, ignore_errors=True)

    def _tools(self, command, **params):
        """A command of the browser's developer tools."""
        return self._call("POST", "/goog/cdp/execute",
                          {"cmd": command, "params": params})

    def prefer(self, scheme):
        """As on a device that prefers "light" or "dark", and no motion."""
        self._tools("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"}])

    def no_scripts(self):
        """As in a browser in which JavaScript is turned off."""
        self._tools("Emulation.setScriptExecutionDisabled", value=True)

    def size(self, width, height):
        """Makes the window that large; returns how large it was."""
        before = self.script("return [innerWidth, innerHeight];")
        self._tools("Emulation.setDeviceMetricsOverride", width=width,
                    height=height, deviceScaleFactor=2, mobile=False)
        return before

    def spoken(self):
        """What a screen reader has to say of the page: a role and a name for
        each thing, with what else there is to a field."""
        said = []
        for node in self._tools("Accessibility.getFullAXTree")["nodes"]:
            role = node.get("role", {}).get("value")
            name = node.get("name", {}).get("value", "").strip()
            more = [str(node.get("description", {}).get("value", ""))] + [
                p["name"] for p in node.get("properties", [])
                if p["name"] in ("required", "invalid", "focused")
                and p["value"].get("value") not in (False, "false")]
            if not node.get("ignored") and role in SPOKEN:
                said.append(" ".join(filter(None, [role, name] + (
                    more if role in ("textbox", "alert") else []))))
        return said

    def open(self, url):
        """Types an address."""
        self._call("POST", "/url", {"url": url})

    def back(self):
        """Presses the back button of the browser."""
        self._call("POST", "/back", {})

    def script(self, text, *args):
        """What some JavaScript returns; the pages themselves have none."""
        return self._call("POST", "/execute/sync",
                          {"script": text, "args": list(args)})

    def wait_for_script(self, text, *args):
        """The same for a script that hands its result to its last argument."""
        return self._call("POST", "/execute/async",
                          {"script": text, "args": list(args)})

    def received(self):
        """The page as it came from the server."""
        for entry in self._call("POST", "/se/log", {"type": "performance"}):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.responseReceived" and \
                    message["params"]["type"] == "Document":
                self.request = message["params"]["requestId"]
        found = self._tools("Network.getResponseBody", requestId=self.request)
        if found["base64Encoded"]:
            return base64.b64decode(found["body"]).decode()
        return found["body"]

    def reaches(self, path):
        """Whether the browser comes to this path of the site; waits for it."""
        until = time.monotonic() + WAIT
        while urllib.parse.urlsplit(self.url()).path != path:
            if time.monotonic() > until:
                return False
            time.sleep(0.05)
        return True

    def focuses(self, css):
        """Whether what CSS finds comes to have the focus; waits for it."""
        self.find(css)
        until = time.monotonic() + WAIT
        while not self.script("return document.activeElement ==="
                              " document.querySelector(arguments[0]);", css):
            if time.monotonic() > until:
                return False
            time.sleep(0.05)
        return True

    def find(self, css):
        """An element; waits for it."""
        until = time.monotonic() + WAIT
        while True:
            try:
                return self._call("POST", "/element", {
                    "using": "css selector", "value": css})[ELEMENT]
            except Refused:
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)

    def click(self, css):
        """Presses what CSS finds."""
        self._call("POST", f"/element/{self.find(css)}/click", {})

    def fill(self, css, text):
        """Types into a field, in place of what is in it."""
        field = f"/element/{self.find(css)}"
        self._call("POST", f"{field}/clear", {})
        self._call("POST", f"{field}/value", {"text": text})

    def type(self, css, text):
        """The same, and then Enter."""
        self.fill(css, text + "\ue007")

    def choose(self, css, path):
        """Chooses a file in a field for one."""
        self._call("POST", f"/element/{self.find(css)}/value", {"text": path})

    def attribute(self, css, name):
        """An attribute as it stands in the page."""
        return self._call("GET", f"/element/{self.find(css)}/attribute/{name}")

    def source(self):
        """The page as it is now."""
        return self._call("GET", "/source")

    def url(self):
        """Its address."""
        return self._call("GET", "/url")

    def picture(self, path):
        """Writes what is in view now, as PNG."""
        with open(path, "wb") as file:
            file.write(base64.b64decode(self._call("GET", "/screenshot")))
