#!/bin/sh
# The mechanism's speed beside its peers: three rounds of every measure in turn, then the medians as a table.
# Belongs here: what is measured in what order, on one core where the system can pin a process.
# Never here: what an engine is asked (tests/bench). A peer that can't be had is named and left out.
set -eu
cd "$(dirname "$0")/.."
root=$(pwd)
run=$root/.run/bench
rounds=${ROUNDS:-3}
lines=$run/lines
mkdir -p "$run"
: >"$lines"
infra/need.sh 'command -v cc' gcc libc6-dev
(cd tests/bench && CARGO_TARGET_DIR="$run/target" cargo build --release --locked --quiet)
program=$run/target/release/redress-bench

one_core() {
    if command -v taskset >/dev/null 2>&1; then taskset -c 0 "$@"; else "$@"; fi
}
openfisca() { # makes the Python folder once; fails where the packages can't be had
    if [ ! -x "$run/py/bin/python" ]; then
        infra/need.sh 'python3 -c "import ensurepip, venv"' python3 python3-venv || return 1
        python3 -m venv "$run/py" || return 1
    fi
    "$run/py/bin/python" -c 'import openfisca_core' 2>/dev/null ||
        "$run/py/bin/pip" install --quiet --disable-pip-version-check -r tests/bench/requirements.txt
}
if openfisca; then
    "$program" columns >"$run/columns"
    "$program" plain-columns >>"$lines"
else
    echo "OpenFisca can't be had here, so it is left out." >&2
fi
round=1
while [ "$round" -le "$rounds" ]; do
    for measure in traced zen cel read stored plain; do
        one_core "$program" "$measure" | tee -a "$lines"
    done
    if [ -f "$run/columns" ]; then
        one_core "$run/py/bin/python" tests/bench/openfisca_peer.py "$run/columns" | tee -a "$lines"
    fi
    "$program" lab | tee -a "$lines"
    round=$((round + 1))
done
echo
"$program" table "$lines"
