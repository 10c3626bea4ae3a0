# For the scripts that compare with packages of npm's. `npm_ready NAME FOLDER WORK` copies FOLDER's scripts and lock file to WORK,
# installs what is locked, and goes there. Where node or npm is missing, or npm cannot get the packages and CI is not set,
# the script ends with 77: skipped.
npm_ready() {
  local name=$1 here=$2 work=$3
  for program in node npm; do
    if ! command -v "$program" >/dev/null; then
      echo "$name: skipped, because $program is not installed"
      exit 77
    fi
  done
  mkdir -p "$work"
  cp "$here"/*.json "$here"/*.mjs "$work"/
  cd "$work"
  cmp -s package-lock.json .installed-lock && return
  if ! npm ci --ignore-scripts --no-audit --no-fund --silent; then
    echo "$name: npm could not install what it is compared with"
    [[ -n ${CI:-} ]] && exit 1
    echo "$name: skipped"
    exit 77
  fi
  cp package-lock.json .installed-lock
}
