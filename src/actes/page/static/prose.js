// Prose with its facts as chips: they move, go, take another form whole; « @ » brings one from a list.
import { form, recall, send, soon } from "./form.js";

const TYPE = "application/x-actes", MARK = /⟦([^⟦⟧]*)⟧/g;
const box = Object.assign(document.createElement("ul"), { id: "choix", className: "choices", hidden: true });
box.setAttribute("role", "listbox");
const state = { prose: null, chip: null, typed: null, kept: new Map() };

const chipOf = (tag, words) => {
  const chip = Object.assign(document.createElement("span"), { className: "chip", contentEditable: "false", tabIndex: -1, textContent: words });
  chip.dataset.tag = tag;
  chip.draggable = true;
  return chip;
};
const token = (chip) => `⟦=${chip.dataset.tag}⟧`;

function said(node) {
  let text = "";
  for (const one of node.childNodes) {
    if (one.nodeType === 3) text += one.data;
    else if (one.classList?.contains("chip")) text += token(one);
    else if (one.nodeName === "BR") text += "\n";
    else text += (text && !text.endsWith("\n") && ["DIV", "P"].includes(one.nodeName) ? "\n" : "") + said(one);
  }
  return text;
}

function pieces(text) {
  const made = document.createDocumentFragment();
  text.split(MARK).forEach((part, rank) => {
    if (rank % 2 && part.startsWith("=")) made.append(chipOf(part.slice(1), state.kept.get(part.slice(1)) ?? part.slice(1)));
    else if (part) made.append(part);
  });
  return made;
}

function ready(prose) {
  if (prose.said) return;
  prose.said = () => said(prose).replace(/\u00a0/g, " ").replace(/\n+$/, "").trim();
  prose.fill = (now) => {
    if (said(now) === said(prose) && now.textContent === prose.textContent) return; // the caret stays where it is
    prose.replaceChildren(...now.childNodes);
    ready.chips(prose);
    prose.dataset.was = prose.said();
  };
  prose.put = (text) => prose.replaceChildren(pieces(text));
  prose.normalize();
  ready.chips(prose);
  prose.dataset.was = prose.said();
  if (prose.hasAttribute("data-closed")) return;
  for (const [name, value] of Object.entries({ role: "textbox", contenteditable: "true", spellcheck: "true", "aria-multiline": "true", "aria-label": prose.dataset.label })) prose.setAttribute(name, value);
}
ready.chips = (prose) => prose.querySelectorAll(".chip").forEach((chip) => {
  chip.draggable = true;
  state.kept.set(chip.dataset.tag, chip.textContent);
});
const everywhere = () => form.querySelectorAll(".prose").forEach(ready);

/* The list of facts, of forms */

async function list(prose, chip = null) {
  const query = new URLSearchParams({ champ: prose.dataset.path, ...(chip ? { fait: chip.dataset.tag } : {}) });
  const answer = await fetch(`${form.dataset.choix}?${query}`);
  box.innerHTML = answer.ok ? await answer.text() : "";
  Object.assign(state, { prose, chip });
  if (chip) box.insertAdjacentHTML("beforeend", '<li role="option" id="choix-retirer" class="remove">Retirer ce fait de la phrase</li>');
  box.setAttribute("aria-label", chip ? "Formes de ce fait" : "Faits");
  const at = (chip ?? caret() ?? prose).getBoundingClientRect();
  box.hidden = false;
  box.style.left = `${Math.max(8, Math.min(at.left, innerWidth - box.offsetWidth - 8)) + scrollX}px`;
  const below = at.bottom + box.offsetHeight < innerHeight || at.top < box.offsetHeight;
  box.style.top = `${(below ? at.bottom + 4 : at.top - box.offsetHeight - 4) + scrollY}px`;
  prose.setAttribute("aria-controls", "choix");
  filter(chip ? "" : state.typed ?? "");
}

const caret = () => {
  const here = getSelection();
  return here.rangeCount && here.getRangeAt(0).getClientRects().length ? here.getRangeAt(0) : null;
};
const caretAfter = (node) => getSelection().collapse(node.parentNode, [...node.parentNode.childNodes].indexOf(node) + 1);
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const options = () => [...box.children].filter((one) => !one.hidden);

