"""The host's base template, which our pages extend."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.checks import CheckMessage, Error, Warning
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.template.base import Node, NodeList, Template
from django.template.loader_tags import BlockNode, ExtendsNode

from wagtail_hjelp.conf import settings

from .installation import django_engines

# Each block that our pages fill, and what is lost without it.
BLOCKS = {
    "content": "the page itself",
    "title": "the page's title",
    "extra_css": "the style sheet",
    "extra_js": "the script, which folds filters away on a phone",
}


def check_base_template(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    name = settings.BASE_TEMPLATE
    try:
        template = _load(name)
        missing = [block for block in BLOCKS if block not in blocks_shown(template)]
    except TemplateDoesNotExist as error:
        return [
            Error(
                f"WAGTAIL_HJELP['BASE_TEMPLATE'] is “{name}”, and there is no template “{error}”.",
                hint="Name the template that your own pages extend, as in their {% extends %}: "
                "a Django template in an app's templates folder or in DIRS of TEMPLATES.",
                id="wagtail_hjelp.E009",
            )
        ]
    except Exception as error:  # a host's template may load anything
        return [
            Error(
                f"WAGTAIL_HJELP['BASE_TEMPLATE'] is “{name}”, which cannot be read: {error}",
                hint=_mend_of_syntax(error),
                id="wagtail_hjelp.E009",
            )
        ]
    messages: list[CheckMessage] = []
    if "content" in missing:
        messages.append(
            Error(
                f"The base template “{name}” has no block “content”: the help pages are empty.",
                hint="Put {% block content %}{% endblock %} into its <main>, or name a template "
                "with these blocks in WAGTAIL_HJELP['BASE_TEMPLATE']: " + _names(BLOCKS) + ".",
                id="wagtail_hjelp.E010",
            )
        )
        missing.remove("content")
    if missing:
        lost = " and ".join(BLOCKS[block] for block in missing)
        messages.append(
            Warning(
                f"The base template “{name}” lacks {_names(missing)}, so the help pages go "
                f"without {lost}.",
                hint="Add to it: "
                + " ".join(f"{{% block {block} %}}{{% endblock %}}" for block in missing),
                id="wagtail_hjelp.W001",
            )
        )
    return messages


def blocks_shown(template: Template) -> set[str]:
    """Return the blocks that a template extending this one can fill and have shown.

    A parent's block that a child replaces takes the blocks inside it away, unless the
    replacement has ``{{ block.super }}``. If a parent is chosen at run time, whatever it
    has is taken to be there.
    """
    chain, complete = _chain(template)
    if not complete:
        return set(BLOCKS)
    definitions = [_blocks_of(link) for link in chain]
    shown: set[str] = set()

    def visit(nodes: Iterable[Node]) -> None:
        for node in nodes:
            if isinstance(node, BlockNode):
                shown.add(node.name or "")
                for block in (found[node.name] for found in definitions if node.name in found):
                    visit(block.nodelist)
                    if not _shows_parent(block):
                        break
            else:
                for attribute in node.child_nodelists:
                    visit(getattr(node, attribute, None) or ())

    visit(chain[-1].nodelist)
    return shown


def _load(name: str) -> Template:
    engines = django_engines()
    for number, engine in enumerate(engines, start=1):
        try:
            return engine.engine.get_template(name)
        except TemplateDoesNotExist:
            if number == len(engines):
                raise
    raise TemplateDoesNotExist(name)


def _chain(template: Template) -> tuple[list[Template], bool]:
    """Return the template and those that it extends, and whether all of them are known."""
    chain = [template]
    origins = [template.origin]
    while extends := _extends(chain[-1]):
        parent: Any = extends.parent_name  # a FilterExpression
        if parent.filters or not isinstance(parent.var, str):
            return chain, False
        found, origin = template.engine.find_template(parent.var, skip=origins)
        chain.append(found)
        origins.append(origin)
    return chain, True


def _extends(template: Template) -> ExtendsNode | None:
    return next((node for node in template.nodelist if isinstance(node, ExtendsNode)), None)


def _blocks_of(template: Template) -> dict[str | None, BlockNode]:
    nodes = template.nodelist.get_nodes_by_type(BlockNode)
    return {node.name: node for node in nodes if isinstance(node, BlockNode)}


def _shows_parent(block: BlockNode) -> bool:
    nodes: NodeList | list[Node] = block.nodelist.get_nodes_by_type(Node)
    return any(
        "block.super" in token.contents
        for token in (getattr(node, "token", None) for node in nodes)
        if token is not None
    )


def _mend_of_syntax(error: Exception) -> str:
    if isinstance(error, TemplateSyntaxError) and "not a registered tag library" in str(error):
        return "Add the app that has this tag library to INSTALLED_APPS."
    return "Mend the template, or name another in WAGTAIL_HJELP['BASE_TEMPLATE']."


def _names(blocks: Iterable[str]) -> str:
    return ", ".join(f"“{block}”" for block in blocks)
