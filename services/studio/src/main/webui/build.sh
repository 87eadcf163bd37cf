#!/bin/sh
# Builds the page: build.sh OUTPUT_FOLDER [quick]
# With "quick" nothing is done when the output is newer than every source.
set -eu
cd "$(dirname "$0")"
out=$1
quick=${2:-}

fail() {
  echo "The studio's page needs Node.js 18 or newer with npm on the PATH$1." >&2
  exit 1
}

if [ -n "$quick" ] && [ "$quick" != false ] && [ -f "$out/index.html" ] \
  && [ -z "$(find . -path ./node_modules -prune -o -path ./dist -prune -o -type f -newer "$out/index.html" -print -quit)" ]; then
  exit 0
fi

command -v node >/dev/null 2>&1 || fail ", and node was not found (Debian: apt-get install nodejs npm)"
command -v npm >/dev/null 2>&1 || fail ", and npm was not found (Debian: apt-get install npm)"
major=$(node -p 'process.versions.node.split(".")[0]')
[ "$major" -ge 18 ] || fail "; node is version $(node -v)"

# The installed packages carry a copy of the lock they came from.
if ! cmp -s package-lock.json node_modules/.afterglow-lock; then
  npm ci --no-progress --loglevel=error
  cp package-lock.json node_modules/.afterglow-lock
fi
npx --no-install tsc --noEmit
npx --no-install vite build --outDir "$out" --emptyOutDir --logLevel warn
