# shellcheck shell=bash
# Building the portal, and running it with its database and the simulator of Telegent beside it.

: "${HOMELINE_PORT:=3000}" "${SANDBOX_PORT:=4010}" "${PG_PORT:=5439}"
# For this script alone: the portal takes HOMELINE_* as settings of its own.
declare +x HOMELINE_PORT SANDBOX_PORT PG_PORT

RELEASE="$ROOT/target/release"
BUILD_STAMP="$RELEASE/homeline.stamp"
SITE="$ROOT/target/site"

# --- build -------------------------------------------------------------------------------------------------------

# What a release build is made from: one hash, so that a start without changes builds nothing.
build_inputs() {
  rustc --version
  hash_of Cargo.toml Cargo.lock .cargo app/Cargo.toml app/src server crates style public package-lock.json scripts/tools.sh
}

build_current() {
  [[ -x "$RELEASE/server" && -x "$RELEASE/sandbox" && -f "$RELEASE/hash.txt" && -d "$SITE/pkg" ]] &&
    [[ $(cat "$BUILD_STAMP" 2>/dev/null) == "$(build_inputs)" ]]
}

# The browser's part and the servers have target directories of their own, so both build side by side.
build_both() {
  local site servers rc=0
  cd "$ROOT" || return 1
  RUST_BACKTRACE=0 cargo leptos build --release --split --precompress --frontend-only >"$LOGS/build-site.log" 2>&1 &
  site=$!
  cargo build --release --package server --package sandbox --bins >"$LOGS/build-servers.log" 2>&1 &
  servers=$!
  wait "$servers" || { rc=1 && tail -n 40 "$LOGS/build-servers.log"; }
  wait "$site" || { rc=1 && tail -n 40 "$LOGS/build-site.log"; }
  return "$rc"
}

# One at a time in a checkout: cargo-leptos empties the site's directory before it fills it.
build_release() {
  build_current && return 0
  exec 8>"$DEV/build.lock"
  if have flock && ! flock -n 8; then
    say '  Another ./dev builds this checkout; waiting for it…'
    flock 8
  fi
  local rc=0
  build_current || build_stamped || rc=$?
  exec 8>&-
  return "$rc"
}

build_stamped() {
  local inputs
  rm -f "$BUILD_STAMP"
  inputs=$(build_inputs)
  step 'Portal and sandbox, release build' build_both || return 1
  # Sources that changed while it built are built again next time.
  echo "$inputs" >"$BUILD_STAMP"
}

# --- run ---------------------------------------------------------------------------------------------------------

own_database() { [[ -n "${DATABASE_URL:-}" ]]; }

own_telegent() {
  local set=0 name
  for name in TELEGENT_BASE_URL TELEGENT_ACCOUNT_KEY TELEGENT_ACCOUNT_SECRET; do
    if [[ -n "${!name:-}" ]]; then set=$((set + 1)); fi
  done
  ((set == 0 || set == 3)) ||
    die 'Set TELEGENT_BASE_URL, TELEGENT_ACCOUNT_KEY and TELEGENT_ACCOUNT_SECRET together, or none of them for the sandbox.'
  ((set == 3))
}

# The portal's settings for one run. PORT is where it listens.
portal_environment() {
  export HOMELINE_ADDR="127.0.0.1:$1" HOMELINE_PUBLIC_URL="${HOMELINE_PUBLIC_URL:-http://127.0.0.1:$1}"
  export HOMELINE_SITE_ROOT="$SITE"
  # Kept for good: what it sealed opens with no other.
  if [[ -z "${HOMELINE_SECRET_KEY:-}" ]]; then
    [[ -s "$DEV/secret-key" ]] || (umask 077 && od -An -tx1 -N32 /dev/urandom | tr -d ' \n' >"$DEV/secret-key")
    HOMELINE_SECRET_KEY=$(cat "$DEV/secret-key")
    export HOMELINE_SECRET_KEY
  fi
  # Into files, unless there is a mail server.
  [[ -n "${HOMELINE_MAIL__SMTP:-}" ]] || export HOMELINE_MAIL_DIR="${HOMELINE_MAIL_DIR:-$DEV/mail}"
  export LEPTOS_OUTPUT_NAME=homeline LEPTOS_SITE_ROOT="$SITE" LEPTOS_SITE_PKG_DIR=pkg LEPTOS_SITE_ADDR="127.0.0.1:$1"
  export LEPTOS_HASH_FILES="${2:-true}" LEPTOS_ENV=PROD
  [[ -z "${HOMELINE_MAIL_DIR:-}" ]] || mkdir -p "$HOMELINE_MAIL_DIR"
}

