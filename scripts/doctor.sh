# shellcheck shell=bash
# ./dev doctor: what is there, in which version; what is missing, and the command that mends it.

doctor_missing=0

# row NAME VERSION MEND  an empty version means missing.
row() {
  if [[ -n "$2" ]]; then
    printf '  %s✓%s %-16s %s\n' "$GREEN" "$OFF" "$1" "$2"
  else
    printf '  %s✗%s %-16s missing   mend: %s\n' "$RED" "$OFF" "$1" "$3"
    doctor_missing=$((doctor_missing + 1))
  fi
}

# optional NAME VERSION NOTE  what only some commands need.
optional() {
  if [[ -n "$2" ]]; then row "$1" "$2" ''; else printf '  %s–%s %-16s %s%s%s\n' "$DIM" "$OFF" "$1" "$DIM" "$3" "$OFF"; fi
}

first_line() { "$@" 2>/dev/null | head -n 1; }

command_doctor() {
  local sudo='' pair rust='' toolchain=${RUSTUP_TOOLCHAIN:-} psql='' chromium='' rust_mend free
  ((EUID == 0)) || sudo='sudo '
  say "${BOLD}Machine$OFF"
  for pair in "${BASE_PACKAGES[@]}"; do
    row "${pair%%:*}" "$(command -v "${pair%%:*}")" "${sudo}apt-get install ${pair#*:}"
  done
  free=$(free_gb)
  optional disk "$( ((free >= SPACE_GB)) && printf '%s GB free' "$free")" "$free GB free; a first ./dev test takes about $SPACE_GB"
  row node "$(has_node && node --version)" "Node $NODE_MAJOR or newer from https://nodejs.org/en/download"
  psql=$(pg_bindir) && psql="$("$psql/postgres" --version) in $psql"
  if own_database; then
    optional postgres "$psql" 'not installed; DATABASE_URL names another one'
  else
    row postgres "$psql" "${sudo}apt-get install postgresql"
  fi

  say "${BOLD}Rust$OFF"
  if choose_toolchain; then
    toolchain=${RUSTUP_TOOLCHAIN:-}
    rust="$(first_line rustc --version)${toolchain:+, toolchain $toolchain}"
  fi
  rust_mend='./dev setup   (takes the compiler from Debian where rustup cannot fetch it)'
  if have rustup; then rust_mend="rustup toolchain install $RUST_VERSION -c clippy -c rustfmt -t $WASM_TARGET   or: ./dev setup"; fi
  row rust "$rust" "$rust_mend"
  row "$WASM_TARGET" "${rust:+std is there}" "$rust_mend"
  row clippy "${rust:+$(first_line cargo clippy --version)}" "$rust_mend"
  row rustfmt "${rust:+$(first_line cargo fmt --version)}" "$rust_mend"

  say "${BOLD}Tools$OFF ${DIM}in $BIN$OFF"
  row cargo-leptos "$(has_cargo_leptos && echo "$CARGO_LEPTOS_VERSION")" './dev setup'
  row wasm-bindgen "$(has_wasm_bindgen && echo "$WASM_BINDGEN_VERSION")" './dev setup'
  row 'npm packages' "$(has_npm_packages && echo 'as package-lock.json says')" 'npm ci   or: ./dev setup'

  say "${BOLD}Tests$OFF ${DIM}./dev test gets what is missing here$OFF"
  chromium=$(chromium_path) && chromium="$(first_line "$chromium" --version)"
  optional chromium "$chromium" "${sudo}apt-get install chromium"
  optional firefox "$(first_line "$(firefox_path)" --version)" "${sudo}apt-get install firefox-esr"
  optional cargo-nextest "$(first_line cargo nextest --version)" 'not needed; cargo test is used'
  optional cargo-deny "$(has_cargo_deny && echo "$CARGO_DENY_VERSION")" 'built on the first ./dev test'

  say "${BOLD}Ports$OFF"
  port_row "$HOMELINE_PORT" portal HOMELINE_PORT
  port_row "$SANDBOX_PORT" sandbox SANDBOX_PORT
  port_row "$PG_PORT" Postgres PG_PORT

  say ''
  if ((doctor_missing)); then
    say "$doctor_missing missing. ${BOLD}./dev setup$OFF gets all of it."
    return 1
  fi
  say 'Nothing is missing.'
}

port_row() {
  if port_free "$1"; then
    row "$1" "free, for the $2" ''
  else
    printf '  – %-16s taken, by a running ./dev up or another program (the %s can move: %s=<port>)\n' "$1" "$2" "$3"
  fi
}
