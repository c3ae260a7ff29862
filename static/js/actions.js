// Copy, share and print: buttons that stay hidden, and without words, where the device cannot do it.
const canonical = document.querySelector('link[rel="canonical"]');
const address = canonical ? canonical.href : location.href;
// As the preview of a message calls it, which says nothing of a child.
const shared = document.querySelector('meta[property="og:title"]');
const title = shared ? shared.content : document.title;

const actions = {
  copy: { can: navigator.clipboard, act: (button) => navigator.clipboard.writeText(button.dataset.text || address), tells: true },
  share: { can: navigator.share, act: (button) => navigator.share({ title, url: button.dataset.address || address }) },
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
