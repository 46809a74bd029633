#!/usr/bin/env bash
# Counts instructions and compares them with the checked-in table. Unlike time they are the same on a busy machine, but
# not with another compiler or other versions of what is linked: then look at the rows, and bless.
#
#   benches/instructions.sh            compares our rows; exits 1 if one is off by more than 3 %
#   benches/instructions.sh --bless    writes our rows anew
#   benches/instructions.sh --peers    compares the peers' rows, whose program takes some minutes to build
#   benches/instructions.sh --peers --bless
set -euo pipefail
cd "$(dirname "$0")/.."

readonly table=benches/instructions.tsv
readonly tolerance=3
readonly seed=20261121
readonly target="${CARGO_TARGET_DIR:-target}"
bless=no peers=no
for argument in "$@"; do
    case $argument in
        --bless) bless=yes ;;
        --peers) peers=yes ;;
        *) sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
    esac
done
if ! command -v valgrind >/dev/null; then
    echo "skipped: no valgrind"
    exit 0
fi

fixtures=$(mktemp -d)
trap 'rm -r "$fixtures"' EXIT
if [ "$peers" = yes ]; then
    cargo build --quiet --release --package fieldwright-benches --bin fieldwright-benches
else
    cargo build --quiet --release --package fieldwright-count
fi

# The instructions of a whole run in which $1 reads $3 payloads of the set $2.
collected() {
    local page=${2#*:} set=${2%%:*} log command input=/dev/null
    if [ "$peers" = yes ]; then
        command=("$target/release/fieldwright-benches" --count "$1" "$2" "$3")
    else
        input=$fixtures/${page/\//.}
        [ -e "$input" ] || cargo run --quiet --package fieldwright-cli -- fixtures "$page" \
            --kind example --kind random --seed "$seed" --count 600 >"$input"
        command=("$target/release/fieldwright-count" "${1#fieldwright-}" "$page" "$set" "$3")
    fi
    log=$(valgrind --tool=callgrind --callgrind-out-file=/dev/null "${command[@]}" 2>&1 <"$input") ||
        { printf '%s\n' "$log" >&2; return 1; }
    sed -n 's/.*Collected : //p' <<<"$log"
}

# What one payload takes, start and end of the program aside.
instructions() {
    local one many
    one=$(collected "$1" "$2" 1)
    many=$(collected "$1" "$2" 401)
    echo $(((many - one + 200) / 400))
}

status=0
rows=()
while IFS=$'\t' read -r candidate payloads known; do
    case $peers:$candidate in
        *: | *:"#"*) rows+=("$candidate"); continue ;;
        no:fieldwright-*) ;;
        yes:fieldwright-* | no:*) rows+=("$candidate"$'\t'"$payloads"$'\t'"$known"); continue ;;
    esac
    found=$(instructions "$candidate" "$payloads")
    rows+=("$candidate"$'\t'"$payloads"$'\t'"$found")
    difference=$((found - ${known:-0}))
    if [ "$bless" = no ] && [ $((${difference#-} * 100)) -gt $((${known:-0} * tolerance)) ]; then
        printf '%s on %s: %s instructions, the table says %s\n' "$candidate" "$payloads" "$found" "${known:-nothing}"
        status=1
    fi
done <"$table"

if [ "$bless" = yes ]; then
    printf '%s\n' "${rows[@]}" >"$table"
elif [ "$status" = 0 ]; then
    echo "as in $table, give or take $tolerance %"
else
    echo "if that is as it should be: benches/instructions.sh ${*:+$* }--bless"
fi
exit "$status"
