// What every page does, in one file, so that a first visit asks for one: each part in braces of its own.

{
  // The menu and the meanings of words, where a browser can open them, and where it cannot.
  if ("popover" in HTMLElement.prototype) {
    // A browser that brings a page back as it was left would bring it back with the menu over it.
    addEventListener("pagehide", () => {
      for (const open of document.querySelectorAll(":popover-open")) open.hidePopover();
    });
    // WebKit gives no focus to a button that is clicked, and the next Tab would pass by what it opened.
    addEventListener("click", ({ target }) => {
      const button = target.closest("[popovertarget]");
      if (button) button.focus();
    });
  } else {
    // Nothing opens here: a word is a part of its sentence, and no stop of the Tab key.
    for (const button of document.querySelectorAll("button.word")) button.replaceWith(...button.childNodes);
  }
}

{
  // What is folded opens for whoever comes to it by a link, and for paper. New browsers do so by themselves.
  const folds = [...document.querySelectorAll("main details, .help details")];
  let closed = [];

  addEventListener("hashchange", open);
  open();
  addEventListener("beforeprint", () => {
    closed = folds.filter((fold) => !fold.open && !fold.matches(".outlook"));
    for (const fold of closed) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of closed) fold.open = false;
  });

  function open() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const fold = target && target.closest("details");
    if (!fold || fold.open) return;
    fold.open = true;
    target.scrollIntoView();
  }
}

{
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
}

{
  // Copy, share and print: buttons that stay hidden, and without words, where the device cannot do it.
  const canonical = document.querySelector('link[rel="canonical"]');
  const address = canonical ? canonical.href : location.href;
  const heading = document.querySelector("h1");
  const title = heading ? heading.textContent.trim() : document.title;

  const actions = {
    copy: { can: navigator.clipboard, act: () => navigator.clipboard.writeText(address), tells: true },
    share: { can: navigator.share, act: () => navigator.share({ title, url: address }) },
    print: { can: window.print, act: () => window.print() },
  };

  for (const button of document.querySelectorAll("button[data-act]")) {
    const { can, act, tells } = actions[button.dataset.act];
    button.hidden = !can;
    button.append(button.dataset.words);
    button.addEventListener("click", async () => {
      try {
        await act();
        if (tells) say(button, "copied");
      } catch (problem) {
        // Closing the share sheet is not a mistake.
        if (tells && problem.name !== "AbortError") say(button, "failed");
      }
    });
  }

  function say(button, name) {
    const status = button.parentElement.querySelector("[role=status]");
    status.textContent = status.dataset[name];
  }
}

{
  // Read aloud, section by section, with the device's own voices. Nothing leaves the device on our account:
  // without a voice for the section's language there is no button.
  const sections = [...document.querySelectorAll(".flow[data-read] > *")].filter((part) => part.querySelector("h2"));
  let reading = null;

  if (window.speechSynthesis) {
    offer();
    if (speechSynthesis.addEventListener) speechSynthesis.addEventListener("voiceschanged", offer);
    addEventListener("pagehide", () => speechSynthesis.cancel());
  }

  function offer() {
    for (const section of sections) {
      if (!section.querySelector(".read-aloud") && voiceFor(section)) place(section, makeButton(section));
    }
  }

  // Under the heading; inside a folded section, where it opens.
  function place(section, button) {
    const heading = section.querySelector("h2");
    (heading.closest("summary") || heading).after(button);
    label(button, "read");
  }

  function makeButton(section) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "read-aloud button second";
    button.addEventListener("click", () => (reading === button ? stop() : read(section, button)));
    return button;
  }

  function label(button, name) {
    const words = button.closest(".flow").dataset[name];
    const heading = button.closest(".flow > *").querySelector("h2");
    button.textContent = words;
    button.setAttribute("aria-label", `${words}: ${heading.innerText}`);
  }

  function read(section, button) {
    stop();
    reading = button;
    button.hidden = true; // its own words are not read
    const lines = section.innerText.split("\n").filter((line) => line.trim());
    button.hidden = false;
    button.focus();
    label(button, "stop");
    lines.forEach((line, number) => {
      const words = new SpeechSynthesisUtterance(line);
      words.voice = voiceFor(section);
      words.lang = languageOf(section);
      if (number === lines.length - 1) words.addEventListener("end", () => reading === button && stop());
      speechSynthesis.speak(words);
    });
  }

  function stop() {
    speechSynthesis.cancel();
    if (reading) label(reading, "read");
    reading = null;
  }

  function languageOf(section) {
    const language = section.closest("[lang]").lang;
    return language.includes("-") ? language : `${language}-CA`;
  }

  function voiceFor(section) {
    const wanted = languageOf(section);
    const voices = speechSynthesis.getVoices().map((voice) => [voice.lang.replace("_", "-"), voice]);
    const near = (start) => voices.find(([language]) => language.toLowerCase().startsWith(start.toLowerCase()));
    const found = near(wanted) || near(wanted.split("-")[0]);
    return found && found[1];
  }
}

