// The print page without a reload: sheet and address follow the choices, and the ward is remembered on this device only.
const desk = document.querySelector(".desk");
const form = desk.querySelector("form");
const ward = form.elements.ward;
const KEY = "ward";
let latest;

recall();
form.addEventListener("change", () => {
  remember();
  follow();
});

function recall() {
  const asked = new URLSearchParams(location.search).has("ward");
  const known = ward && !asked && read();
  if (!known || ![...ward.options].some((option) => option.value === known)) return;
  ward.value = known;
  follow();
}

function remember() {
  if (!ward) return;
  try {
    if (ward.value) localStorage.setItem(KEY, ward.value);
    else localStorage.removeItem(KEY);
  } catch {
    // A device that keeps nothing: the ward is chosen each time.
  }
}

function read() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

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
