# Finds the JDK that Afterglow builds and runs with. Needs say.sh.

AFTERGLOW_JAVA_MAJOR=25

# The major version of the JDK in folder $1, or nothing if there is no JDK.
jdk_major() {
  [ -x "$1/bin/javac" ] && [ -f "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# Every folder that may hold a JDK, the one the person chose first.
jdk_folders() {
  [ -z "${JAVA_HOME:-}" ] || printf '%s\n' "$JAVA_HOME"
  local on_path
  if on_path=$(command -v javac) && on_path=$(readlink -f "$on_path" 2>/dev/null); then
    printf '%s\n' "${on_path%/bin/javac}"
  fi
  printf '%s\n' /usr/lib/jvm/* "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* "$HOME"/.jdks/*
  if [ -x /usr/libexec/java_home ]; then
    /usr/libexec/java_home -v "$AFTERGLOW_JAVA_MAJOR" 2>/dev/null || true
  fi
}

# Sets and exports JAVA_HOME, or ends the script with the sentence that helps.
use_jdk() {
  local folder
  while IFS= read -r folder; do
    if [ "$(jdk_major "$folder")" = "$AFTERGLOW_JAVA_MAJOR" ]; then
      export JAVA_HOME="$folder"
      # Maven's own libraries still use sun.misc.Unsafe; without this each run warns of it.
      export MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow"
      return 0
    fi
  done < <(jdk_folders)
  die "no JDK $AFTERGLOW_JAVA_MAJOR found: install one (for example Eclipse Temurin $AFTERGLOW_JAVA_MAJOR) and set JAVA_HOME to it."
}
