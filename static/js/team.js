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
