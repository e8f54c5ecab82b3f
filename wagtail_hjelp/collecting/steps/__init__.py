"""The steps in which one tells of something: few questions at a time, in the order of thinking.

Each step is a form whose fields are parts of the record (:mod:`~wagtail_hjelp.collecting.entries`).
Labels speak to whoever has never filled in such a form before.
"""

from .base import StepForm
from .sender import SenderForm
from .table import Step, steps_of

__all__ = ["SenderForm", "Step", "StepForm", "steps_of"]
