// Files too large to be sent are refused at once, at their field, in words.
const most = Number(document.querySelector(".top")?.dataset.most);

document.addEventListener("change", ({ target }) => {
  if (target.type !== "file") return;
  const size = [...target.files].reduce((sum, file) => sum + file.size, 0);
  target.setCustomValidity(size > most ? `C’est trop gros : un envoi ne dépasse pas ${Math.floor(most / 2 ** 20)}\u00a0Mo.` : "");
  target.reportValidity();
});
