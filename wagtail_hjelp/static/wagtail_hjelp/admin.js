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
