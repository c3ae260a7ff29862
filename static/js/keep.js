// Keep on this phone: asks the worker for a copy, shows how far it is, and takes it away again with one tap.
// What the page says without this script is true as well: it comes last, and in old browsers not at all.
const box = document.querySelector("[data-keep]");
const { worker, scope, list, prefix } = box.dataset;
const language = document.documentElement.lang;
const part = (name) => box.querySelector(`[data-part="${name}"]`);

// What will be said has the room of what is said now, and nothing below it moves.
part("words").style.minHeight = `${part("words").offsetHeight}px`;
for (const name of ["keep", "remove"]) part(name).textContent = part(name).dataset.words;
if ("serviceWorker" in navigator && "caches" in window) {
  show().catch(fail);
  part("keep").addEventListener("click", () => keep().catch(fail));
  part("remove").addEventListener("click", () => remove().then(show).then(() => part("keep").focus()).catch(fail));
} else {
  say("cannot");
}

async function show() {
  const copy = await keptCopy();
  part("progress").hidden = true;
  part("keep").hidden = copy.isThere;
  part("remove").hidden = !copy.isThere;
  const told = copy.list || (await listOfServer());
  if (copy.isThere && !copy.list) return say("broken");
  if (!told) return say("far");
  say(copy.isThere ? "kept" : "offer", { size: sizeOf(told), edition: told.edition, day: copy.day });
}

// What this phone keeps: `isThere` also where it is broken, so that it can be removed; then without its list.
async function keptCopy() {
  const names = await namesKept().catch(orOfWorker);
  for (const name of names) {
    const found = await caches.open(name).then((cache) => cache.match(list)).catch(() => null);
    const told = found && (await found.clone().json().catch(() => null));
    if (told) return { isThere: true, list: told, day: dayOf(found) };
  }
  return { isThere: names.length > 0 };
}

async function namesKept() {
  return (await caches.keys()).filter((name) => name.startsWith(prefix));
}

// Where the storage itself fails, there is something to remove as long as a worker is there.
async function orOfWorker(problem) {
  if (problem.name === "SecurityError" || !(await navigator.serviceWorker.getRegistration(scope))) throw problem;
  return [prefix];
}

async function listOfServer() {
  const found = await fetch(list, { cache: "no-cache" }).catch(() => null);
  return found && found.ok ? found.json() : null;
}

// 2.4 MB; 2,4 Mo
function sizeOf({ size }) {
  const written = new Intl.NumberFormat(`${language}-CA`, { maximumFractionDigits: 1 }).format(size / 1e6);
  return `${written}\u00a0${language === "fr" ? "Mo" : "MB"}`;
}

// As pages write it: 24 November 2026, 24 novembre 2026, 1er décembre 2026.
function dayOf(response) {
  const asWords = { year: "numeric", month: "long", day: "numeric" };
  const day = new Date(response.headers.get("date"));
  const words = day.toLocaleDateString(language === "en" ? "en-GB" : `${language}-CA`, asWords);
  return language === "fr" ? words.replace(/^1\s/, "1er ") : words;
}

async function keep() {
  const bar = part("progress");
  part("keep").hidden = true;
  bar.hidden = false;
  bar.removeAttribute("value");
  say("working");
  // So that the phone does not throw the copy away when room gets short. Whatever it answers, the copy is made.
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {});
  await navigator.serviceWorker.register(worker, { scope });
  const registration = await navigator.serviceWorker.ready;
  const channel = new MessageChannel();
  channel.port1.onmessage = async ({ data }) => {
    if (data.of) Object.assign(bar, { max: data.of, value: data.done });
    if (data.kept) await show().then(() => part("remove").focus(), fail);
    if (data.failed) await remove().then(fail, fail);
  };
  registration.active.postMessage("keep", [channel.port2]);
}

// The worker goes first: without it nothing of the copy is read, even where the copy itself cannot be taken away.
async function remove() {
  const registration = await navigator.serviceWorker.getRegistration(scope);
  if (registration) await registration.unregister();
  const names = await namesKept();
  await Promise.all(names.map((name) => caches.delete(name)));
}

// The button that was pressed is there again. Some browsers only say when they are asked that they keep nothing at all.
function fail(problem) {
  const never = problem && problem.name === "SecurityError";
  const wasKeeping = !part("progress").hidden;
  part("progress").hidden = true;
  part("keep").hidden = never || !part("remove").hidden;
  if (wasKeeping) part("keep").focus();
  say(never ? "cannot" : "failed");
}

function say(name, values = {}) {
  const words = part("words").dataset[name];
  part("words").textContent = words.replace(/\{(\w+)\}/g, (_, key) => (key in values ? values[key] : ""));
}
