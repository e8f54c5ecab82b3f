"""What was told, as a page that is stored nowhere: to be looked at before it is sent."""

from __future__ import annotations

from typing import Any

from wagtail_hjelp.directory.querysets import source_locale
from wagtail_hjelp.models.submissions import Submission

from .entries import apply_record, changed_names, empty_record, model_of
from .places import place_for


def drafted_page(submission: Submission) -> Any:
    """Return the page as it would be if what is written now were approved."""
    model = model_of(submission.kind)
    page = (
        model._base_manager.filter(
            translation_key=submission.translation_key, locale=source_locale()
        ).first()
        if submission.translation_key
        else None
    )
    if page is not None:
        said = submission.base or empty_record(submission.kind)
        apply_record(page, submission.record, changed_names(said, submission.record))
        return page
    parent = place_for(submission.kind, submission.site)
    page = model(locale=parent.locale, slug="utkast", live=False)
    # As Wagtail previews a page that is not made yet: it stands somewhere, and has no number.
    page.path = model._get_children_path_interval(parent.path)[0]
    page.depth = parent.depth + 1
    page.set_url_path(parent)
    apply_record(page, submission.record)
    return page
