# Builds what runs, when it is older than its sources. Needs say.sh, packages.sh and JAVA_HOME.

AFTERGLOW_BUILD_STAMP=services/standalone/target/built
AFTERGLOW_BUILD_LOG=services/standalone/target/build.log
AFTERGLOW_RUN_MODULES=services/capture-ingest,services/render-worker,services/avatar-registry,services/commerce-analytics,services/studio,services/standalone

# Whether any source is newer than the last build. Tests do not count.
build_is_stale() {
  [ -f "$AFTERGLOW_BUILD_STAMP" ] || return 0
  [ -n "$(find pom.xml proto services \
    \( -name target -o -name node_modules -o -name third_party -o -path '*/src/test' -o -path services/checks \) -prune \
    -o -type f -newer "$AFTERGLOW_BUILD_STAMP" -print -quit)" ]
}

# Builds the five services and standalone, a line a module; the whole output goes to a file.
build_services() {
  build_is_stale || return 0
  # The console, and the typefaces of stage and reports, come from npm.
  ensure_node
  local begun
  mkdir -p "$(dirname "$AFTERGLOW_BUILD_STAMP")"
  begun=$(mktemp "$AFTERGLOW_BUILD_STAMP.XXXXXX")
  # Maven ends on Ctrl-C with a status that looks like a failed build.
  trap 'rm -f "$begun"; printf "\n" >&2; say "stopped while building; the next start goes on"; exit 130' INT TERM HUP
  say "building with $JAVA_HOME (the first time takes a few minutes)"
  if ! ./mvnw -B -ntp -Dquick -DskipTests -pl "$AFTERGLOW_RUN_MODULES" -am package 2>&1 |
    tee "$AFTERGLOW_BUILD_LOG" | sed -n 's/^\[INFO\] Building \(.*\[.*\]\)$/   \1/p' >&2; then
    rm -f "$begun"
    tail -n 30 "$AFTERGLOW_BUILD_LOG" >&2
    die "the build failed; the whole output is in $PWD/$AFTERGLOW_BUILD_LOG"
  fi
  # The stamp carries the time at which the build began: what changed meanwhile is newer.
  mv "$begun" "$AFTERGLOW_BUILD_STAMP"
  trap - INT TERM HUP
}

# Compiles what the bench runs beside the service: the bare count and the labelled comments.
build_comment_tests() {
  local analytics=services/commerce-analytics
  local bench=$analytics/target/test-classes/dev/afterglow/commerce/comment/CommentSpeed.class
  if [ -f "$bench" ] && [ -z "$(find "$analytics/src" -type f -newer "$bench" -print -quit)" ]; then
    return 0
  fi
  ./mvnw -B -ntp -q -Dquick -DskipTests -pl "$analytics" -am test-compile >>"$AFTERGLOW_BUILD_LOG" 2>&1 ||
    die "the comment reader did not compile; the whole output is in $PWD/$AFTERGLOW_BUILD_LOG"
}

# Compiles the decoders with their tests, whose golden datagrams the bench decodes.
build_decoder_tests() {
  local codecs=services/shared/motion-codecs
  local bench=$codecs/target/test-classes/dev/afterglow/codec/bench/DecoderBench.class
  if [ -f "$bench" ] && [ -z "$(find "$codecs/src" -type f -newer "$bench" -print -quit)" ]; then
    return 0
  fi
  ./mvnw -B -ntp -q -Dquick -DskipTests -pl "$codecs" -am test-compile >>"$AFTERGLOW_BUILD_LOG" 2>&1 ||
    die "the decoders did not compile; the whole output is in $PWD/$AFTERGLOW_BUILD_LOG"
}
