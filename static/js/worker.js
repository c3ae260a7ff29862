// The copy on this phone: all public pages of one language, and nothing else, ever.
// The network is asked first; the copy answers when there is none, when it is slow, or when the server is down.
const PATIENCE = 5000;
const HOUR = 3600 * 1000;
const DAY = 24 * HOUR;
const home = new URL(registration.scope).pathname; // /en/
const listAddress = `${home}keep.json`;
const prefix = `guide${home}`;
let looked = 0;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("message", (event) => {
  const [port] = event.ports;
  const tell = (message) => port.postMessage(message);
  event.waitUntil(keep(tell).then(() => tell({ kept: true }), () => tell({ failed: true })));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  event.respondWith(request.mode === "navigate" ? page(event) : asset(request));
});

// Whatever goes wrong with the copy counts as no copy: it never stands between a reader and the network.
async function page(event) {
  // The server itself is asked: what the browser remembers of a page must not pass for news where there is no network.
  const fresh = fetch(event.request, { cache: "no-cache" });
  event.waitUntil(fresh.then(refresh).catch(() => {}));
  const answer = await within(PATIENCE, fresh);
  if (answer && answer.status < 500) return answer;
  const copy = await within(PATIENCE, copyOf(event.request.url));
  return copy || answer || fresh;
}

// What is promised, or null where it fails or takes longer than this.
function within(milliseconds, promised) {
  const late = new Promise((resolve) => setTimeout(resolve, milliseconds, null));
  return Promise.race([promised, late]).catch(() => null);
}

async function asset(request) {
  try {
    return await fetch(request);
  } catch (problem) {
    const found = await within(PATIENCE, kept(request));
    if (found) return found;
    throw problem;
  }
}

async function kept(request) {
  const cache = await current();
  return cache && cache.match(request);
}

// The newest copy that is whole: its list is written last.
async function current() {
  for (const name of await caches.keys()) {
    if (!name.startsWith(prefix)) continue;
    const cache = await caches.open(name);
    if (await cache.match(listAddress)) return cache;
  }
}

async function keep(tell) {
  const list = await fetch(listAddress, { cache: "no-cache", credentials: "omit" });
  const { version, pages, assets } = await list.clone().json();
  const name = `${prefix}${version}`;
  const cache = await caches.open(name);
  const wanted = [...pages, ...assets];
  let done = 0;
  const fetchNext = async () => {
    for (let address = wanted.shift(); address; address = wanted.shift()) {
      const response = await fetch(address, { cache: "no-cache", credentials: "omit" });
      if (!response.ok) throw new Error(address);
      await cache.put(address, response);
      tell({ done: (done += 1), of: pages.length + assets.length });
    }
  };
  try {
    await Promise.all([fetchNext(), fetchNext(), fetchNext(), fetchNext()]);
  } catch (problem) {
    await caches.delete(name);
    throw problem;
  }
  await cache.put(listAddress, list);
  const older = (await caches.keys()).filter((other) => other.startsWith(prefix) && other !== name);
  await Promise.all(older.map((other) => caches.delete(other)));
}

// A newer edition replaces the copy quietly; asked at most once an hour.
async function refresh() {
  const cache = await current();
  if (!cache || Date.now() - looked < HOUR) return;
  looked = Date.now();
  // A list that was cut short says nothing, and a whole copy takes its place.
  const kept = await (await cache.match(listAddress)).json().catch(() => ({}));
  const now = await (await fetch(listAddress, { cache: "no-cache", credentials: "omit" })).json();
  if (now.version !== kept.version) await keep(() => {});
}

// A page of the copy, or the page that says that it is not there; null where this phone keeps no copy.
async function copyOf(address) {
  const cache = await current();
  if (!cache) return null;
  const { words, offline, questions, language } = await (await cache.match(listAddress)).json();
  const url = new URL(address);
  const found = await cache.match(url.pathname);
  const choice = url.searchParams.get("choice");
  if (found && !choice) return withNotice(found, words, language);
  const elsewhere = await whereItWouldLead(cache, url.pathname, choice, questions);
  if (elsewhere) return Response.redirect(elsewhere);
  return withNotice(found || (await cache.match(offline)), words, language);
}

// Where the server would send a reader on: to the page with a slash at its end, to the one with the same answers in
// their order. A form sends ?choice=high to the page of a question.
async function whereItWouldLead(cache, path, choice, questions) {
  const withSlash = path.endsWith("/") ? path : `${path}/`;
  const asked = choice && withSlash.startsWith(questions) ? `${withSlash}${choice}` : withSlash;
  const addresses = (await cache.keys()).map((request) => new URL(request.url));
  const wanted = parts(asked, questions);
  const page = addresses.find(({ pathname }) => pathname !== path && parts(pathname, questions) === wanted);
  return page && page.href;
}

// The answers of an address in one order, each once; of another page its address.
function parts(path, questions) {
  if (!path.startsWith(questions)) return path;
  const codes = path.slice(questions.length).split("/").filter(Boolean);
  return `${questions}${[...new Set(codes)].sort().join()}`;
}

// What the strip says once the network is back stands in it too, for static/js/every_page.js.
async function withNotice(response, words, language) {
  const kept = new Date(response.headers.get("date"));
  // As pages write it: 24 November 2026, 24 novembre 2026, 1er décembre 2026.
  const written = kept.toLocaleDateString(language === "en" ? "en-GB" : `${language}-CA`, { dateStyle: "long" });
  const day = language === "fr" ? written.replace(/^1\s/, "1er ") : written;
  const notice = words.notice.replace("{day}", day).replace(" ({age})", ageOf(kept, language));
  const later = `data-back="${words.back}" data-newest="${words.newest}"`;
  const strip = `<p class="strip offline" role="status" ${later}>${notice}</p>`;
  const html = (await response.text()).replace("<main", `${strip}<main`);
  const headers = new Headers(response.headers);
  for (const name of ["content-length", "content-encoding"]) headers.delete(name);
  return new Response(html, { headers });
}

// " (3 days ago)"; nothing in browsers that have no words for it. The day is by the server's clock: on a phone whose own
// clock is behind, nothing was kept "in 5 days".
function ageOf(kept, language) {
  if (!Intl.RelativeTimeFormat) return "";
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(kept).setHours(0, 0, 0, 0)) / DAY);
  const age = new Intl.RelativeTimeFormat(`${language}-CA`, { numeric: "auto" }).format(Math.min(-days, 0), "day");
  return ` (${age})`;
}
