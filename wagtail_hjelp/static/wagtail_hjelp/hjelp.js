/**
 * wagtail-hjelp: what the pages do better with a script. Nothing here is needed.
 *
 * The directory: a ticked box fetches the same address that the form would have gone to,
 * and puts the new results and the new counts where the old ones were. The address bar,
 * the back button and the keyboard's place follow. When anything goes wrong, the form is
 * sent the ordinary way.
 */

const RESULTS = "[data-hjelp-results]";
const GROUPS = "[data-hjelp-filter-groups]";
const HEADING = "#hjelp-results-heading";

const form = document.querySelector("form[data-hjelp-filters]");
const results = document.querySelector(RESULTS);
const groups = document.querySelector(GROUPS);

if (form && results && groups) enhance();

function enhance() {
  const status = document.querySelector("[data-hjelp-status]");
  const submit = form.querySelector("[data-hjelp-submit]");
  const jump = form.querySelector("[data-hjelp-jump]");
  let shown = location.pathname + location.search;
  let request;

  if (submit) submit.hidden = true;
  if (jump) jump.hidden = false;

  /** The address the form would go to, without its empty fields. */
  function formAddress() {
    const address = new URL(form.action);
    const filled = [...new FormData(form)].filter(([, value]) => value.trim?.());
    address.search = new URLSearchParams(filled);
    return address;
  }

  /** Show what is at `address`. Throws when that cannot be done. */
  async function show(address, { push }) {
    request?.abort();
    request = new AbortController();
    const { signal } = request;
    results.setAttribute("aria-busy", "true");

    const response = await fetch(address, { headers: { Accept: "text/html" }, signal });
    if (!response.ok) throw new Error(response.statusText);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    signal.throwIfAborted();
    const fresh = page.querySelector(RESULTS);
    const freshGroups = page.querySelector(GROUPS);
    if (!fresh || !freshGroups) throw new Error("no results in the answer");

    if (push) history.pushState(null, "", address);
    shown = location.pathname + location.search;
    results.replaceChildren(...fresh.childNodes);
    results.removeAttribute("aria-busy");
    updateGroups(freshGroups);
    if (!push) form.elements.q.value = page.querySelector("form[data-hjelp-filters] [name=q]")?.value ?? "";
    announce(results.querySelector(HEADING)?.textContent.trim() ?? "");
  }

  /** New counts and ticks, but the same boxes: the keyboard and the reader stay in place. */
  function updateGroups(fresh) {
    const boxes = (root) => [...root.querySelectorAll("input[type=checkbox]")];
    const ids = (root) => boxes(root).map((box) => box.id).join();
    if (ids(fresh) === ids(groups)) {
      for (const box of boxes(groups)) {
        const twin = fresh.querySelector(`#${CSS.escape(box.id)}`);
        box.checked = twin.checked;
        box.labels[0].replaceChildren(...twin.labels[0].childNodes);
      }
      return;
    }
    const focused = groups.contains(document.activeElement) && document.activeElement.id;
    for (const group of groups.querySelectorAll("details[open][data-hjelp-group]")) {
      fresh.querySelector(`[data-hjelp-group="${CSS.escape(group.dataset.hjelpGroup)}"]`)?.setAttribute("open", "");
    }
    groups.replaceChildren(...fresh.childNodes);
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  /** Emptied first, so that the same sentence twice is also read twice. */
  function announce(sentence) {
    if (!status) return;
    status.textContent = "";
    setTimeout(() => { status.textContent = sentence; }, 100);
  }

  function toResults() {
    const heading = results.querySelector(HEADING);
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: "start" });
  }

  /** Run `task`; a newer request may have overtaken it, anything else goes the ordinary way. */
  async function attempt(task, ordinary) {
    try {
      await task();
    } catch (error) {
      if (error.name !== "AbortError") ordinary();
    }
  }

  form.addEventListener("change", (event) => {
    if (event.target.type !== "checkbox") return;
    attempt(() => show(formAddress(), { push: true }), () => form.submit());
  });

  /* "Remove this filter" and "remove all" stay on the page too. */
  results.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-hjelp-refine]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    attempt(async () => {
      await show(new URL(link.href), { push: true });
      form.elements.q.value = new URL(link.href).searchParams.get("q") ?? "";
      toResults();
    }, () => location.assign(link.href));
  });

  jump?.addEventListener("click", (event) => {
    event.preventDefault();
    toResults();
  });

  addEventListener("popstate", () => {
    if (location.pathname + location.search === shown) return;
    attempt(() => show(new URL(location.href), { push: false }), () => location.reload());
  });
}
