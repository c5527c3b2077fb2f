"""Commits to a database of Twofold's settings, each on the disk before the next.

    commits.py DATABASE A-SECOND SECONDS

Prints how many there were a second.
"""
import sqlite3
import sys
import time

path, wanted, seconds = sys.argv[1], float(sys.argv[2]), float(sys.argv[3])
db = sqlite3.connect(path, isolation_level=None, timeout=10)
db.execute("PRAGMA journal_mode = WAL")
db.execute("PRAGMA synchronous = FULL")
db.execute("CREATE TABLE IF NOT EXISTS bench (id INTEGER PRIMARY KEY, n, t)")
db.execute("INSERT OR REPLACE INTO bench VALUES (1, 0, '')")
start = time.monotonic()
done = 0
while time.monotonic() - start < seconds:
    db.execute("BEGIN IMMEDIATE")
    db.execute("UPDATE bench SET n = n + 1 WHERE id = 1")
    db.execute("INSERT INTO bench (n, t) VALUES (?, ?)", (done, "x" * 60))
    db.execute("COMMIT")
    done += 1
    time.sleep(max(0, start + done / wanted - time.monotonic()))
print(round(done / (time.monotonic() - start)))
