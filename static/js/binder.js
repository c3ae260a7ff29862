// The binder says how far it is: a line for each sheet comes before the file. Without this script the file simply comes.
const form = document.querySelector("form[data-binder]");
const told = form.querySelector("[role=status]");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const query = new URLSearchParams(new FormData(form));
  const response = await fetch(`${form.action}?${query}&progress=1`).catch(() => null);
  if (!response || !response.ok || !response.headers.get("X-Binder")) return form.submit();
  told.textContent = form.dataset.begun;
  const file = await read(response.body.getReader());
  if (!file) return void (told.textContent = form.dataset.failed);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = link.textContent = response.headers.get("X-Binder");
  told.textContent = `${form.dataset.ready} `;
  told.append(link);
  link.click();
});

// Lines such as 3/40, then an empty line, then the file; a line with ! where it could not be made.
async function read(reader) {
  const file = [];
  let line = "";
  let isFile = false;
  for (;;) {
    const { done, value } = await reader.read().catch(() => ({ done: true }));
    if (done) return file.length ? new Blob(file) : null;
    let start = 0;
    while (!isFile && start < value.length) {
      const sign = String.fromCharCode(value[start]);
      start += 1;
      if (sign !== "\n") line += sign;
      else if (line === "") isFile = true;
      else if (line === "!") return null;
      else {
        told.textContent = form.dataset.made.replace("{}", line);
        line = "";
      }
    }
    if (isFile && start < value.length) file.push(value.slice(start));
  }
}
