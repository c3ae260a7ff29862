// A page that stays open when the network goes says so, and what that means for its links; once it is back, it stops.
// A page that comes from the copy on this phone has said it already, in a strip of its own above the text.
const home = new URL(document.querySelector("header .mark").href).pathname; // /en/
const strip = document.querySelector("body > .offline");
const copyWords = strip && [...strip.childNodes];
const place = document.querySelector("body > div[role=status]");

for (const name of ["offline", "online", "pageshow"]) addEventListener(name, tell);
if (!navigator.onLine) tell();

async function tell() {
  if (strip) return tellOfCopy();
  const words = (!navigator.onLine && (await wordsOfCopy())) || place.dataset.words;
  fill(place, navigator.onLine ? [] : [notice(words)]);
  keepClear();
}

function notice(words) {
  const paragraph = document.createElement("p");
  paragraph.className = "offline";
  paragraph.textContent = words;
  return paragraph;
}

// At the foot of the screen it hides no stop of the Tab key; where it would fill the screen, it stands below the page.
function keepClear() {
  place.style.position = "";
  const height = place.offsetHeight;
  const fits = height < innerHeight / 3;
  if (!fits) place.style.position = "static";
  document.documentElement.style.scrollPaddingBlockEnd = height && fits ? `${height + 16}px` : "";
}

// In the strip's own place and no smaller, so that the text below stays where it is.
function tellOfCopy() {
  if (!strip.dataset.back) return; // written by an earlier version of the worker
  strip.style.minBlockSize = `${strip.offsetHeight}px`;
  fill(strip, navigator.onLine ? [`${strip.dataset.back} `, linkToNewest()] : copyWords);
}

function linkToNewest() {
  const link = document.createElement("a");
  link.href = "";
  link.textContent = strip.dataset.newest;
  return link;
}

function fill(element, nodes) {
  element.textContent = "";
  element.append(...nodes);
}

// What to say where this phone keeps a copy; nothing where it keeps none that can be read.
async function wordsOfCopy() {
  if (!("caches" in window && "serviceWorker" in navigator)) return null;
  const registration = await navigator.serviceWorker.getRegistration(home);
  const list = registration && registration.active && (await caches.match(`${home}keep.json`));
  const told = list && (await list.json().catch(() => null));
  return told && told.words.others;
}
