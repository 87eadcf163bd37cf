# Builds services/edge-agent, when it is older than its sources, and runs it. Needs say.sh and
# JAVA_HOME.

AFTERGLOW_AGENT=services/edge-agent
AFTERGLOW_AGENT_STAMP=$AFTERGLOW_AGENT/target/built
AFTERGLOW_AGENT_LOG=$AFTERGLOW_AGENT/target/build.log

# Whether any source that the agent is built from is newer than the last build.
agent_is_stale() {
  [ -f "$AFTERGLOW_AGENT_STAMP" ] || return 0
  [ -n "$(find pom.xml proto "$AFTERGLOW_AGENT" services/shared/{contracts,drive-model,motion-codecs,drive-client,command-line,tape} \
    \( -name target -o -name third_party -o -path '*/src/test' \) -prune \
    -o -type f -newer "$AFTERGLOW_AGENT_STAMP" -print -quit)" ]
}

# Builds the agent alone; the whole output goes to a file.
build_agent() {
  agent_is_stale || return 0
  local begun
  mkdir -p "$(dirname "$AFTERGLOW_AGENT_STAMP")"
  begun=$(mktemp "$AFTERGLOW_AGENT_STAMP.XXXXXX")
  # Maven ends on Ctrl-C with a status that looks like a failed build.
  trap 'rm -f "$begun"; printf "\n" >&2; say "stopped while building; the next start goes on"; exit 130' INT TERM HUP
  say "building with $JAVA_HOME (the first time takes a minute)"
  if ! ./mvnw -B -ntp -Dquick -DskipTests -pl "$AFTERGLOW_AGENT" -am package 2>&1 |
    tee "$AFTERGLOW_AGENT_LOG" | sed -n 's/^\[INFO\] Building \(.*\[.*\]\)$/   \1/p' >&2; then
    rm -f "$begun"
    tail -n 30 "$AFTERGLOW_AGENT_LOG" >&2
    die "the build failed; the whole output is in $PWD/$AFTERGLOW_AGENT_LOG"
  fi
  # The stamp carries the time at which the build began: what changed meanwhile is newer.
  mv "$begun" "$AFTERGLOW_AGENT_STAMP"
  trap - INT TERM HUP
}

# Replaces this shell with the agent; files among the arguments are relative to the folder that the
# person called from.
run_agent() {
  local root=$PWD terminal=false
  [ -t 1 ] && terminal=true
  cd "$AFTERGLOW_CALLER_FOLDER"
  exec "$JAVA_HOME/bin/java" \
    -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    "-Dafterglow.terminal=$terminal" "-Dafterglow.columns=$(tput cols 2>/dev/null || echo 100)" \
    -cp "$root/$AFTERGLOW_AGENT/target/classes:$root/$AFTERGLOW_AGENT/target/lib/*" \
    dev.afterglow.agent.cli.Agent "$@"
}
