// Who else has this entry open: asked every minute while the form can be seen.
const place = document.querySelector("[data-here]");
const token = document.querySelector("input[name=csrfmiddlewaretoken]");
const MINUTE = 60_000;

if (place && token) {
  setInterval(ask, MINUTE);
  document.addEventListener("visibilitychange", ask);
}

async function ask() {
  if (document.hidden) return;
  const headers = { "X-CSRFToken": token.value };
  const response = await fetch(place.dataset.here, { method: "POST", headers }).catch(() => null);
  if (!response || !response.ok || response.redirected) return;
  const { names } = await response.json();
  place.hidden = names.length === 0;
  place.querySelector("strong").textContent = names.join(", ");
}
