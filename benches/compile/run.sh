#!/bin/sh
# What our code, typify's and serde_derive's cost the compiler: the same payload types in each way.
#
#   benches/compile/run.sh              # 100 structs and 20 enumerations
#   benches/compile/run.sh 1000         # 1,000 and 200
#   RUNS=7 benches/compile/run.sh
#   STEPS=check benches/compile/run.sh  # some of check, debug, release, user
#   RULES=1 benches/compile/run.sh      # and typify's output with the rules, which takes minutes
#
# Times and memory are those of the one rustc process that compiles the crate in question: its dependencies are built
# first, cargo's own work is left out, and nothing is incremental. Medians of RUNS runs, the ways taken in turns. What is
# printed is Markdown, as in the README.
#
# All ways have Debug, Clone, PartialEq, Deserialize and Serialize: ours with its default features `derives` and `serde`, and
# with the rules of both profiles; typify's output and the structs with serde's derives without any rules.
set -eu

structs=${1:-100}
runs=${RUNS:-$([ "$structs" -gt 300 ] && echo 3 || echo 5)}
steps=${STEPS:-check debug release user}
here=$(cd "$(dirname "$0")" && pwd)
target=${CARGO_TARGET_DIR:-$here/../../target/bench-compile}
work=$target/compile-$structs
export CARGO_INCREMENTAL=0 CARGO_TERM_COLOR=never

# The sources. Without typify's crates the rest is measured all the same.
make() {
    CARGO_TARGET_DIR=$target cargo run --quiet --release --manifest-path "$here/Cargo.toml" "$@" -- crates "$work" "$structs"
}
rm -rf "$work"
mkdir -p "$target"
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

# wanted STEP: whether it is to be measured.
wanted() {
    case " $steps " in *" $1 "*) ;; *) return 1 ;; esac
}

ways=$(cd "$work" && for way in ours typify ${RULES:+typify-rules} serde; do [ ! -d "$way" ] || echo "$way"; done)
for way in $ways; do
    # Dependencies, and a first compilation that does not count.
    (cd "$work/$way" && export RUSTFLAGS=-Awarnings CARGO_TARGET_DIR="$work/$way/target" RUSTC_WRAPPER="$work/rustc" MEASURED=- &&
        { ! wanted check || cargo check --quiet -p types; } &&
        { ! wanted debug || cargo build --quiet -p types; } &&
        { ! wanted release || cargo build --quiet --release -p types; } &&
        { ! wanted user || cargo build --quiet --release; })
done
run=0
while [ "$run" -lt "$runs" ]; do
    run=$((run + 1))
    for way in $ways; do
        if wanted check; then step "$way" check types check -p types; fi
        if wanted debug; then step "$way" debug types build -p types; fi
        if wanted release; then step "$way" release types build --release -p types; fi
        if wanted user; then step "$way" user user build --release -p user; fi
        for profile in debug release; do
            if wanted "$profile"; then
                wc -c <"$work/$way/target/$profile/libtypes.rlib" >"$work/$way/figures.rlib-$profile"
            fi
        done
    done
done

# median WAY NAME COLUMN
median() {
    cut -d ' ' -f "$3" "$work/$1/figures.$2" | sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'
}

# row TITLE NAME COLUMN DIVISOR UNIT: each way's median, and how many times ours it is.
row() {
    printf '| %s |' "$1"
    ours=$(median ours "$2" "$3")
    for way in $ways; do
        median "$way" "$2" "$3" | awk -v ours="$ours" -v by="$4" -v unit="$5" -v way="$way" \
            '{ printf " %.2f %s%s |", $1 / by, unit, way == "ours" ? "" : sprintf(" (%.1f ×)", $1 / (ours > 0 ? ours : 1)) }'
    done
    echo
}

echo "$structs structs of 15 fields, $((structs / 5)) enumerations; $version; $(rustc --version); medians of $runs runs."
echo
printf '| |'
for way in $ways; do printf ' %s |' "$way"; done
printf '\n|---|'
for way in $ways; do printf -- '--:|'; done
echo
for step in check debug release; do
    if wanted "$step"; then
        row "$step" "$step" 1 1 s
        row "$step, user time" "$step" 2 1 s
        row "$step, peak memory" "$step" 3 1024 MB
    fi
done
if wanted user; then
    row 'release of a user of 5 payloads' user 1 1 s
    row 'the same, user time' user 2 1 s
    row 'the same, peak memory' user 3 1024 MB
fi
for profile in debug release; do
    if wanted "$profile"; then row "rlib, $profile" "rlib-$profile" 1 1048576 MB; fi
done
