// Where autofocus does not do it (an address with #, some browsers): bring the reader to what is missing.
requestAnimationFrame(() => {
  const summary = document.querySelector(".error-summary");
  if (summary && !summary.contains(document.activeElement)) summary.focus();
});
