#!/usr/bin/env bash
# run.sh [SECONDS [TARGET…]]: targets under libFuzzer, each for so many seconds, as many at a time as there are cores; all but
# `compiles` unless some are named. SEED=1 tries the same inputs again, in the same order, as far as the time goes.
# Without a C++ compiler, which libFuzzer wants, the corpus test alone.
set -euo pipefail
cd "$(dirname "$0")"
seconds="${1:-30}"
shift || true
targets=("$@")
if [ "${#targets[@]}" -eq 0 ]; then
  for folder in corpus/*/; do targets+=("$(basename "$folder")"); done
fi

if ! command -v "${CXX:-c++}" >/dev/null; then
  echo "skipped: no C++ compiler to build libFuzzer with; the kept corpus is run instead"
  exec cargo test --quiet
fi
# Branches are counted by a pass of LLVM that every toolchain has. Naming the platform keeps build scripts free of it.
counted="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4"
counted="$counted -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table"
platform="$(rustc -vV | sed -n 's/^host: //p')"
RUSTFLAGS="$counted --cfg fuzzing" cargo build --quiet --release --features libfuzzer --bins --target "$platform"

found="$(mktemp -d)"
trap 'rm -rf "$found"' EXIT

# fuzz TARGET: prints how it went, the whole of it if something broke.
fuzz() {
  local target=$1 corpus="corpus/$1" dictionary
  case "$target" in
    compiles) dictionary=yaml corpus=corpus/model_code ;;
    *) dictionary="$(sed -n "s/.*name: \"$target\".*dictionary: \"\([a-z]*\)\".*/\1/p" src/lib.rs)" ;;
  esac
  # What is found goes into a folder of its own: the kept corpus is kept by hand.
  mkdir -p "$found/$target" "artifacts/$target"
  if "${CARGO_TARGET_DIR:-target}/$platform/release/$target" "$found/$target" "$corpus" "-artifact_prefix=artifacts/$target/" \
    "-dict=dictionaries/$dictionary.dict" "-max_total_time=$seconds" ${SEED:+"-seed=$SEED"} -max_len=7000 \
    -rss_limit_mb=4096 -timeout=25 -verbosity=0 -print_final_stats=1 >"$found/$target.log" 2>&1; then
    printf '%-16s %s executions\n' "$target" "$(sed -n 's/^stat::number_of_executed_units: *//p' "$found/$target.log")"
  else
    sed "s/^/$target: /" "$found/$target.log"
    return 1
  fi
}

cores="$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN)"
status=0 running=0
for target in "${targets[@]}"; do
  if [ "$running" -ge "$cores" ]; then
    wait -n || status=1
    running=$((running - 1))
  fi
  fuzz "$target" &
  running=$((running + 1))
done
while [ "$running" -gt 0 ]; do
  wait -n || status=1
  running=$((running - 1))
done
exit "$status"
