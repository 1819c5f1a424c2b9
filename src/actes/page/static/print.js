// What is on screen is printed as it stands; without script, by the menu of the browser.
for (const one of document.querySelectorAll("[data-print]")) {
  one.hidden = false;
  one.addEventListener("click", () => print());
}
