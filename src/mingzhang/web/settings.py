"""Settings of the web application, all from the environment; without any it runs from one folder.

``MINGZHANG_DATA`` is the folder of database, files and secret; ``MINGZHANG_DATABASE`` an address of
PostgreSQL (``postgresql://user:password@host/name``); ``MINGZHANG_HOSTS`` the names it is reached by, with
commas; ``MINGZHANG_HTTPS=1`` says that a server before it speaks HTTPS; ``MINGZHANG_MAIL`` is the address of
a mail server (``smtps://user:password@host:465?from=sender``), without which letters are files in the folder;
``MINGZHANG_OIDC`` names a file about single sign-on; ``MINGZHANG_DIGEST_FETCH=1`` lets the digest fetch the
sources that are listed for it; ``MINGZHANG_DEBUG=1`` is for developers.
"""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from mingzhang.formats.fonts import READING, folder
from mingzhang.web.databases import database
from mingzhang.web.mail import mail
from mingzhang.web.people.passwords import LEAST
from mingzhang.web.secret import secret
from mingzhang.web.sign_on import BACKEND, sign_on

HERE = Path(__file__).parent
DATA = Path(os.environ.get("MINGZHANG_DATA", "明账数据")).absolute()
DEBUG = os.environ.get("MINGZHANG_DEBUG") == "1"
HTTPS = os.environ.get("MINGZHANG_HTTPS") == "1"

SECRET_KEY = secret(DATA)
ALLOWED_HOSTS = os.environ.get("MINGZHANG_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "csp",
    "mingzhang.web.shared",
    "mingzhang.web.register",
    "mingzhang.web.people",
    "mingzhang.web.audit",
    "mingzhang.web.files",
    "mingzhang.web.season",
    "mingzhang.web.submission",
    "mingzhang.web.portal",
    "mingzhang.web.bureau",
    "mingzhang.web.performance",
    "mingzhang.web.supervision",
    "mingzhang.web.verification",
    "mingzhang.web.survey",
    "mingzhang.web.archive",
    "mingzhang.web.digest",
    "mingzhang.web.appraisal",
    "mingzhang.web.purchasing",
    "mingzhang.web.joins",
    "mingzhang.web.api",
    "mingzhang.web.notices",
    "mingzhang.web.background",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "mingzhang.web.people.sessions.idle",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "mingzhang.web.urls"
WSGI_APPLICATION = "mingzhang.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mingzhang.web.shared.context.navigation",
            ],
            "builtins": [
                "mingzhang.web.shared.templatetags.back",
                "mingzhang.web.shared.templatetags.chinese",
                "mingzhang.web.joins.templatetags.joined",
            ],
        },
    },
]

DATABASES = {"default": database(os.environ.get("MINGZHANG_DATABASE", ""), DATA)}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
SINGLE_SIGN_ON, OIDC_ISSUER, OIDC_USERNAME_CLAIM, OIDC_RP_CLIENT_ID = False, "", "", ""
globals().update(sign_on(os.environ.get("MINGZHANG_OIDC", "")))
if SINGLE_SIGN_ON:
    AUTHENTICATION_BACKENDS.insert(1, BACKEND)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "mingzhang.web.people.passwords.LengthPolicy",
        "OPTIONS": {"min_length": LEAST},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "people:login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "people/locked_out.html"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

DIGEST_FETCH = os.environ.get("MINGZHANG_DIGEST_FETCH") == "1"

API_RATE = os.environ.get("MINGZHANG_API_RATE", "120/m")

SESSION_COOKIE_AGE = 12 * 3600
SESSION_IDLE = int(os.environ.get("MINGZHANG_IDLE_MINUTES", "120")) * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "mingzhang.web.shared.views.expired"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
# The fonts of documents are the fonts of pages, for a browser whose machine has none for Chinese.
STATICFILES_DIRS = [HERE / "static", *([("fonts", fonts)] if (fonts := folder(READING)) else [])]
WHITENOISE_USE_FINDERS = True  # nothing is to be collected before the first start
MEDIA_ROOT = DATA / "文件"
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 << 20
DATA_UPLOAD_MAX_NUMBER_FILES = 200  # ODK Collect sends a return with up to 101 photographs at once
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # the register of a large district is one form

globals().update(mail(os.environ.get("MINGZHANG_MAIL", ""), DATA))

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django_tasks_db": {"level": "ERROR"}},  # tells in English that it was asked to end
}
