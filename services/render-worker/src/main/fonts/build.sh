#!/bin/sh
# Puts the typefaces of the stage and their licence into OUTPUT_FOLDER: build.sh OUTPUT_FOLDER
# They come from npm, where they are pinned by hash; nothing is done when they lie there already.
set -eu
cd "$(dirname "$0")"
out=$1
lock=$out/fonts.lock

if cmp -s package-lock.json "$lock"; then
  exit 0
fi
command -v npm >/dev/null 2>&1 || {
  echo "The stage's typefaces need npm on the PATH (Debian: apt-get install npm)." >&2
  exit 1
}
if ! cmp -s package-lock.json node_modules/.afterglow-lock; then
  npm ci --ignore-scripts --prefer-offline --no-audit --no-fund --no-progress --loglevel=error
  cp package-lock.json node_modules/.afterglow-lock
fi
mkdir -p "$out"
from=node_modules/@expo-google-fonts
cp "$from"/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf \
  "$from"/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf \
  "$from"/noto-sans-arabic/500Medium/NotoSansArabic_500Medium.ttf \
  "$from"/noto-sans-arabic/700Bold/NotoSansArabic_700Bold.ttf \
  "$from"/noto-sans-hebrew/500Medium/NotoSansHebrew_500Medium.ttf \
  "$from"/noto-sans-hebrew/700Bold/NotoSansHebrew_700Bold.ttf \
  "$from"/noto-emoji/700Bold/NotoEmoji_700Bold.ttf "$out"/
for family in noto-sans-sc noto-sans-arabic noto-sans-hebrew noto-emoji; do
  cp "$from/$family/LICENSE_FONT" "$out/OFL-$family.txt"
done
cp package-lock.json "$lock"
