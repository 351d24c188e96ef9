"""`python -m wechat_sandbox`: the command line. Every option can also be given as WECHAT_SANDBOX_<OPTION>."""

from __future__ import annotations

import argparse
import errno
import os
import signal
import socket
import sys
from pathlib import Path
from typing import NoReturn

from wechat_sandbox.push import FORMATS, MODES, PushConfig
from wechat_sandbox.server import Options, create_app, serve
from wechat_sandbox.state import StateFileError

DEFAULTS = {
    "host": "127.0.0.1",
    "port": "8001",
    "state": "",
    "begin-with": "",
    "appid": "wx5a4e0c1d2b3f6789",
    "secret": "sandbox-secret",
    "push-url": "",
    "push-token": "",
    "push-aes-key": "",
    "push-mode": "plain",
    "push-format": "json",
    "service-push-url": "",
    "service-push-token": "",
    "service-push-aes-key": "",
}
HELP = {
    "host": "监听的地址",
    "port": "监听的端口；0 表示任选一个空闲端口",
    "state": "存档文件；不写就不存盘",
    "begin-with": "还没有存档时，照这个存档开始；只读不写",
    "appid": "小程序的 AppID",
    "secret": "小程序的 AppSecret",
    "push-url": "接收消息推送的地址；不写就不推送",
    "push-token": "消息推送的 Token",
    "push-aes-key": "消息推送的 EncodingAESKey（43 位）",
    "push-mode": f"消息推送的加密方式：{'、'.join(MODES)}",
    "push-format": f"消息推送的格式：{'、'.join(FORMATS)}",
    "service-push-url": "服务号的推送地址；不写就不推送",
    "service-push-token": "服务号推送的 Token",
    "service-push-aes-key": "服务号推送的 EncodingAESKey（43 位）；不写就不加密",
}


def main() -> None:
    arguments = _parser().parse_args()
    push = PushConfig(
        url=arguments.push_url,
        token=arguments.push_token,
        aes_key=arguments.push_aes_key,
        mode=arguments.push_mode,
        format=arguments.push_format,
    )
    service_push = PushConfig(
        url=arguments.service_push_url,
        token=arguments.service_push_token,
        aes_key=arguments.service_push_aes_key,
        mode="safe" if arguments.service_push_aes_key else "plain",
        format="xml",
    )
    if problem := push.problem() or service_push.problem():
        _stop(problem)
    try:
        app = create_app(
            Options(
                appid=arguments.appid,
                secret=arguments.secret,
                state=_path(arguments.state),
                begin_with=_path(arguments.begin_with),
                push=push,
                service_push=service_push,
            )
        )
    except StateFileError as error:
        _stop(str(error))
    listener = _listen(host=arguments.host, port=arguments.port)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    signal.signal(signal.SIGINT, lambda *_: sys.exit(0))
    print(f"微信沙箱已就绪：http://{arguments.host}:{listener.getsockname()[1]}/", flush=True)
    serve(app, listener=listener)


def _path(text: str) -> Path | None:
    return Path(text) if text else None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m wechat_sandbox", description="微信服务器和居民手机的本地替身。"
    )
    for name, default in DEFAULTS.items():
        variable = f"WECHAT_SANDBOX_{name.upper().replace('-', '_')}"
        parser.add_argument(
            f"--{name}",
            default=os.environ.get(variable, default),
            help=f"{HELP[name]}（也可设环境变量 {variable}）",
        )
    return parser


def _listen(*, host: str, port: str) -> socket.socket:
    if not (port.isascii() and port.isdigit() and int(port) < 65536):
        _stop(f"端口“{port}”不对，要写成 0 到 65535 之间的数。")
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, int(port)))
        listener.listen(2048)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            _stop(f"端口 {port} 已被占用。请先关掉占用它的程序，或用 --port 换一个端口。")
        _stop(f"不能在 {host}:{port} 上监听：{error.strerror}。")
    return listener


def _stop(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    sys.exit(1)


if __name__ == "__main__":
    main()
