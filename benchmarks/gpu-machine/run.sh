#!/usr/bin/env bash
# On the machine with the GPU: unpacks what prepare.ts made, which lies beside this file, and measures (README.md).
#   bash run.sh [--out folder] [--seconds n] [--steps a,b] [--vendor nvidia] [--small]
# Exit codes: 0 all was measured; 1 something was not; 3 a part is missing; 4 the browser has no WebGPU on the GPU.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
kit=${GPU_MACHINE_DIR:-/tmp/gpu-machine}

unpack() {
  if command -v xz >/dev/null; then xz -dc; else
    python3 -c 'import lzma, shutil, sys; shutil.copyfileobj(lzma.open(sys.stdin.buffer), sys.stdout.buffer)'
  fi | tar -C "$kit" -xf -
}

if [ ! -e "$kit/unpacked" ]; then
  mkdir -p "$kit/parts" "$kit/home"
  # Parts may come one by one.
  for part in "$here"/kit.tar.xz.*; do if [ -e "$part" ]; then cp "$part" "$kit/parts/"; fi; done
  parts=("$kit"/parts/kit.tar.xz.*)
  if [ ! -e "${parts[0]}" ] || [ "${#parts[@]}" -lt "${parts[0]##*of}" ]; then
    echo "Not all parts are there yet; here are: $(ls "$kit/parts")"
    exit 3
  fi
  cat "${parts[@]}" | unpack
  rm -r "$kit/parts"
  cp "$0" "$kit/run.sh"
  # The C++ library of a newer system serves these programs and that system's own libraries alike.
  for name in libstdc++.so.6 libgcc_s.so.1; do
    if PATH=$PATH:/sbin ldconfig -p | grep -q "$name "; then rm -f "$kit/lib/$name"; fi
  done
  touch "$kit/unpacked"
fi

# The browser's folder has a loader of Vulkan. NVIDIA's driver for containers often lies under /usr/local.
export GPU_MACHINE_DIR=$kit OWN_LIBRARY_PATH=${LD_LIBRARY_PATH:-}
export BROWSER_LIBRARY_PATH=$kit/lib:$kit/browser:/usr/local/nvidia/lib64:/usr/local/nvidia/lib
LD_LIBRARY_PATH=$kit/lib exec "$kit/bin/node" "$kit/app/programs/measure.mjs" "$@"
