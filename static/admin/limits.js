// What the guide says of its own words, while one types: how many there are, how hard they read,
// whether a source is named. The page says all of it again once it is saved.
"use strict";

const PAUSE = 900;

function shownText(field) {
  const editor = field.closest(".prose-editor")?.querySelector(".ProseMirror");
  return editor ? editor.innerText : field.value;
}

function sentHtml(field) {
  const editor = field.closest(".prose-editor")?.querySelector(".ProseMirror");
  if (editor) return editor.innerHTML;
  const box = document.createElement("div");
  box.textContent = field.value;
  return box.innerHTML;
}

function countWords(field) {
  const most = Number(field.dataset.mostWords);
  const words = shownText(field).split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  let line = document.getElementById(`${field.id}_words`);
  if (!line) {
    line = document.createElement("div");
    line.id = `${field.id}_words`;
    line.className = "help words-left";
    (field.closest(".prose-editor") || field).after(line);
  }
  line.textContent = document.querySelector("[data-of-words]").dataset.ofWords
    .replace("COUNT", words).replace("MOST", most);
  line.classList.toggle("over", words > most);
}

// Its own sources, or one of a treatment that it names.
function namesASource() {
  const ofTreatments = [...document.querySelectorAll("[name^=uses-][name$=-source]")];
  return Boolean(document.querySelector("#id_sources_to option")) || ofTreatments.some((field) => field.value);
}

// What to do in an emergency rests on the team, and not on a source.
function sayWhetherASourceIsNamed(line) {
  const isUrgent = document.getElementById("id_kind")?.value === "urgent";
  line.hidden = isUrgent || namesASource();
}

function watchSources(words) {
  const row = document.querySelector(".field-sources");
  if (!words || !row) return;
  const line = document.createElement("div");
  line.className = "help over no-source";
  line.setAttribute("role", "status");
  line.textContent = words;
  row.append(line);
  const look = () => sayWhetherASourceIsNamed(line);
  look();
  document.addEventListener("change", look);
  new MutationObserver(look).observe(document.getElementById("id_sources_to"), { childList: true });
}

async function askHowHard(line) {
  const language = line.dataset.reading;
  const fields = [...document.querySelectorAll(`.side-by-side [name$="_${language}"]`)]
    .filter((field) => !field.name.startsWith("said_") && !field.name.includes("-"));
  const body = new FormData();
  body.set("language", language);
  body.set("text", fields.map((field) => `<div>${sentHtml(field)}</div>`).join(""));
  body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  const answer = await fetch(line.closest("[data-measure]").dataset.measure, { method: "POST", body })
    .catch(() => null);
  if (!answer?.ok) return;
  const told = await answer.json();
  line.textContent = told.measure ?? "–";
  line.classList.toggle("over", told.hard);
}

function watch() {
  const limited = document.querySelectorAll("[data-most-words]");
  limited.forEach(countWords);
  watchSources(document.querySelector("[data-of-words]").dataset.noSource);
  let waiting = 0;
  document.addEventListener("input", (event) => {
    limited.forEach(countWords);
    if (!event.target.closest(".side-by-side")) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => document.querySelectorAll("[data-reading]").forEach(askHowHard), PAUSE);
  });
}

addEventListener("load", watch);
