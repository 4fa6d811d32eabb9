"""Django's settings with nothing in them but the same database."""

from samenop.site.configuration import Configuration

CONFIGURATION = Configuration()
SECRET_KEY = "only-for-the-yardstick"
ALLOWED_HOSTS = ["127.0.0.1"]
DATABASES = {"default": CONFIGURATION.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "benchmarks.yardstick.app"
USE_TZ = True
