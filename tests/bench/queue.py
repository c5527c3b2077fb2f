"""What the queue of pop-ups alone takes: each is claimed and its result is kept,
in groups, on the disk, with nobody written to.

    queue.py DATABASE GROUP

Prints how many there were a second.
"""
import sqlite3
import sys
import time

path, group = sys.argv[1], int(sys.argv[2])
CLAIM = """UPDATE message SET state = 'sending', attempts = attempts + 1,
    changed_at = 1, written_at = 1, batch_id = 1
    WHERE id IN (SELECT id FROM message
        WHERE state IN ('planned', 'unknown') AND channel = 'popup'
        ORDER BY next_try_at, id LIMIT ?) RETURNING id"""
RESULT = """UPDATE message SET state = 'sent', next_try_at = 0, detail = '',
    changed_at = 2 WHERE id = ?"""
db = sqlite3.connect(path, isolation_level=None)
db.execute("PRAGMA journal_mode = WAL")
db.execute("PRAGMA synchronous = FULL")
start = time.monotonic()
done = 0
while True:
    db.execute("BEGIN IMMEDIATE")
    ids = db.execute(CLAIM, (group,)).fetchall()
    db.execute("COMMIT")
    if not ids:
        break
    db.execute("BEGIN IMMEDIATE")
    db.executemany(RESULT, ids)
    db.execute("COMMIT")
    done += len(ids)
print(round(done / (time.monotonic() - start)))
