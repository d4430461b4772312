# 在不能上网的机器上安装 gouji：powershell -ExecutionPolicy Bypass -File install.ps1 [-Target 文件夹]。需要 CPython 3.11。
# Installs gouji on a machine without a network. Needs CPython 3.11.
param([string]$Target = (Join-Path $HOME "gouji"))
$ErrorActionPreference = "Stop"
$here = Split-Path -Parent $MyInvocation.MyCommand.Path
py -3.11 -m venv $Target
if ($LASTEXITCODE -ne 0) { Write-Error "需要 CPython 3.11，没有找到。CPython 3.11 is needed."; exit 2 }
$python = Join-Path $Target "Scripts\python.exe"
$wheels = Join-Path $here "wheels"
& $python -m pip install --quiet --disable-pip-version-check --no-index --find-links $wheels --require-hashes -r (Join-Path $here "requirements.lock")
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
& $python -m pip install --quiet --disable-pip-version-check --no-index --no-deps (Get-ChildItem $wheels -Filter "gouji-*.whl").FullName
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
Write-Output ("已安装。运行：" + (Join-Path $Target "Scripts\gouji.exe") + " check 报告.docx")
