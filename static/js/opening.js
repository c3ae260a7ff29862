// What opens and closes: the menu, the meanings of words, folds, and “who to call”; each in braces of its own.

{
  // The menu and the meanings of words, where a browser can open them, and where it cannot.
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

{
  // What is folded opens for whoever comes to it by a link, and for paper. New browsers do so by themselves.
  const folds = [...document.querySelectorAll("main details, .help details")];
  let closed = [];

  addEventListener("hashchange", open);
  open();
  // A result is printed as it stands: what its family left closed, its sheet has.
  const forPaper = document.body.matches(".page-result") ? ".ask" : ":not(.outlook)";
  addEventListener("beforeprint", () => {
    closed = folds.filter((fold) => !fold.open && fold.matches(forPaper));
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

{
  // “Who to call” opens by its link; Escape closes it too, and the reader is again where it was opened.
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
