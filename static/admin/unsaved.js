// What was typed into a form of the desk and is not saved yet stays on this computer, for this account, for seven days
// at most, and goes at signing out. Never a password, a code or a file. It is offered again on the same form.
const FOR = 7 * 24 * 60 * 60 * 1000;
const NAMES = "desk-unsaved:";
const SECRET = /pass|token|secret|code-|otp|csrf/i;
// What the page counts for itself.
const COUNTED = /-(TOTAL|INITIAL)_FORMS$|seen_version$/;
const account = document.documentElement.querySelector("meta[name=desk-account]")?.content;
const words = document.getElementById("unsaved-words")?.dataset;
const form = words && document.querySelector("#content-main form[method=post]");
const here = `${NAMES}${account}:${location.pathname}`;
let atFirst = "";
let timer = null;
let isSending = false;
let isUnkeptSaid = false;

// A browser may keep nothing: then nothing is offered, and the rest works as ever.
function stored(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}
function forget(name) {
  try {
    localStorage.removeItem(name);
  } catch {}
}
// Which form was sent from this tab, until the page that comes after says whether it is saved.
function sentForm() {
  try {
    return sessionStorage.getItem("desk-sent");
  } catch {
    return null;
  }
}
function noteSentForm(name) {
  try {
    if (name) sessionStorage.setItem("desk-sent", name);
    else sessionStorage.removeItem("desk-sent");
  } catch {}
}
function allNames() {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(NAMES));
  } catch {
    return [];
  }
}

for (const name of allNames()) {
  const kept = stored(name);
  if (!kept || Date.now() - kept.at > FOR) forget(name);
}

// Saved: the page that comes after says so.
const sent = sentForm();
if (sent && document.querySelector(".messagelist .success")) forget(sent);
if (!document.querySelector("#login-form, .errornote")) noteSentForm(null);

document.addEventListener("submit", (event) => {
  const isSigningOut = /\/(logout|out)\/$/.test(new URL(event.target.action, location).pathname);
  if (!isSigningOut || !account) return;
  for (const name of allNames()) {
    if (name.startsWith(`${NAMES}${account}:`)) forget(name);
  }
});

function isKept(field) {
  if (["password", "file", "submit", "button", "image"].includes(field.type)) return false;
  return field.name && !SECRET.test(field.name);
}

function canBeTicked(field) {
  return ["checkbox", "radio"].includes(field.type);
}

function isOfChooser(field) {
  return field.matches("select.filtered");
}

// name → the values that would be sent.
function valuesOf() {
  const values = {};
  for (const field of form.elements) {
    if (!isKept(field) || field.name.endsWith("_old")) continue;
    values[field.name] ??= [];
    values[field.name].push(...valuesIn(field));
  }
  return values;
}

function valuesIn(field) {
  if (isOfChooser(field)) return [...field.options].map((option) => option.value).sort();
  if (field.type === "select-multiple") return [...field.selectedOptions].map((option) => option.value);
  if (canBeTicked(field) && !field.checked) return [];
  return [field.value];
}

function keep() {
  const values = valuesOf();
  try {
    if (JSON.stringify(values) === atFirst) forget(here);
    else localStorage.setItem(here, JSON.stringify({ at: Date.now(), values }));
  } catch {
    sayUnkept();
  }
}

// No room, or a browser that keeps nothing. The leave warning stands all the same.
function sayUnkept() {
  if (isUnkeptSaid) return;
  isUnkeptSaid = true;
  const said = document.createElement("p");
  said.className = "notice";
  said.setAttribute("role", "status");
  said.textContent = words.unkept;
  form.before(said);
}

function isUnsaved() {
  return !isSending && JSON.stringify(valuesOf()) !== atFirst;
}

// Rows that were added by a button are there first, then their values.
function addRows(values) {
  for (const [name, [wanted]] of Object.entries(values)) {
    if (!name.endsWith("-TOTAL_FORMS")) continue;
    const total = form.elements[name];
    const button = total?.closest(".inline-group")?.querySelector(".add-row a");
    while (button && Number(total.value) < Number(wanted)) {
      const before = total.value;
      button.click();
      if (total.value === before) break;
    }
  }
}

function choose(field, wanted) {
  const from = field.id.replace(/_to$/, "_from");
  for (const option of field.options) option.selected = true;
  window.SelectBox.move(field.id, from);
  for (const option of document.getElementById(from).options) option.selected = wanted.includes(option.value);
  window.SelectBox.move(from, field.id);
}

function bringBack(values) {
  addRows(values);
  const seen = {}; // name → how many fields of this name came before
  for (const field of form.elements) {
    if (!isKept(field) || !(field.name in values) || COUNTED.test(field.name)) continue;
    const place = seen[field.name] ?? 0;
    seen[field.name] = place + 1;
    fill(field, values[field.name], place);
  }
}

// wanted: the values of all fields of this name, in their order.
function fill(field, wanted, place) {
  if (isOfChooser(field)) {
    choose(field, wanted);
  } else if (field.type === "select-multiple") {
    for (const option of field.options) option.selected = wanted.includes(option.value);
  } else if (canBeTicked(field)) {
    field.checked = wanted.includes(field.value);
  } else if (wanted[place] !== undefined && field.value !== wanted[place]) {
    field.value = wanted[place];
    const editor = field.closest(".prose-editor")?.querySelector(".ProseMirror")?.editor;
    editor?.commands.setContent(wanted[place]);
  }
}

function ageOf(at) {
  const ago = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" });
  const minutes = Math.round((Date.now() - at) / 60000);
  if (minutes < 60) return ago.format(-minutes, "minute");
  const hours = Math.round(minutes / 60);
  if (minutes < 48 * 60) return ago.format(-hours, "hour");
  return ago.format(-Math.round(minutes / 1440), "day");
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

function offer(kept) {
  const box = document.createElement("div");
  box.className = "notice unsaved";
  box.setAttribute("role", "status");
  const said = document.createElement("p");
  said.textContent = words.found.replace("AGE", ageOf(kept.at));
  const choice = document.createElement("p");
  choice.append(
    button(words.back, () => {
      bringBack(kept.values);
      box.remove();
      keep();
    }),
    " ",
    button(words.away, () => {
      forget(here);
      box.remove();
    }),
  );
  box.append(said, choice);
  form.before(box);
}

// After signing in again in another tab the token of this form is old.
async function freshToken() {
  try {
    const answer = await fetch(words.token, { headers: { Accept: "application/json" } });
    const { token } = await answer.json();
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  } catch {} // signed out, or no network: the form says so when it is sent
}

function begin() {
  atFirst = JSON.stringify(valuesOf());
  const kept = stored(here);
  // What comes back with a mistake in it is not saved either.
  if (form.querySelector(".errornote")) atFirst = "";
  else if (kept && JSON.stringify(kept.values) !== atFirst) offer(kept);
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(keep, 500);
  };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    keep();
    isSending = true;
    noteSentForm(here);
  });
  addEventListener("pagehide", () => isUnsaved() && timer && keep());
  addEventListener("pageshow", () => (isSending = false));
  addEventListener("beforeunload", (event) => isUnsaved() && event.preventDefault());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && freshToken());
}

if (form && account) addEventListener("load", begin);
