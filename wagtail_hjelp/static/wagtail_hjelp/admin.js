// What the editor's forms do by script: confirm in one click, show what rows of opening hours or of
// dates come to, hide fields that say nothing, and mark the languages of texts in the translation
// editor. Without it, all fields stand there and links lead to pages.

// --- confirm --------------------------------------------------------------------------------
// One click confirms that the facts of a page are right: the links marked data-hjelp-confirm post
// by themselves, so that nothing typed in the page form is lost. Without this, they lead to a page
// that asks first.

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-hjelp-confirm]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.getAttribute("aria-busy") === "true") return;
  link.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(link.href, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": csrfToken() },
    });
    if (!response.ok) throw new Error(response.statusText);
    const { message, panel } = await response.json();
    for (const shown of document.querySelectorAll("[data-hjelp-confirm-panel]")) {
      const held = shown.contains(document.activeElement);
      const made = document.createRange().createContextualFragment(panel).firstElementChild;
      shown.replaceWith(made);
      if (held) made.querySelector("a")?.focus();
    }
    document.dispatchEvent(
      new CustomEvent("w-messages:add", { detail: { clear: true, text: message, type: "success" } }),
    );
  } catch {
    window.location.assign(link.href);
  } finally {
    link.removeAttribute("aria-busy");
  }
});

function csrfToken() {
  const config = document.getElementById("wagtail-config");
  return config ? JSON.parse(config.textContent).CSRF_TOKEN : "";
}

// --- preview of opening hours and of dates --------------------------------------------------
// Panels marked data-hjelp-hours-preview send the rows beside them (fields in data-sent) whenever
// these have changed, and show the answer.

const STILL = 400; // milliseconds without a change before rows are sent
const SILENT = 1600; // and before a screen reader is told

class HoursPreview {
  constructor(panel) {
    this.panel = panel;
    this.form = panel.closest("form");
    this.body = panel.querySelector("[data-hjelp-preview-body]");
    this.problem = panel.querySelector("[data-hjelp-preview-problem]");
    this.status = panel.querySelector("[data-hjelp-preview-status]");
    this.names = panel.dataset.sent.split(" ");
    const changed = () => this.changed();
    for (const name of ["input", "change"]) this.form.addEventListener(name, changed);
    // Rows are added, moved and removed without an event; a chooser fills a hidden field.
    const rows = new MutationObserver(changed);
    for (const name of this.names) {
      const field = this.form.querySelector(`[data-contentpath="${CSS.escape(name)}"]`);
      if (field) rows.observe(field, { childList: true, subtree: true, attributeFilter: ["value"] });
    }
    this.changed();
  }

  changed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), STILL);
  }

  rows() {
    const { model, field, page } = this.panel.dataset;
    const sent = new URLSearchParams({ model, field, page });
    for (const [name, value] of new FormData(this.form)) {
      const ours = this.names.some((prefix) => name.startsWith(`${prefix}-`));
      if (ours && typeof value === "string") sent.append(name, value);
    }
    return sent;
  }

  async send() {
    const rows = this.rows();
    // The rows are put into the form by a script of Wagtail's.
    if (rows.toString() === this.sent || !rows.has(`${this.panel.dataset.field}-count`)) return;
    const first = this.sent === undefined;
    this.sent = rows.toString();
    this.request?.abort();
    const request = (this.request = new AbortController());
    try {
      const response = await fetch(this.panel.dataset.url, {
        method: "POST",
        headers: { "X-CSRFToken": csrfToken() },
        body: rows,
        signal: request.signal,
      });
      if (!response.ok || response.redirected) throw new Error(response.statusText);
      this.show(await response.text(), first);
      this.problem.hidden = true;
    } catch (error) {
      if (error.name === "AbortError" || request.signal.aborted) return;
      this.sent = null; // the next change asks again
      this.problem.hidden = false;
    }
  }

  show(html, first) {
    const open = [...this.body.querySelectorAll("details[open]")].map((one) => one.dataset.hjelpKey);
    const held = this.body.contains(document.activeElement)
      ? document.activeElement.dataset.hjelpRow
      : null;
    this.body.replaceChildren(document.createRange().createContextualFragment(html));
    for (const one of this.body.querySelectorAll("details")) {
      one.open = open.includes(one.dataset.hjelpKey);
    }
    if (held) this.body.querySelector(`[data-hjelp-row="${CSS.escape(held)}"]`)?.focus();
    clearTimeout(this.telling);
    if (first) return;
    this.telling = setTimeout(() => {
      const said = this.body.querySelector("[data-hjelp-said]")?.dataset.hjelpSaid ?? "";
      // Said again only if something else is to be said.
      if (this.status.textContent !== said) this.status.textContent = said;
    }, SILENT);
  }
}

