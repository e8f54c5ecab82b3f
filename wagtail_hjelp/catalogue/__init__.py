"""National services: whom to call, write to or read, kept in the package for all municipalities.

``services.toml`` has the facts, ``words`` what each is for, ``loader`` brings both together as a
``service``; ``site`` is what a site has made of them. One upgrade corrects them everywhere.
"""

from .loader import CatalogueError, oldest_confirmation, shipped
from .service import Service

__all__ = ["CatalogueError", "Service", "oldest_confirmation", "shipped"]
