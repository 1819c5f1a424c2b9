// The facts of a text: they move, go, take another form whole; « @ » brings one from a list.
import { TYPE, chipOf, pieces, said, token } from "./chips.js";
import { form, send, soon } from "./form.js";

const box = Object.assign(document.createElement("ul"), { id: "choix", className: "choices", popover: "auto", role: "listbox" });
const state = { prose: null, chip: null, typed: "" };

/* The list of facts, of forms */

const open = () => box.matches(":popover-open");
const options = () => [...box.children].filter((one) => !one.hidden);
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

async function list(prose, chip = null) {
  Object.assign(state, { prose, chip });
  const query = new URLSearchParams({ champ: prose.dataset.path, ...(chip && { fait: chip.dataset.tag }) });
  const answer = await fetch(`${form.dataset.choix}?${query}`);
  box.innerHTML = answer.ok ? await answer.text() : "";
  if (chip) box.insertAdjacentHTML("beforeend", '<li role="option" id="choix-retirer" class="remove">Retirer ce fait de la phrase</li>');
  box.ariaLabel = chip ? "Formes de ce fait" : "Faits";
  const here = getSelection(), caret = here.rangeCount && here.getRangeAt(0).getClientRects()[0];
  const at = chip ? chip.getBoundingClientRect() : caret || prose.getBoundingClientRect();
  box.showPopover();
  box.style.left = `${Math.max(8, Math.min(at.left, innerWidth - box.offsetWidth - 8))}px`;
  const below = at.bottom + box.offsetHeight < innerHeight || at.top < box.offsetHeight;
  box.style.top = below ? `${at.bottom + 4}px` : "auto"; // beside the words, however short it becomes
  box.style.bottom = below ? "auto" : `${innerHeight - at.top + 4}px`;
  prose.setAttribute("aria-controls", "choix");
  filter(chip ? "" : state.typed);
}

function filter(typed) {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  for (const one of box.children) one.hidden = !words.every((word) => plain(one.textContent).includes(word));
  choose(options().find((one) => one.ariaSelected === "true") ?? options()[0]);
  if (!options().length) box.hidePopover();
}

function choose(one) {
  box.querySelector(".chosen")?.classList.remove("chosen");
  one?.classList.add("chosen");
  one?.scrollIntoView({ block: "nearest" });
  state.prose.setAttribute("aria-activedescendant", one?.id ?? "");
}

function pick(one) {
  const { prose, chip } = state, made = one.dataset.tag && chipOf(one.dataset.tag, one.dataset.words.replace(/\u00a0/g, " "));
  box.hidePopover();
  if (!chip) {
    const range = getSelection().getRangeAt(0), node = range.endContainer;
    range.setStart(node, node.data.lastIndexOf("@", range.endOffset - 1));
    insert(made, range);
  } else if (made) chip.replaceWith(made);
  else leave(chip);
  prose.focus();
  if (made) caretAfter(made);
  send();
}

