// Read aloud: the whole page, sentence by sentence, by the device's own voices, with a mark where it is. Nothing leaves
// the device: without a voice that is its own there is no button. What is folded is read too; the outlook only if open.
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
  return partsOf(text, language)
    .map(([start, end]) => ({ block, nodes, start, end, language, voice, words: text.slice(start, end).replace(/\s+/g, " ").trim() }))
    .filter(({ words }) => /[^\s\p{P}]/u.test(words));
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
  const ends = [...text.matchAll(/[.!?…]+[»”)]*\s+/g)].map((match) => match.index + match[0].length);
  return [...ends, text.length].map((end, number) => [number ? ends[number - 1] : 0, end]);
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
  const speaks = (voice, start) => voice.lang.replace("_", "-").toLowerCase().startsWith(start.toLowerCase());
  return voices.find((voice) => speaks(voice, language)) || voices.find((voice) => speaks(voice, language.split("-")[0]));
}
