"""The least that can answer: ASGI without a framework, without a login, one prepared statement.

`/7` answers the household of resident 7 as PostgreSQL writes it.
"""

from __future__ import annotations

import asyncio
import os
from typing import Any

import psycopg

CONNECTIONS = 8
HOUSEHOLD = """
    SELECT COALESCE(json_agg(json_build_object(
        'id', member.id, 'nickname', member.nickname, 'relation', member.relation,
        'region', member.region_id, 'scheme', member.scheme,
        'enrolments', ARRAY(
            SELECT json_build_object('coverage_year', coverage_year, 'paid_on', paid_on)
            FROM accounts_enrolment WHERE member_id = member.id
        )
    )), '[]')::text
    FROM accounts_member AS member WHERE member.user_id = %s
"""


class Pool:
    free: asyncio.LifoQueue[psycopg.AsyncConnection[Any]]


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] == "lifespan":
        await _live(receive, send)
        return
    connection = await Pool.free.get()
    try:
        cursor = await connection.execute(HOUSEHOLD, [int(scope["path"][1:])], prepare=True)
        row = await cursor.fetchone()
    finally:
        Pool.free.put_nowait(connection)
    body = row[0].encode() if row else b"[]"
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _live(receive: Any, send: Any) -> None:
    await receive()
    Pool.free = asyncio.LifoQueue()
    for _ in range(CONNECTIONS):
        connection = await psycopg.AsyncConnection.connect(
            os.environ["DATABASE_URL"], autocommit=True
        )
        Pool.free.put_nowait(connection)
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await send({"type": "lifespan.shutdown.complete"})
