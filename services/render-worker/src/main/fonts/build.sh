#!/bin/sh
# Puts the typefaces of the stage and their licence into OUTPUT_FOLDER: build.sh OUTPUT_FOLDER [FAMILY...]
# Without families, all of them.
# They come from npm, where they are pinned by hash; nothing is done when they lie there already.
set -eu
cd "$(dirname "$0")"
out=$1
shift
lock=$out/fonts.lock

if cmp -s package-lock.json "$lock"; then
  exit 0
fi
command -v npm >/dev/null 2>&1 || {
  echo "The stage's typefaces need npm on the PATH (Debian: apt-get install npm)." >&2
  exit 1
}
# Two modules ask for typefaces, and a build of several threads asks at once.
waited=0
until mkdir .busy 2>/dev/null; do
  waited=$((waited + 1))
  if [ "$waited" -gt 180 ]; then
    echo "Another build has been fetching typefaces for 3 minutes; else remove $PWD/.busy." >&2
    exit 1
  fi
  sleep 1
done
trap 'rmdir .busy' EXIT
trap 'exit 130' INT TERM HUP
if ! cmp -s package-lock.json node_modules/.afterglow-lock; then
  npm ci --ignore-scripts --prefer-offline --no-audit --no-fund --no-progress --loglevel=error
  cp package-lock.json node_modules/.afterglow-lock
fi
mkdir -p "$out"
from=node_modules/@expo-google-fonts
for family in ${*:-noto-sans-sc noto-sans-kr noto-sans-arabic noto-sans-hebrew noto-emoji}; do
  for weight in 500Medium 700Bold; do
    # The emoji are wanted in bold alone.
    [ "$family-$weight" = noto-emoji-500Medium ] || cp "$from/$family/$weight"/*_"$weight".ttf "$out"/
  done
  cp "$from/$family/LICENSE_FONT" "$out/OFL-$family.txt"
done
cp package-lock.json "$lock"
