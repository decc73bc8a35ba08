#!/bin/sh
# Runs one step and says how long it took: step.sh NAME COMMAND...; also adds the line to $STEPS_FILE.
set -u
name=$1
shift
echo "== $name"
began=$(date +%s)
"$@"
result=$?
[ "$result" -eq 0 ] && word=passed || word=FAILED
line=$(printf '%-10s %-7s %5d s' "$name" "$word" "$(($(date +%s) - began))")
echo "== $line"
if [ -n "${STEPS_FILE:-}" ]; then echo "$line" >>"$STEPS_FILE"; fi
exit "$result"
