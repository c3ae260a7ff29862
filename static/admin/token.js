// What was typed is shown to be sent again: with a token of now, since whoever signed in again in
// another tab has another one.
const place = document.querySelector("[data-token]");
const form = document.querySelector("form[method=post]");

async function takeFreshToken() {
  const answer = await fetch(place.dataset.token, { headers: { Accept: "application/json" } }).catch(() => null);
  // Still signed out, or no network: the page that comes says so.
  if (answer?.ok && !answer.redirected) form.elements.csrfmiddlewaretoken.value = (await answer.json()).token;
}

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  await takeFreshToken();
  form.submit();
});
