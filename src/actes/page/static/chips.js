// Prose and its facts as chips: what they say as text, and back.
export const TYPE = "application/x-actes";
const MARK = /⟦([^⟦⟧]*)⟧/g, printed = new Map(); // what each fact was seen to print

export function chipOf(tag, words = printed.get(tag) ?? tag) {
  const chip = Object.assign(document.createElement("span"), { className: "chip", contentEditable: "false", tabIndex: -1, textContent: words, draggable: true });
  chip.dataset.tag = tag;
  printed.set(tag, words);
  return chip;
}

export const token = (chip) => `⟦=${chip.dataset.tag}⟧`;

export function said(node) {
  if (node.nodeType === 3) return node.data;
  if (node.classList?.contains("chip")) return token(node);
  return node.nodeName === "BR" ? "\n" : [...node.childNodes].map(said).join("");
}

export function pieces(text) {
  const made = document.createDocumentFragment();
  made.append(...text.split(MARK).map((part, rank) => (rank % 2 ? (part.startsWith("=") ? chipOf(part.slice(1)) : "") : part)));
  return made;
}

// A paragraph is a field like another: it has a name, a value, and knows what it was.
export function ready(prose) {
  if (prose.name) return;
  prose.normalize();
  for (const chip of prose.querySelectorAll(".chip")) printed.set(chip.dataset.tag, chip.textContent);
  Object.assign(prose, { name: prose.dataset.name, readOnly: !prose.matches("[contenteditable]") });
  Object.defineProperty(prose, "value", { get: () => said(prose).replace(/\u00a0/g, " ").trim(), set: (text) => prose.replaceChildren(pieces(text)) });
  prose.dataset.was = prose.value;
}
