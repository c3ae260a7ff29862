// The menu and the meanings of words, where a browser can open them, and where it cannot.
if ("popover" in HTMLElement.prototype) {
  // A browser that brings a page back as it was left would bring it back with the menu over it.
  addEventListener("pagehide", () => {
    for (const open of document.querySelectorAll(":popover-open")) open.hidePopover();
  });
  // WebKit gives no focus to a button that is clicked, and the next Tab would pass by what it opened.
  addEventListener("click", ({ target }) => {
    const button = target.closest("[popovertarget]");
    if (button) button.focus();
  });
} else {
  // Nothing opens here: a word is a part of its sentence, and no stop of the Tab key.
  for (const button of document.querySelectorAll("button.word")) button.replaceWith(...button.childNodes);
}
