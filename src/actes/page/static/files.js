// Files too large to be sent are refused at once, at their field, in words. A file dropped anywhere on a screen that asks
// for one is chosen there: dropped beside the field, the browser would leave the page to open it.
const most = Number(document.querySelector(".top")?.dataset.most);
const chooser = document.querySelector(".drop input");

document.addEventListener("change", ({ target }) => {
  if (target.type !== "file") return;
  const size = [...target.files].reduce((sum, file) => sum + file.size, 0);
  target.setCustomValidity(size > most ? `C’est trop gros : un envoi ne dépasse pas ${Math.floor(most / 2 ** 20)}\u00a0Mo.` : "");
  target.reportValidity();
});

const files = (event) => event.dataTransfer?.types.includes("Files");
const over = (held) => chooser?.closest(".drop").classList.toggle("over", held);
document.addEventListener("dragover", (event) => {
  if (!files(event)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = chooser ? "copy" : "none";
  over(true);
});
document.addEventListener("dragleave", (event) => event.relatedTarget || over(false));
document.addEventListener("drop", (event) => {
  if (!files(event)) return;
  event.preventDefault();
  over(false);
  if (!chooser) return;
  const held = new DataTransfer();
  for (const file of [...event.dataTransfer.files].slice(0, chooser.multiple ? undefined : 1)) held.items.add(file);
  chooser.files = held.files;
  chooser.dispatchEvent(new Event("change", { bubbles: true }));
});
