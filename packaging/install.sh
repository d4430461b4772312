#!/bin/sh
# 在不能上网的机器上安装 gouji：sh install.sh [安装到的文件夹]，缺省为 ~/gouji。需要 CPython 3.11。
# Installs gouji on a machine without a network: sh install.sh [FOLDER]. Needs CPython 3.11.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=${1:-"$HOME/gouji"}
python=${PYTHON:-python3.11}
if ! command -v "$python" >/dev/null 2>&1; then python=python3; fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))'; then
    echo "需要 CPython 3.11，没有找到（可用 PYTHON=… 指明）。CPython 3.11 is needed; name it with PYTHON=…" >&2
    exit 2
fi
"$python" -m venv "$target"
install="$target/bin/python -m pip install --quiet --disable-pip-version-check --no-index"
$install --find-links "$here/wheels" --require-hashes -r "$here/requirements.lock"
$install --no-deps "$here"/wheels/gouji-*.whl
"$target/bin/gouji" rules >/dev/null
echo "已安装。运行：$target/bin/gouji check 报告.docx"
