# shellcheck shell=bash
# The tools of the build: which versions, how to tell that they are there, how to get them.
# Every need_* is silent when nothing is missing.

RUST_VERSION=1.96.0
CARGO_LEPTOS_VERSION=0.3.11
WASM_BINDGEN_VERSION=0.2.130 # the same as in Cargo.toml
CARGO_DENY_VERSION=0.20.2
WASM_TARGET=wasm32-unknown-unknown
NODE_MAJOR=20

# --- Debian packages ---------------------------------------------------------------------------------------------

# Packages that the commands named on the left come from.
BASE_PACKAGES=(cc:build-essential perl:perl curl:curl git:git setsid:util-linux)

pg_bindir() {
  local newest
  newest=$(find /usr/lib/postgresql -maxdepth 3 -path '*/bin/initdb' 2>/dev/null | sort -V | tail -n 1)
  [[ -n "$newest" ]] || newest=$(command -v initdb) || return 1
  dirname "$newest"
}

missing_packages() {
  local pair
  for pair in "${BASE_PACKAGES[@]}"; do
    have "${pair%%:*}" || echo "${pair#*:}"
  done
  [[ -n "${DATABASE_URL:-}" && $COMMAND != test ]] || pg_bindir >/dev/null || echo postgresql
}

APT_FRESH=''
apt_install() {
  have apt-get || { echo "no apt-get here; install by hand: $*"; return 1; }
  if [[ -z "$APT_FRESH" ]]; then as_root apt-get update -q; fi
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"
}

