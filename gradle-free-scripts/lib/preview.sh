# How late the picture is on the console's screen. Needs say.sh, standalone.sh and JAVA_HOME.

# Opens a live room with the main class $1, looks at it with a browser, and ends it again.
measure_preview() {
  local main=$1 size=720x1280 seconds=30 address line
  shift
  while [ $# -gt 0 ]; do
    case "$1" in
      --size) size=$2; shift 2 ;;
      --seconds) seconds=$2; shift 2 ;;
      *) die "bench preview takes --size WIDTHxHEIGHT and --seconds N" ;;
    esac
  done
  # Not local: they are needed when the shell exits.
  folder=$(mktemp -d)
  (run_standalone "$main" --data "$folder/data" --port 0 --for $((2 * seconds + 60))s --size "$size") \
    >"$folder/live" 2>&1 &
  room=$!
  trap 'kill "$room" 2>/dev/null || true; wait "$room" 2>/dev/null || true; rm -rf "$folder"' EXIT
  until grep -q '^Live for' "$folder/live"; do
    kill -0 "$room" 2>/dev/null || { cat "$folder/live" >&2; die "the room did not open"; }
    sleep 1
  done
  address=$(sed -n 's/.*the room is on \(http[^ ]*\).*/\1/p' "$folder/live")
  line=$(cd services/studio/src/main/webui && node test/bench/preview.mjs "$address" "$seconds")
  kill -INT "$room"
  wait "$room" || true
  sed -n '/^  live /,$p' "$folder/live"
  printf '%s\n' "$line"
}
