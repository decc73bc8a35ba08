#!/bin/sh
# Brings a program or says how to: need.sh TEST PACKAGE...
# Belongs here: the one place that asks Debian for packages. Never here: other registries, or a version choice.
# TEST is a shell condition, true when nothing has to be done. As root the packages are installed;
# anybody else is told the one command to run, and this ends with 1.
set -eu
condition=$1
shift
if sh -c "$condition" >/dev/null 2>&1; then
    exit 0
fi
if [ "$(id -u)" -ne 0 ]; then
    echo "Missing here: $*. Run once: sudo apt-get install --no-install-recommends $*" >&2
    exit 1
fi
echo "installing from the distribution: $*" >&2
export DEBIAN_FRONTEND=noninteractive
install_all() {
    apt-get install -y -qq -o Dpkg::Use-Pty=0 --no-install-recommends "$@" >/dev/null
}
install_all "$@" || { apt-get update -qq >&2 && install_all "$@"; }
