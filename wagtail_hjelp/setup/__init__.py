"""Set-up: what a site needs before its editors can begin, made once and safely made again.

``manage.py hjelp_setup`` and the demo's loader both call :func:`set_up`. Everything it makes
belongs to the editors from then on: a second run looks for what is there (by kind of page, not
by name or address), adds what is missing and changes nothing else.

- ``parents``: which page the section may stand under, and how a developer names it
- ``sections``: the front page and the directory, in every language of the site
- ``topics``: the topics to begin with
- ``groups``: who may do what
- ``report``: the lines said on the way, and the error that stops it
"""

from .report import SetUpError
from .run import HelpSection, set_up

__all__ = ["HelpSection", "SetUpError", "set_up"]
