// Browsers without autofocus on a message: bring a screen reader to what is missing.
document.querySelector(".error-summary")?.focus();