need_packages() {
  local missing
  mapfile -t missing < <(missing_packages)
  ((${#missing[@]})) || return 0
  expect_root
  step "Debian: ${missing[*]}" apt_install "${missing[@]}" && APT_FRESH=1
}

chromium_path() {
  local path
  for path in "${CHROMIUM_PATH:-}" /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome; do
    if [[ -x "$path" ]]; then echo "$path" && return; fi
  done
  return 1
}
need_chromium() { chromium_path >/dev/null || { expect_root; step 'Debian: chromium' apt_install chromium; }; }

firefox_path() { command -v firefox-esr || command -v firefox; }
need_firefox() { firefox_path >/dev/null || { expect_root; step 'Debian: firefox-esr' apt_install firefox-esr; }; }

# --- Rust --------------------------------------------------------------------------------------------------------

# A toolchain is whole when it is new enough, compiles for the browser, and has clippy and rustfmt.
toolchain_whole() {
  local version dir
  version=$(rustc --version 2>/dev/null | awk '{print $2}') || return 1
  [[ -n "$version" && $(printf '%s\n' "$RUST_VERSION" "${version%%-*}" | sort -V | head -n 1) == "$RUST_VERSION" ]] || return 1
  dir=$(mktemp -d)
  echo 'pub fn f(x: Vec<u8>) -> usize { x.len() }' |
    rustc --target "$WASM_TARGET" --crate-type lib --crate-name probe --emit metadata --out-dir "$dir" - 2>/dev/null
  local rc=$?
  rm -rf "$dir"
  ((rc == 0)) && cargo clippy --version >/dev/null 2>&1 && cargo fmt --version >/dev/null 2>&1
}

# Takes the first whole toolchain: the one asked for, Debian's (linked below), the pinned one, the machine's own.
# One toolchain serves everything, so that all commands share the same artifacts.
choose_toolchain() {
  local asked=${RUSTUP_TOOLCHAIN:-} name
  if ! have rustup; then
    # Debian's cargo, should another, incomplete one stand before it on the PATH.
    toolchain_whole && return 0
    if [[ -x /usr/bin/cargo ]]; then PATH="$BIN:/usr/bin:$PATH"; fi
    toolchain_whole
    return
  fi
  local known
  known=$(rustup toolchain list 2>/dev/null | awk '{print $1}')
  for name in "$asked" debian "$RUST_VERSION" ''; do
    if [[ -n "$name" ]]; then
      grep -qE "^$name(-|$)" <<<"$known" || continue
      export RUSTUP_TOOLCHAIN=$name
    else
      unset RUSTUP_TOOLCHAIN
    fi
    toolchain_whole && return 0
  done
  return 1
}

rustup_toolchain() {
  timeout 240 rustup toolchain install "$RUST_VERSION" --profile minimal --no-self-update \
    --component clippy --component rustfmt --target "$WASM_TARGET"
}

# Debian carries a current compiler for its browsers, with the sources of std, but no std for wasm32.
debian_rust() {
  apt_install rustc-web cargo-web rust-web-src rust-web-clippy rustfmt-web lld || return 1
  local lld
  lld=$(apt-cache search --names-only '^lld-[0-9]+$' | awk '{print $1}' | sort -V | tail -n 1)
  [[ -z "$lld" ]] || apt_install "$lld"
  if have rustup; then rustup toolchain link debian /usr; fi
}

# rustc asks for the linker as `rust-lld`, a name that Debian does not have.
link_rust_lld() {
  local lld
  lld=$(find /usr/bin -name 'lld-[0-9]*' | sort -V | tail -n 1)
  [[ -n "$lld" ]] && ln -sfn "$lld" "$BIN/rust-lld"
}

# Builds std for the browser from Debian's sources, once, by way of an empty library.
debian_wasm_std() {
  local dir target=/usr/lib/rustlib/$WASM_TARGET/lib
  dir=$(mktemp -d)
  mkdir "$dir/src"
  : >"$dir/src/lib.rs"
  cat >"$dir/Cargo.toml" <<'TOML'
[package]
name = "empty"
version = "0.0.0"
edition = "2021"
[profile.release]
panic = "abort"
TOML
  (cd "$dir" && env -u RUSTUP_TOOLCHAIN -u CARGO_TARGET_DIR RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 \
    /usr/bin/cargo build --release -Z build-std=std,panic_abort --target "$WASM_TARGET") || return 1
  as_root mkdir -p "$target" || return 1
  as_root find "$target" -name '*.rlib' -delete
  find "$dir/target/$WASM_TARGET/release/deps" -name '*.rlib' ! -name 'libempty-*' -print0 |
    as_root xargs -0 cp -t "$target"
  rm -rf "$dir"
}

need_rust() {
  choose_toolchain && return 0
  if have rustup && step "Rust $RUST_VERSION with $WASM_TARGET, by rustup" rustup_toolchain && choose_toolchain; then return 0; fi
  have apt-get || die "Rust $RUST_VERSION with the target $WASM_TARGET is missing and rustup cannot fetch it here."
  if ! /usr/bin/rustc --version 2>/dev/null | grep -q . || ! choose_toolchain; then
    expect_root
    step 'Rust of Debian' debian_rust || return 1
    link_rust_lld
    if have rustup; then export RUSTUP_TOOLCHAIN=debian; fi
    hash -r
    choose_toolchain || step "std for $WASM_TARGET, from source" debian_wasm_std || return 1
  fi
  choose_toolchain || die "Rust was set up, but it does not compile for $WASM_TARGET. See $LOGS."
}

# --- cargo's tools -----------------------------------------------------------------------------------------------

TOOLS_TARGET="$CACHE/target"

tool_is() { [[ $("$BIN/$1" "${@:3}" --version 2>/dev/null | awk '{print $2; exit}') == "$2" ]]; }
has_wasm_bindgen() { tool_is wasm-bindgen "$WASM_BINDGEN_VERSION"; }
has_cargo_leptos() { tool_is cargo-leptos "$CARGO_LEPTOS_VERSION"; }
has_cargo_deny() { tool_is cargo-deny "$CARGO_DENY_VERSION"; }

# From source, quickly rather than well optimised. The tools share one target directory.
build_tool() {
  CARGO_TARGET_DIR="$TOOLS_TARGET" CARGO_PROFILE_DEV_DEBUG=0 CARGO_INCREMENTAL=0 \
    cargo install --debug --force --root "$CACHE" "$@"
}

# prebuilt URL NAME  takes one program out of a published archive; fails quietly, and fast where the host is out of reach.
prebuilt() {
  local url=$1 name=$2 dir found
  [[ $(uname -sm) == 'Linux x86_64' ]] || return 1
  dir=$(mktemp -d)
  curl -fsSL --connect-timeout 4 --max-time 120 "$url" | tar -xz -C "$dir" || { rm -rf "$dir"; return 1; }
  found=$(find "$dir" -type f -name "$name" | head -n 1)
  [[ -n "$found" ]] && "$found" --version && install -m 755 "$found" "$BIN/$name"
  local rc=$?
  rm -rf "$dir"
  return "$rc"
}

GITHUB=https://github.com

get_wasm_bindgen() {
  local v=$WASM_BINDGEN_VERSION
  prebuilt "$GITHUB/wasm-bindgen/wasm-bindgen/releases/download/$v/wasm-bindgen-$v-x86_64-unknown-linux-musl.tar.gz" wasm-bindgen && return
  build_tool wasm-bindgen-cli --version "$v" # not --locked: one of its locked dependencies is withdrawn
}

get_cargo_leptos() {
  local v=$CARGO_LEPTOS_VERSION
  prebuilt "$GITHUB/leptos-rs/cargo-leptos/releases/download/v$v/cargo-leptos-x86_64-unknown-linux-gnu.tar.gz" cargo-leptos && return
  build_tool cargo-leptos --version "$v" --locked --features no_downloads
}

get_cargo_deny() {
  local v=$CARGO_DENY_VERSION
  prebuilt "$GITHUB/EmbarkStudios/cargo-deny/releases/download/$v/cargo-deny-$v-x86_64-unknown-linux-musl.tar.gz" cargo-deny && return
  build_tool cargo-deny --version "$v" --locked
}

need_cargo_tools() {
  has_wasm_bindgen || step "wasm-bindgen $WASM_BINDGEN_VERSION" get_wasm_bindgen || return 1
  has_cargo_leptos || step "cargo-leptos $CARGO_LEPTOS_VERSION" get_cargo_leptos || return 1
  if ! has_wasm_bindgen || ! has_cargo_leptos; then die "The tools in $BIN are not the pinned versions."; fi
  rm -rf "$TOOLS_TARGET"
}

need_cargo_deny() { has_cargo_deny || { step "cargo-deny $CARGO_DENY_VERSION" get_cargo_deny && rm -rf "$TOOLS_TARGET"; }; }

# --- npm ---------------------------------------------------------------------------------------------------------

npm_stamp() { sha256sum "$ROOT/package-lock.json" | cut -c1-32; }
has_npm_packages() { [[ $(cat "$ROOT/node_modules/.homeline" 2>/dev/null) == "$(npm_stamp)" ]]; }
get_npm_packages() { cd "$ROOT" && npm ci && npm_stamp >node_modules/.homeline; }

has_node() { have node && (($(node -p 'process.versions.node.split(".")[0]') >= NODE_MAJOR)); }

need_node() {
  has_node || die "Node $NODE_MAJOR or newer is needed: https://nodejs.org/en/download (Debian 12's own is too old)."
  has_npm_packages || step 'npm packages' get_npm_packages
}

# --- everything --------------------------------------------------------------------------------------------------

# Sets up what ./dev up needs. A lock keeps two checkouts from building the same tool at once.
need_tools() {
  local started=$SECONDS
  mkdir -p "$BIN" "$DEV"
  if have flock; then
    exec 9>"$CACHE/lock"
    flock -n 9 || { say "  Another checkout is setting up the tools; waiting for it…" && flock 9; }
  fi
  local before
  before=$(wc -l 2>/dev/null <"$TIMES" || echo 0)
  need_packages || die 'Without these packages nothing can go on.'
  need_node || die 'Without the npm packages nothing can go on.'
  need_rust || die 'Without Rust nothing can go on.'
  need_cargo_tools || die 'Without these tools nothing can be built.'
  exec 9>&-
  if (($(wc -l 2>/dev/null <"$TIMES" || echo 0) > before)); then
    say "  ${DIM}tools ready after $(duration $((SECONDS - started))); times in ${TIMES#"$ROOT"/}$OFF"
  fi
}
