# Runs a main class of services/standalone. Needs say.sh and JAVA_HOME.

# Replaces this shell with the main class $1; files among the other arguments are relative to the
# folder that the person called from.
run_standalone() {
  local main=$1 root=$PWD
  shift
  cd "$AFTERGLOW_CALLER_FOLDER"
  exec "$JAVA_HOME/bin/java" \
    -Xmx512m -XX:+UseSerialGC "${AFTERGLOW_COMPILER:--XX:TieredStopAtLevel=1}" -XX:-UsePerfData \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    "-Dafterglow.home=$root" \
    -cp "$root/services/standalone/target/classes:$root/services/standalone/target/lib/*" \
    "$main" "$@"
}
