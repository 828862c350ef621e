"""The application's settings for tests: passwords that are quick to hash, tasks that are only asked for."""

from __future__ import annotations

import os
import tempfile

os.environ["MINGZHANG_DATA"] = tempfile.gettempdir()  # every test has its own MEDIA_ROOT
os.environ["MINGZHANG_SECRET"] = "tests only " * 5

from mingzhang.web.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
API_RATE = "1000000/m"  # the test of the throttle sets another
AXES_ENABLED = False  # the test of the throttle switches it on
WHITENOISE_AUTOREFRESH = True  # else every client looks through all static files before its first page
