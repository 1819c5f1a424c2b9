// The form of an act: each change is sent alone, and the screen comes back as it then is. Nothing typed is ever lost:
// a field that is not written yet keeps its words, whatever comes back.
import { ready } from "./chips.js";
import { paginate } from "./pages.js";

export const form = document.getElementById("fiche");
const PAUSE = 900, OFTEN = 3000;
const HEADERS = { "X-Actes-Fragments": "1" }, PARTS = ["etat", "defaire", "titre", "pages", "remarques", "fiche"];
const by = (id) => document.getElementById(id);
let sending = Promise.resolve(), failed = false, busy = 0;

const fields = () => [...form.querySelectorAll("[data-was]")];
const dirty = (one) => one.dataset.was !== undefined && one.value !== one.dataset.was;
const added = (one) => one.name.startsWith("n:"); // of an item to be added: it goes when the item does
const left = () => fields().filter((one) => dirty(one) && !added(one));
const at = (name, within = form) => within.elements[name] ?? within.querySelector(`[data-name="${CSS.escape(name)}"]`);
const shown = (name) => form.elements[name.replace(/^v:/, "w:").replace(/^p:/, "q:")];

/* What is not written yet outlives the tab, on this computer */

const KEPT = `actes ${location.pathname}`; // as left.js reads it
function remember() {
  const kept = fields().filter(dirty).map((one) => [one.name, one.value, shown(one.name)?.value]);
  localStorage.setItem(KEPT, JSON.stringify(kept));
}

function recall() {
  for (const [name, text, was] of JSON.parse(localStorage.getItem(KEPT) ?? "[]")) {
    if (!at(name) || at(name).readOnly) continue;
    at(name).value = text;
    if (dirty(at(name)) && shown(name)) shown(name).value = was;
  }
  send();
}

/* What comes back */

function screen(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  for (const one of page.querySelectorAll("noscript")) one.remove();
  page.querySelectorAll(".prose").forEach(ready);
  return page;
}

function same(one, other) {
  const kind = (each) => [each.nodeType, each.nodeName, each.id, (each.className ?? "").replace(/\s?\blit\b/, "")].join();
  return kind(one) === kind(other);
}

