// The list follows what is typed: the same address as the form, of which only the list is shown anew.
const form = document.querySelector("form.filters");
let waiting;

async function search() {
  const asked = new URL(form.action);
  asked.search = new URLSearchParams(new FormData(form));
  waiting?.abort();
  waiting = new AbortController();
  try {
    const answer = await fetch(asked, { signal: waiting.signal });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.querySelector("#acts").replaceChildren(...page.querySelector("#acts").childNodes);
    history.replaceState(null, "", asked);
  } catch (error) {
    if (error.name !== "AbortError") form.submit();
  }
}

let soon;
form.addEventListener("input", () => {
  clearTimeout(soon);
  soon = setTimeout(search, 150);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});
