#!/usr/bin/env bash
# run.sh [SECONDS [TARGET…]]: targets under libFuzzer, each for so many seconds; all but `compiles` unless some are named.
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

new="$(mktemp -d)"
trap 'rm -rf "$new"' EXIT
for target in "${targets[@]}"; do
  corpus="corpus/$target"
  case "$target" in
    compiles) dictionary=yaml corpus=corpus/model_code ;;
    *) dictionary="$(sed -n "s/.*name: \"$target\".*dictionary: \"\([a-z]*\)\".*/\1/p" src/lib.rs)" ;;
  esac
  echo "$target"
  mkdir -p "$new/$target" "artifacts/$target"
  # What is found goes into a folder of its own: the kept corpus is kept by hand.
  "${CARGO_TARGET_DIR:-target}/$platform/release/$target" "$new/$target" "$corpus" "-artifact_prefix=artifacts/$target/" \
    "-dict=dictionaries/$dictionary.dict" "-max_total_time=$seconds" -max_len=6000 -rss_limit_mb=4096 -timeout=25 \
    -verbosity=0 -print_final_stats=1
done
