// Copy, share and print: buttons that stay hidden, and without words, where the device cannot do it.
const address = document.querySelector('link[rel="canonical"]')?.href ?? location.href;
const title = document.querySelector("h1").textContent.trim();

const actions = {
  copy: { can: navigator.clipboard, act: () => navigator.clipboard.writeText(address) },
  share: { can: navigator.share, act: () => navigator.share({ title, url: address }) },
  print: { can: window.print, act: () => window.print() },
};

for (const button of document.querySelectorAll("button[data-act]")) {
  const { can, act } = actions[button.dataset.act];
  button.hidden = !can;
  button.append(button.dataset.words);
  button.addEventListener("click", async () => {
    try {
      await act();
      if (button.dataset.done) say(button, button.dataset.done);
    } catch (problem) {
      // Closing the share sheet is not a mistake.
      if (problem.name !== "AbortError" && button.dataset.failed) say(button, button.dataset.failed);
    }
  });
}

function say(button, words) {
  button.parentElement.querySelector("[role=status]").textContent = words;
}
