// What is typed and not written yet outlives its tab, on this computer: it is said before an act is produced, or the page
// stops.
const LEFT = "actes /acte/"; // as form.js keeps it

const acts = (only) => Object.entries(localStorage)
  .filter(([name, kept]) => name.startsWith(LEFT + only) && kept !== "[]")
  .map(([name]) => decodeURIComponent(name.slice(LEFT.length)));

document.addEventListener("submit", async (event) => {
  const { target } = event, { left, asks } = target.dataset;
  if (left === undefined) return;
  event.preventDefault();
  const leaving = Object.assign(new Event("leaving"), { first: [] });
  document.dispatchEvent(leaving); // what waits is sent
  await Promise.all(leaving.first);
  const waiting = acts(left);
  if (!waiting.length || confirm(`${waiting.join(", ")} : ce que vous avez tapé n’est pas tout enregistré. ${asks}`)) target.submit();
});