# start_sandbox BINARY PORT REQUESTS_A_MINUTE OPTION…
start_sandbox() {
  need_port "$2" 'the sandbox' SANDBOX_PORT
  spawn sandbox "$1" --port "$2" --seed demo --rate-limit "$3" "${@:4}"
  SANDBOX_PID=$SPAWNED
  wait_http "http://127.0.0.1:$2/__sandbox/state" "$SANDBOX_PID" sandbox 20 || return 1
  export TELEGENT_BASE_URL="http://127.0.0.1:$2" TELEGENT_ACCOUNT_KEY=DID-sandbox TELEGENT_ACCOUNT_SECRET=sandbox-secret
}

# start_portal PORT
start_portal() {
  need_port "$1" 'the portal' HOMELINE_PORT
  spawn portal "$RELEASE/server" serve
  PORTAL_PID=$SPAWNED
  wait_http "http://127.0.0.1:$1/healthz" "$PORTAL_PID" portal 30
}

# Stops everything that this run started, whatever ends it.
stop_on_exit() {
  trap 'trap - INT TERM HUP EXIT; stop_all; exit 130' INT TERM HUP
  trap 'rc=$?; trap - INT TERM HUP EXIT; stop_all; exit $rc' EXIT
}
stop_all() {
  stop_children
  stop_clusters
}

# Database and Telegent, ours unless the environment names others.
start_backends() {
  local sandbox=$1
  if ! own_database; then
    cluster_start pg "$PG_PORT" || return 1
    DATABASE_URL=$(cluster_url "$PG_PORT")
    export DATABASE_URL
  fi
  if own_telegent; then
    DEMO=''
  else
    # The database remembers what was bought here: so must the sandbox, until ./dev reset.
    start_sandbox "$sandbox" "$SANDBOX_PORT" "${SANDBOX_RATE_LIMIT:-50}" --state "$DEV/sandbox.json" || return 1
    DEMO=1
    export HOMELINE_DEMO=true
  fi
}

# Tables first, then, with the sandbox behind it, the demo households.
prepare_database() {
  quietly 'Database migrations' "$RELEASE/server" migrate || return 1
  [[ -z "$DEMO" ]] || quietly 'Demo data' "$RELEASE/server" seed-demo
}

print_welcome() {
  say ''
  say "  ${BOLD}Homeline is at ${HOMELINE_PUBLIC_URL}$OFF   ${DIM}(started in $(duration "$SECONDS"))$OFF"
  if [[ -n "$DEMO" ]]; then
    say ''
    say "  Sign in, with the password ${BOLD}homeline-demo-1$OFF, as"
    say '    robin.ortega@example.com   owner'
    say '    kim.park@example.com       agent'
    say '    dana.mensah@example.com    family manager'
    say '    kofi.mensah@example.com    guardian of Ama'
    say '    ama.mensah@example.com     member of the family'
    say ''
    say "  ${DIM}Telegent is the sandbox at $TELEGENT_BASE_URL; nothing here reaches a real network.$OFF"
  else
    say '  First time? Make the owner, in another terminal with the same TELEGENT_… settings:'
    say "    DATABASE_URL='$DATABASE_URL' HOMELINE_MAIL_DIR='${HOMELINE_MAIL_DIR:-$DEV/mail}' target/release/server create-owner --email you@example.com --name 'Your Name'"
  fi
  local mail="${HOMELINE_MAIL_DIR:-through your mail server}"
  say "  ${DIM}Mail: ${mail#"$ROOT"/}   Logs: ${LOGS#"$ROOT"/}   Ctrl-C stops everything.$OFF"
}
