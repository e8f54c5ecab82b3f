/**
 * wagtail-hjelp: what the pages do better with a script. Nothing here is needed.
 *
 * Opening hours: "open now" is kept true while the page is open.
 *
 * Films: shown on the page once asked for.
 *
 * A sensitive page: three presses of Shift leave it, and "back" does not lead to it.
 *
 * The directory: a ticked box fetches the same address that the form would have gone to,
 * and puts the new results and the new counts where the old ones were. The address bar,
 * the back button and the keyboard's place follow. When anything goes wrong, the form is
 * sent the ordinary way.
 */

/* ---- Opening hours ---- */

/*
 * A status carries its coming states: lines of minute since 1970|state|label|detail|today, the last of which
 * is what to say when no more is known. Shown is the row whose time has come.
 *
 * Which time it is, no clock is believed alone. The page says when it was made and how long it may be kept, so it
 * is between these; the visitor's clock is taken if it is too. What is known is a first and a last moment that it
 * may be now, and a state is shown only if it is the same at both. If it is not, if the clock is
 * wrong, or if the page is old, the page is asked for anew: it brings the true time and the coming states.
 */

const STATUS = "[data-hjelp-hours]";
const MINUTE = 60_000;
const PARTS = ["label", "detail", "today"];

/** What is known of the time: {first, last} when the two clocks of the browser stood at {wall, steady}. */
let known = null;
let timer;
let asked = -Infinity;
let pause = MINUTE;

/** Note that now is between `first` and `last`. */
function know(first, last) {
  known = { first, last, wall: Date.now(), steady: performance.now() };
}

/** When a page was made, as its own server saw it; 0 if it does not say. */
function madeAt(root) {
  return 1000 * Math.max(0, ...[...root.querySelectorAll("[data-hjelp-now]")].map((one) => one.dataset.hjelpNow));
}

/** Take the visitor's clock if the page, made then and kept for so long at most, does not contradict it. */
function believe(made, kept) {
  const wall = Date.now();
  if (!made || wall < made - MINUTE || wall > made + kept + MINUTE) return false;
  know(wall > made + MINUTE ? made : Math.max(wall, made), Math.max(wall, made));
  return true;
}

/** The first and the last moment that it may be now; nothing if a clock was changed or the machine slept. */
function moments() {
  if (!known) return [];
  const passed = performance.now() - known.steady;
  if (Math.abs(Date.now() - known.wall - passed) > MINUTE) known = null;
  return known ? [known.first + passed, known.last + passed] : [];
}

/** The coming states of a status as [minute, state, label, detail, today]. */
function rowsOf(data) {
  return data.split("\n").map((line) => line.split("|")).map(([minute, ...texts]) => [Number(minute), ...texts]);
}

/** Show the right state everywhere, and be back when the next one changes. */
function showHours() {
  clearTimeout(timer);
  const marks = document.querySelectorAll(STATUS);
  if (!marks.length) return;
  const now = moments();
  // A machine that sleeps stops the timer too: it is back within a minute of waking.
  let wait = MINUTE;
  let lost = false;
  for (const mark of marks) {
    const rows = rowsOf(mark.dataset.hjelpHours);
    const unsure = rows.at(-1);
    const [row = unsure, other = row] = now.map((time) => rows.findLast(([start]) => start * MINUTE <= time) ?? rows[0]);
    const shown = row === other ? row : unsure;
    say(mark, shown);
    lost ||= shown === unsure;
    const left = rows.flatMap(([start]) => now.map((time) => start * MINUTE - time));
    wait = Math.min(wait, ...left.filter((time) => time > 0));
  }
  timer = setTimeout(showHours, wait);
  if (lost) askAgain();
  else pause = MINUTE;
}

