# shellcheck shell=bash
# ./dev test: each part is one function; the rest counts, times and cleans up.

TEST_PARTS=(fmt clippy types deps deny unit doctest doc build e2e firefox)
PASSED=0
FAILED=0

# --- counting ----------------------------------------------------------------------------------------------------

# Adds up "N passed" and "N failed" of cargo-nextest's summary, or of the lines of cargo test.
count_log() {
  local log=$1 lines
  lines=$(sed 's/\x1b\[[0-9;]*m//g' "$log" | grep -E '^ *Summary \[|^test result:')
  PASSED=$((PASSED + $(grep -oE '[0-9]+ passed' <<<"$lines" | awk '{n += $1} END {print n + 0}')))
  PART_FAILED=$(grep -oE '[0-9]+ (failed|timed out|exec failed)' <<<"$lines" | awk '{n += $1} END {print n + 0}')
}

count_playwright() {
  local counts
  PART_FAILED=0
  # shellcheck disable=SC2016 # the template is JavaScript's
  counts=$(node -p 'const s = require(process.argv[1]).stats; `${s.expected} ${s.unexpected + s.flaky}`' "$1" 2>/dev/null) || return 0
  PASSED=$((PASSED + ${counts% *}))
  PART_FAILED=${counts#* }
}

# part NAME COUNTER FUNCTION  a COUNTER of `one` counts the whole part as one check.
part() {
  local name=$1 counter=$2 rc=0
  PART_FAILED=0
  step "$name" "$3" || rc=$?
  case $counter in
    one) ((rc)) || PASSED=$((PASSED + 1)) ;;
    log) count_log "$STEP_LOG" ;;
    playwright) count_playwright "$DEV/e2e.json" ;;
  esac
  if ((rc && PART_FAILED == 0)); then PART_FAILED=1; fi
  FAILED=$((FAILED + PART_FAILED))
  return "$rc"
}

# --- parts -------------------------------------------------------------------------------------------------------

run_fmt() { cargo fmt --all --check; }
run_clippy_native() { cargo clippy --workspace --all-targets -- -D warnings; }
run_clippy_wasm() { cargo clippy --package app --no-default-features --features hydrate --target "$WASM_TARGET" -- -D warnings; }
run_clippy() { run_clippy_native && run_clippy_wasm; }
run_types() { tsc --noEmit -p end2end; }

# What must never be sent to a browser: servers, databases, clients of HTTP, and whatever is too heavy. Leptos's own reader
# of configuration files is left out of the picture: it uses regex, nothing in the browser calls it, the linker drops it.
NOT_IN_BROWSER='server|services|telegent|sandbox|testkit|tokio|sqlx|sqlx-core|sqlx-postgres|reqwest|hyper|axum|axum-core'
NOT_IN_BROWSER+='|tower-http|rustls|ring|openssl|argon2|lettre|figment|regex|regex-automata|chrono|phonenumber|jiff'
browser_tree() {
  cargo tree --package app --no-default-features --features hydrate --target "$WASM_TARGET" -e normal --prune leptos_config "$@"
}

run_deps() {
  local tree found crate
  tree=$(browser_tree --prefix none) || return 1
  found=$(awk '{print $1}' <<<"$tree" | sort -u | grep -xE "$NOT_IN_BROWSER")
  [[ -n "$found" ]] || return 0
  echo "The browser's build depends on crates that must stay on the server:"
  for crate in $found; do
    echo "--- $crate, by way of:"
    browser_tree -i "$crate" | head -n 12
  done
  return 1
}

run_deny() { cargo deny --log-level warn check bans licenses sources; }
run_advisories() { timeout 120 cargo deny --log-level warn check advisories; }

run_unit() {
  if cargo nextest --version >/dev/null 2>&1; then
    cargo nextest run --workspace --no-fail-fast
  else
    cargo test --workspace --all-targets --no-fail-fast
  fi
}
run_doctest() { cargo test --workspace --doc --no-fail-fast; }
run_doc() { RUSTDOCFLAGS='-D warnings' cargo doc --workspace --no-deps; }

run_e2e() {
  PLAYWRIGHT_JSON_OUTPUT_NAME="$DEV/e2e.json" playwright test --config end2end/playwright.config.ts --reporter=list,json
}
run_firefox() { FIREFOX_PATH=$(firefox_path) node end2end/firefox.mjs; }

# --- what the parts stand on -------------------------------------------------------------------------------------

# A fresh cluster for every run, without fsync: nothing in it is worth keeping.
test_cluster() {
  [[ -z "${TEST_PG_PORT:-}" ]] || return 0
  TEST_PG_PORT=$(free_port)
  rm -f "$(cluster_dir pg-test)/ready"
  cluster_start pg-test "$TEST_PG_PORT" fsync=off synchronous_commit=off full_page_writes=off || return 1
  DATABASE_URL=$(cluster_url "$TEST_PG_PORT")
  export DATABASE_URL
}

