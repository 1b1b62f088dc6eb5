# shellcheck shell=bash
# ./dev bench: what the benchmarks stand on.

# A cluster of its own, with the settings of operation: how long a commit takes is part of what is measured.
bench_cluster() {
  local port
  port=$(free_port)
  cluster_start pg-bench "$port" || return 1
  DATABASE_URL=$(cluster_url "$port")
  export DATABASE_URL
}