function say(mark, [, state, ...texts]) {
  const drawing = mark.querySelector("use");
  mark.dataset.hjelpState = state || "unsure";
  drawing?.setAttribute("href", drawing.getAttribute("href").replace(/#.*/, `#hjelp-icon-state-${state || "unsure"}`));
  PARTS.forEach((name, place) => {
    const part = mark.querySelector(`[data-hjelp-${name}]`);
    if (part && part.textContent !== texts[place]) part.textContent = texts[place];
  });
}

/** Ask for this page anew: at most once a minute, ever more seldom as long as that does not help. */
async function askAgain() {
  const steady = performance.now();
  if (document.hidden || steady - asked < pause) return;
  asked = steady;
  pause = Math.min(2 * pause, 60 * MINUTE);
  try {
    const signal = AbortSignal.timeout?.(10_000);
    const response = await fetch(location.href, { cache: "no-store", headers: { Accept: "text/html" }, signal });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const made = madeAt(page);
    if (!response.ok || !made) return;
    // A cache on the way says how old its copy is; without one, the answer is dated as it is sent.
    const age = response.headers.get("Age");
    const sent = age ? made + 1000 * age : Date.parse(response.headers.get("Date"));
    const time = Math.max(made, sent || 0);
    if (!believe(time, 0)) know(time, time);
    const fresh = new Map([...page.querySelectorAll(STATUS)].map(({ dataset }) => [dataset.hjelpSchedule, dataset.hjelpHours]));
    for (const { dataset } of document.querySelectorAll(STATUS)) {
      dataset.hjelpHours = fresh.get(dataset.hjelpSchedule) ?? dataset.hjelpHours;
    }
    showHours();
  } catch {
    // Offline, or the server is. What stands there is true; it is tried again in a while.
  }
}

function lookAgain() {
  pause = MINUTE;
  showHours();
}

believe(madeAt(document), 1000 * (document.querySelector("[data-hjelp-max-age]")?.dataset.hjelpMaxAge ?? 0));
showHours();
for (const event of ["pageshow", "focus", "online"]) addEventListener(event, lookAgain);
document.addEventListener("visibilitychange", lookAgain);

/* On paper nothing can be unfolded. */
addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("[data-hjelp-fold]:not([open])")) {
    fold.open = true;
    addEventListener("afterprint", () => { fold.open = false; }, { once: true });
  }
});

/* ---- Films ---- */

/* Nothing is asked of anybody else before the button is pressed. Then they learn the site, not the page. */
for (const link of document.querySelectorAll("[data-hjelp-film]")) {
  const button = document.createElement("button");
  const frame = document.createElement("iframe");
  const src = link.dataset.hjelpFilm;
  const { lang, textContent: title } = link.querySelector("[data-hjelp-film-title]");
  button.className = link.className;
  button.type = "button";
  button.append(...link.childNodes);
  link.replaceWith(button);
  button.addEventListener("click", () => {
    Object.assign(frame, { allow: "autoplay; fullscreen", lang, referrerPolicy: "strict-origin", src, title });
    button.replaceWith(frame);
    frame.focus();
    // A policy that lets no film in: it is a link after all.
    addEventListener("securitypolicyviolation", ({ blockedURI }) => {
      if (src.startsWith(blockedURI)) location.assign(link.href);
    });
  });
}

/* ---- The directory ---- */

const RESULTS = "[data-hjelp-results]";
const GROUPS = "[data-hjelp-filter-groups]";
const WHEN = "[data-hjelp-when]";
const HEADING = "#hjelp-results-heading";

const form = document.querySelector("form[data-hjelp-filters]");
const results = document.querySelector(RESULTS);
const groups = document.querySelector(GROUPS);

if (form && results && groups) enhance();