function typing(prose) {
  const { anchorNode: node, anchorOffset: end } = getSelection();
  const found = node?.nodeType === 3 && /(?:^|[\s('’«])@([^@\n]{0,40})$/.exec(node.data.slice(0, end));
  if (!found) return open() && box.hidePopover();
  state.typed = found[1];
  if (!open() || state.chip) list(prose);
  else filter(found[1]);
}

/* Where a fact goes */

const caretAfter = (node) => getSelection().collapse(node.parentNode, [...node.parentNode.childNodes].indexOf(node) + 1);

function insert(made, range) {
  const last = made.nodeType === 11 ? made.lastChild : made;
  range.deleteContents();
  range.insertNode(made);
  if (last) caretAfter(last);
}

// What a chip leaves has one space, none before a comma; where it comes, it touches no word but an elided one.
function leave(chip) {
  const { previousSibling: before, nextSibling: after } = chip;
  chip.remove();
  if (/\s$/.test(before?.data) && /^[\s,.)]/.test(after?.data)) before.deleteData(before.length - 1, 1);
}

function move(chip, range) { // a place that was found stays when it leaves
  leave(chip);
  range.insertNode(chip);
  const { previousSibling: before, nextSibling: after } = chip;
  if (before && !/(^|[\s('’«])$/.test(before.data)) chip.before(" ");
  if (after && !/^($|[\s),.])/.test(after.data)) chip.after(" ");
  chip.parentNode.normalize();
}

// Where a chip that is dragged would come: between two words, beside another chip.
function spot({ target, clientX, clientY }, chip) {
  const prose = target.closest(".prose[contenteditable]"), at = document.caretPositionFromPoint?.(clientX, clientY);
  if (!chip || !prose?.contains(at?.offsetNode) || (chip.matches(".command") && !prose.contains(chip))) return null;
  const { offsetNode: node, offset } = at, range = document.createRange(), other = [...prose.querySelectorAll(".chip")].find((one) => one.contains(node));
  range.setStart(node, offset);
  if (other) range.setStartAfter(other);
  else if (node.nodeType === 3 && /^[^\s,.)]/.test(node.data.slice(offset))) range.setStart(node, node.data.slice(0, offset).search(/[^\s('’«]*$/));
  range.collapse(true);
  return range;
}

// A chip goes one word further, to the left or to the right.
function step(chip, by) {
  const near = by < 0 ? chip.previousSibling : chip.nextSibling, range = document.createRange();
  if (!near) return;
  if (near.nodeType === 3) range.setStart(near, by < 0 ? Math.max(0, near.data.search(/\S+\s*$/)) : near.length - near.data.replace(/^\s*\S+/, "").length);
  else range[by < 0 ? "setStartBefore" : "setStartAfter"](near);
  range.collapse(true);
  move(chip, range);
  chip.focus();
  soon();
}

/* By keyboard */

const ARROWS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 };

function inList(key) {
  const every = options(), rank = every.findIndex((one) => one.matches(".chosen")), by = ARROWS[key];
  if (["ArrowUp", "ArrowDown"].includes(key)) choose(every.at((rank + by + every.length) % every.length));
  else if (["Enter", "Tab"].includes(key) && every[rank]) pick(every[rank]);
  else if (key === "Escape") box.hidePopover();
  else return false;
  return true;
}

function onChip(chip, prose, key, alt) {
  const every = [...prose.querySelectorAll(".chip")], by = ARROWS[key];
  if (["ArrowLeft", "ArrowRight"].includes(key)) alt ? step(chip, by) : every[every.indexOf(chip) + by]?.focus();
  else if (["Enter", " ", "ArrowDown"].includes(key)) list(prose, chip);
  else if (["Delete", "Backspace"].includes(key)) { leave(chip); prose.focus(); soon(); }
  else if (key === "Escape") prose.focus();
  else return false;
  return true;
}

form.addEventListener("keydown", (event) => {
  const chip = event.target.closest(".chip"), prose = event.target.closest(".prose"), first = prose?.querySelector(".chip");
  const done = open() ? inList(event.key) : chip ? onChip(chip, prose, event.key, event.altKey)
    : first && event.altKey && event.key === "ArrowDown" && (first.focus(), true); // from the words to the first of their facts
  if (done) event.preventDefault();
});

/* By hand, from elsewhere */

document.querySelector("main").append(box);
box.addEventListener("toggle", () => open() || ["aria-controls", "aria-activedescendant"].forEach((name) => state.prose.removeAttribute(name)));
box.addEventListener("mousedown", (event) => {
  event.preventDefault(); // the caret stays in the text
  const one = event.target.closest("li");
  if (one) pick(one);
});
addEventListener("resize", () => box.hidePopover());
form.addEventListener("input", ({ target }) => {
  if (!target.matches(".prose")) return;
  typing(target);
  if (!open()) soon();
});
form.addEventListener("focusout", ({ target, relatedTarget: to }) => {
  const prose = target.closest(".prose");
  if (prose && !prose.contains(to) && !box.contains(to)) setTimeout(() => open() || send());
});
form.addEventListener("click", ({ target }) => {
  const chip = target.closest(".prose[contenteditable] .chip:not(.command)");
  if (chip) { chip.focus(); list(chip.closest(".prose"), chip); }
});

function copied(event) {
  const here = getSelection(), prose = here.anchorNode?.parentElement?.closest(".prose");
  if (!prose || here.isCollapsed) return;
  const held = here.getRangeAt(0).cloneContents();
  event.clipboardData.setData(TYPE, said(held));
  event.clipboardData.setData("text/plain", held.textContent);
  event.preventDefault();
  if (event.type === "cut") document.execCommand("delete");
}
// By the browser, which then undoes it at Ctrl+Z; a field of plain text takes no fact from it.
function paste(prose, text) {
  if (!text.includes("⟦")) return document.execCommand("insertText", false, text);
  const held = document.createElement("div");
  held.append(pieces(text));
  prose.contentEditable = "true";
  document.execCommand("insertHTML", false, held.innerHTML);
  prose.contentEditable = "plaintext-only";
}

document.addEventListener("copy", copied);
document.addEventListener("cut", copied);
form.addEventListener("paste", (event) => {
  const prose = event.target.closest(".prose"), held = event.clipboardData;
  if (!prose) return;
  event.preventDefault();
  const chip = event.target.closest(".chip"); // it has the keyboard: what is pasted comes after it
  if (chip) { prose.focus(); caretAfter(chip); }
  paste(prose, held.getData(TYPE) || held.getData("text/plain").replace(/[⟦⟧]/g, ""));
});

let moved = null;
form.addEventListener("dragstart", ({ target, dataTransfer }) => {
  moved = target.closest?.(".chip");
  if (moved) dataTransfer.setData(TYPE, token(moved));
});
form.addEventListener("dragend", () => { moved = null; });
for (const name of ["dragover", "drop"]) form.addEventListener(name, (event) => {
  const at = spot(event, moved);
  if (at || (name === "drop" && event.target.closest(".prose"))) event.preventDefault(); // a browser drops what it is told it may
  if (!at) return;
  if (name === "dragover") return getSelection().collapse(at.startContainer, at.startOffset);
  move(moved, at);
  send();
});
