# shellcheck shell=bash
# Private Postgres clusters. `pg` holds the data of ./dev up, `pg-test` is a throw-away without fsync for the tests.

PG_RUNNING=()

# Postgres refuses to run as root: then its own user runs it.
as_pg() {
  if ((EUID == 0)); then
    (cd / && runuser -u postgres -- "$@")
  else
    "$@"
  fi
}

# cluster_dir NAME  where the cluster lives: under .dev, or, where the postgres user cannot come in (a checkout under /root),
# under /var/tmp, with a link in .dev. Unix socket paths must stay short, so deep checkouts take that way too.
cluster_dir() {
  local home=$DEV
  if ((EUID == 0)); then
    chmod a+x "$DEV" 2>/dev/null
    as_pg test -x "$DEV" || home=''
  fi
  if [[ -z "$home" || ${#home} -gt 70 ]]; then
    home="/var/tmp/homeline-$(sha256sum <<<"$ROOT" | cut -c1-10)"
    mkdir -p "$home"
    [[ -O "$home" ]] || die "$home belongs to somebody else."
    chmod a+x "$home"
    [[ -L "$DEV/$1" ]] || ln -sfn "$home/$1" "$DEV/$1"
  fi
  echo "$home/$1"
}

cluster_create() {
  local dir=$1 bin=$2
  rm -rf "$dir"
  mkdir -p "$dir"
  if ((EUID == 0)); then chown postgres "$dir"; fi
  chmod 700 "$dir"
  as_pg "$bin/initdb" -D "$dir/data" -U postgres --auth-local=trust --auth-host=scram-sha-256 -E UTF8 --locale=C.UTF-8
}

# cluster_start NAME PORT SETTING…  creates it when it is not there. Sets PG_DIR.
cluster_start() {
  local name=$1 port=$2 bin setting options
  shift 2
  bin=$(pg_bindir) || die 'Postgres is not installed. ./dev doctor says how to get it.'
  PG_DIR=$(cluster_dir "$name")
  if [[ ! -f "$PG_DIR/ready" ]]; then
    step "Postgres cluster $name" cluster_create "$PG_DIR" "$bin" || return 1
  fi
  if as_pg "$bin/pg_ctl" -D "$PG_DIR/data" status >/dev/null 2>&1; then
    # Left over from a run that was killed: its port may be another one.
    as_pg "$bin/pg_ctl" -D "$PG_DIR/data" -m fast -w stop >/dev/null 2>&1
  fi
  need_port "$port" Postgres PG_PORT
  options="-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories='$PG_DIR' -c max_connections=300"
  for setting in "$@"; do options+=" -c $setting"; done
  PG_RUNNING+=("$PG_DIR")
  if ! as_pg "$bin/pg_ctl" -D "$PG_DIR/data" -l "$PG_DIR/log" -w -t 60 -o "$options" start >/dev/null 2>&1; then
    warn "Postgres did not start. The end of $PG_DIR/log:"
    tail -n 15 "$PG_DIR/log" | sed 's/^/    /' >&2
    return 1
  fi
  if [[ ! -f "$PG_DIR/ready" ]]; then
    cluster_roles "$port" && as_pg touch "$PG_DIR/ready"
  fi
}

# psql as the cluster's superuser, over its socket, which only its owner can reach.
psql_super() { as_pg "$(pg_bindir)/psql" -X -q -v ON_ERROR_STOP=1 -h "$PG_DIR" -p "$1" -U postgres "${@:2}"; }

# The portal's role: may create databases (the tests do), but row-level security holds for it.
cluster_roles() {
  psql_super "$1" -d postgres \
    -c "CREATE ROLE homeline LOGIN PASSWORD 'homeline' CREATEDB NOSUPERUSER NOBYPASSRLS" \
    -c 'CREATE DATABASE homeline OWNER homeline'
}

cluster_url() { echo "postgres://homeline:homeline@127.0.0.1:$1/${2:-homeline}"; }

stop_clusters() {
  local dir bin
  bin=$(pg_bindir) || return 0
  for dir in "${PG_RUNNING[@]}"; do
    as_pg "$bin/pg_ctl" -D "$dir/data" -m fast -w -t 20 stop >/dev/null 2>&1 || true
  done
  PG_RUNNING=()
}
