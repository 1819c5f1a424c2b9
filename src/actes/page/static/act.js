// Facts and remarks light one another: in the pages, among the facts, in the list of what the check finds.
import { paginate } from "./pages.js";
import { reach } from "./reach.js";

const all = (selector) => document.querySelectorAll(selector);
const LIGHTED = ".fact, .field, .sheet mark, .remark";

function light(chosen) {
  for (const one of all(LIGHTED)) one.classList.toggle("lit", Boolean(chosen(one)));
}

// A period says its first day: what says a fact, a part of it, or all that it is part of.
const within = (one, field) => `${one}.`.startsWith(`${field}.`);
const named = (field) => ({ dataset: { field: one } }) => one && (within(one, field) || within(field, one));
const about = (number, field) => (one) =>
  one.dataset.remark === number || one.dataset.remarks?.split(" ").includes(number) || (field && one.dataset.field === field);

paginate(document);
if (location.hash.startsWith("#f-")) reach(document.getElementById(decodeURIComponent(location.hash.slice(1))));

document.addEventListener("click", (event) => {
  const fact = event.target.closest(".fact, .seen");
  const remark = event.target.closest(".remark");
  const mark = event.target.closest(".sheet mark");
  const said = event.target.closest("[data-said]")?.dataset.said;
  if (fact) {
    event.preventDefault();
    light(named(fact.dataset.field));
    reach(document.querySelector(fact.getAttribute("href").replace(/[.[\]]/g, "\\$&")));
  } else if (mark) {
    const number = mark.dataset.remarks.split(" ")[0];
    light(about(number));
    reach(document.getElementById(`r-${number}`));
  } else if (remark && !event.target.closest("summary, button, input, textarea, select, label, a:not([href^='#'])")) {
    event.preventDefault();
    light(about(remark.dataset.remark, remark.dataset.field));
    const words = document.querySelector(`.sheet mark.lit`) ?? document.querySelector(".field.lit");
    words?.scrollIntoView({ block: "center" });
  } else if (said && getSelection().isCollapsed) {
    reach(document.getElementById(`p-${said}`));
  }
});
