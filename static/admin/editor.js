// The editor of texts: buttons that are drawn or words, a palette of signs, and a paste that keeps
// the meaning. What it says stands in the page: templates/admin/desk/_editor_words.html.
import { Extension, Node, Plugin, updateAttrsDialog } from "django-prose-editor/editor";

const pages = JSON.parse(document.getElementById("guide-pages").textContent); // [name, guide:…]
const words = document.getElementById("editor-words").dataset;
const SIGNS = ["⁹", "²", "°", "µ", "≥", "≤", "½"];
// Drawn with everyday letters, since a font may lack the sign itself.
const SHOWN = { "⁹": "<sup>9</sup>", "²": "<sup>2</sup>", "\u00a0": "[&nbsp;]" };
const NO_BREAK = "\u00a0";
const LONGEST = 500000;

const DRAWN = {
  points: '<path d="M9 6h11M9 12h11M9 18h11"/><circle cx="4.5" cy="6" r="1"/><circle cx="4.5" cy="12" r="1"/><circle cx="4.5" cy="18" r="1"/>',
  numbers: '<path d="M10 6h10M10 12h10M10 18h10M3.5 5L5 4v5M3.5 15.5c0-2 3-2 3 0S3.5 18.5 3.5 20h3"/>',
  link: '<path d="M10 14a4 4 0 0 0 5.7 0l3.6-3.6a4 4 0 0 0-5.7-5.7L12.5 5.8M14 10a4 4 0 0 0-5.7 0l-3.6 3.6a4 4 0 0 0 5.7 5.7l1.1-1.1"/>',
  unlink: '<path d="M15.7 14l3.6-3.6a4 4 0 0 0-5.7-5.7L12.5 5.8M8.3 10l-3.6 3.6a4 4 0 0 0 5.7 5.7l1.1-1.1M4 4l16 16"/>',
  warning: '<path d="M12 4l9 16H3zM12 10v5M12 17.5v.5"/>',
  undo: '<path d="M8 4L4 8l4 4M4 8h10a5.5 5.5 0 0 1 0 11H9"/>',
  redo: '<path d="M16 4l4 4-4 4M20 8H10a5.5 5.5 0 0 0 0 11h5"/>',
};

export const DeskEditor = Extension.create({
  name: "deskEditor",
  addMenuItems({ menu, buttons }) {
    defineBlocks(menu, buttons);
    defineMarks(menu, buttons);
    defineHistory(menu, buttons);
    defineSigns(menu, buttons);
  },
  addProseMirrorPlugins() {
    return [new Plugin({ props: { handlePaste } })];
  },
});

// A warning: paragraphs in a frame, told as such on the page, on paper and by a screen reader.
export const GuideWarning = Node.create({
  name: "warning",
  group: "block",
  content: "paragraph+",
  defining: true,
  parseHTML: () => [{ tag: "aside" }],
  // A note, as on the page of families: no part of the page of its own.
  renderHTML: () => ["aside", { role: "note" }, 0],
  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "warning",
      groups: "warning",
      button: button(buttons, "warning"),
      command: (editor) => editor.chain().focus().setParagraph().toggleWrap("warning").run(),
      active: (editor) => editor.isActive("warning"),
      enabled: (editor) => !editor.isActive("listItem"),
    });
  },
});

// The menu

function drawn(name) {
  return `<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${DRAWN[name]}</svg>`;
}

// A name for the buttons that stand as words or as one drawing.
function button(buttons, name) {
  return DRAWN[name] ? buttons.svg(drawn(name), words[name]) : buttons.text(words[name], words[name]);
}

function defineBlocks(menu, buttons) {
  const define = (name, run, isActive) =>
    menu.defineItem({
      name,
      groups: "blocks",
      button: button(buttons, name),
      command: (editor) => run(editor.chain().focus()).run(),
      active: isActive,
    });
  define("text", (chain) => chain.setParagraph(), (editor) => editor.isActive("paragraph") && !editor.isActive("listItem"));
  define("heading", (chain) => chain.toggleHeading({ level: 3 }), (editor) => editor.isActive("heading", { level: 3 }));
  define("smaller", (chain) => chain.toggleHeading({ level: 4 }), (editor) => editor.isActive("heading", { level: 4 }));
  define("points", (chain) => chain.toggleBulletList(), (editor) => editor.isActive("bulletList"));
  define("numbers", (chain) => chain.toggleOrderedList(), (editor) => editor.isActive("orderedList"));
}

