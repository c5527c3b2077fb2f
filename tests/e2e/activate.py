"""Hands a listening socket to a server, as systemd does (sd_listen_fds(3)).

    activate.py COMMAND...               one after the other, on one socket
    activate.py --sockets N COMMAND...   that many sockets
    activate.py --file COMMAND...        something else

Ends with 0 when nobody was turned away, or as COMMAND ends.
"""
import fcntl
import http.client
import socket
import subprocess
import sys

FIRST = 3  # the descriptor where they begin
TIMES = 3


def run(files, command):
    """Starts a command with these as its descriptors from FIRST on."""
    # The shell has the process number before it becomes the command.
    # They are moved away first, so that none is overwritten by another.
    kept = [fcntl.fcntl(one, fcntl.F_DUPFD, 10) for one in files]
    redirect = " ".join(f"{FIRST + i}<&{fd}" for i, fd in enumerate(kept))
    script = (f"export LISTEN_PID=$$ LISTEN_FDS={len(files)}; "
              f"exec \"$@\" {redirect}")
    return subprocess.Popen(["bash", "-c", script, "bash", *command],
                            pass_fds=kept)


def ask(port):
    one = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    one.request("GET", "/help", headers={"Connection": "close"})
    answer = one.getresponse()
    answer.read()
    return answer.status


def main(arguments):
    if arguments[0] == "--sockets":
        sockets = [socket.create_server(("127.0.0.1", 0))
                   for _ in range(int(arguments[1]))]
        return run(sockets, arguments[2:]).wait(20)
    if arguments[0] == "--file":
        with open("/dev/null", encoding="ascii") as file:
            return run([file], arguments[1:]).wait(20)
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    for _ in range(TIMES):
        # Nobody serves yet: this one waits.
        early = socket.create_connection(("127.0.0.1", port), timeout=20)
        early.sendall(b"GET /help HTTP/1.0\r\n\r\n")
        server = run([listener], arguments)
        first = early.recv(12)
        if b" 200" not in first or ask(port) != 200:
            print(f"answered {first!r}", file=sys.stderr)
            server.kill()
            return 1
        server.terminate()
        if server.wait(20) != 0:
            return 1
    print(f"{TIMES} servers on one socket")
    return 0


sys.exit(main(sys.argv[1:]))
