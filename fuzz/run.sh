#!/usr/bin/env bash
# Every target under libFuzzer for so many seconds; without the nightly toolchain or cargo-fuzz, the corpus test alone.
set -euo pipefail
cd "$(dirname "$0")"
seconds="${1:-30}"

if ! cargo +nightly fuzz --version >/dev/null 2>&1; then
  echo "skipped: no nightly toolchain with cargo-fuzz; the kept corpus is run instead"
  exec cargo test --quiet
fi
new="$(mktemp -d)"
trap 'rm -rf "$new"' EXIT
cargo +nightly fuzz build --features libfuzzer -s none
for target in corpus/*/; do
  target="$(basename "$target")"
  dictionary="$(sed -n "s/.*name: \"$target\".*dictionary: \"\([a-z]*\)\".*/\1/p" src/lib.rs)"
  mkdir "$new/$target"
  # What is found goes into a folder of its own: the kept corpus is kept by hand.
  cargo +nightly fuzz run --features libfuzzer -s none "$target" "$new/$target" "corpus/$target" -- \
    "-dict=dictionaries/$dictionary.dict" "-max_total_time=$seconds" -max_len=6000 -rss_limit_mb=4096 -timeout=25 \
    -verbosity=0 -print_final_stats=1
done
