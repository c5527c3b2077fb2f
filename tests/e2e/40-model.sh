#!/bin/bash
# Random campaigns through a simple reference in Python and through Twofold's
# planning, which have to agree on every message.
#
#   MODEL_CAMPAIGNS  how many
#   MODEL_SEED       the number of the first
. tests/e2e/lib.sh

campaigns=${MODEL_CAMPAIGNS:-1200}
seed=${MODEL_SEED:-1}

exits 0 "$campaigns campaigns from number $seed on" "$PYTHON" \
    tests/model/model.py "${TWOFOLD%/*}/tests/model/play" "$campaigns" "$seed"
like 'agree with the reference on every message' "$(cat "$dir/out")" \
    "^$campaigns campaigns, [0-9]{4,} messages: the same"
[ ! -s "$dir/out" ] || sed 's/^/    # /' "$dir/out"
finish