# The whole portal on free ports, with a database of its own; up until the end of the run.
STACK_IS_UP=''
test_stack() {
  local port sandbox
  [[ -z "$STACK_IS_UP" ]] || return 0
  port=$(free_port)
  sandbox=$(free_port)
  HOMELINE_MAIL_DIR="$DEV/test-mail"
  rm -rf "$HOMELINE_MAIL_DIR"
  psql_super "$TEST_PG_PORT" -d postgres -c 'CREATE DATABASE homeline_e2e OWNER homeline' || return 1
  DATABASE_URL=$(cluster_url "$TEST_PG_PORT" homeline_e2e)
  portal_environment "$port"
  start_sandbox "$RELEASE/sandbox" "$sandbox" 6000 || return 1
  export HOMELINE_DEMO=true HOMELINE_TELEGENT__REQUESTS_PER_MINUTE=6000 DEMO=1
  prepare_database && start_portal "$port" || return 1
  export BASE_URL="http://127.0.0.1:$port" SANDBOX_URL="$TELEGENT_BASE_URL" SERVER_BIN="$RELEASE/server"
  STACK_IS_UP=1
}

# The environment's own portal settings must not colour the tests.
forget_settings() {
  local name
  for name in $(compgen -e | grep -E '^(HOMELINE|TELEGENT|LEPTOS)_'); do unset "$name"; done
  unset DATABASE_URL
}

run_parts() {
  local name
  for name in "$@"; do
    case $name in
      fmt) part 'Formatting' one run_fmt ;;
      clippy)
        part 'Lints, native' one run_clippy_native
        part 'Lints, browser' one run_clippy_wasm
        ;;
      types) part 'Types of the browser tests' one run_types ;;
      deps) part "Dependencies of the browser's build" one run_deps ;;
      deny) test_deny ;;
      unit) test_unit ;;
      doctest) part 'Examples in the documentation' log run_doctest ;;
      doc) part 'Documentation' one run_doc ;;
      build) test_build ;;
      e2e) test_e2e ;;
      firefox) test_firefox ;;
    esac
  done
}

test_build() {
  if build_release; then PASSED=$((PASSED + 1)); else FAILED=$((FAILED + 1)); fi
}

# Counts a part that could not even start.
blocked() {
  FAILED=$((FAILED + 1))
  warn "  $1 could not start."
}

test_unit() {
  if test_cluster; then STEP_TAIL=80 part 'Tests' log run_unit; else blocked 'Tests'; fi
}

test_deny() {
  need_cargo_deny || { FAILED=$((FAILED + 1)) && return; }
  part 'Licences, bans, sources' one run_deny
  local log
  if quietly 'Known vulnerabilities' run_advisories 2>/dev/null; then
    PASSED=$((PASSED + 1))
    say '  Known vulnerabilities                         none'
  elif log="$LOGS/known-vulnerabilities.log" && grep -qiE 'failed to fetch advisory|unable to (fetch|clone)|failed to (open|load|clone) advisory|resolve host|timed out|dns error' "$log"; then
    say '  Known vulnerabilities                         skipped: the advisory database cannot be fetched here'
  else
    FAILED=$((FAILED + 1))
    warn '  Known vulnerabilities                         failed'
    tail -n 40 "$log" >&2
  fi
}

test_e2e() {
  if need_chromium && build_release && test_cluster && test_stack; then
    CHROMIUM_PATH=$(chromium_path)
    export CHROMIUM_PATH
    STEP_TAIL=80 part 'Browser tests' playwright run_e2e
  else
    blocked 'Browser tests'
  fi
}

test_firefox() {
  if ! firefox_path >/dev/null && ! have apt-get; then
    say '  Islands in Firefox                            skipped: there is no Firefox here'
  elif need_firefox && build_release && test_cluster && test_stack; then
    part 'Islands in Firefox' one run_firefox
  else
    blocked 'Islands in Firefox'
  fi
}

command_test() {
  local known parts=("$@") name
  ((${#parts[@]})) || parts=("${TEST_PARTS[@]}")
  known=" ${TEST_PARTS[*]} "
  for name in "${parts[@]}"; do
    [[ "$known" == *" $name "* ]] || die "There is no part '$name'. The parts:$known"
  done
  mkdir -p "$DEV" "$LOGS"
  forget_settings
  [[ -d "$ROOT/target/debug" ]] || warn_of_space
  need_tools
  TIMES="$DEV/test-times.txt"
  : >"$TIMES"
  run_parts "${parts[@]}"
  stop_all
  say ''
  say "took $(duration "$SECONDS")"
  say "$PASSED passed, $FAILED failed"
  ((FAILED == 0))
}