{
  // Our team, kept on this device where a family said so: only the ward's code. Its numbers are taken from the page of all
  // teams, which is the same for everybody, so nobody is told which team it is; without a network, from the copy.
  const KEY = "team";
  const place = document.querySelector(".help [data-team]");
  const box = document.querySelector("[data-keep-team]");

  if (place) show().catch(() => {});
  if (box) offer();

  function read() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  }

  // Whether this device now keeps it; nothing is kept of no code.
  function write(code) {
    try {
      if (code) localStorage.setItem(KEY, code);
      else localStorage.removeItem(KEY);
      return true;
    } catch {
      return false;
    }
  }

  async function show() {
    const code = read();
    place.hidden = !code;
    place.textContent = "";
    if (!code) return;
    const response = await fetch(place.dataset.team).catch(() => null);
    const page = response && response.ok ? await response.text() : null;
    const told = page === null ? paragraph(place.dataset.far) : numbersIn(page, code);
    place.append(told, forgetButton());
  }

  function numbersIn(page, code) {
    const team = new DOMParser().parseFromString(page, "text/html").getElementById(`team-${code}`);
    if (!team) return paragraph(place.dataset.gone);
    team.removeAttribute("id");
    return document.importNode(team, true);
  }

  function paragraph(words) {
    const element = document.createElement("p");
    element.textContent = words;
    return element;
  }

  function forgetButton() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button second forget";
    button.textContent = place.dataset.forget;
    button.addEventListener("click", () => change(""));
    return button;
  }

  function part(name) {
    return box.querySelector(`[data-part="${name}"]`);
  }

  function offer() {
    for (const name of ["keep", "forget"]) part(name).textContent = part(name).dataset.words;
    part("keep").addEventListener("click", () => change(box.dataset.keepTeam));
    part("forget").addEventListener("click", () => change(""));
    choose();
  }

  // Of the two buttons the one that changes something.
  function choose() {
    const isKept = read() === box.dataset.keepTeam;
    part("keep").hidden = isKept;
    part("forget").hidden = !isKept;
  }

  function change(code) {
    const isDone = write(code);
    if (box) {
      const status = box.querySelector("[role=status]");
      status.textContent = status.dataset[!isDone ? "cannot" : code ? "kept" : "forgotten"];
      choose();
    }
    if (place) show().catch(() => {});
  }
}

{
  // “Who to call” opens by its link; Escape closes it too, and the reader is again where it was opened.
  let opener = null;
  addEventListener("click", ({ target }) => {
    const link = target.closest('a[href="#help"]');
    if (link) opener = link;
  });
  addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && location.hash === "#help") location.hash = "#help-closed";
  });
  addEventListener("hashchange", () => {
    if (location.hash === "#help-closed" && opener) opener.focus({ preventScroll: true });
  });
}

{
  // Our list from the copy on a phone, which is the same for every list: what the address ticks is ticked here.
  const form = document.querySelector("form.ticking");
  const asked = new URLSearchParams(location.search);
  if (form && asked.has("q") && !form.querySelector("[name=q][checked]")) {
    const codes = new Set(asked.getAll("q"));
    for (const box of form.querySelectorAll("[name=q]")) box.checked = codes.has(box.value);
  }
}
