#!/usr/bin/env bash
# Runs every test. Installs what they need and Cargo does not bring: Python 3, for the scorers of `bench/`.
set -euo pipefail
cd "$(dirname "$0")"

if ! command -v python3 >/dev/null; then
    if ! command -v apt-get >/dev/null || [ "$(id -u)" -ne 0 ]; then
        echo "error: python3 is missing, and the tests need it" >&2
        echo "hint: install Python 3.8 or newer, for example with \`sudo apt-get install python3\`" >&2
        exit 1
    fi
    apt-get update --quiet
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends python3
fi

exec cargo test --workspace --locked "$@"
