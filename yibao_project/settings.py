"""All settings, each read strictly from the environment; .env.example lists every variable.

A missing or nonsensical value stops the start with one sentence that names it.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from celery.schedules import crontab
from django.core.exceptions import ImproperlyConfigured
from django.templatetags.static import static
from environs import Env, EnvError, ValidationError, validate

from yibao_project.logs import logging_config

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env(eager=False)
env.read_env(str(BASE_DIR / ".env"), recurse=False)

DEBUG: bool = env.bool("DEBUG", False)
REHEARSAL: bool = env.bool("REHEARSAL", False)

# No default secret outside DEBUG: production must bring its own.
REQUIRED: Any = ...
SECRET_KEY: str = env.str(
    "SECRET_KEY",
    "only-for-development-" + "0" * 32 if DEBUG else REQUIRED,
    validate=validate.Length(min=32),
)


def _each_is_long(keys: list[str]) -> None:
    if not keys or min(map(len, keys)) < 32:
        raise ValidationError("Each key needs 32 characters or more.")


def _each_is_known(fields: dict[str, str]) -> None:
    if not fields or not set(fields.values()) <= {"what", "day", "left"}:
        raise ValidationError("Each field holds one of what, day, left.")


# The first seals personal words in the database (see sealed.py), all of them open what is sealed.
TEXT_KEYS: list[str] = env.list(
    "TEXT_KEYS",
    ["only-for-development-" + "1" * 32] if DEBUG else REQUIRED,
    validate=[validate.Length(min=1), _each_is_long],
)
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost"] if DEBUG else [])
ADDRESS = validate.Regexp(r"^https?://[^/\s]+")
WEB_URL: str = env.str("WEB_URL", "http://127.0.0.1:8000", validate=ADDRESS)
SANDBOX_URL: str = env.str("SANDBOX_URL", "http://127.0.0.1:8001", validate=ADDRESS)

# Staff need a one-time code besides the password; the demonstration does without.
SECOND_FACTOR: bool = env.bool("SECOND_FACTOR", not DEBUG)
# How many proxies in front add to X-Forwarded-For; any more than these could be made up.
PROXIES: int = env.int(
    "PROXIES", 1 if WEB_URL.startswith("https:") else 0, validate=validate.Range(min=0, max=5)
)

DATABASE: dict[str, Any] = env.dj_db_url("DATABASE_URL")
REDIS_URL: str = env.str("REDIS_URL", validate=validate.Regexp(r"^(rediss?|unix)://"))

WECHAT_APPID: str = env.str("WECHAT_APPID", "wx0000000000000001" if DEBUG else REQUIRED)
WECHAT_SECRET: str = env.str("WECHAT_SECRET", "sandbox-secret" if DEBUG else REQUIRED)
WECHAT_API_BASE: str = env.str("WECHAT_API_BASE", "https://api.weixin.qq.com", validate=ADDRESS)
WECHAT_PUSH_TOKEN: str = env.str("WECHAT_PUSH_TOKEN", "")
WECHAT_PUSH_AES_KEY: str = env.str(
    "WECHAT_PUSH_AES_KEY", "", validate=validate.Regexp(r"^([A-Za-z0-9]{43})?$")
)
WECHAT_MINIPROGRAM_STATE: str = env.str(
    "WECHAT_MINIPROGRAM_STATE",
    "formal",
    validate=validate.OneOf(["formal", "trial", "developer"]),
)
WECHAT_CONNECT_TIMEOUT: float = env.float(
    "WECHAT_CONNECT_TIMEOUT", 3.0, validate=validate.Range(min=0.1, max=60)
)
WECHAT_READ_TIMEOUT: float = env.float(
    "WECHAT_READ_TIMEOUT", 8.0, validate=validate.Range(min=0.1, max=60)
)

# The backup channel by a service account exists where its AppID is set; then all others are needed.
WECHAT_SERVICE_APPID: str = env.str("WECHAT_SERVICE_APPID", "")
WECHAT_SERVICE_SECRET: str = env.str("WECHAT_SERVICE_SECRET", "")
WECHAT_SERVICE_NAME: str = env.str("WECHAT_SERVICE_NAME", "")
WECHAT_SERVICE_TEMPLATE_ID: str = env.str("WECHAT_SERVICE_TEMPLATE_ID", "")
WECHAT_SERVICE_FIELDS: dict[str, str] = env.dict(
    "WECHAT_SERVICE_FIELDS",
    {"thing1": "what", "thing2": "day", "thing3": "left"},
    validate=_each_is_known,
)
WECHAT_SERVICE_PUSH_TOKEN: str = env.str("WECHAT_SERVICE_PUSH_TOKEN", "")
WECHAT_SERVICE_PUSH_AES_KEY: str = env.str(
    "WECHAT_SERVICE_PUSH_AES_KEY", "", validate=validate.Regexp(r"^([A-Za-z0-9]{43})?$")
)

# The backup channel by SMS exists where a provider is named; then all of the others are needed.
SMS_PROVIDER: str = env.str("SMS_PROVIDER", "", validate=validate.OneOf(["", "tencent"]))
SMS_SECRET_ID: str = env.str("SMS_SECRET_ID", "")
SMS_SECRET_KEY: str = env.str("SMS_SECRET_KEY", "")
SMS_APP_ID: str = env.str("SMS_APP_ID", "")
SMS_SIGN_NAME: str = env.str("SMS_SIGN_NAME", "")
SMS_TEMPLATE_ID: str = env.str("SMS_TEMPLATE_ID", "")
SMS_REGION: str = env.str("SMS_REGION", "ap-guangzhou")
SMS_API_BASE: str = env.str("SMS_API_BASE", "https://sms.tencentcloudapi.com", validate=ADDRESS)

# How many messages one sender has in flight at WeChat, and how many senders may run at once.
SEND_CONNECTIONS: int = env.int("SEND_CONNECTIONS", 64, validate=validate.Range(min=1, max=2000))
# How many messages a second all senders together hand to WeChat; 0 is as many as they can.
SEND_RATE: int = env.int("SEND_RATE", 0, validate=validate.Range(min=0, max=100_000))
SENDERS: int = env.int("SENDERS", 2, validate=validate.Range(min=1, max=32))
# Where this checkout keeps what it makes: local servers, logs, collected static files.
VAR_DIR: Path = env.path("VAR_DIR", BASE_DIR / "var")

try:
    env.seal()
except EnvError as error:
    raise ImproperlyConfigured(
        f"环境变量有误，未启动：{error}。每个变量的写法见 .env.example。"
    ) from None

_SERVICE = (
    WECHAT_SERVICE_SECRET,
    WECHAT_SERVICE_NAME,
    WECHAT_SERVICE_TEMPLATE_ID,
    WECHAT_SERVICE_PUSH_TOKEN,
    WECHAT_SERVICE_PUSH_AES_KEY,
)
if WECHAT_SERVICE_APPID and not all(_SERVICE):
    raise ImproperlyConfigured(
        "设置了 WECHAT_SERVICE_APPID，就要把 WECHAT_SERVICE_SECRET、WECHAT_SERVICE_NAME、"
        "WECHAT_SERVICE_TEMPLATE_ID、WECHAT_SERVICE_PUSH_TOKEN、WECHAT_SERVICE_PUSH_AES_KEY "
        "都填上。每个变量的写法见 .env.example。"
    )
_SMS = (SMS_SECRET_ID, SMS_SECRET_KEY, SMS_APP_ID, SMS_SIGN_NAME, SMS_TEMPLATE_ID)
if SMS_PROVIDER and not all(_SMS):
    raise ImproperlyConfigured(
        "设置了 SMS_PROVIDER，就要把 SMS_SECRET_ID、SMS_SECRET_KEY、SMS_APP_ID、SMS_SIGN_NAME、"
        "SMS_TEMPLATE_ID 都填上。每个变量的写法见 .env.example。"
    )

# A rehearsal moves the clock, so no process of it may be able to reach real residents.
_ADDRESSES = [WECHAT_API_BASE, *([SMS_API_BASE] if SMS_PROVIDER else [])]
if REHEARSAL and not (
    DEBUG and all(urlsplit(url).hostname in ("127.0.0.1", "localhost", "::1") for url in _ADDRESSES)
):
    raise ImproperlyConfigured(
        "演练模式（REHEARSAL=true）会改动日期，只能和 DEBUG=true 一起用，"
        "并且 WECHAT_API_BASE（发短信时还有 SMS_API_BASE）要指向本机的微信沙箱。"
    )

REHEARSAL_CLOCK = VAR_DIR / "rehearsal.json"

INSTALLED_APPS = [
    "unfold",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "simple_history",
    "import_export",
    "django_structlog",
    "axes",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "yibao_project",
    "policies",
    "accounts",
    "privacy",
    "reminders",
    *(["rehearsal"] if REHEARSAL else []),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "yibao_project.logs.RequestLog",
    "yibao_project.method_override.MethodOverride",
    "yibao_project.api.ApiShortcut",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "privacy.staff.StaffSession",
    "privacy.audit.RecordsWhoLooked",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "yibao_project.urls"
WSGI_APPLICATION = "yibao_project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {
    "default": {
        **DATABASE,
        "ENGINE": "yibao_project.postgresql",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    },
}
# Who is shown, before a policy is published, what it would do to residents.
POLICY_OBSERVER = "reminders.impact.ReminderObserver"
# What residents report as wrong, for the desk to see beside the rule.
POLICY_MISTAKES = "accounts.mistakes.selectors.open_mistakes"
# A control character pasted into a rule must not stop the export of its table.
IMPORT_EXPORT_ESCAPE_ILLEGAL_CHARS_ON_EXPORT = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "yibao_project.kept_cache.KeptRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "yibao",
    },
}

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    # Older passwords: checked once more, then stored anew.
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
# Five wrong passwords for one account from one address close the door for a quarter of an hour.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_HANDLER = "axes.handlers.cache.AxesCacheHandler"
AXES_CLIENT_IP_CALLABLE = "privacy.staff.address_of"
AXES_LOCKOUT_CALLABLE = "privacy.staff.locked_out"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
OTP_TOTP_ISSUER = "医保提醒"

# Staff sessions: two idle hours end one, and so do twelve hours in all.
SESSION_COOKIE_AGE = 2 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_LONGEST = timedelta(hours=12)

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
WHITENOISE_USE_FINDERS = DEBUG

HTTPS = urlsplit(WEB_URL).scheme == "https"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        # The admin's Alpine.js evaluates expressions of its own templates.
        "script-src": ["'self'", "'unsafe-eval'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:"],
        "frame-src": ["'self'", SANDBOX_URL] if REHEARSAL else ["'none'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
CSRF_TRUSTED_ORIGINS = [WEB_URL]
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework_simplejwt.authentication.JWTAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": [
        "rest_framework.permissions.IsAuthenticated",
        "accounts.permissions.FactsNeedConsent",
    ],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "yibao_project.renderers.UsuallyJSON",
    "DEFAULT_RENDERER_CLASSES": ["yibao_project.renderers.FastJSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["yibao_project.parsers.ShallowJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "yibao_project.openapi.Contract",
    "DEFAULT_THROTTLE_CLASSES": ["yibao_project.throttles.Limits"],
    "NUM_PROXIES": PROXIES,
    "DEFAULT_THROTTLE_RATES": {
        "anon": "600/min",
        "user": "600/min",
        "address": "6000/min",
        "writes": "120/min",
        "address-writes": "600/min",
        "calculators": "1200/min",
        "mistakes": "20/day",
    },
    "DEFAULT_PAGINATION_CLASS": "yibao_project.pagination.NewestFirst",
    "EXCEPTION_HANDLER": "yibao_project.errors.api_exception_handler",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}

# Logging in again is free in a mini-program, so tokens are short-lived and never refreshed.
SIMPLE_JWT = {
    "ACCESS_TOKEN_LIFETIME": timedelta(hours=2),
    "AUTH_TOKEN_CLASSES": ("accounts.tokens.KnownToken",),
    "USER_ID_FIELD": "id",
    "UPDATE_LAST_LOGIN": False,
}

SPECTACULAR_SETTINGS = {
    "TITLE": "医保提醒",
    "DESCRIPTION": (
        "居民医保缴费、异地就医备案与提醒。所有日期均为北京时间。\n\n"
        "没有成功时，处处都是 `{code, message, fields?}`：`message` 可以直接给居民看。除了各处写明的，"
        "地址或方法不对是 404、405，要的不是 JSON 是 406，服务出了问题是 500。"
    ),
    "VERSION": "0.1.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "yibao_project.openapi.overlapping_forms",
        "yibao_project.openapi_links.link_operations",
    ],
    "ENUM_NAME_OVERRIDES": {
        "EnrolmentState": "accounts.rules.ENROLMENT_STATES",
        "FilingState": "accounts.rules.FILING_STATES",
        "FilingProgress": "accounts.models.Progress",
        "MistakeAbout": "accounts.models.Mistake.About",
        "MistakeState": "accounts.models.Mistake.State",
        "Usable": "accounts.status.coverage.ANSWERS",
        "PersonCategory": "policies.models.PersonCategory",
        "FilingType": "policies.models.FilingType",
        "ReminderKind": "reminders.kinds.CHOICES",
        "Purpose": "privacy.models.Purpose",
    },
}

UNFOLD = {
    "SITE_TITLE": "医保提醒",
    "SITE_HEADER": "医保提醒",
    "SITE_SUBHEADER": "政策与提醒管理",
    "SITE_SYMBOL": "health_and_safety",
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": False,
    "DASHBOARD_CALLBACK": "policies.admin.home.on_the_dashboard",
    "STYLES": [lambda request: static("yibao_project/admin.css")],
    "SITE_ICON": lambda request: static("yibao_project/icon.svg"),
    "SITE_FAVICONS": [
        {
            "rel": "icon",
            "type": "image/svg+xml",
            "href": lambda request: static("yibao_project/icon.svg"),
        }
    ],
    "COLORS": {
        "primary": {
            "50": "oklch(98.4% .014 180.7)",
            "100": "oklch(95.3% .051 180.8)",
            "200": "oklch(91% .096 180.4)",
            "300": "oklch(85.5% .138 181.1)",
            "400": "oklch(77.7% .152 181.9)",
            "500": "oklch(70.4% .14 182.5)",
            "600": "oklch(51.1% .096 186.4)",
            "700": "oklch(43.7% .078 188.2)",
            "800": "oklch(38.6% .063 188.4)",
            "900": "oklch(33% .055 190)",
            "950": "oklch(27.7% .046 192.5)",
        },
    },
}

CELERY_BROKER_URL = REDIS_URL
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ROUTES = {"reminders.tasks.send": {"queue": "send"}}
# Work is found in the tables, so a tick that found no worker in time may be dropped.
CELERY_BEAT_SCHEDULE = {
    "plan": {"task": "reminders.tasks.plan", "schedule": 60.0, "options": {"expires": 60}},
    "send": {"task": "reminders.tasks.send", "schedule": 1.0, "options": {"expires": 5}},
    "sweep": {"task": "reminders.tasks.sweep", "schedule": 3.0, "options": {"expires": 3}},
    "relay": {"task": "reminders.tasks.relay", "schedule": 60.0, "options": {"expires": 60}},
    "correct-filing-ends": {
        "task": "accounts.tasks.correct_filing_ends",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "forget": {
        "task": "privacy.tasks.forget",
        "schedule": crontab(hour="3", minute="40"),
        "options": {"expires": 3600},
    },
    "tend-months": {
        "task": "reminders.tasks.tend_months",
        "schedule": crontab(hour="3", minute="10"),
        "options": {"expires": 3600},
    },
    "compare-with-wechat": {
        "task": "reminders.tasks.compare_with_wechat",
        "schedule": crontab(hour="18", minute="0"),
        "options": {"expires": 3600},
    },
    "plan-at-dawn": {
        "task": "reminders.tasks.plan",
        "schedule": crontab(hour="0", minute="1"),
        "options": {"expires": 600},
    },
}

LOGGING = logging_config(readable=DEBUG)
DJANGO_STRUCTLOG_CELERY_ENABLED = True
DJANGO_STRUCTLOG_USER_ID_FIELD = None
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
# What went well is in the proxy's log already, and beat ticks every second.
DJANGO_STRUCTLOG_STATUS_2XX_LOG_LEVEL = logging.DEBUG
DJANGO_STRUCTLOG_STATUS_DEFAULT_LOG_LEVEL = logging.DEBUG
DJANGO_STRUCTLOG_STATUS_4XX_LOG_LEVEL = logging.INFO
DJANGO_STRUCTLOG_CELERY_TASK_START_LOG_LEVEL = logging.DEBUG
DJANGO_STRUCTLOG_CELERY_TASK_SUCCESS_LOG_LEVEL = logging.DEBUG
