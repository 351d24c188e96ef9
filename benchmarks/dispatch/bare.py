"""The engine alone: encode, send, judge the answer, count. No database, nothing to render.

python -m benchmarks.dispatch.bare URL COUNT CONNECTIONS
"""

from __future__ import annotations

import os
import sys
from collections import Counter

import django
import uvloop

DATA = {
    "thing1": "家人 123",
    "date2": "2025年12月20日",
    "thing3": "549元",
    "thing4": "粤税通",
    "thing5": "还有30天，交了明年看病才能报",
}


def main(url: str, count: int, connections: int) -> None:
    os.environ["WECHAT_API_BASE"] = url
    django.setup()
    from yibao_project.wechat import SubscribeMessage
    from yibao_project.wechat_transport import Sender

    sent: Counter[object] = Counter()

    def message(number: int) -> SubscribeMessage:
        return SubscribeMessage(
            openid=f"o{number:027d}",
            template_id="TPL-PAYMENT-DEADLINE-0001",
            page=f"pages/home/home?reminder={number}",
            data=DATA,
        )

    async def go() -> None:
        async with Sender[int](
            on_outcome=lambda key, outcome: sent.update((outcome.kind,)), connections=connections
        ) as sender:
            for start in range(0, count, 512):
                batch = range(start, min(start + 512, count))
                sender.submit((number, message(number).encode()) for number in batch)
                await sender.drain(to=connections + 512)
            await sender.drain()

    uvloop.run(go())
    if sent[None] != count:
        sys.exit(f"只发成 {sent[None]} 条。")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
