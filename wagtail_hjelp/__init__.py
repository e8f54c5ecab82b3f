"""Where help is, what happens, and whom to call right now: for municipalities on Wagtail."""

__version__ = "0.1.0.dev0"
