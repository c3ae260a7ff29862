// What every page does, in one file so that a first visit asks for one. Each part is a function, and knows none of the
// others.

menuAndMeanings();
folds();
whoToCall();
network();
copyShareAndPrint();
readAloud();
ourTeam();
ourList();

// The menu and the meanings of words, where a browser can open them, and where it cannot.
function menuAndMeanings() {
  if ("popover" in HTMLElement.prototype) {
    // A browser that brings a page back as it was left would bring it back with the menu over it.
    addEventListener("pagehide", () => {
      for (const open of document.querySelectorAll(":popover-open")) open.hidePopover();
    });
    // WebKit gives no focus to a button that is clicked, and the next Tab would pass by what it opened.
    addEventListener("click", ({ target }) => {
      const button = target.closest("[popovertarget]");
      if (!button) return;
      button.focus();
      if (button.matches(".word")) letClose(document.getElementById(button.getAttribute("popovertarget")));
    });
  } else {
    // Nothing opens here: a word is a part of its sentence, and no stop of the Tab key.
    for (const button of document.querySelectorAll("button.word")) button.replaceWith(...button.childNodes);
  }

  // Some phones do not close what is open by a tap beside it: a meaning has its own button, as the menu has.
  function letClose(meaning) {
    if (meaning.querySelector(".close-meaning")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "close-meaning";
    button.setAttribute("popovertarget", meaning.id);
    button.setAttribute("popovertargetaction", "hide");
    button.textContent = document.querySelector(".close-help").textContent;
    meaning.append(button);
  }
}

// What is folded opens for whoever comes to it by a link, and for paper. New browsers do so by themselves.
function folds() {
  const details = [...document.querySelectorAll("main details, .help details")];
  let closed = [];

  addEventListener("hashchange", open);
  open();
  // A result is printed as it stands: what its family left closed, its sheet has.
  const forPaper = document.body.matches(".page-result") ? ".ask" : ":not(.outlook)";
  addEventListener("beforeprint", () => {
    closed = details.filter((fold) => !fold.open && fold.matches(forPaper));
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

// “Who to call” opens by its link; Escape closes it too, and the reader is again where it was opened.
function whoToCall() {
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

// A page that stays open when the network goes says so, and what that means for its links; once it is back, it stops.
// A page that comes from the copy on this phone has said it already, in a strip of its own above the text.
function network() {
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

// Copy, share and print: buttons that stay hidden, and without words, where the device cannot do it.
function copyShareAndPrint() {
  const canonical = document.querySelector('link[rel="canonical"]');
  const address = canonical ? canonical.href : location.href;
  // As the preview of a message calls it, which says nothing of a child.
  const shared = document.querySelector('meta[property="og:title"]');
  const title = shared ? shared.content : document.title;

  const actions = {
    copy: {
      can: navigator.clipboard,
      act: (button) => navigator.clipboard.writeText(button.dataset.text || address),
      tells: true,
    },
    share: {
      can: navigator.share,
      act: (button) => navigator.share({ title, url: button.dataset.address || address }),
    },
    print: { can: window.print, act: () => window.print() },
  };

  for (const button of document.querySelectorAll("button[data-act]")) {
    const { can, act, tells } = actions[button.dataset.act];
    button.hidden = !can;
    button.append(button.dataset.words);
    button.addEventListener("click", async () => {
      try {
        await act(button);
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

// Read aloud: the whole page, sentence by sentence, by the device's own voices, with a mark where it is. Nothing leaves
// the device: without a voice that is its own there is no button. What is folded is read too; the outlook only if open.
function readAloud() {
  const flow = document.querySelector(".flow[data-read]");
  const main = document.querySelector("main");
  const BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, th, td, summary > span";
  const SILENT = "[popover], .meaning, [hidden], nav, form button, .share, .doors, .step, .read-aloud, svg, .outlook:not([open])";
  let button = null;
  let left = null; // sentences that are still to be read; null where nothing is read

  if (flow && window.speechSynthesis) {
    offer();
    if (speechSynthesis.addEventListener) speechSynthesis.addEventListener("voiceschanged", offer);
    addEventListener("pagehide", stop);
  }

  function offer() {
    if (button || !voiceFor(languageOf(main))) return;
    button = document.createElement("button");
    button.type = "button";
    button.className = "read-aloud button second";
    button.textContent = flow.dataset.read;
    button.addEventListener("click", () => (left ? stop() : start()));
    main.querySelector("h1").after(button);
  }

  function start() {
    const blocks = [...main.querySelectorAll(BLOCKS)];
    left = blocks.filter((block) => !block.querySelector(BLOCKS) && !block.closest(SILENT)).flatMap(sentencesOf);
    button.textContent = flow.dataset.stop;
    next();
  }

  function next() {
    const sentence = left && left.shift();
    if (!sentence) return stop();
    const words = new SpeechSynthesisUtterance(sentence.words);
    words.voice = sentence.voice;
    words.lang = sentence.language;
    const mine = left; // what a stopped reading still tells is no news
    words.addEventListener("end", () => left === mine && next());
    words.addEventListener("error", () => left === mine && stop());
    mark(sentence);
    speechSynthesis.speak(words);
  }

  function stop() {
    left = null;
    speechSynthesis.cancel();
    mark(null);
    if (button) button.textContent = flow.dataset.read;
  }

  // The block in any browser; the very sentence where a browser can mark a range.
  function mark(sentence) {
    for (const block of main.querySelectorAll(".being-read")) block.classList.remove("being-read");
    const canMarkRange = window.Highlight && window.CSS && CSS.highlights;
    if (canMarkRange) CSS.highlights.delete("being-read");
    if (!sentence) return;
    const fold = sentence.block.closest("details");
    if (fold && !sentence.block.closest("summary")) fold.open = true;
    sentence.block.classList.add("being-read");
    if (canMarkRange) CSS.highlights.set("being-read", new Highlight(rangeOf(sentence)));
    sentence.block.scrollIntoView({ block: "nearest" });
  }

  // The sentences of a block that a voice of this device can read, each with its place in the block's text.
  function sentencesOf(block) {
    const language = languageOf(block);
    const voice = voiceFor(language);
    if (!voice) return [];
    const nodes = nodesOf(block);
    const text = nodes.map((node) => node.data).join("");
    const sentences = [];
    for (const [start, end] of partsOf(text, language)) {
      const words = text.slice(start, end).replace(/\s+/g, " ").trim();
      const saysSomething = /[^\s\p{P}]/u.test(words);
      if (saysSomething) sentences.push({ block, nodes, start, end, language, voice, words });
    }
    return sentences;
  }

  function nodesOf(block) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) {
      if (!walker.currentNode.parentElement.closest(SILENT)) nodes.push(walker.currentNode);
    }
    return nodes;
  }

  // [start, end] of each sentence.
  function partsOf(text, language) {
    if (window.Intl && Intl.Segmenter) {
      const segments = [...new Intl.Segmenter(language, { granularity: "sentence" }).segment(text)];
      return segments.map(({ index, segment }) => [index, index + segment.length]);
    }
    const parts = [];
    let start = 0;
    for (const match of text.matchAll(/[.!?…]+[»”)]*\s+/g)) {
      const end = match.index + match[0].length;
      parts.push([start, end]);
      start = end;
    }
    parts.push([start, text.length]);
    return parts;
  }

  function rangeOf({ nodes, start, end }) {
    const range = document.createRange();
    let position = 0;
    for (const node of nodes) {
      const length = node.data.length;
      if (start >= position && start <= position + length) range.setStart(node, start - position);
      if (end >= position && end <= position + length) range.setEnd(node, end - position);
      position += length;
    }
    return range;
  }

  function languageOf(element) {
    const language = element.closest("[lang]").lang;
    return language.includes("-") ? language : `${language}-CA`;
  }

  // A voice of the device itself: others send what they read to a company.
  function voiceFor(language) {
    const voices = speechSynthesis.getVoices().filter((voice) => voice.localService);
    const speaking = (beginning) => voices.find((voice) => {
      const spoken = voice.lang.replace("_", "-").toLowerCase();
      return spoken.startsWith(beginning.toLowerCase());
    });
    const withoutRegion = language.split("-")[0];
    return speaking(language) || speaking(withoutRegion);
  }
}

// Our team, kept on this device where a family said so: only the ward's code. Its numbers are taken from the page of all
// teams, which is the same for everybody, so nobody is told which team it is; without a network, from the copy.
function ourTeam() {
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
    const teams = new DOMParser().parseFromString(page, "text/html");
    const team = teams.getElementById(`team-${code}`);
    if (!team) return paragraph(teams.getElementById("no-team").content.textContent);
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

// Our list from the copy on a phone, which is the same for every list: what the address says is set here.
function ourList() {
  const form = document.querySelector("form.ticking");
  const asked = new URLSearchParams(location.search);
  if (form && asked.has("q") && !form.querySelector("[name=q][checked]")) {
    const codes = new Set(asked.getAll("q"));
    for (const box of form.querySelectorAll("[name=q]")) box.checked = codes.has(box.value);
  }
  for (const choice of form ? form.querySelectorAll("select") : []) {
    const code = asked.get(choice.name);
    if (code && !choice.querySelector("[selected]")) choice.value = code;
  }
}
