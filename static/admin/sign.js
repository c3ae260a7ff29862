// The button says how many entries are ticked, as ticks change.
const form = document.querySelector("form[data-signs]");
const count = form?.querySelector("[data-ticks]");

form?.addEventListener("change", () => {
  count.textContent = form.querySelectorAll("input[name=sign]:checked").length;
});
