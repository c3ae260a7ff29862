// The print page without a reload: sheet and address follow the choices. Nothing is remembered on the device.
const desk = document.querySelector(".desk");
const form = desk.querySelector("form");
let latest;

form.addEventListener("change", follow);

// The page for these choices, from which the sheet's part is taken. No page: they do not fit together, and the form
// itself says why.
async function follow() {
  if (!desk.querySelector("img") || !form.checkValidity()) return;
  const address = `${location.pathname}?${new URLSearchParams(new FormData(form))}`;
  const mine = (latest = address);
  const response = await fetch(address);
  if (mine !== latest) return;
  if (!response.ok) return form.submit();
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  history.replaceState(null, "", address);
  const sheet = desk.querySelector(".sheet");
  const fresh = page.querySelector(".sheet");
  keepCopyButton(sheet, fresh);
  sheet.textContent = "";
  sheet.append(...fresh.childNodes);
}

// The button that copies the line for the chart works already (every_page.js); it copies the new line.
function keepCopyButton(sheet, fresh) {
  const button = sheet.querySelector("[data-act=copy]");
  const its = fresh.querySelector("[data-act=copy]");
  button.dataset.text = its.dataset.text;
  its.replaceWith(button);
}
