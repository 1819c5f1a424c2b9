// The form of an act: each change is sent alone, and the screen comes back as it then is. Nothing typed is ever lost:
// a field that is not written yet keeps its words, whatever comes back.
import { paginate } from "./pages.js";
import { reach } from "./reach.js";

export const form = document.getElementById("fiche");
const PAUSE = 900, OFTEN = 3000;
const HEADERS = { "X-Actes-Fragments": "1" };
const by = (id) => document.getElementById(id);
let sending = Promise.resolve(), failed = false, busy = 0;

const value = (one) => one.dataset.name ? one.said() : one.value;
const nameOf = (one) => one.dataset.name ?? one.name;
const fields = () => [...form.querySelectorAll("[data-was], .prose[data-name]")];
const dirty = (one) => one.dataset.was !== undefined && value(one) !== one.dataset.was;
const shown = (name) => form.elements[name.replace(/^v:/, "w:").replace(/^p:/, "q:")];

const at = (name) => form.elements[name] ?? form.querySelector(`[data-name="${CSS.escape(name)}"]`);

/* What is not written yet outlives the tab, on this computer */

const LEFT = `actes ${location.pathname}`;
function remember() {
  const left = fields().filter(dirty).map((one) => [nameOf(one), value(one), shown(nameOf(one))?.value]);
  if (left.length) localStorage.setItem(LEFT, JSON.stringify(left));
  else localStorage.removeItem(LEFT);
}

export function recall() {
  const left = JSON.parse(localStorage.getItem(LEFT) ?? "[]").filter(([name]) => at(name) && !at(name).readOnly && at(name).dataset.closed === undefined);
  for (const [name, text, was] of left) {
    if (at(name).put) at(name).put(text);
    else at(name).value = text;
    if (shown(name)) shown(name).value = was;
  }
  if (left.length) send();
}

/* What comes back */

function same(one, other) {
  const kind = (each) => [each.nodeType, each.nodeName, each.id, (each.className ?? "").replace(/\s?\blit\b/, "")].join();
  return kind(one) === kind(other);
}

