// Names for what the admin and its editor draw without one, as soon as it is drawn.
const NAMELESS = ".prose-editor [contenteditable], .help-tooltip[aria-label], th.original";

function name(element) {
  if (element.matches("[contenteditable]")) {
    const box = element.closest(".fieldBox, .form-row");
    element.setAttribute("aria-label", box?.querySelector("label")?.textContent.replace(/:\s*$/, "") ?? "Text");
    element.lang = box?.querySelector("textarea")?.lang ?? "";
  } else if (element.matches("th")) {
    if (!element.textContent.trim()) element.innerHTML = '<span class="visually-hidden">Entry</span>';
  } else {
    element.setAttribute("role", "img");
  }
}

function nameAll() {
  document.querySelectorAll(NAMELESS).forEach((element) => {
    if (element.dataset.named) return;
    element.dataset.named = "yes";
    name(element);
  });
}

new MutationObserver(nameAll).observe(document, { childList: true, subtree: true });
nameAll();
