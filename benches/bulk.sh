#!/usr/bin/env bash
# Judges a file of many payloads, a line each: `fieldwright validate --ndjson` beside `serde_json::Value` and jsonschema on
# as many threads. The two take turns; shown are the medians of RUNS runs, in seconds, and the most memory.
#
#   benches/bulk.sh              500 MB, usual payloads
#   benches/bulk.sh 100 harsh    100 MB, harsh ones
set -euo pipefail
cd "$(dirname "$0")/.."

readonly megabytes=${1:-500} set=${2:-usual} runs=${RUNS:-5} threads=${THREADS:-$(nproc)}
readonly target=${CARGO_TARGET_DIR:-target}
readonly file=$target/bulk.ndjson page=rapyd/payment-updated

cargo build --quiet --release --package fieldwright-cli
cargo build --quiet --release --package fieldwright-benches --bin fieldwright-bulk
"$target/release/fieldwright-bulk" write "$file" --page "$page" --set "$set" --megabytes "$megabytes"

# timed NOTES COMMAND…
timed() {
    /usr/bin/time --append --output "$1" --format '%e %M' "${@:2}" >/dev/null
}

# shown NAME NOTES
shown() {
    sort -n "$2" | awk -v name="$1" '
        { seconds[NR] = $1; if ($2 > most) most = $2 }
        END { printf "%-36s %8.2f s %8.0f MB\n", name, seconds[int((NR + 1) / 2)], most / 1024 }'
}

rm -f "$target/bulk.ours" "$target/bulk.peer"
for ((run = 0; run < runs; run++)); do
    timed "$target/bulk.ours" "$target/release/fieldwright" validate "$page" --ndjson "$file"
    timed "$target/bulk.peer" "$target/release/fieldwright-bulk" validate "$file" --page "$page" --threads "$threads"
done
shown "fieldwright validate --ndjson" "$target/bulk.ours"
shown "Value + jsonschema, $threads threads" "$target/bulk.peer"
rm -f "$file" "$target/bulk.ours" "$target/bulk.peer"