// The old screen takes the words of the new one where they differ; what a person holds, opened or lit stays so.
function morph(old, now) {
  if (old.nodeType !== 1) {
    if (old.nodeValue !== now.nodeValue) old.nodeValue = now.nodeValue;
    return;
  }
  if (old.isEqualNode(now)) return;
  if (old.matches(".prose")) {
    describe(old, now);
    if (!dirty(old)) old.fill(now);
    return;
  }
  const kept = dirty(old);
  for (const { name } of [...old.attributes]) if (!now.hasAttribute(name) && name !== "open" && !kept) old.removeAttribute(name);
  for (const { name, value } of now.attributes) {
    const mine = name === "open" || (name === "class" && old.classList.contains("lit")) || (kept && ["value", "data-was"].includes(name));
    if (!mine && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  if (kept) return describe(old, now);
  if (old.matches("input") && old.value !== now.value) old.value = now.value;
  children(old, now);
  if (old.matches("select")) old.value = now.value;
}

function describe(old, now) {
  for (const name of ["aria-invalid", "aria-describedby"]) old.toggleAttribute(name, now.hasAttribute(name)) && old.setAttribute(name, now.getAttribute(name));
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

// `done`: the fields that were just written, whatever has been typed in them since.
function take(text, done = []) {
  const now = new DOMParser().parseFromString(text, "text/html");
  if (now.getElementById("pages")) paginate(now.getElementById("pages"));
  const base = [...fields()].filter((one) => dirty(one) && !done.includes(one)).map((one) => [shown(nameOf(one)), shown(nameOf(one))?.value]);
  for (const id of ["etat", "defaire", "titre", "pages", "remarques", "fiche"]) if (by(id) && now.getElementById(id)) morph(by(id), now.getElementById(id));
  for (const [one, was] of base) if (one?.isConnected) one.value = was; // what she saw when she typed
  document.dispatchEvent(new Event("screen"));
}

/* What is sent */

function body(only, more = {}) {
  const sent = new URLSearchParams({ vu: by("vu").value, ...more });
  if (form.elements.malgre) sent.set("malgre", "oui");
  for (const one of only) {
    sent.set(nameOf(one), value(one));
    if (shown(nameOf(one))) sent.set(shown(nameOf(one)).name, shown(nameOf(one)).value);
  }
  return sent;
}

function say(words) {
  by("dit").textContent = words;
}

// Every field that is not written yet goes along: two that make sense together only are judged together.
// While somebody types (`quiet`), what cannot be written yet is left for when she has finished.
export function send(more, address = form.action, quiet = false) {
  sending = sending.then(async () => {
    const only = address === form.action ? fields().filter(dirty) : [];
    if (!only.length && !more) return;
    if (!quiet) say("Enregistrement…");
    const before = only.map(value);
    busy += 1;
    try {
      const answer = await fetch(address, { method: "POST", headers: HEADERS, body: body(only, { ...more, ...(only.length === 1 && { suite: stay }) }) });
      const text = await answer.text();
      const written = answer.ok && answer.headers.get("X-Actes-Written") !== "no";
      if (written) only.forEach((one, rank) => { one.dataset.was = before[rank]; });
      if (!written && quiet) return;
      failed = !written;
      if (text.includes('id="fiche"')) take(text, written ? only : []);
      else by("etat").replaceChildren(new DOMParser().parseFromString(text, "text/html").querySelector("main") ?? "");
      say(written ? "Enregistré" : "Pas encore enregistré : voyez ce qui est signalé");
    } catch {
      say("La page ne répond plus : rien n’est perdu, relancez « actes open » et enregistrez de nouveau");
    } finally {
      busy -= 1;
    }
  });
  return sending;
}

// Something else than typing: what is typed goes first.
const act = (more, address) => send().then(() => failed || send(more, address));

let timer, stay = "";
export function soon() {
  clearTimeout(timer);
  timer = setTimeout(() => send(undefined, form.action, true), PAUSE);
}

// What she typed gives way to what is in the file.
function leave(one) {
  clearTimeout(timer);
  sending = sending.then(async () => {
    if (one) one.dataset.was = value(one);
    const answer = await fetch(location.href);
    failed = false;
    if (answer.ok) take(await answer.text());
    say("");
  });
}

async function look() {
  if (document.hidden || failed || busy || fields().some(dirty)) return;
  const seen = by("vu").value;
  const answer = await fetch(`${form.dataset.etat}?vu=${seen}`, { headers: HEADERS }).catch(() => null);
  if (!answer) return say("La page ne répond plus : relancez « actes open »");
  const text = answer.status === 200 ? await answer.text() : "";
  if (!text || busy || by("vu").value !== seen || fields().some(dirty)) return; // what she wrote herself comes by itself
  if (text.includes('id="fiche"')) {
    take(text);
    say("La fiche vient de changer ailleurs : voici la nouvelle version");
  } else say(new DOMParser().parseFromString(text, "text/html").querySelector("h1").textContent);
}

if (form) {
  form.addEventListener("change", (event) => event.target.dataset.was !== undefined && send());
  form.addEventListener("input", (event) => event.target.matches("input[data-was]") && soon());
  form.addEventListener("focusin", () => { stay = `${Date.now()}-${Math.random()}`; }); // undone at once
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { name, value: path, dataset } = event.submitter ?? {};
    if (dataset?.keep) shown(dataset.keep).value = dataset.theirs; // she has seen it, and wants her own
    if (dataset?.leave) return leave(at(dataset.leave));
    if (name === "nommer") return act({ [name]: path }, event.submitter.formAction);
    if (name !== "ajouter") return send(name ? { [name]: path } : undefined);
    const start = `n:${path}:`;
    const more = [...form.elements].filter((one) => one.name.startsWith(start)).map((one) => [one.name, one.value]);
    send({ ...Object.fromEntries(more), ajouter: path }).then(() => {
      if (!failed) for (const [each] of more) if (form.elements[each]) form.elements[each].value = "";
    });
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches(".undo, .deeds form")) return;
    event.preventDefault();
    act(Object.fromEntries(new FormData(event.target, event.submitter)), event.target.action);
  });
  document.addEventListener("click", (event) => {
    const to = event.target.closest("[data-to]")?.dataset.to;
    if (!to) return;
    event.preventDefault();
    reach(at(to) ?? by(`f-${to.slice(2)}`));
  });
  addEventListener("pagehide", remember);
  setInterval(look, OFTEN);
}
