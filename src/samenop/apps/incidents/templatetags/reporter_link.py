"""Shows the reporter's secret link to who took the report, once: `{% reporter_link incident.number %}`."""

from typing import Any

from django import template
from django.urls import reverse

from samenop.apps.incidents.web.reporter_link import take_reporter_link

register = template.Library()


@register.inclusion_tag("incidents/_reporter_link.html", takes_context=True)
def reporter_link(context: template.Context, number: str) -> dict[str, Any]:
    """The link of a report that just came in; nothing at the second look."""
    request = context.get("request")
    token = take_reporter_link(request, number) if request is not None else ""
    link = request.build_absolute_uri(reverse("reporter", args=[token])) if request and token else ""
    return {"link": link, "csrf_token": context.get("csrf_token")}
