#!/bin/sh
# Time and peak memory of `fieldwright generate`: everything anew, and with nothing changed.
#
#   benches/generate/run.sh                   # 10, 100 and 1,000 schemas of about 4 KB
#   benches/generate/run.sh 10 100 1000 10000
#
# The least of RUNS runs: seconds, user seconds, MB at the peak; then what it spent in its stages, in milliseconds. Sources
# and fixtures are made, compared and written on all cores at once, and their times are added up.
set -eu

[ $# -gt 0 ] || set -- 10 100 1000
runs=${RUNS:-3}
here=$(cd "$(dirname "$0")" && pwd)
target=${CARGO_TARGET_DIR:-$here/../../target}
rm -rf "$target/generate"
export CARGO_TERM_COLOR=never

(cd "$here/../.." && CARGO_TARGET_DIR=$target FIELDWRIGHT=off cargo build --quiet --release -p fieldwright-cli)
CARGO_TARGET_DIR=$target/corpus cargo build --quiet --release --manifest-path "$here/../compile/Cargo.toml"

# run FOLDER OUT NOTES: one run, noted in a line.
run() {
    /usr/bin/time --quiet -o "$1/cost" -f '%e %U %M' "$target/release/fieldwright" generate --timings \
        --schemas "$1/schemas" --out "$1/$2" >"$1/said" 2>"$1/stages" || {
        cat "$1/said" "$1/stages" >&2
        exit 1
    }
    printf '%s %s\n' "$(cat "$1/cost")" "$(awk '{ print $2 }' "$1/stages" | xargs)" >>"$3"
}

# least COUNT KB NOTES KIND: the quickest run as a row.
least() {
    sort -n "$3" | awk -v count="$1" -v size="$2" -v kind="$4" 'NR == 1 {
        printf "%8s %8s  %-9s %8.3f %8.3f %6.0f ", count, size, kind, $1, $2, $3 / 1024
        for (stage = 4; stage <= NF; stage++) printf " %8.1f", $stage
        print ""
    }'
}

printf '%8s %8s  %-9s %8s %8s %6s ' schemas KB run wall user MB
printf ' %8s' read hash load check sources fixtures compare write
echo
for count in "$@"; do
    work=$target/generate/$count
    mkdir -p "$work"
    "$target/corpus/release/corpus" schemas "$work/schemas" "$count"
    i=0
    while [ "$i" -lt "$runs" ]; do
        i=$((i + 1))
        # In a folder that is new: where files were removed a moment ago, ext4 searches long for room for others.
        run "$work" "out$i" "$work/anew"
        run "$work" "out$i" "$work/again"
    done
    size=$(find "$work/schemas" -name '*.yaml' -exec cat {} + | wc -c)
    least "$count" "$((size / 1024))" "$work/anew" anew
    least "$count" "$((size / 1024))" "$work/again" unchanged
done
rm -rf "$target/generate"
