"""Django's settings, made from the one typed configuration."""

from pathlib import Path

import structlog

from samenop.site.configuration import Configuration

CONFIGURATION = Configuration()
PACKAGE = Path(__file__).resolve().parent.parent

DEBUG = CONFIGURATION.debug
DEMO = CONFIGURATION.demo
VAR = CONFIGURATION.var
REGION = CONFIGURATION.region
OIN = CONFIGURATION.oin
POLL_SECONDS = CONFIGURATION.poll_seconds
SECRET_KEY = CONFIGURATION.secret()
ALLOWED_HOSTS = [host.strip() for host in CONFIGURATION.hosts.split(",") if host.strip()]
CSRF_TRUSTED_ORIGINS = [origin.strip() for origin in CONFIGURATION.origins.split(",") if origin.strip()]

DATABASES = {"default": CONFIGURATION.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "partners.Professional"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_NAME = "samenop"
SESSION_ENGINE = "django.contrib.sessions.backends.db"

APPS = [
    "ledger",
    "partners",
    "connections",
    "persons",
    "dossiers",
    "batons",
    "incidents",
    "figures",
    "live",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "samenop.frame",
    *[f"samenop.apps.{name}" for name in APPS],
    "samenop.demo",
]

MIDDLEWARE = [
    "samenop.frame.security.SecurityHeaders",
    "samenop.frame.rest.manners.ApiManners",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "samenop.apps.partners.web.acting.ActorMiddleware",
    "samenop.apps.live.middleware.LiveEntry",
]
ROOT_URLCONF = "samenop.site.urls"
ASGI_APPLICATION = "samenop.site.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "samenop.frame.context.page",
            ],
            "builtins": ["django.templatetags.i18n", "samenop.frame.templatetags.samenop"],
        },
    }
]

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 0 if DEBUG else 3600

# Who gives the words of a refusal, and the view for a form that came from elsewhere.
SAMENOP_REFUSAL_WORDS = "samenop.catalogues.wording_catalogue.in_the_readers_language"

LANGUAGE_CODE = CONFIGURATION.language
# Each in its own language, so that everyone finds the way back.
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = CONFIGURATION.https
SECURE_HSTS_SECONDS = 31_536_000 if CONFIGURATION.https else 0
SESSION_COOKIE_HTTPONLY = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": CONFIGURATION.log_level},
}
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.JSONRenderer(),
    ]
)
SILENCED_SYSTEM_CHECKS = ["models.W042"]
