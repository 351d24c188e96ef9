"""The mini-program's toolchain: its npm packages, its type check, and its preview for the browser.

`python -m yibao_project.miniprogram check` is a part of `make lint`. Everything here is left out,
with one sentence that says why, on a machine without Node.js 20 or without the npm registry.
"""

from __future__ import annotations

import fcntl
import json
import shutil
import subprocess
import sys
from pathlib import Path

from yibao_project.local_services import ROOT

FOLDER = ROOT / "miniprogram"
LOCK = FOLDER / "package-lock.json"
INSTALLED = FOLDER / "node_modules" / ".package-lock.json"
OLDEST_NODE = 20
INSTALL_SECONDS = 180
# Where the registry is out of reach, that is known soon.
NPM_OPTIONS = ("--no-audit", "--no-fund", "--fetch-retries=1", "--fetch-timeout=20000")
BUILD_SECONDS = 120


class CannotBuild(Exception):
    """The mini-program cannot be built here; the text says why and what to do."""


def build_preview(to: Path) -> str:
    """Build the browser preview into the folder `to`; returns the size of the mini-program in words.

    Raises CannotBuild.
    """
    _provide_packages()
    return _run("node", "preview/build.mjs", str(to), seconds=BUILD_SECONDS)


def write_types() -> None:
    """Write the shapes of the API, types/api.d.ts, from docs/openapi.yaml. Raises CannotBuild."""
    _provide_packages()
    _run("npm", "run", "--silent", "types", seconds=BUILD_SECONDS)


def check() -> None:
    """Check that types/api.d.ts is up to date, and all types. Raises CannotBuild, also when not."""
    _provide_packages()
    try:
        _run("npm", "run", "--silent", "types-check", seconds=BUILD_SECONDS)
    except CannotBuild:
        raise CannotBuild(
            "miniprogram/miniprogram/types/api.d.ts 与 docs/openapi.yaml 不一致。"
            "请执行 make contract，看过改动后一并提交。"
        ) from None
    _run("npm", "run", "--silent", "check", seconds=BUILD_SECONDS)


def _provide_packages() -> None:
    """Install what the lock file names, unless it is there. Two at once wait for each other."""
    if (found := _node_version()) < OLDEST_NODE:
        has = f"这里是 Node.js {found}" if found else "这里没有 Node.js"
        raise CannotBuild(f"小程序预览要 Node.js {OLDEST_NODE} 以上，{has}；装好后再来。")
    with LOCK.open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if INSTALLED.exists() and INSTALLED.stat().st_mtime >= LOCK.stat().st_mtime:
            return
        try:
            _run("npm", "ci", *NPM_OPTIONS, seconds=INSTALL_SECONDS)
        except CannotBuild as problem:
            raise CannotBuild(
                f"没装上小程序的 npm 包，请检查 npm registry 能不能访问，"
                f"或在 miniprogram/ 里执行 npm ci：{problem}"
            ) from None


def _node_version() -> int:
    """The major version of Node.js, 0 if there is none."""
    if not (shutil.which("node") and shutil.which("npm")):
        return 0
    told = subprocess.run(
        ["node", "-p", "JSON.stringify(process.versions.node)"],  # noqa: S607  the one on PATH
        capture_output=True,
        check=False,
        text=True,
    )
    return int(json.loads(told.stdout).split(".")[0]) if told.returncode == 0 else 0


def _run(*command: str, seconds: float) -> str:
    try:
        done = subprocess.run(
            command,
            cwd=FOLDER,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            text=True,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired:
        raise CannotBuild(f"{' '.join(command)} 等了 {seconds:g} 秒没有结束。") from None
    if done.returncode:
        raise CannotBuild(done.stdout.strip()[-2000:])
    return done.stdout.strip()


def main(task: str, to: str = "") -> int:
    try:
        if task == "build":
            _tell(f"小程序预览已就绪：{build_preview(Path(to))}。")
        elif task == "types":
            write_types()
            _tell("miniprogram/miniprogram/types/api.d.ts 已按 docs/openapi.yaml 写好。")
        else:
            check()
    except CannotBuild as problem:
        _tell(str(problem))
        return int(task != "build" and INSTALLED.exists())
    return 0


def _tell(sentence: str) -> None:
    print(sentence, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
