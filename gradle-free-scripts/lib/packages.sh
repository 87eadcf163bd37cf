# System packages: installs them where it may, else says the line to type. Needs say.sh.

# What drawing without a screen needs: EGL, OpenGL ES and Mesa's software renderer.
AFTERGLOW_RENDER_PACKAGES="libegl1 libgles2 libgl1-mesa-dri"
# What the end-to-end tests need beside: an RTMP server, a second opinion on what was encoded, and a
# browser for the page, and a speech synthesiser for spoken digits.
AFTERGLOW_E2E_PACKAGES="nginx libnginx-mod-rtmp ffmpeg chromium espeak-ng"
AFTERGLOW_NODE_PACKAGES="nodejs npm"
AFTERGLOW_NODE_MAJOR=18

# Those of the packages named that are not installed.
missing_packages() {
  local package missing=""
  for package in "$@"; do
    case "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" in
      installed) ;;
      *) missing="$missing $package" ;;
    esac
  done
  printf '%s' "${missing# }"
}

# Installs the packages named, or ends the script with the line to type. On systems without apt it
# only says what is needed, since the same libraries may be there under other names.
ensure_packages() {
  local missing
  if ! command -v apt-get >/dev/null; then
    say "this system has no apt; make sure that it has: $*"
    return 0
  fi
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    die "install what is missing first: sudo apt-get install -y --no-install-recommends $missing"
  fi
  say "installing $missing"
  # shellcheck disable=SC2086
  install_packages $missing || die "apt could not install: $missing"
}

# Installs without starting any daemon that a package brings: a test must not open a port of the
# machine. The package lists are refreshed only if they do not suffice.
install_packages() (
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt_install() { apt-get install -qq -y --no-install-recommends "$@" </dev/null >&2; }
  apt_install "$@" || { apt-get update -qq >&2 && apt_install "$@"; }
)

# Makes sure of a Node.js that is new enough, with npm.
ensure_node() {
  local major=0
  if command -v node >/dev/null && command -v npm >/dev/null; then
    major=$(node --version | sed 's/^v\([0-9]*\).*/\1/')
  fi
  [ "$major" -ge "$AFTERGLOW_NODE_MAJOR" ] && return 0
  # shellcheck disable=SC2086
  ensure_packages $AFTERGLOW_NODE_PACKAGES
  command -v npm >/dev/null || die "install Node.js $AFTERGLOW_NODE_MAJOR or newer with npm."
}