function filter(typed) {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  for (const one of box.children) one.hidden = !words.every((word) => plain(one.textContent).includes(word));
  choose(options().find((one) => one.getAttribute("aria-selected") === "true") ?? options()[0]);
  if (!options().length) close();
}

function choose(one) {
  box.querySelector(".chosen")?.classList.remove("chosen");
  one?.classList.add("chosen");
  one?.scrollIntoView({ block: "nearest" });
  state.prose?.setAttribute("aria-activedescendant", one?.id ?? "");
}

function close() {
  box.hidden = true;
  state.prose?.removeAttribute("aria-activedescendant");
  state.prose?.removeAttribute("aria-controls");
  state.typed = null;
}

function pick(one) {
  const { prose, chip } = state, here = getSelection();
  const made = one.dataset.tag ? chipOf(one.dataset.tag, one.dataset.words.replace(/\u00a0/g, " ")) : null;
  if (made) state.kept.set(made.dataset.tag, made.textContent);
  if (chip) made ? chip.replaceWith(made) : leave(chip);
  else {
    const node = here.anchorNode, range = here.getRangeAt(0);
    range.setStart(node, node.data.lastIndexOf("@", here.anchorOffset - 1));
    range.deleteContents();
    range.insertNode(made);
  }
  close();
  prose.focus();
  if (made) caretAfter(made);
  send();
}

