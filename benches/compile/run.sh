#!/bin/sh
# What our code, typify's and serde_derive's cost the compiler: the same payload types in each way.
#
#   benches/compile/run.sh              # 100 structs and 20 enumerations
#   benches/compile/run.sh 1000         # 1,000 and 200
#   RUNS=7 benches/compile/run.sh
#   RULES=1 benches/compile/run.sh      # and typify's output with the rules, which takes minutes
#
# Times and memory are those of the one rustc process that compiles the crate in question: its dependencies are built
# first, cargo's own work is left out, and nothing is incremental. Medians of RUNS runs, the ways taken in turns.
set -eu

structs=${1:-100}
runs=${RUNS:-$([ "$structs" -gt 300 ] && echo 3 || echo 5)}
here=$(cd "$(dirname "$0")" && pwd)
target=${CARGO_TARGET_DIR:-$here/../../target/bench-compile}
work=$target/compile-$structs
export CARGO_INCREMENTAL=0 CARGO_TERM_COLOR=never

# The sources. Without typify's crates the rest is measured all the same.
make() {
    CARGO_TARGET_DIR=$target cargo run --quiet --release --manifest-path "$here/Cargo.toml" "$@" -- crates "$work" "$structs"
}
rm -rf "$work"
if make --features typify 2>"$target.log"; then
    version=$(cargo tree --quiet --manifest-path "$here/Cargo.toml" --features typify --depth 1 --prefix none | grep '^typify ')
else
    make
    version='typify skipped: it could not be built'
fi
rm -f "$target.log"

# A rustc that notes seconds, user seconds and peak memory in KB when it compiles the crate in question.
cat >"$work/rustc" <<'END'
#!/bin/sh
case " $* " in
*" --crate-name $MEASURED "*) exec /usr/bin/time --quiet -a -o "$FIGURES" -f '%e %U %M' "$@" ;;
*) exec "$@" ;;
esac
END
chmod +x "$work/rustc"

# step WAY NAME CRATE COMMAND…: compiles CRATE anew by COMMAND, and notes what it took in the way's file NAME.
step() {
    way=$1 name=$2 crate=$3
    shift 3
    case $crate in types) touch "$work/$way/types/src/lib.rs" ;; user) touch "$work/$way/user/src/main.rs" ;; esac
    (cd "$work/$way" && RUSTFLAGS=-Awarnings CARGO_TARGET_DIR=$work/$way/target RUSTC_WRAPPER=$work/rustc MEASURED=$crate \
        FIGURES=$work/$way/figures.$name cargo "$@" --quiet)
}

ways=$(cd "$work" && for way in ours typify ${RULES:+typify-rules} serde; do [ ! -d "$way" ] || echo "$way"; done)
for way in $ways; do
    # Dependencies, and a first compilation that does not count.
    (cd "$work/$way" && export RUSTFLAGS=-Awarnings CARGO_TARGET_DIR="$work/$way/target" RUSTC_WRAPPER="$work/rustc" MEASURED=- &&
        cargo check --quiet -p types && cargo build --quiet -p types && cargo build --quiet --release)
done
run=0
while [ "$run" -lt "$runs" ]; do
    run=$((run + 1))
    for way in $ways; do
        step "$way" check types check -p types
        step "$way" debug types build -p types
        step "$way" release types build --release -p types
        step "$way" user user build --release -p user
        for profile in debug release; do
            wc -c <"$work/$way/target/$profile/libtypes.rlib" >"$work/$way/figures.rlib-$profile"
        done
    done
done

# median WAY NAME COLUMN
median() {
    cut -d ' ' -f "$3" "$work/$1/figures.$2" | sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'
}

# row TITLE NAME COLUMN DIVISOR UNIT: each way's median, and how many times ours it is.
row() {
    printf '%-34s' "$1"
    ours=$(median ours "$2" "$3")
    for way in $ways; do
        median "$way" "$2" "$3" | awk -v ours="$ours" -v by="$4" -v unit="$5" \
            '{ printf "%16s", sprintf("%.2f %s (%.1f)", $1 / by, unit, $1 / (ours > 0 ? ours : 1)) }'
    done
    echo
}

echo "$structs structs of 15 fields, $((structs / 5)) enumerations; $version; $(rustc --version)"
echo "medians of $runs runs; in brackets: times ours"
echo
printf '%-34s' ''
for way in $ways; do printf '%16s' "$way"; done
echo
row 'check' check 1 1 s
row 'check, user time' check 2 1 s
row 'check, peak memory' check 3 1024 MB
row 'debug' debug 1 1 s
row 'debug, peak memory' debug 3 1024 MB
row 'release' release 1 1 s
row 'release, user time' release 2 1 s
row 'release, peak memory' release 3 1024 MB
row 'user of 5 payloads, release' user 1 1 s
row 'user of 5 payloads, user time' user 2 1 s
row 'user of 5 payloads, peak memory' user 3 1024 MB
row 'rlib, debug' rlib-debug 1 1048576 MB
row 'rlib, release' rlib-release 1 1048576 MB
