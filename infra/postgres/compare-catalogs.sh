#!/bin/sh
# Compares what two databases are made of: compare-catalogs.sh URL URL
# Belongs here: namespaces, tables, columns, types, defaults, constraints, indexes, policies, grants, functions with their
# bodies, triggers, comments and rows, each as the server itself writes it (catalog.sql). Ends with 1 where they differ.
# For whoever writes the table files anew before a release, or wonders what an upgrade has left behind; best of two
# databases without claims.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
[ $# -eq 2 ] || { echo "usage: compare-catalogs.sh URL URL" >&2; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for place in 1 2; do
    eval "url=\$$place"
    psql -qX -v ON_ERROR_STOP=1 "$url" -f "$here/catalog.sql" >"$folder/records"
    tr '\n\036' ' \n' <"$folder/records" | tr -s ' ' | sed 's/^ //; s/ *$//; /^$/d' | LC_ALL=C sort >"$folder/$place"
done
for kind in $(cut -d' ' -f1 "$folder/1" "$folder/2" | sort -u); do
    echo "$kind: $(grep -c "^$kind " "$folder/1") and $(grep -c "^$kind " "$folder/2")"
done
if diff --unchanged-line-format='' --old-line-format='only the first:  %L' --new-line-format='only the second: %L' \
    "$folder/1" "$folder/2"; then
    echo "No difference."
else
    exit 1
fi
