// Our list from the copy on a phone, which is the same for every list: what the address says is set here.
const form = document.querySelector("form.ticking");
const asked = new URLSearchParams(location.search);
if (form && asked.has("q") && !form.querySelector("[name=q][checked]")) {
  const codes = new Set(asked.getAll("q"));
  for (const box of form.querySelectorAll("[name=q]")) box.checked = codes.has(box.value);
}
for (const choice of form ? form.querySelectorAll("select") : []) {
  const code = asked.get(choice.name);
  if (code && !choice.querySelector("[selected]")) choice.value = code;
}