function typing(prose) {
  const { anchorNode: node, anchorOffset: end } = getSelection();
  const found = node?.nodeType === 3 && /(?:^|[\s('’«])@([^@\n]{0,40})$/.exec(node.data.slice(0, end));
  if (!found) return close();
  state.typed = found[1];
  if (box.hidden || state.chip) list(prose);
  else filter(found[1]);
}

// What a chip leaves has one space, none before a comma; where it comes, it touches no word but an elided one.
function leave(chip) {
  const { previousSibling: before, nextSibling: after } = chip;
  chip.remove();
  if (/\s$/.test(before?.data) && /^[\s,.)]/.test(after?.data)) before.deleteData(before.length - 1, 1); // a place that was found stays
}

function settle(chip) {
  const { previousSibling: before, nextSibling: after } = chip;
  if (before && !/(^|[\s('’«])$/.test(before.data)) chip.before(" ");
  if (after && !/^($|[\s),.])/.test(after.data)) chip.after(" ");
  chip.parentNode.normalize();
}

// Where a chip that is dragged would come: between two words, beside another chip.
function spot({ target, clientX, clientY }, chip) {
  const prose = target.closest(".prose:not([data-closed])"), at = document.caretPositionFromPoint?.(clientX, clientY);
  if (!chip || !prose?.contains(at?.offsetNode) || (chip.matches(".command") && !prose.contains(chip))) return null;
  const range = document.createRange(), { offsetNode: node, offset } = at;
  const other = [...prose.querySelectorAll(".chip")].find((one) => one.contains(node));
  const within = !other && node.nodeType === 3 && /^[^\s,.)]/.test(node.data.slice(offset));
  if (other) range.setStartAfter(other);
  else range.setStart(node, within ? offset - /[^\s('’«]*$/.exec(node.data.slice(0, offset))[0].length : offset);
  range.collapse(true);
  return range;
}

// A chip goes one word further, to the left or to the right.
function step(chip, by) {
  const near = by < 0 ? chip.previousSibling : chip.nextSibling;
  if (!near) return;
  let rest = near;
  if (near.nodeType === 3) {
    const words = by < 0 ? near.data.search(/\S+\s*$/) : near.data.length - near.data.replace(/^\s*\S+/, "").length;
    rest = near.splitText(Math.max(0, words));
  }
  leave(chip);
  near.nodeType === 3 || by < 0 ? rest.before(chip) : rest.after(chip);
  settle(chip);
  chip.focus();
  soon();
}

function beside(chip, way) {
  const every = [...chip.closest(".prose").querySelectorAll(".chip")];
  return every[every.indexOf(chip) + way];
}

function keys(event) {
  const chip = event.target.closest(".chip"), prose = event.target.closest(".prose");
  if (!box.hidden) {
    const every = options(), rank = every.findIndex((one) => one.classList.contains("chosen"));
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) choose(every.at((rank + moves[event.key] + every.length) % every.length));
    else if (["Enter", "Tab"].includes(event.key) && every[rank]) pick(every[rank]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  } else if (chip) {
    if (event.altKey && ["ArrowLeft", "ArrowRight"].includes(event.key)) step(chip, event.key === "ArrowLeft" ? -1 : 1);
    else if (["ArrowLeft", "ArrowRight"].includes(event.key)) beside(chip, event.key === "ArrowLeft" ? -1 : 1)?.focus();
    else if (event.key === "Enter" || event.key === " " || event.key === "ArrowDown") list(prose, chip);
    else if (["Delete", "Backspace"].includes(event.key)) { leave(chip); prose.focus(); soon(); }
    else if (event.key === "Escape") prose.focus();
    else return;
    event.preventDefault();
  } else if (prose && event.altKey && event.key === "ArrowDown") { // from the words to the first of their facts
    event.preventDefault();
    prose.querySelector(".chip")?.focus();
  } else if (prose && event.key === "Enter") {
    event.preventDefault();
    document.execCommand("insertText", false, "\n");
  }
}

function copied(event) {
  const here = getSelection(), prose = here.anchorNode?.parentElement?.closest(".prose");
  if (!prose || here.isCollapsed) return;
  const held = here.getRangeAt(0).cloneContents();
  event.clipboardData.setData(TYPE, said(held));
  event.clipboardData.setData("text/plain", held.textContent);
  event.preventDefault();
  if (event.type === "cut") { here.deleteFromDocument(); soon(); }
}

function put(text, prose) {
  const range = getSelection().getRangeAt(0);
  range.deleteContents();
  const made = pieces(text), last = made.lastChild;
  range.insertNode(made);
  if (last) caretAfter(last);
  prose.normalize();
  soon();
}

if (form) {
  document.querySelector("main").append(box);
  everywhere();
  recall();
  document.addEventListener("screen", everywhere);
  form.addEventListener("keydown", keys);
  form.addEventListener("input", (event) => {
    const prose = event.target.closest(".prose");
    if (prose) { typing(prose); if (box.hidden) soon(); }
  });
  form.addEventListener("focusout", (event) => {
    const prose = event.target.closest(".prose"), to = event.relatedTarget;
    if (prose && !prose.contains(to) && !box.contains(to)) setTimeout(() => box.hidden && send());
  });
  form.addEventListener("click", (event) => {
    const chip = event.target.closest(".chip");
    if (chip && !chip.closest("[data-closed]") && !chip.matches(".command")) { chip.focus(); list(chip.closest(".prose"), chip); }
  });
  box.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const one = event.target.closest("li");
    if (one) pick(one);
  });
  document.addEventListener("mousedown", (event) => !event.target.closest(".choices, .chip") && close());
  addEventListener("resize", close);
  document.addEventListener("copy", copied);
  document.addEventListener("cut", copied);
  form.addEventListener("paste", (event) => {
    const prose = event.target.closest?.(".prose");
    if (!prose) return;
    event.preventDefault();
    put(event.clipboardData.getData(TYPE) || event.clipboardData.getData("text/plain").replace(/[⟦⟧]/g, ""), prose);
  });
  let moved = null;
  form.addEventListener("dragstart", (event) => {
    moved = event.target.closest?.(".chip");
    if (moved) event.dataTransfer.setData(TYPE, token(moved));
  });
  form.addEventListener("dragend", () => { moved = null; });
  form.addEventListener("dragover", (event) => { // a browser drops what it is told it may
    const at = spot(event, moved);
    if (!at) return;
    event.preventDefault();
    getSelection().collapse(at.startContainer, at.startOffset);
  });
  form.addEventListener("drop", (event) => {
    if (event.target.closest(".prose")) event.preventDefault();
    const at = spot(event, moved);
    if (!at) return;
    leave(moved);
    at.insertNode(moved);
    settle(moved);
    send();
  });
}