function enhance() {
  const status = document.querySelector("[data-hjelp-status]");
  const submit = form.querySelector("[data-hjelp-submit]");
  const jump = form.querySelector("[data-hjelp-jump]");
  const when = form.querySelector(WHEN);
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
    showHours();
    results.removeAttribute("aria-busy");
    updateGroups(freshGroups);
    if (when) updateFields(when, page.querySelector(WHEN) ?? when);
    if (!push) form.elements.q.value = page.querySelector("form[data-hjelp-filters] [name=q]")?.value ?? "";
    announce([...results.querySelectorAll("[data-hjelp-said]")].map((one) => one.textContent.trim()).join(". "));
  }

  /** New counts, ticks and dates, but the same fields: the keyboard and the reader stay in place. */
  function updateFields(root, fresh) {
    for (const field of root.querySelectorAll("input")) {
      const twin = fresh.querySelector(`#${CSS.escape(field.id)}`);
      field.checked = twin.checked;
      // A date is not changed under the hands of who is writing it.
      if (field !== document.activeElement) field.value = twin.value;
      field.labels[0].replaceChildren(...twin.labels[0].childNodes);
    }
  }

  function updateGroups(fresh) {
    const ids = (root) => [...root.querySelectorAll("input")].map((field) => field.id).join();
    if (ids(fresh) === ids(groups)) {
      updateFields(groups, fresh);
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
    (results.querySelector("#hjelp-crisis") ?? heading)?.scrollIntoView({ block: "start" });
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
    const { type, validity } = event.target;
    if (type !== "checkbox" && !(type === "date" && validity.valid)) return;
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

/* ---- Leaving a sensitive page quickly ---- */

/*
 * A click on the control hides the page and puts the neutral one in its place, so that "back" does not lead here.
 * So does Shift, pressed and let go three times within five seconds, with nothing else in between: no letter, no
 * other key held with it, no mouse, no rest on the key. (Windows asks about its sticky keys after five.)
 */

const EXIT = "[data-hjelp-exit]";
const WITHIN = 5000;
const REST = 1000;
const exit = document.querySelector(EXIT);

if (exit) guard();

function guard() {
  const root = document.documentElement;
  const status = document.querySelector("[data-hjelp-exit-status]");
  const [two, one, leaving] = status?.dataset.hjelpExitStatus.split("|") ?? [];
  let title = "";
  let presses = 0;
  let down = 0;
  let end;

  function tell(sentence) {
    if (status) status.textContent = sentence;
  }

  function forget() {
    if (presses) tell("");
    clearTimeout(end);
    presses = down = 0;
  }

  function leave() {
    tell(leaving);
    title ||= document.title;
    document.title = exit.hostname;
    root.classList.add("hjelp-left");
    // As the link's own rel: a page of a host may have the control and not our header.
    document.head.append(Object.assign(document.createElement("meta"), { name: "referrer", content: "no-referrer" }));
    location.replace(exit.href);
  }

  addEventListener("click", (event) => {
    if (!event.target.closest?.(EXIT)) return;
    event.preventDefault();
    leave();
  }, true);

  addEventListener("keydown", (event) => {
    if (event.key !== "Shift" || event.altKey || event.ctrlKey || event.metaKey) forget();
    else if (event.repeat) return;
    // The other Shift key, while one is held.
    else if (down) forget();
    else down = event.timeStamp;
  }, true);

  addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !down) return;
    const rested = event.timeStamp - down > REST;
    down = 0;
    if (rested) return forget();
    presses += 1;
    if (presses === 1) end = setTimeout(forget, WITHIN);
    if (presses < 3) tell(presses === 1 ? two : one);
    else if (presses === 3) leave();
  }, true);

  for (const event of ["pointerdown", "wheel", "blur"]) addEventListener(event, forget, { capture: true, passive: true });

  /* Somebody who comes back on purpose finds the page as it was. */
  addEventListener("pageshow", (event) => {
    if (!event.persisted || !title) return;
    root.classList.remove("hjelp-left");
    document.title = title;
    title = "";
    forget();
    tell("");
  });

  for (const hint of document.querySelectorAll("[data-hjelp-exit-hint]")) hint.hidden = false;
}
