"""Plays a visitor who means no good: what the shell's curl cannot do.

    attack.py flood HOST:PORT KEY USER   thousands of connections that wait
    attack.py bits BASE LINK             every bit of a link's token
    attack.py fresh A B KEY USER...      two servers of one database
    attack.py raw HOST:PORT              requests that are none
    attack.py timing HOST:PORT TIMES SHARE [NAME=PATH | NAME=/?CODE] ...
                                         what is refused in the same words
    attack.py proofs HOST:PORT DATABASE TIMES SHARE NAME=COOKIE,CSRF,TYPED ...
                                         what somebody knows, the same
    attack.py late HOST:PORT KEY USER PID  a request in the middle of a stop

Ends with 0 when nothing gave way.
"""
import http.client
import json
import operator
import os
import signal
import socket
import sqlite3
import statistics
import sys
import time

IDLE = 2000
SLOW = 200
TOO_LONG = 60  # seconds for one request
PATIENCE = 2.0  # seconds that an answer may take under a flood
LEAST = 10e-6  # seconds of difference that nobody sees through a network
ROUNDS = 5  # a difference that is there is there in each


def place(text):
    host, port = text.rsplit(":", 1)
    return host, int(port)


def gate(connection, key, user):
    connection.request("GET", f"/v1/gate?user={user}",
                       headers={"Authorization": f"Bearer {key}"})
    answer = connection.getresponse()
    return answer.status, json.loads(answer.read())


def post(connection, key, path, body):
    connection.request("POST", path, json.dumps(body), {
        "Authorization": f"Bearer {key}", "Content-Type": "application/json"})
    answer = connection.getresponse()
    return answer.status, json.loads(answer.read())


def still_open(connection, more=b""):
    """Whether more bytes of a header are taken and none come back."""
    connection.setblocking(False)
    try:
        connection.sendall(more)
        return connection.recv(1) != b""
    except BlockingIOError:
        return True
    except OSError:
        return False


def flood(where, key, user):
    where = place(where)
    idle = [socket.create_connection(where) for _ in range(IDLE)]
    slow = [socket.create_connection(where) for _ in range(SLOW)]
    for one in slow:
        one.sendall(b"GET /v1/gate?user=x HTTP/1.1\r\nHost: x\r\nX-A: ")
    worst = 0
    for _ in range(20):
        for one in slow:
            one.sendall(b"a")
        start = time.monotonic()
        status, _ = gate(http.client.HTTPConnection(*where, timeout=10),
                         key, user)
        worst = max(worst, time.monotonic() - start)
        if status != 200:
            return f"the gate says {status}"
    print(f"{IDLE} idle and {SLOW} slow ones, the slowest answer after "
          f"{worst * 1000:.0f} ms")
    # Who says nothing is cut off, and so is who says something all the time.
    begun, silent = time.monotonic(), idle[:1]
    while (silent or slow) and time.monotonic() - begun < TOO_LONG:
        time.sleep(0.5)
        silent = [one for one in silent if still_open(one)]
        slow = [one for one in slow if still_open(one, b"a")]
    print(f"all are gone {time.monotonic() - begun:.0f} s later")
    if silent or slow:
        return f"{len(silent)} idle and {len(slow)} slow ones are still there"
    for one in idle:
        one.close()
    return None if worst < PATIENCE else f"an answer took {worst} s"


def bits(base, link):
    """A token with one bit changed is none, whatever letter comes of it."""
    where = place(base.removeprefix("http://"))
    connection = http.client.HTTPConnection(*where, timeout=10)
    letters = set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                  b"0123456789-_")
    tried = 0
    for at in range(len("/e/"), len(link)):
        for bit in range(8):
            letter = ord(link[at]) ^ 1 << bit
            if letter not in letters:
                continue
            changed = link[:at] + chr(letter) + link[at + 1:]
            for method in ("GET", "POST"):
                connection.request(method, changed, headers={
                    "Origin": base, "Content-Length": "0",
                    "Content-Type": "application/x-www-form-urlencoded"})
                answer = connection.getresponse()
                answer.read()
                tried += 1
                if answer.status != 404 or answer.getheader("Set-Cookie"):
                    return f"{method} {at} {bit}: {answer.status}"
    print(f"{tried} altered tokens")
    return None if tried > 300 else "too few were tried"


def fresh(one, other, key, *users):
    """Who has enrolled by one server is let in by the other at once."""
    a = http.client.HTTPConnection(*place(one), timeout=10)
    b = http.client.HTTPConnection(*place(other), timeout=10)
    for user in users:
        if gate(a, key, user)[1]["decision"] == "allow":
            return f"{user} is enrolled already"
        status, _ = post(b, key, "/v1/enrolled",
                         {"user": user, "method": "passkey"})
        decision = gate(a, key, user)[1]["decision"]
        if status != 200 or decision != "allow":
            return f"{user}: {status}, then {decision}"
    print(f"{len(users)} people, seen at once")
    return None