function defineMarks(menu, buttons) {
  for (const [name, letter] of [["bold", "B"], ["italic", "I"]]) {
    menu.defineItem({
      name,
      groups: "marks",
      button: buttons.text(letter, words[name], name === "bold" ? "font-weight: 700" : "font-style: italic"),
      command: (editor) => editor.chain().focus().toggleMark(name).run(),
      active: (editor) => editor.isActive(name),
    });
  }
  menu.defineItem({
    name: "link",
    groups: "link",
    button: button(buttons, "link"),
    command: chooseLink,
    enabled: (editor) => !editor.state.selection.empty || editor.isActive("link"),
    active: (editor) => editor.isActive("link"),
  });
  menu.defineItem({
    name: "unlink",
    groups: "link",
    button: button(buttons, "unlink"),
    command: (editor) => editor.chain().focus().unsetLink().run(),
    hidden: (editor) => !editor.isActive("link"),
  });
}

// Links

// Where a link leads: a page of the guide out of the list, or an address.
async function chooseLink(editor) {
  const now = editor.getAttributes("link").href || "";
  const names = ["", ...pages.map(([name]) => name)];
  const known = pages.find(([, address]) => address === now);
  const dialog = updateAttrsDialog(
    {
      page: { title: words.page, enum: names },
      href: { title: words.address, type: "string", description: words.examples },
    },
    { title: words.link, submitText: words.use },
  );
  const answer = dialog(editor, { page: known ? known[0] : "", href: known ? "" : now });
  const list = editor.view.dom.parentElement.querySelector("dialog select");
  list.value = known ? known[0] : "";
  const chosen = await answer;
  if (!chosen) return;
  const page = pages.find(([name]) => name === chosen.page);
  const href = page ? page[1] : chosen.href.trim();
  const chain = editor.chain().focus().extendMarkRange("link");
  if (href) chain.setMark("link", { href }).run();
  else chain.unsetMark("link").run();
}

// Undo, and signs that keyboards lack

function defineHistory(menu, buttons) {
  for (const name of ["undo", "redo"]) {
    menu.defineItem({
      name,
      groups: "history",
      button: button(buttons, name),
      command: (editor) => editor.commands[name](),
      enabled: (editor) => editor.can()[name](),
    });
  }
}

// One button opens a row of signs that keyboards lack.
function defineSigns(menu, buttons) {
  let isOpen = false;
  const opener = button(buttons, "signs");
  opener.setAttribute("aria-expanded", "false");
  menu.defineItem({
    name: "signs",
    groups: "palette",
    button: opener,
    command(editor) {
      isOpen = !isOpen;
      opener.setAttribute("aria-expanded", String(isOpen));
      editor.view.dispatch(editor.state.tr); // the buttons look again
    },
    active: () => isOpen,
  });
  for (const sign of [...SIGNS, NO_BREAK]) {
    menu.defineItem({
      name: `sign ${sign}`,
      groups: "sign",
      button: buttons.svg(SHOWN[sign] || sign, sign === NO_BREAK ? words.space : sign),
      command: (editor) => editor.chain().focus().insertContent({ type: "text", text: sign }).run(),
      hidden: () => !isOpen,
    });
  }
}

// Paste

// The line under the box; empty where there is nothing to say.
function say(view, text) {
  const box = view.dom.closest(".prose-editor");
  let line = box.querySelector(".taken-out");
  if (!line) {
    line = document.createElement("p");
    line.className = "taken-out";
    line.setAttribute("role", "status");
    box.append(line);
  }
  line.textContent = text;
}

async function lookThrough(view, html, text) {
  const body = new FormData();
  body.append("html", html);
  body.append("text", html ? "" : text);
  const token = view.dom.closest("form").elements.csrfmiddlewaretoken.value;
  const answer = await fetch(words.pasted, { method: "POST", body, headers: { "X-CSRFToken": token } });
  if (answer.status === 413) return { html: "", said: (await answer.json()).said };
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function paste(view, html, text) {
  try {
    const found = await lookThrough(view, html, text);
    if (view.isDestroyed) return;
    if (found.html) view.pasteHTML(found.html);
    say(view, found.said);
  } catch {
    // Signed out, or no network: nothing that was pasted is lost.
    if (html) view.pasteHTML(html);
    else view.pasteText(text);
    say(view, words.unread);
  }
}

function handlePaste(view, event) {
  const board = event.clipboardData;
  if (!board) return false;
  // Pictures as a long line of letters say nothing here, and would not go through.
  const html = board.getData("text/html").replace(/\ssrc="data:[^"]*"/gi, ' src=""');
  const text = board.getData("text/plain");
  say(view, "");
  if (html.includes("data-pm-slice") || html.length > LONGEST) {
    say(view, html.length > LONGEST ? words.unread : "");
    return false; // copied inside this editor: it is in the guide's tags already
  }
  if (html || text.includes("\n")) {
    paste(view, html, text);
    return true;
  }
  if (!text && board.files.length) {
    say(view, words.picture);
    return true;
  }
  return false;
}
