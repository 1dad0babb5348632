#!/bin/bash
# install_packages.sh SECTION...: installs what is missing of these sections of deploy/debian-packages.txt (with sudo where not root).
# Quick, and silent, where nothing is missing. As root it also makes the system user `dondoc`, as whom private servers run.
set -euo pipefail
cd "$(dirname "$0")/.."

list=deploy/debian-packages.txt
sections=("$@")
[ ${#sections[@]} -gt 0 ] || { echo "usage: $0 SECTION...   (sections: $(sed -n 's/^\[\(.*\)\]$/\1/p' $list | xargs))" >&2; exit 2; }

packages_of() {
  awk -v wanted="$1" '/^\[/ { here = ($0 == "[" wanted "]"); next } { sub(/#.*/, "") } here && NF { print $1 }' $list
}

wanted=()
for section in "${sections[@]}"; do
  mapfile -t found < <(packages_of "$section")
  [ ${#found[@]} -gt 0 ] || { echo "$0: $list has no section [$section]" >&2; exit 2; }
  wanted+=("${found[@]}")
done

if ! command -v dpkg-query >/dev/null; then
  echo "This is not Debian: install what corresponds to these packages of Debian 12 yourself: ${wanted[*]}" >&2
  exit 0
fi

installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null | sed -n 's/^installed //p' || true)
missing=$(comm -23 <(printf '%s\n' "${wanted[@]}" | sort -u) <(sort -u <<<"$installed"))

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  as_root=(sudo)
fi

if [ -n "$missing" ]; then
  mapfile -t missing <<<"$missing"
  if [ ${#as_root[@]} -gt 0 ] && ! command -v sudo >/dev/null; then
    echo "These packages are missing, and there is no sudo to install them with: ${missing[*]}" >&2
    echo "Have root run this once, then try again: $PWD/tools/install_packages.sh ${sections[*]}" >&2
    exit 1
  fi
  echo "Installing ${#missing[@]} Debian packages: ${missing[*]}"
  # The private servers are all that the project needs: the ones that Debian would start on public ports stay down.
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee /usr/sbin/policy-rc.d >/dev/null
    "${as_root[@]}" chmod +x /usr/sbin/policy-rc.d
    trap '"${as_root[@]}" rm -f /usr/sbin/policy-rc.d' EXIT
  fi
  "${as_root[@]}" apt-get -qq -o DPkg::Lock::Timeout=300 update
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -qq -y -o DPkg::Lock::Timeout=300 --no-install-recommends install "${missing[@]}" </dev/null
fi

if [ "$(id -u)" -eq 0 ] && ! getent passwd dondoc >/dev/null; then
  useradd --system --user-group --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin dondoc
fi
