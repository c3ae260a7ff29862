// Where autofocus does not do it (an address with #, some browsers): bring the reader to what is missing.
// A browser goes to the place that # names once the page is there; whatever comes before that is undone.
addEventListener("load", () => requestAnimationFrame(() => {
  const summary = document.querySelector(".error-summary");
  if (summary && !summary.contains(document.activeElement)) summary.focus();
}));
