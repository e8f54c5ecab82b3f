"""What stands on an acute page, read out of its HTML."""

from __future__ import annotations

from html.parser import HTMLParser


class Page(HTMLParser):
    """Headings, telephone links in order, rungs whose turn it is, and the language of each text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings: list[str] = []
        self.calls: list[tuple[str, str]] = []
        self.now: list[str] = []
        self.ids: list[str] = []
        self.langs: list[tuple[str, str]] = []
        self._stack: list[tuple[str, dict[str, str | None]]] = []
        self._text: list[str] = []
        self.feed(html)

    @property
    def hrefs(self) -> list[str]:
        return [href for href, _text in self.calls]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self._stack.append((tag, found))
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if str(found.get("data-hjelp-schedule")).startswith("turn-"):
            state = found.get("data-hjelp-state")
            if state == "now":
                self.now.append(str(found["data-hjelp-schedule"]).removeprefix("turn-"))
        if tag in ("h1", "h2", "h3", "a"):
            self._text = []

    def handle_data(self, data: str) -> None:
        self._text.append(data)
        if data.strip():
            for _tag, attrs in reversed(self._stack):
                if attrs.get("lang"):
                    self.langs.append((str(attrs["lang"]), " ".join(data.split())))
                    break

    def handle_endtag(self, tag: str) -> None:
        while self._stack:
            opened, attrs = self._stack.pop()
            if opened == tag:
                break
        else:
            return
        text = " ".join("".join(self._text).split())
        if tag in ("h1", "h2"):
            self.headings.append(text)
        if tag == "a" and str(attrs.get("href")).startswith("tel:"):
            self.calls.append((str(attrs["href"]), text))
