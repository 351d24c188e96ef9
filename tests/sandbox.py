"""A WeChat sandbox of the tests' own, as a real process on a free port."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from rehearsal.sandbox import Sandbox

ROOT = Path(__file__).resolve().parent.parent


class RunningSandbox(Sandbox):
    @classmethod
    @contextlib.contextmanager
    def running(cls, *, appid: str, secret: str, **options: str) -> Iterator[Self]:
        """Start a sandbox on a free port; `options` are its command-line options."""
        flags = [
            part
            for name, value in options.items()
            for part in (f"--{name.replace('_', '-')}", value)
        ]
        process = subprocess.Popen(
            [sys.executable, "-m", "wechat_sandbox", "--port", "0"]
            + ["--appid", appid, "--secret", secret, *flags],
            cwd=ROOT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert process.stdout
            line = process.stdout.readline()
            assert "http://" in line, "the sandbox did not start"
            yield cls(line[line.index("http://") :].strip())
        finally:
            process.terminate()
            process.communicate(timeout=10)
