// A page that stays open when the network goes says so, and what that means for its links; once it is back, it stops.
// A page that comes from the copy on this phone has said it already, in a strip of its own above the text.
const home = new URL(document.querySelector("header .mark").href).pathname; // /en/
const strip = document.querySelector("body > .offline");
const copyWords = strip && [...strip.childNodes];
const place = document.createElement("div");
place.setAttribute("role", "status");
document.body.append(place);

for (const name of ["offline", "online", "pageshow"]) addEventListener(name, tell);
if (!navigator.onLine) tell();

async function tell() {
  if (strip) return tellOfCopy();
  const kept = !navigator.onLine && (await isKept());
  fill(place, navigator.onLine ? [] : [wordsFor(kept ? "kept" : "alone")]);
  keepClear();
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
  strip.style.minBlockSize = `${strip.offsetHeight}px`;
  fill(strip, navigator.onLine ? [...wordsFor("back").childNodes] : copyWords);
}

function fill(element, nodes) {
  element.textContent = "";
  element.append(...nodes);
}

async function isKept() {
  if (!("caches" in window && "serviceWorker" in navigator)) return false;
  const registration = await navigator.serviceWorker.getRegistration(home);
  return Boolean(registration && registration.active && (await caches.match(`${home}keep.json`)));
}
