# Words to the person at the terminal. Sourced by the scripts beside this folder.

# Says what happens now, on standard error, so that standard output stays for results.
say() {
  printf '\033[1m==\033[0m %s\n' "$*" >&2
}

# Says in one sentence why it cannot go on, and ends the script.
die() {
  printf 'afterglow: %s\n' "$*" >&2
  exit 1
}
