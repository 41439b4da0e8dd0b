"""Reads the settings from the environment; the defaults run a small municipality on one machine with SQLite."""

import os
import secrets
import tempfile
from pathlib import Path

import dj_database_url
from environs import FileAwareEnv

env = FileAwareEnv(prefix="SAMLOP_")

ROOT = Path(env.path("ROOT", Path(__file__).resolve().parents[3]))
VAR = Path(env.path("VAR", ROOT / "var"))
VAR.mkdir(parents=True, exist_ok=True)


def _secret_key() -> str:
    """The key from the environment, else one made on the first start and kept beside the database."""
    if given := env.str("SECRET_KEY", ""):
        return given
    kept = VAR / "secret-key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50))
    return kept.read_text().strip()


SECRET_KEY = _secret_key()
DEBUG = env.bool("DEBUG", False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]", "testserver"])
CSRF_TRUSTED_ORIGINS = env.list("TRUSTED_ORIGINS", [])

# Synthetic identity numbers (month + 80) and the demo sign-ins are let in only here; real numbers are then refused.
TEST_DATA = env.bool("TEST_DATA", True)
# A fixed "today" for demonstrations and screenshots, as an ISO date; empty means the real clock.
FIXED_TODAY = env.date("FIXED_TODAY") if env.str("FIXED_TODAY", "") else None

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "csp",
    "samlop.core",
    "samlop.web",
    "samlop.access",
    "samlop.audit",
    "samlop.people",
    "samlop.readings",
    "samlop.pathway",
    "samlop.decisions",
    "samlop.interpreting",
    "samlop.competence",
    "samlop.programme",
    "samlop.settlement",
    "samlop.assessment",
    "samlop.lawbook",
    "samlop.casework",
    "samlop.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "samlop.core.middleware.clock",
    "samlop.access.middleware.signed_in_only",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "samlop.web.middleware.never_cached",
    "samlop.web.middleware.told_in_words",
]

ROOT_URLCONF = "samlop.config.urls"
WSGI_APPLICATION = "samlop.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,  # <room>/jinja2/<room>/page.html
        "OPTIONS": {
            "environment": "samlop.web.jinja.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "samlop.web.context.page",
            ],
        },
    },
]

DATABASES = {
    "default": dj_database_url.parse(
        env.str("DATABASE_URL", f"sqlite:///{VAR / 'samlop.sqlite3'}"), conn_max_age=env.int("CONN_MAX_AGE", 600)
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # A transaction that reads and then writes takes the write lock at once: no "database is locked" half-way.
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,  # a list of 5,000 rows holds the write lock for ten seconds
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=134217728;"
        "PRAGMA cache_size=-20000;PRAGMA foreign_keys=ON;",
    }
    # Tests get a file too: in memory SQLite shares one cache between threads, and then locks differently.
    # One for each process: two runs of the suite never meet.
    DATABASES["default"]["TEST"] = {"NAME": f"{tempfile.gettempdir()}/samlop-test-{os.getpid()}.sqlite3"}
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.User"
LOGIN_URL = "access:sign_in"
LOGIN_REDIRECT_URL = "casework:start"
LOGOUT_REDIRECT_URL = "access:sign_in"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

LANGUAGE_CODE = "nb"
TIME_ZONE = "Europe/Oslo"
USE_I18N = True
USE_TZ = True
LANGUAGES = [("nb", "bokmål")]
DATE_INPUT_FORMATS = ["%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y", "%d/%m/%Y"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
_packages = ROOT / "node_modules"
STATICFILES_DIRS = [
    (prefix, _packages / folder)
    for prefix, folder in [
        ("designsystemet", "@digdir/designsystemet-css/dist/src"),
        ("designsystemet-theme", "@digdir/designsystemet-theme/src/themes"),
        ("htmx", "htmx.org/dist"),
        ("inter", "@fontsource-variable/inter"),
        ("noto-sans-arabic", "@fontsource/noto-sans-arabic"),
        ("noto-sans-ethiopic", "@fontsource/noto-sans-ethiopic"),
    ]
    if (_packages / folder).is_dir()
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": env.str("STATIC_STORAGE", "whitenoise.storage.CompressedManifestStaticFilesStorage")},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

# Files the document renderer needs (TrueType fonts for every script we write letters in).
# Vazirmatn for Arabic: Noto draws a letter's dots as shapes of their own, and the PDF then says every such letter twice.
DOCUMENT_FONTS = [
    _packages / "@expo-google-fonts/inter",
    _packages / "@expo-google-fonts/vazirmatn",
    _packages / "@expo-google-fonts/noto-sans-ethiopic",
]

MAX_UPLOAD_BYTES = env.int("MAX_UPLOAD_BYTES", 10 * 1024 * 1024)
DATA_UPLOAD_MAX_MEMORY_SIZE = MAX_UPLOAD_BYTES
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "samlop.core.uploads.Quota",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Sessions live in the database (so that signing out ends them everywhere) and are written only when they change.
SESSION_ENGINE = "samlop.access.sessions"
AUTHENTICATION_BACKENDS = ["samlop.access.sessions.Staff"]
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
_https = env.bool("HTTPS", False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _https
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _https
# What is told after an act may name somebody: it stays with us, and is in no cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "samlop.web.errors.csrf_failure"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],  # Designsystemet's icons are data: addresses inside its style sheet
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_query": {"()": "samlop.core.logs.WithoutQuery"}},
    "formatters": {
        "plain": {
            "()": "samlop.core.logs.WithoutValues",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["no_query"], "formatter": "plain"}},
    # A refusal is an answer, not an incident; the page tells it in words.
    "loggers": {"django.request": {"level": "ERROR"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
}
