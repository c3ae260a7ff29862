// Names for what the admin and its editor draw without one, as soon as it is drawn.
// The words come from the tag that loads this script.
const ACCESS_WORDS = document.currentScript.dataset;
const NAMELESS = ".prose-editor [contenteditable], .help-tooltip[aria-label], th.original, .tabular td :is(select, input:not([type=hidden]))";

// What stands at the head of the column of this field of a table.
function headOf(element) {
  const cell = element.closest("td");
  const heads = [...element.closest("table").querySelectorAll("thead th")];
  const field = [...cell.classList].find((css) => css.startsWith("field-"));
  const head = heads.find((one) => field && one.classList.contains(field.replace("field-", "column-")));
  return (head ?? heads.at(-1)).textContent.trim();
}

function name(element) {
  if (element.matches("[contenteditable]")) {
    const box = element.closest(".fieldBox, .form-row");
    element.setAttribute("aria-label", box?.querySelector("label")?.textContent.replace(/\s*:\s*$/, "") ?? ACCESS_WORDS.text);
    element.lang = box?.querySelector("textarea")?.lang ?? "";
  } else if (element.matches("th")) {
    if (!element.textContent.trim()) {
      const said = document.createElement("span");
      said.className = "visually-hidden";
      said.textContent = ACCESS_WORDS.entry;
      element.append(said);
    }
  } else if (element.matches("td *")) {
    element.setAttribute("aria-label", headOf(element));
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
