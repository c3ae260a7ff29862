// Keep on this phone: asks the worker for a copy, shows how far it is, and takes it away again with one tap.
const box = document.querySelector("[data-keep]");
const { worker, scope, list, prefix } = box.dataset;
const language = document.documentElement.lang;
const part = (name) => box.querySelector(`[data-part="${name}"]`);

for (const name of ["keep", "remove"]) part(name).textContent = part(name).dataset.words;
if ("serviceWorker" in navigator && "caches" in window) {
  show().catch(fail);
  part("keep").addEventListener("click", () => keep().catch(fail));
  part("remove").addEventListener("click", () => remove().then(show).then(() => part("keep").focus()).catch(fail));
} else {
  say("cannot");
}

async function show() {
  const kept = await keptCopy();
  part("keep").hidden = Boolean(kept);
  part("remove").hidden = !kept;
  part("progress").hidden = true;
  const found = kept?.clone() ?? (await fetch(list, { cache: "no-cache" }).catch(() => null));
  if (!found?.ok) return say("far");
  const { size, edition } = await found.json();
  const megabytes = new Intl.NumberFormat(`${language}-CA`, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 });
  const day = kept && written(new Date(kept.headers.get("date")));
  say(kept ? "kept" : "offer", { size: megabytes.format(size / 1e6), edition, day });
}

// As pages write it: 24 November 2026, 24 novembre 2026, 1er décembre 2026.
function written(day) {
  const words = day.toLocaleDateString(language === "en" ? "en-GB" : `${language}-CA`, { dateStyle: "long" });
  return language === "fr" ? words.replace(/^1\s/, "1er ") : words;
}

async function keptCopy() {
  for (const name of await caches.keys()) {
    const found = name.startsWith(prefix) && (await (await caches.open(name)).match(list));
    if (found) return found;
  }
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

async function remove() {
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix));
  await Promise.all(names.map((name) => caches.delete(name)));
  await (await navigator.serviceWorker.getRegistration(scope))?.unregister();
}

// The button that was pressed is there again. Some browsers only say when they are asked that they keep nothing at all.
function fail(problem) {
  const never = problem?.name === "SecurityError";
  const wasKeeping = !part("progress").hidden;
  part("progress").hidden = true;
  part("keep").hidden = never || !part("remove").hidden;
  if (wasKeeping) part("keep").focus();
  say(never ? "cannot" : "failed");
}

function say(name, values = {}) {
  const words = part("words").dataset[name];
  part("words").textContent = words.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
}
