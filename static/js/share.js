// Copy, share and print: buttons that stay hidden, and without words, where the device cannot do it.
const canonical = document.querySelector('link[rel="canonical"]');
const address = canonical ? canonical.href : location.href;
const title = document.querySelector("h1").textContent.trim();

const actions = {
  copy: {
    can: navigator.clipboard,
    act: () => navigator.clipboard.writeText(address),
    done: "copied",
    failed: "not-copied",
  },
  share: { can: navigator.share, act: () => navigator.share({ title, url: address }) },
  print: { can: window.print, act: () => window.print() },
};

for (const button of document.querySelectorAll("button[data-act]")) {
  const { can, act, done, failed } = actions[button.dataset.act];
  button.hidden = !can;
  button.append(wordsFor(button.dataset.act).textContent);
  button.addEventListener("click", async () => {
    try {
      await act();
      if (done) say(button, done);
    } catch (problem) {
      // Closing the share sheet is not a mistake.
      if (problem.name !== "AbortError" && failed) say(button, failed);
    }
  });
}

function say(button, name) {
  button.parentElement.querySelector("[role=status]").textContent = wordsFor(name).textContent;
}
