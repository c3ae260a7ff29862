// Read aloud, section by section, with the device's own voices. Nothing leaves the device on our account:
// without a voice for the section's language there is no button.
const sections = [...document.querySelectorAll(".flow section")].filter((section) => section.querySelector("h2"));
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
  const heading = button.closest("section").querySelector("h2");
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
