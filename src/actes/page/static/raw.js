// A line at fault leads to its words in the text.
const text = document.getElementById("texte");

document.addEventListener("click", (event) => {
  const line = Number(event.target.closest("[data-line]")?.dataset.line);
  if (!line) return;
  event.preventDefault();
  const lines = text.value.split("\n"), start = lines.slice(0, line - 1).join("\n").length + (line > 1);
  text.focus();
  text.setSelectionRange(start, start + lines[line - 1].length);
  text.scrollTop = (line - 5) * (text.scrollHeight / lines.length);
});
