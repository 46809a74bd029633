#!/bin/sh
# Time and peak memory of `fieldwright generate`: everything anew, and with nothing changed.
#
#   benches/generate/run.sh                   # 10, 100 and 1,000 schemas of about 4 KB
#   benches/generate/run.sh 10 100 1000 10000
#
# The least of RUNS runs; seconds, user seconds, and MB at the peak.
set -eu

[ $# -gt 0 ] || set -- 10 100 1000
runs=${RUNS:-3}
here=$(cd "$(dirname "$0")" && pwd)
target=${CARGO_TARGET_DIR:-$here/../../target}
work=$target/generate
export CARGO_TERM_COLOR=never

(cd "$here/../.." && CARGO_TARGET_DIR=$target cargo build --quiet --release -p fieldwright-cli)
CARGO_TARGET_DIR=$target/corpus cargo build --quiet --release --manifest-path "$here/../compile/Cargo.toml"

# run FOLDER NOTES: one run, noted.
run() {
    /usr/bin/time --quiet -a -o "$2" -f '%e %U %M' \
        "$target/release/fieldwright" generate --schemas "$1/schemas" --out "$1/out" >"$1/said" 2>&1 || {
        cat "$1/said" >&2
        exit 1
    }
}

# least NOTES
least() {
    sort -n "$1" | awk 'NR == 1 { printf "%9.3f s %9.3f s %7.0f MB", $1, $2, $3 / 1024 }'
}

printf '%8s %10s   %-34s   %s\n' schemas KB 'anew' 'nothing changed'
for count in "$@"; do
    rm -rf "$work"
    mkdir -p "$work"
    "$target/corpus/release/corpus" schemas "$work/schemas" "$count"
    i=0
    while [ "$i" -lt "$runs" ]; do
        i=$((i + 1))
        rm -rf "$work/out"
        run "$work" "$work/anew"
        run "$work" "$work/again"
    done
    size=$(cat "$work"/schemas/*/*.yaml | wc -c)
    printf '%8s %10s   %s   %s\n' "$count" "$((size / 1024))" "$(least "$work/anew")" "$(least "$work/again")"
done
rm -rf "$work"
