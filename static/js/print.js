// The print page without a reload: the preview follows the choices, and the ward is remembered on this device only.
const desk = document.querySelector(".desk");
const form = desk.querySelector("form");
const ward = form.elements.ward;
const KEY = "ward";

recall();
// No picture: the choices do not fit together, and the form itself says why.
desk.querySelector("img")?.addEventListener("error", () => form.requestSubmit());
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

function follow() {
  const image = desk.querySelector("img");
  const link = desk.querySelector(".sheet a.button");
  if (!image || !form.checkValidity()) return;
  const query = new URLSearchParams(new FormData(form));
  image.src = `${desk.dataset.preview}?${query}`;
  link.href = `${desk.dataset.file}?${query}`;
}
