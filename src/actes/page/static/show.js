// A form marked `data-into` shows its answer in its place, of the screen that comes back that part alone: a list follows what
// is typed, what was dropped stays chosen.
import { paginate } from "./pages.js";

let asked, timer;

async function show(form) {
  const place = document.getElementById(form.dataset.into), sent = new FormData(form), posts = form.method === "post";
  const address = new URL(form.action);
  if (!posts) address.search = new URLSearchParams(sent);
  else place.textContent = "Lecture en cours…";
  asked?.abort();
  asked = new AbortController();
  form.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { method: form.method, body: posts ? sent : null, signal: asked.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    paginate(page);
    place.replaceChildren(...(page.getElementById(place.id) ?? page.querySelector("main")).childNodes);
    if (posts) place.scrollIntoView({ block: "start" });
    else history.replaceState(null, "", address);
  } catch (error) {
    if (error.name === "AbortError") return;
    place.textContent = "La page ne répond plus : relancez « actes open ».";
  }
  form.removeAttribute("aria-busy");
}

document.addEventListener("submit", (event) => {
  if (!event.target.dataset.into || event.submitter?.name) return; // a file to save: the browser does it
  event.preventDefault();
  show(event.target);
});
document.addEventListener("input", ({ target: { form } }) => {
  if (form?.dataset.into && form.method === "get") clearTimeout(timer), timer = setTimeout(show, 150, form);
});
