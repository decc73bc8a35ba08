#!/bin/sh
# The local provider in the background: provider.sh start FOLDER [PORT] prints its issuer; provider.sh stop FOLDER.
# Belongs here: its process id and log in FOLDER, so that only this one is stopped.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
verb=$1
folder=$2
mkdir -p "$folder"
stop() {
    if [ -f "$folder/provider.pid" ]; then
        pid=$(cat "$folder/provider.pid")
        # The number may have passed on to another process since.
        if tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -q 'oidc/provider.mjs'; then kill "$pid"; fi
        rm -f "$folder/provider.pid"
    fi
}
start() {
    stop
    "$here/node/node.sh" --install "$here/oidc"
    log=$folder/provider.log
    : >"$log"
    "$here/oidc/start.sh" "$1" >"$log" 2>&1 8>&- 9>&- &
    pid=$!
    echo "$pid" >"$folder/provider.pid"
    until grep -q '^provider ready: ' "$log"; do
        kill -0 "$pid" 2>/dev/null || { cat "$log" >&2; exit 1; }
        sleep 0.1
    done
    sed -n 's/^provider ready: //p' "$log"
}
case $verb in
    start) start "${3:-9000}" ;;
    stop) stop ;;
    *) echo "usage: provider.sh start|stop FOLDER [PORT]" >&2; exit 2 ;;
esac
