#!/usr/bin/env bash
# Counts instructions and compares them with the checked-in table. Unlike time they are the same on a busy machine, but
# not with another compiler or other versions of what is linked: then look at the rows, and bless.
#
#   benches/instructions.sh            compares; exits 1 if a row is off by more than 3 %
#   benches/instructions.sh --bless    writes the table anew
set -euo pipefail
cd "$(dirname "$0")/.."

readonly table=benches/instructions.tsv
readonly tolerance=3
readonly program="${CARGO_TARGET_DIR:-target}/release/fieldwright-benches"

if ! command -v valgrind >/dev/null; then
    echo "skipped: no valgrind"
    exit 0
fi
case "${1-}" in
    "" | --bless) ;;
    *) sed -n '2,6s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
cargo build --quiet --release --package fieldwright-benches --bin fieldwright-benches

# The instructions of a whole run that reads $3 payloads.
collected() {
    local log
    log=$(valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" --count "$1" "$2" "$3" 2>&1) ||
        { printf '%s\n' "$log" >&2; return 1; }
    sed -n 's/.*Collected : //p' <<<"$log"
}

# What one payload takes, start and end of the program aside.
instructions() {
    local one many
    one=$(collected "$1" "$2" 1)
    many=$(collected "$1" "$2" 1001)
    echo $(((many - one + 500) / 1000))
}

status=0
rows=()
while IFS=$'\t' read -r candidate payloads known; do
    case $candidate in
        "" | "#"*) rows+=("$candidate"); continue ;;
    esac
    found=$(instructions "$candidate" "$payloads")
    rows+=("$candidate"$'\t'"$payloads"$'\t'"$found")
    difference=$((found - ${known:-0}))
    if [ "${1-}" != --bless ] && [ $((${difference#-} * 100)) -gt $((${known:-0} * tolerance)) ]; then
        printf '%s on %s: %s instructions, the table says %s\n' "$candidate" "$payloads" "$found" "${known:-nothing}"
        status=1
    fi
done <"$table"

if [ "${1-}" = --bless ]; then
    printf '%s\n' "${rows[@]}" >"$table"
elif [ "$status" = 0 ]; then
    echo "as in $table, give or take $tolerance %"
else
    echo "if that is as it should be: benches/instructions.sh --bless"
fi
exit "$status"
