"""Whether the desk says that some of what it shows is made up."""

from django import template

from tickets.features.demo import making

register = template.Library()
register.simple_tag(making.is_there, name="demo_is_there")
