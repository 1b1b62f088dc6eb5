# shellcheck shell=bash
# ./dev test firefox: the sign-in in Debian's Firefox. Not part of the plain ./dev test: Playwright cannot drive this
# Firefox, so it takes geckodriver, which is built on first use.

GECKODRIVER_VERSION=0.37.1

firefox_path() { command -v firefox-esr || command -v firefox; }

get_geckodriver() {
  local v=$GECKODRIVER_VERSION
  prebuilt "$GITHUB/mozilla/geckodriver/releases/download/v$v/geckodriver-v$v-linux64.tar.gz" geckodriver ||
    build_tool geckodriver --version "$v" --locked
}

run_firefox() { FIREFOX_PATH=$(firefox_path) node end2end/firefox.mjs; }

test_firefox() {
  tool_is geckodriver "$GECKODRIVER_VERSION" || step "geckodriver $GECKODRIVER_VERSION" get_geckodriver || { blocked Firefox && return; }
  firefox_path >/dev/null || step 'Debian: firefox-esr' apt_install firefox-esr || { blocked Firefox && return; }
  if build_release && test_cluster && test_stack; then
    part 'Firefox: sign-in and hydration' one run_firefox
  else
    blocked Firefox
  fi
  stop_children
}
