"""What organisations meet on the site: steps, preview, receipt, and what they do about it later.

Everything works without a script and without a cookie but the one against forged forms. A secret
in the address takes the place of an account: whoever has it may do what it is for, and nothing
else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language, gettext
from wagtail.models import Site

from wagtail_hjelp.directory.places import site_of
from wagtail_hjelp.models.submissions import LinkPurpose, SecretLink, Submission, SubmissionStatus
from wagtail_hjelp.translation.languages import direction

from . import confirming, submissions
from .addresses import tell_us_page
from .differences import told
from .doubles import doubles_of
from .drafts import drafted_page
from .entries import EntryKind, empty_record
from .guard import allowed, too_large, too_many
from .links import find_link, open_link
from .places import NoPlace, accepts
from .steps import SenderForm, Step, StepForm, steps_of

SCOPE = "tell_us"
PREVIEW = "preview"


def ways_to_begin(page: Any, request: HttpRequest) -> list[dict[str, str]]:
    """Return what one may tell of on a site: what it has a place for."""
    site = _site(page, request)
    return [
        {**way, "url": _url(page, request, way["kind"])}
        for way in example_ways()
        if accepts(way["kind"], site)
    ]


def example_ways() -> list[dict[str, str]]:
    """Return all that one may tell of, leading nowhere."""
    words = {
        EntryKind.ACTIVITY: (
            gettext("Tell about an activity"),
            gettext("Something that happens: once, on some dates, or every week."),
        ),
        EntryKind.ORGANISATION: (
            gettext("Tell about your organisation"),
            gettext("Who you are, what you do, and how people reach you."),
        ),
    }
    return [
        {"kind": kind, "url": "#", "title": title, "text": text}
        for kind, (title, text) in words.items()
    ]


def ways_from(request: HttpRequest | None, page: Any = None) -> list[dict[str, str]]:
    """Return the same from any page of a site, in its language; nothing without a page for it."""
    site = site_of(request, page)
    if site is None or request is None:
        return []
    there = tell_us_page(site, page.locale.language_code if page is not None else "")
    return ways_to_begin(there, request) if there is not None else []


def answer(page: Any, request: HttpRequest, below: Iterable[str]) -> HttpResponse:
    """Answer at an address below the page. Raises ``Http404`` for one that there is none of."""
    if too_large(request):
        return _show(page, request, "tell_us_too_large.html", status=413)
    response = _dispatch(page, request, list(below))
    patch_cache_control(response, private=True, no_store=True)
    # The address holds a secret. With "no-referrer" a browser would not say where a form is from.
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _dispatch(page: Any, request: HttpRequest, below: list[str]) -> HttpResponse:
    match below:
        case [("activity" | "organisation") as kind]:
            return _begin(page, request, kind)
        case ["sent"]:
            return _show(page, request, "tell_us_sent.html")
        case ["write", secret]:
            return _with(secret, LinkPurpose.WRITE, page, request, _go_on)
        case ["write", secret, "preview"]:
            return _with(secret, LinkPurpose.WRITE, page, request, _preview)
        case ["write", secret, "page"]:
            return _with(secret, LinkPurpose.WRITE, page, request, _as_page)
        case ["write", secret, step]:
            return _with(secret, LinkPurpose.WRITE, page, request, _step, step)
        case ["follow", secret]:
            return _with(secret, LinkPurpose.FOLLOW, page, request, _follow)
        case ["confirm", secret]:
            return _with(secret, LinkPurpose.CONFIRM, page, request, _confirm)
        case ["withdraw", secret]:
            return _with(secret, LinkPurpose.WITHDRAW, page, request, _withdraw)
    raise Http404


# --- telling --------------------------------------------------------------------------------


def _begin(page: Any, request: HttpRequest, kind: str) -> HttpResponse:
    site = _site(page, request)
    if not accepts(kind, site):
        raise Http404
    step = steps_of(kind)[0]
    form = _form(step, request, empty_record(kind))
    if not _is_right(form, request):
        return _show_step(page, request, step, form, steps_of(kind))
    if not allowed(request, SCOPE):
        form.add_error(None, too_many())
        return _show_step(page, request, step, form, steps_of(kind), status=429)
    submission, secret = submissions.begin(kind, site, get_language() or "")
    submissions.keep(submission, form.values(), step.name)
    return _to_next(page, request, submission, secret, step)


def _go_on(page: Any, request: HttpRequest, link: SecretLink, secret: str) -> HttpResponse:
    submission = _submission(link)
    return HttpResponseRedirect(
        _url(page, request, "write", secret, _first_open(submission) or PREVIEW)
    )


def _step(
    page: Any, request: HttpRequest, link: SecretLink, secret: str, name: str
) -> HttpResponse:
    submission = _submission(link)
    steps = steps_of(submission.kind)
    step = next((step for step in steps if step.name == name), None)
    if step is None:
        raise Http404
    form = _form(step, request, submission.record)
    if not _is_right(form, request):
        return _show_step(page, request, step, form, steps, secret=secret, submission=submission)
    submissions.keep(submission, form.values(), step.name)
    return _to_next(page, request, submission, secret, step)


def _to_next(
    page: Any, request: HttpRequest, submission: Submission, secret: str, step: Step
) -> HttpResponse:
    """Lead to the next step; to the preview after the last, and after one that was changed."""
    names = [one.name for one in steps_of(submission.kind)]
    after = [*names[names.index(step.name) + 1 :], PREVIEW][0]
    following = after if _first_open(submission) else PREVIEW
    return HttpResponseRedirect(_url(page, request, "write", secret, following))


def _first_open(submission: Submission) -> str | None:
    """Return the first step that nobody has answered yet; of a correction, none."""
    if submission.base or submission.sent_at:
        return None
    steps = steps_of(submission.kind)
    return next((one.name for one in steps if one.name not in submission.answered), None)


def _form(step: Step, request: HttpRequest, record: dict[str, Any]) -> StepForm:
    data = request.POST if request.method == "POST" else None
    return step.form(data, record=record)


def _is_right(form: StepForm, request: HttpRequest) -> bool:
    return request.method == "POST" and not form.wants_more and form.is_valid()


def _show_step(
    page: Any,
    request: HttpRequest,
    step: Step,
    form: StepForm,
    steps: Iterable[Step],
    *,
    secret: str = "",
    submission: Submission | None = None,
    status: int = 200,
) -> HttpResponse:
    ordered = list(steps)
    place = ordered.index(step)
    before = _url(page, request, "write", secret, ordered[place - 1].name) if place else ""
    return _show(
        page,
        request,
        "tell_us_step.html",
        {
            "step": step,
            "form": form,
            "number": place + 1,
            "total": len(ordered) + 1,
            "before": before if secret else "",
            "is_correction": submission is not None and bool(submission.base),
        },
        status=status,
    )


def _preview(page: Any, request: HttpRequest, link: SecretLink, secret: str) -> HttpResponse:
    submission = _submission(link)
    if (missing := _first_open(submission)) is not None:
        return HttpResponseRedirect(_url(page, request, "write", secret, missing))
    sender = {
        "name": submission.sender_name,
        "email": submission.sender_email,
        "message": submission.message,
    }
    form = SenderForm(request.POST if request.method == "POST" else None, initial=sender)
    status = 200
    if request.method == "POST" and form.is_valid():
        if not allowed(request, f"{SCOPE}.send"):
            form.add_error(None, too_many())
            status = 429
        else:
            try:
                said = form.cleaned_data
                submissions.send(submission, said["name"], said["email"], said["message"])
            except NoPlace:
                form.add_error(
                    None, gettext("We cannot take this just now. Call or write to us instead.")
                )
            else:
                return HttpResponseRedirect(_url(page, request, "sent"))
    steps = steps_of(submission.kind)
    return _show(
        page,
        request,
        "tell_us_preview.html",
        {
            "form": form,
            "submission": submission,
            "lines": told(submission.kind, submission.record, only_said=True),
            "steps": [
                {"heading": step.heading, "url": _url(page, request, "write", secret, step.name)}
                for step in steps
            ],
            "page_url": _url(page, request, "write", secret, "page"),
            "doubles": [one for one in doubles_of(submission) if one.url],
            "number": len(steps) + 1,
            "total": len(steps) + 1,
        },
        status=status,
    )


def _as_page(page: Any, request: HttpRequest, link: SecretLink, secret: str) -> HttpResponse:
    """Show it as residents will read it."""
    request.is_preview = True  # type: ignore[attr-defined]
    try:
        shown: HttpResponse = drafted_page(_submission(link)).serve(request)
    except NoPlace:
        # What it was about has been deleted meanwhile, and nothing takes its place.
        return _gone(page, request)
    return shown


# --- what becomes of it ---------------------------------------------------------------------


def _follow(page: Any, request: HttpRequest, link: SecretLink, secret: str) -> HttpResponse:
    submission = link.submission
    assert submission is not None
    if request.method == "POST":
        action = request.POST.get("action")
        if action == "change":
            begun = submissions.change(submission, get_language() or "")
            if begun is not None:
                return HttpResponseRedirect(_url(page, request, "write", begun, PREVIEW))
        if action == "withdraw":
            submissions.withdraw(submission)
        return HttpResponseRedirect(_url(page, request, "follow", secret))
    published = submissions.page_of(submission)
    is_public = published is not None and published.live
    return _show(
        page,
        request,
        "tell_us_follow.html",
        {
            "submission": submission,
            "status_label": SubmissionStatus(submission.status).label,
            "lines": told(submission.kind, submission.proposed, only_said=True),
            "published_url": published.get_url(request) if is_public else "",
            "may_correct": submissions.correctable_page(submission) is not None,
        },
    )


def _confirm(page: Any, request: HttpRequest, link: SecretLink, secret: str) -> HttpResponse:
    asked = confirming.asked_about(link)
    if asked is None:
        return _gone(page, request)
    if request.method == "POST":
        action = request.POST.get("action")
        if action == "confirm" and confirming.confirm(link, asked):
            return _show(page, request, "tell_us_thanks.html", {"about": asked})
        if action == "refuse" and confirming.refuse(link):
            return _show(page, request, "tell_us_thanks.html", {"about": asked, "refused": True})
        if action == "correct":
            begun = confirming.correct(link, asked, _site(page, request), get_language() or "")
            if begun is not None:
                return HttpResponseRedirect(_url(page, request, "write", begun, PREVIEW))
        return _gone(page, request)
    return _show(
        page,
        request,
        "tell_us_confirm.html",
        {
            "about": asked,
            "lines": confirming.facts_of(asked),
            "words_lang": asked.locale.language_code,
            "words_dir": direction(asked.locale.language_code),
            "may_correct": confirming.may_correct(asked),
            "about_url": asked.get_url(request),
        },
    )


def _withdraw(page: Any, request: HttpRequest, link: SecretLink, secret: str) -> HttpResponse:
    """Somebody in the register of resource persons takes their consent back."""
    from wagtail_hjelp.people.withdrawing import withdraw

    if link.person_id is None:
        return _gone(page, request)
    if request.method != "POST":
        return _show(page, request, "consent_withdraw.html")
    if not withdraw(link):
        return _gone(page, request)
    return _show(page, request, "consent_withdrawn.html")


# --- shared ---------------------------------------------------------------------------------


def _with(
    secret: str,
    purpose: LinkPurpose,
    page: Any,
    request: HttpRequest,
    view: Callable[..., HttpResponse],
    *args: Any,
) -> HttpResponse:
    """Answer with a view if the secret opens it; else say that the link is used or too old."""
    link = open_link(secret, purpose)
    if link is not None:
        return view(page, request, link, secret, *args)
    if find_link(secret) is not None:
        return _gone(page, request)
    raise Http404


def _gone(page: Any, request: HttpRequest) -> HttpResponse:
    return _show(page, request, "tell_us_gone.html", status=410)


def _submission(link: SecretLink) -> Submission:
    found = link.submission
    assert found is not None
    if not found.is_open:
        raise Http404
    return found


def _show(
    page: Any,
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> TemplateResponse:
    shown = {**page.get_context(request), **(context or {}), "begin_url": page.get_url(request)}
    return TemplateResponse(request, f"wagtail_hjelp/{template}", shown, status=status)


def _url(page: Any, request: HttpRequest, *parts: str) -> str:
    return "".join([page.get_url(request) or "/", *(f"{part}/" for part in parts)])


def _site(page: Any, request: HttpRequest) -> Site:
    found: Site = Site.find_for_request(request) or page.get_site()
    return found
