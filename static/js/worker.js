// The copy on this phone: all public pages of one language, and nothing else, ever.
// The network is asked first; the copy answers when there is none, when it is slow, or when the server is down.
const PATIENCE = 5000;
const HOUR = 3_600_000;
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

async function page(event) {
  // The server itself is asked: what the browser remembers of a page must not pass for news where there is no network.
  const fresh = fetch(event.request, { cache: "no-cache" });
  event.waitUntil(fresh.then(refresh).catch(() => {}));
  const copy = await stored(event.request.url);
  if (!copy) return fresh;
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, null));
  const answer = await Promise.race([fresh, late]).catch(() => null);
  return answer && answer.status < 500 ? answer : copy();
}

async function asset(request) {
  try {
    return await fetch(request);
  } catch (problem) {
    const found = await (await current())?.match(request);
    if (found) return found;
    throw problem;
  }
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
  const kept = await (await cache.match(listAddress)).json();
  const now = await (await fetch(listAddress, { cache: "no-cache", credentials: "omit" })).json();
  if (now.version !== kept.version) await keep(() => {});
}

// A function that gives the copy of a page, or null where this phone keeps none.
async function stored(address) {
  const cache = await current();
  if (!cache) return null;
  const { words, offline, questions, language } = await (await cache.match(listAddress)).json();
  const url = new URL(address);
  const answered = await afterAnswer(cache, url, questions);
  if (answered) return () => Response.redirect(answered);
  const found = (await cache.match(url.pathname)) ?? (await cache.match(offline));
  return () => withNotice(found, words.notice, language);
}

// A form sends ?choice=high to the page of a question: the answer is a kept page with the same codes, in any order.
async function afterAnswer(cache, url, questions) {
  const choice = url.searchParams.get("choice");
  if (!choice || !url.pathname.startsWith(questions)) return null;
  const codes = (path) => path.slice(questions.length).split("/").filter(Boolean).sort().join();
  const wanted = codes(`${url.pathname}/${choice}`);
  const addresses = (await cache.keys()).map((request) => new URL(request.url));
  return addresses.find(({ pathname }) => pathname.startsWith(questions) && codes(pathname) === wanted)?.href;
}

async function withNotice(response, notice, language) {
  const kept = new Date(response.headers.get("date"));
  // As pages write it: 24 November 2026, 24 novembre 2026, 1er décembre 2026.
  const written = kept.toLocaleDateString(language === "en" ? "en-GB" : `${language}-CA`, { dateStyle: "long" });
  const day = language === "fr" ? written.replace(/^1\s/, "1er ") : written;
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(kept).setHours(0, 0, 0, 0)) / DAY);
  // The day is by the server's clock: on a phone whose own clock is behind, nothing was kept "in 5 days".
  const age = new Intl.RelativeTimeFormat(`${language}-CA`, { numeric: "auto" }).format(Math.min(-days, 0), "day");
  const words = notice.replace("{day}", day).replace("{age}", age);
  const strip = `<p class="strip offline" role="status">${words}</p>`;
  const html = (await response.text()).replace("<main", `${strip}<main`);
  const headers = new Headers(response.headers);
  for (const name of ["content-length", "content-encoding"]) headers.delete(name);
  return new Response(html, { headers });
}
