# Checks of the contracts with buf. Needs say.sh, JAVA_HOME and Node.js; run from the root.

BUF="$PWD/proto/node_modules/.bin/buf"

# Installs the pinned buf and unpacks the contracts that ours import.
prepare_contracts() {
  npm --prefix proto ci --ignore-scripts --silent
  ./mvnw -q -pl services/shared/contracts initialize
}

# Rules and layout.
lint_contracts() {
  say "linting the contracts"
  (cd proto && "$BUF" lint && "$BUF" format --diff --exit-code)
}

# Compares with what others build on: the commit in AFTERGLOW_CONTRACTS_BASE, or the published main.
check_contracts_compatible() {
  local base="${AFTERGLOW_CONTRACTS_BASE:-origin/main}" folder status=0
  if ! git cat-file -e "$base:proto/buf.yaml" 2>/dev/null; then
    say "no published contracts to compare with"
    return 0
  fi
  say "comparing the contracts with $base"
  folder=$(mktemp -d)
  git archive "$base" proto | tar -x -C "$folder"
  cp -R proto/third_party "$folder/proto/"
  (cd "$folder/proto" && "$BUF" build -o "$folder/base.binpb") \
    && (cd proto && "$BUF" build -o "$folder/now.binpb") \
    && "$BUF" breaking "$folder/now.binpb" --against "$folder/base.binpb" || status=1
  rm -rf "$folder"
  return "$status"
}
