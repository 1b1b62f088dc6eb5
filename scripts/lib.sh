# shellcheck shell=bash
# Shared ground of ./dev: output, timed steps, ports, child processes.

CACHE="${XDG_CACHE_HOME:-$HOME/.cache}/homeline"
BIN="$CACHE/bin"
DEV="$ROOT/.dev"
LOGS="$DEV/log"
TIMES="$DEV/setup-times.txt"

if [[ -t 1 && -z "${NO_COLOR:-}" ]]; then
  BOLD=$'\e[1m' DIM=$'\e[2m' RED=$'\e[31m' GREEN=$'\e[32m' OFF=$'\e[0m'
else
  BOLD='' DIM='' RED='' GREEN='' OFF=''
fi

say() { printf '%s\n' "$*"; }
warn() { printf '%s%s%s\n' "$RED" "$*" "$OFF" >&2; }
die() {
  warn "$*"
  exit 1
}
# What a first `./dev test` leaves under target/ and .dev/, in GB, rounded up.
SPACE_GB=16

free_gb() { df -Pk "$ROOT" | awk 'NR == 2 { print int($4 / 1048576) }'; }

# A linker that finds no room says so in the middle of pages of its own.
warn_of_space() {
  local free
  free=$(free_gb)
  ((free >= SPACE_GB)) || warn "Only $free GB of disk are free here; a first run takes about $SPACE_GB."
}

have() { command -v "$1" >/dev/null 2>&1; }

# 75 -> "1m15s"
duration() {
  local s=$1
  if ((s >= 60)); then printf '%dm%02ds' $((s / 60)) $((s % 60)); else printf '%ds' "$s"; fi
}

# On a terminal, a long step shows its seconds as they pass.
TICKER=''
tick_start() {
  [[ -t 1 ]] || return 0
  local name=$1 started=$SECONDS
  (
    trap - INT TERM HUP EXIT
    while sleep 1 && kill -0 $$; do printf '\r  %-46s%s' "$name" "$(duration $((SECONDS - started)))"; done
  ) &
  TICKER=$!
}
tick_stop() {
  [[ -n "$TICKER" ]] || return 0
  kill "$TICKER" 2>/dev/null
  wait "$TICKER" 2>/dev/null
  TICKER=''
  printf '\r  %-46s' "$name"
}

STEP_PID=''

# step NAME COMMAND…  runs the command with its output in a log, and says how long it took.
# The log's end is shown only when the command fails.
step() {
  local name=$1 log started=$SECONDS rc=0
  shift
  mkdir -p "$LOGS"
  # Where the output went, for whoever counts in it.
  log="$LOGS/$(tr -cs 'a-z0-9' '-' <<<"${name,,}" | sed 's/^-*//; s/-*$//').log"
  STEP_LOG=$log
  printf '  %-46s' "$name"
  tick_start "$name"
  # In a process group of its own, and waited for: so a signal is heard at once and ends the whole step.
  set -m
  (set +m && "$@") >"$log" 2>&1 </dev/null &
  STEP_PID=$!
  set +m
  wait "$STEP_PID" || rc=$?
  STEP_PID=''
  tick_stop
  local took
  took=$(duration $((SECONDS - started)))
  printf '%-46s %s\n' "$name" "$took" >>"$TIMES"
  if ((rc)); then
    printf '%s%s after %s%s\n' "$RED" failed "$took" "$OFF"
    tail -n "${STEP_TAIL:-25}" "$log" | sed 's/^/    /' >&2
    say "    whole log: $log" >&2
  else
    printf '%s%s%s\n' "$GREEN" "$took" "$OFF"
  fi
  return "$rc"
}

# quietly NAME COMMAND…  like step, but says nothing when all is well.
quietly() {
  local rc=0 said
  said=$(mktemp)
  step "$@" >"$said" 2>&1 || rc=$?
  ((rc == 0)) || cat "$said" >&2
  rm -f "$said"
  return "$rc"
}

# Asks for sudo's password while somebody can still type it: a step has no terminal.
expect_root() { ((EUID == 0)) || ! have sudo || sudo -v; }

as_root() {
  if ((EUID == 0)); then
    "$@"
  elif have sudo; then
    sudo -E "$@"
  else
    die "This needs root: $*"
  fi
}

port_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# need_port PORT WHAT VARIABLE
need_port() {
  port_free "$1" || die "Port $1 is taken, and $2 wants it. Stop what listens there, or choose another: $3=<port> ./dev $COMMAND"
}

free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    if port_free "$port"; then
      echo "$port"
      return
    fi
  done
}

# Children run in a session of their own, so that Ctrl-C reaches this script alone and it stops them in order.
CHILDREN=()

# spawn NAME COMMAND…  sets SPAWNED to the process id, which is also its process group.
spawn() {
  local name=$1
  shift
  mkdir -p "$LOGS"
  setsid "$@" >"$LOGS/$name.log" 2>&1 </dev/null &
  SPAWNED=$!
  CHILDREN+=("$SPAWNED")
}

# Ends a step at work, then the groups that spawn started, the youngest first: asks, waits five seconds, then insists.
stop_children() {
  local i pid
  [[ -z "$TICKER" ]] || kill "$TICKER" 2>/dev/null
  [[ -z "$STEP_PID" ]] || kill -TERM -- "-$STEP_PID" 2>/dev/null
  for ((i = ${#CHILDREN[@]} - 1; i >= 0; i--)); do
    pid=${CHILDREN[i]}
    kill -TERM -- "-$pid" 2>/dev/null || continue
    for _ in {1..50}; do
      kill -0 -- "-$pid" 2>/dev/null || break
      sleep 0.1
    done
    kill -KILL -- "-$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  CHILDREN=()
}

# wait_http URL PID NAME SECONDS
wait_http() {
  local url=$1 pid=$2 name=$3 tries=$(($4 * 10))
  for ((; tries > 0; tries--)); do
    curl -fsS -o /dev/null --max-time 2 "$url" 2>/dev/null && return 0
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  warn "$name did not come up at $url. The end of $LOGS/$name.log:"
  tail -n 25 "$LOGS/$name.log" | sed 's/^/    /' >&2
  return 1
}

# One hash over names and contents of the given files and directories (missing ones are skipped).
hash_of() {
  local present=() path
  for path in "$@"; do [[ -e "$ROOT/$path" ]] && present+=("$path"); done
  ((${#present[@]})) || return 0
  (cd "$ROOT" && find "${present[@]}" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-32)
}
