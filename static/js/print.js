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
  sheet.textContent = "";
  sheet.append(...page.querySelector(".sheet").childNodes);
}
