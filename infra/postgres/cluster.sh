#!/bin/sh
# A PostgreSQL cluster of our own: cluster.sh start|stop|url|remove|install DIR [--durable|--fast]
# Belongs here: finding PostgreSQL 15 or newer, one private cluster per DIR, its start and its end.
# Never here: roles, tables, data (migrations/), or any cluster that this script didn't make.
#
#   start DIR    makes the cluster if it isn't there, starts it if it doesn't run, prints its URL
#   stop DIR     stops it; done twice is done once
#   url DIR [USER [DATABASE]]
#   remove DIR   stops it and deletes its data
#   install DIR  only sees that PostgreSQL is there
#
# It listens on a Unix socket in a folder that only its own user may enter, on no network address.
# --durable (the default) keeps every commit; --fast gives that up for speed and is for tests.
# PostgreSQL refuses to run as root: there the server is user postgres, and where that user can't
# reach DIR (a checkout under a home of mode 0700), the data lie in /var/lib; DIR/place names them.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
superuser=postgres_local
database=redress
port=54329 # only part of the socket's name: two clusters never share a folder
usage() { sed -n '2,11s/^# \{0,1\}//p' "$0" >&2; exit 2; }
[ $# -ge 2 ] || usage
verb=$1
mkdir -p "$2"
dir=$(cd "$2" && pwd)
shift 2
is_root() { [ "$(id -u)" -eq 0 ]; }

newest_bin() { # the folder of the newest server from 15 on, or nothing
    for version in $(find /usr/lib/postgresql -mindepth 1 -maxdepth 1 2>/dev/null | sed 's|.*/||' | sort -rn); do
        if [ "$version" -ge 15 ] && [ -x "/usr/lib/postgresql/$version/bin/initdb" ]; then
            echo "/usr/lib/postgresql/$version/bin"
            return
        fi
    done
    other=$(command -v initdb || true)
    if [ -n "$other" ] && [ "$("$other" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')" -ge 15 ]; then
        dirname "$other"
    fi
}

find_server() { # sets $bin; installs the distribution's packages when there is no server yet
    bin=$(newest_bin)
    [ -z "$bin" ] || return 0
    # Debian's packages make and start a cluster of their own unless told not to, for this install only.
    keep_out=/etc/postgresql-common/createcluster.d/redress.conf
    if is_root; then
        mkdir -p "${keep_out%/*}"
        echo "create_main_cluster = false" >"$keep_out"
    fi
    if ! "$here/../need.sh" false postgresql postgresql-client; then
        is_root && rm -f "$keep_out"
        exit 1
    fi
    is_root && rm -f "$keep_out"
    bin=$(newest_bin)
    [ -n "$bin" ] || { echo "The distribution brings no PostgreSQL 15 or newer." >&2; exit 1; }
}

as_server() { # runs a server program as the user that owns the data, from a folder that it can enter
    if is_root; then
        (cd / && runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

own_folder() { # a folder of mode 0700 that belongs to the server's user
    if is_root; then install -d -o postgres -g postgres -m 0700 "$1"; else install -d -m 0700 "$1"; fi
}

choose_place() { # sets $place: where data and log lie; remembered in DIR/place
    if [ -f "$dir/place" ]; then
        place=$(cat "$dir/place")
    elif ! is_root || as_server test -x "$dir"; then
        place=$dir/cluster
    else
        mkdir -p /var/lib/redress
        place=$(mktemp -d /var/lib/redress/pg-XXXXXX)
    fi
    own_folder "$place"
    echo "$place" >"$dir/place"
}

choose_socket() { # sets $socket: short, because a socket's path may have 107 bytes; remembered in DIR/socket
    socket=$(cat "$dir/socket" 2>/dev/null || true)
    [ -z "$socket" ] || [ ! -d "$socket" ] || return 0
    base=/tmp
    is_root || base=${XDG_RUNTIME_DIR:-/tmp}
    socket=$(mktemp -d "$base/redress-XXXXXX")
    own_folder "$socket"
    echo "$socket" >"$dir/socket"
}

url() { # url [USER [DATABASE]]
    echo "postgres://${1:-$superuser}@localhost:$port/${2:-$database}?host=$(cat "$dir/socket")"
}

write_settings() { # write_settings --durable|--fast
    cat <<SETTINGS
listen_addresses = ''
port = $port
unix_socket_directories = '$socket'
unix_socket_permissions = 0700
max_connections = 200
timezone = 'UTC'
log_timezone = 'UTC'
SETTINGS
    if [ "$1" = --fast ]; then
        printf 'fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n'
    else
        # A failed statement may hold a person's data: its text stays out of the log.
        printf 'log_min_error_statement = panic\nlog_parameter_max_length_on_error = 0\n'
    fi
}

is_running() { as_server "$bin/pg_ctl" -D "$place/data" status >/dev/null 2>&1; }

start() {
    mode=${1:---durable}
    [ "$mode" = --fast ] || [ "$mode" = --durable ] || usage
    find_server
    choose_place
    choose_socket
    if [ ! -f "$place/data/PG_VERSION" ]; then
        as_server "$bin/initdb" -D "$place/data" -U "$superuser" --auth-local=trust --auth-host=reject \
            --encoding=UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=und \
            --data-checksums --no-sync >/dev/null
        echo "include_if_exists 'redress.conf'" | as_server tee -a "$place/data/postgresql.conf" >/dev/null
    fi
    if ! is_running; then
        write_settings "$mode" | as_server tee "$place/data/redress.conf" >/dev/null
        as_server "$bin/pg_ctl" -D "$place/data" -l "$place/log" -w -s start 9>&-
    fi
    if [ -z "$("$bin/psql" -qAtX "$(url "$superuser" postgres)" \
        -c "select 1 from pg_database where datname = '$database'")" ]; then
        "$bin/psql" -qX "$(url "$superuser" postgres)" -c "create database $database"
    fi
    url
}

stop() {
    [ -f "$dir/place" ] || return 0
    find_server
    place=$(cat "$dir/place")
    if is_running; then # pg_ctl asks the process named in this data folder, no other
        as_server "$bin/pg_ctl" -D "$place/data" -m fast -w -s stop
    fi
}

# One at a time per DIR: two first starts at once would make two clusters.
if [ "$verb" != url ]; then
    exec 9>"$dir/lock"
    flock 9
fi
case $verb in
    start) start "$@" ;;
    stop) stop ;;
    install) find_server ;;
    url) url "$@" ;;
    remove)
        stop
        for name in place socket; do
            if [ -f "$dir/$name" ]; then rm -rf "$(cat "$dir/$name")" "${dir:?}/$name"; fi
        done
        ;;
    *) usage ;;
esac