// A warning leads to the first field of its row, also if the row is folded.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-hjelp-row]");
  const row = link && document.getElementById(`block-${link.dataset.hjelpRow}-section`);
  if (!row) return;
  event.preventDefault();
  let folded = row;
  while ((folded = folded?.closest("[data-panel]"))) {
    const toggle = folded.querySelector("[data-panel-toggle]");
    if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
    folded = folded.parentElement;
  }
  row.scrollIntoView({ block: "center" });
  const fields = ":is(input:not([type=hidden]), select, textarea)";
  const field = row.querySelector(`:scope > .w-panel__content ${fields}`);
  (field ?? row.querySelector("[data-panel-toggle]"))?.focus({ preventScroll: true });
});

// --- fields that stand there only with some answers -----------------------------------------
// data-hjelp-only-with="closes:what=hours,closes_at state:what=hours": the field "closes" is there
// while "what" is one of these. What a hidden field had is kept aside and comes back with it.

const ONLY_WITH = "[data-hjelp-only-with]";
const aside = new WeakMap();

function fieldIn(group, name) {
  const field = group.querySelector(`[data-contentpath="${CSS.escape(name)}"]`);
  // A field of a row has its label inside, one of a model around it.
  return field?.querySelector("[data-field-wrapper]") ? field : field?.closest(".w-panel__wrapper");
}

function controlIn(group, name) {
  return fieldIn(group, name)?.querySelector("input:not([type=hidden]), select");
}

function fit(group, asked) {
  for (const rule of group.dataset.hjelpOnlyWith.split(" ")) {
    const [, name, question, answers] = rule.match(/^(\w+):(\w+)=(.*)$/);
    const control = controlIn(group, name);
    const answer = controlIn(group, question);
    if (!control || !answer) continue;
    const wanted = answers.split(",").includes(answer.value);
    const isText = control.tagName === "INPUT";
    if (asked && isText && !wanted && control.value) {
      aside.set(control, control.value);
      write(control, "");
    } else if (asked && isText && wanted && !control.value) {
      write(control, aside.get(control) ?? "");
    }
    // A time that says nothing is shown, with its error, until its editor has emptied it.
    fieldIn(group, name).hidden = !wanted && !(isText && control.value);
  }
}

function write(control, value) {
  if (control.value === value) return;
  control.value = value;
  control.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("change", (event) => {
  const group = event.target.closest(ONLY_WITH);
  if (group) fit(group, event.target.tagName === "SELECT");
});

// --- translation editor ---------------------------------------------------------------------
// wagtail-localize's editor says of no text which language it is in, so that an Arabic sentence is
// written from the left and read aloud as Norwegian.

function markLanguages(editor) {
  const props = JSON.parse(editor.dataset.props);
  if (!props.perms?.canPublish && props.links?.convertToAliasUrl) {
    // Throwing the translation away is for reviewers; this comes before the editor reads it.
    props.links.convertToAliasUrl = null;
    editor.dataset.props = JSON.stringify(props);
  }
  const mark = () => {
    for (const source of editor.querySelectorAll("li > p:first-child")) {
      const translation = source.nextElementSibling;
      if (translation?.tagName !== "DIV") continue;
      setLanguage(source, props.sourceLocale.code);
      setLanguage(translation, props.locale.code);
    }
  };
  new MutationObserver(mark).observe(editor, { childList: true, subtree: true });
}

function setLanguage(element, code) {
  if (element.lang === code) return;
  element.lang = code;
  element.dir = new Intl.Locale(code).getTextInfo?.().direction ?? "auto";
}

for (const editor of document.querySelectorAll(".js-translation-editor[data-props]")) {
  markLanguages(editor);
}

// --- start ----------------------------------------------------------------------------------

for (const panel of document.querySelectorAll("[data-hjelp-hours-preview]")) new HoursPreview(panel);
for (const group of document.querySelectorAll(ONLY_WITH)) fit(group, false);

// Rows come when Wagtail has built them, and whenever somebody adds one.
const built = new MutationObserver((changes) => {
  for (const { addedNodes } of changes) {
    for (const added of addedNodes) {
      if (added.nodeType !== Node.ELEMENT_NODE) continue;
      if (added.matches(ONLY_WITH)) fit(added, false);
      for (const group of added.querySelectorAll(ONLY_WITH)) fit(group, false);
    }
  }
});
for (const panel of document.querySelectorAll("[data-hjelp-hours-preview]")) {
  built.observe(panel.closest("form"), { childList: true, subtree: true });
}