def raw(where):
    """No bytes bring the server down, and none come back in a header."""
    requests = [
        b"\r\n\r\n", b"\0" * 100, b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n",
        b"GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /e/%0d%0aX-Evil:%201 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /?taal=nl%0d%0aX-Evil:%201 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET //evil.example.com/ HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 100000 + b"\r\n\r\n",
        b"GET /" + b"a" * 100000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n" + b"A: b\r\n" * 5000 + b"\r\n",
        b"POST /v1/verify HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /v1/verify HTTP/1.1\r\nHost: x\r\nContent-Length: "
        b"99999999999999999999\r\n\r\n",
        b"POST /v1/verify HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /v1/verify HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked"
        b"\r\n\r\nFFFFFFFFFFFFFFFF\r\n",
    ]
    for request in requests:
        with socket.create_connection(place(where), timeout=5) as one:
            try:
                one.sendall(request)
                one.shutdown(socket.SHUT_WR)
                answer = one.recv(65536)
            except OSError:
                continue
        head = answer.split(b"\r\n\r\n")[0].lower()
        if b"x-evil" in head or b"location: //" in head:
            return f"{request[:60]!r} came back: {head!r}"
        if answer and not answer.startswith(b"HTTP/1."):
            return f"{request[:60]!r}: {answer[:60]!r}"
        if answer.split(b" ")[1:2] == [b"500"]:
            return f"{request[:60]!r}: our mistake"
    print(f"{len(requests)} requests that are none")
    return None


def refusal(connection, path):
    """The seconds that it takes; "/?CODE" is a start code that is typed."""
    page, _, code = path.partition("?")
    start = time.perf_counter()
    if code:
        connection.request("POST", page, f"code={code}", {
            "Sec-Fetch-Site": "same-origin",
            "Content-Type": "application/x-www-form-urlencoded"})
    else:
        connection.request("GET", page)
    answer = connection.getresponse()
    answer.read()
    return time.perf_counter() - start, answer.status


def compare(refuse, times, share, ways):
    """Whoever is refused cannot tell by the time why.

    "refuse" is given what follows the name of a way.  The median of the
    differences between neighbours may be LEAST, or that share of the median
    time.
    """
    ways = [way.split("=", 1) for way in ways]
    for _ in range(ROUNDS):
        taken, statuses = {name: [] for name, _ in ways}, {}
        for _ in range(int(times)):
            for name, what in ways:
                seconds, status = refuse(what)
                taken[name].append(seconds)
                statuses[name] = status
        if len(set(statuses.values())) > 1:
            return f"they are told apart: {statuses}"
        usual = {name: statistics.median(all_)
                 for name, all_ in taken.items()}
        told = ", ".join(f"{name} {median * 1e6:.0f} us"
                         for name, median in usual.items())
        first, status = ways[0][0], statuses[ways[0][0]]
        most = max(abs(statistics.median(map(
            operator.sub, taken[name], taken[first]))) for name in taken)
        if most <= max(float(share) * usual[first], LEAST):
            print(f"{status}: {told}, of {times} each")
            return None
    return told


def timing(where, times, share, *ways):
    """Links, tickets and start codes."""
    connection = http.client.HTTPConnection(*place(where), timeout=10)
    return compare(lambda path: refusal(connection, path), times, share, ways)


def proofs(where, database, times, share, *ways):
    """What somebody knows; nobody waits for the wrong ones before."""
    connection = http.client.HTTPConnection(*place(where), timeout=10)
    rows = sqlite3.connect(database, timeout=10, isolation_level=None)

    def refuse(session):
        cookie, csrf, typed = session.split(",")
        rows.execute("DELETE FROM throttle")
        start = time.perf_counter()
        connection.request(
            "POST", "/enrol/proof", f"csrf={csrf}&identifier={typed}", {
                "Cookie": f"__Host-twofold={cookie}",
                "Sec-Fetch-Site": "same-origin",
                "Content-Type": "application/x-www-form-urlencoded"})
        answer = connection.getresponse()
        answer.read()
        return time.perf_counter() - start, answer.status

    return compare(refuse, times, share, ways)


def late(where, key, user, pid):
    """What has begun when the server is asked to stop is answered."""
    body = json.dumps({"user": user, "method": "passkey"}).encode()
    one = socket.create_connection(place(where), timeout=10)
    one.sendall(f"POST /v1/enrolled HTTP/1.1\r\nHost: x\r\nAuthorization: "
                f"Bearer {key}\r\nContent-Type: application/json\r\n"
                f"Content-Length: {len(body)}\r\n\r\n".encode() + body[:5])
    time.sleep(0.3)
    os.kill(int(pid), signal.SIGTERM)
    time.sleep(0.5)
    try:
        socket.create_connection(place(where), timeout=1)
        return "new connections are taken"
    except OSError:
        pass
    one.sendall(body[5:])
    answer = one.recv(65536)
    print(answer.split(b"\r\n")[0].decode())
    return None if b" 200 " in answer.split(b"\r\n")[0] else "not answered"


wrong = globals()[sys.argv[1]](*sys.argv[2:])
if wrong:
    print(wrong, file=sys.stderr)
    sys.exit(1)
