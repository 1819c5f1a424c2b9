// What was dropped stays chosen: its reading comes below the form, which can then save it with comments.
import { paginate } from "./pages.js";

const form = document.querySelector("form.reading");
const place = document.querySelector("#lu");

form.addEventListener("submit", async (event) => {
  if (event.submitter?.name) return; // a file to save: the browser does it
  event.preventDefault();
  form.setAttribute("aria-busy", "true");
  place.textContent = "Lecture en cours…";
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    paginate(page);
    place.replaceChildren(...(page.querySelector("#lu") ?? page.querySelector("main")).childNodes);
  } catch {
    place.textContent = "La page ne répond plus : relancez « actes open ».";
  }
  form.removeAttribute("aria-busy");
  place.scrollIntoView({ block: "start" });
});