// The old screen takes the words of the new one where they differ; what a person typed, opened or lit stays so.
function morph(old, now) {
  if (old.isEqualNode(now)) return;
  if (old.nodeType !== 1) {
    old.nodeValue = now.nodeValue;
    return;
  }
  const hers = dirty(old), mine = ["open", ...(hers ? ["value", "data-was"] : []), ...(old.classList.contains("lit") ? ["class"] : [])];
  for (const { name } of [...old.attributes]) if (!mine.includes(name) && !now.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of now.attributes) if (!mine.includes(name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
  if (hers || (old.matches(".prose") && old.value === now.value && old.textContent === now.textContent)) return; // the caret stays
  children(old, now);
  if (old.matches("input, select, textarea") && old.value !== now.value) old.value = now.value;
}

function children(old, now) {
  const next = [...now.childNodes];
  for (const [rank, one] of next.entries()) {
    const mine = old.childNodes[rank];
    if (!mine) old.append(one);
    else if (same(mine, one)) morph(mine, one);
    else {
      const later = one.id && [...old.children].find((each) => each.id === one.id);
      if (later) mine.before(later);
      else if (mine.id && next.slice(rank).some((each) => each.id === mine.id)) mine.before(one);
      else mine.replaceWith(one);
      if (later) morph(later, one);
    }
  }
  while (old.childNodes.length > next.length) old.lastChild.remove();
}

// `done`: the fields that were just written, whatever has been typed in them since. What she did herself (`own`) is no
// edit of somebody else: what is not written yet starts from it, but where two versions wait for her choice.
function take(now, done = [], own = false) {
  paginate(now);
  const fiche = now.getElementById("fiche"), kept = left().filter((one) => !done.includes(one));
  const hers = own ? kept.filter((one) => at(one.name, fiche) && !by(`e-${one.name}`)?.matches(".conflict")) : [];
  for (const one of hers) one.dataset.was = at(one.name, fiche).dataset.was;
  const base = kept.filter((one) => !hers.includes(one)).map((one) => [shown(one.name), shown(one.name).value]);
  for (const id of PARTS) if (by(id) && now.getElementById(id)) morph(by(id), now.getElementById(id));
  for (const [one, was] of base) if (one.isConnected) one.value = was; // what she saw when she typed
}

/* What is sent */

function body(only, more) {
  const sent = new URLSearchParams({ vu: by("vu").value, ...more });
  if (form.elements.malgre) sent.set("malgre", "oui");
  for (const one of only) for (const each of [one, shown(one.name)]) if (each) sent.set(each.name, each.value);
  return sent;
}

const say = (words) => { by("dit").textContent = words; };

// Every field that is not written yet goes along: two that make sense together only are judged together.
// While somebody types (`quiet`), what cannot be written yet is left for when she has finished.
export function send(more, address = form.action, quiet = false) {
  sending = sending.then(async () => {
    const start = more?.ajouter && `n:${more.ajouter}:`;
    const only = address !== form.action ? [] : start ? [...left(), ...fields().filter((one) => one.name.startsWith(start))] : left();
    if (!only.length && !more) return failed && look(true); // what was refused is no more
    if (!quiet) say("Enregistrement…");
    const before = only.map((one) => one.value);
    busy += 1;
    try {
      const answer = await fetch(address, { method: "POST", headers: HEADERS, body: body(only, { ...more, ...(only.length === 1 && { suite: stay }) }) });
      const now = screen(await answer.text()), fiche = now.getElementById("fiche");
      const written = answer.ok && answer.headers.get("X-Actes-Written") !== "no";
      if (!written && quiet) return;
      const done = only.filter((one) => written && !at(one.name, fiche)?.hasAttribute("data-left"));
      for (const one of done) one.dataset.was = before[only.indexOf(one)];
      failed = !!fiche && (!written || done.length < only.length);
      if (!fiche) return await refused(now);
      take(now, done, address !== form.action);
      say(!failed ? "Enregistré" : written ? "Enregistré, sauf ce qui est signalé" : "Pas encore enregistré : voyez ce qui est signalé");
    } catch {
      say("La page ne répond plus : rien n’est perdu, relancez « actes open » et enregistrez de nouveau");
    } finally {
      busy -= 1;
    }
  });
  return sending;
}

// What could not be done is said over the screen as it now is: what somebody else wrote may be the reason.
async function refused(why) {
  const told = Object.assign(document.createElement("div"), { className: "summary", role: "alert" }), title = document.createElement("p");
  title.textContent = why.querySelector("h1")?.textContent;
  told.append(title, why.querySelector(".findings, h1 + p") ?? "");
  const answer = await fetch(`${form.dataset.etat}?vu=`, { headers: HEADERS }), now = screen(await answer.text());
  if (now.getElementById("fiche")) take(now);
  by("etat").replaceChildren(told);
  by("etat").scrollIntoView({ block: "nearest" });
  say("Rien n’a été fait : voyez pourquoi");
}

// Something else than typing: what is typed goes first, and what of it is refused is still said after.
function act(more, address) {
  send();
  send(more, address);
  send();
}

let timer, stay = "";
export function soon() {
  clearTimeout(timer);
  timer = setTimeout(() => send(undefined, form.action, true), PAUSE);
}

// What somebody else wrote meanwhile; `anyway`: hers gives way to it.
async function look(anyway) {
  const still = () => !anyway && (busy || left().length);
  if (!anyway && (document.hidden || failed || still())) return;
  const seen = by("vu").value;
  const answer = await fetch(`${form.dataset.etat}?vu=${anyway ? "" : seen}`, { headers: HEADERS }).catch(() => null);
  if (!answer) return say("La page ne répond plus : relancez « actes open »");
  if (answer.status !== 200) return;
  const now = screen(await answer.text());
  if (still() || by("vu").value !== seen) return; // what she wrote herself comes by itself
  const fiche = now.getElementById("fiche");
  failed = false;
  if (fiche) take(now);
  say(fiche ? (anyway ? "" : "La fiche vient de changer ailleurs : voici la nouvelle version") : now.querySelector("h1").textContent);
}

// Hers gives way to what is in the file.
function leave(one) {
  sending = sending.then(() => {
    one.dataset.was = one.value;
    return look(true);
  });
}

document.querySelectorAll(".prose").forEach(ready);
recall();
form.addEventListener("change", ({ target }) => target.dataset.was !== undefined && !added(target) && send());
form.addEventListener("input", ({ target }) => target.matches("input[data-was]") && !added(target) && soon());
form.addEventListener("focusin", () => { stay = `${Date.now()}-${Math.random()}`; }); // undone at once
document.addEventListener("submit", (event) => {
  const { target, submitter } = event, { name, value, dataset = {}, formAction } = submitter ?? {};
  if (target !== form && !target.matches(".undo, .deeds form")) return;
  event.preventDefault();
  if (target !== form) return act(Object.fromEntries(new FormData(target, submitter)), target.action);
  if (name === "nommer") return act({ [name]: value }, formAction);
  if (dataset.leave) return leave(at(dataset.leave));
  if (dataset.keep) shown(dataset.keep).value = dataset.theirs; // she has seen it, and wants her own
  send(name && { [name]: value });
});
addEventListener("pagehide", remember);
document.addEventListener("leaving", ({ first }) => first.push(send().then(remember)));
document.addEventListener("click", (event) => { // what is being written is, before she leaves
  const link = event.target.closest("a:not([href^='#'])");
  if (!link || !busy || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  sending.then(() => location.assign(link.href));
});
setInterval(look, OFTEN, false);
