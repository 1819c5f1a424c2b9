// Facts and remarks light one another: in the pages, among the facts, in the list of what the check finds.
import { paginate } from "./pages.js";

function light(chosen) {
  for (const one of document.querySelectorAll(".fact, .field, .sheet mark, .remark")) one.classList.toggle("lit", Boolean(chosen(one)));
}

// A period says its first day: what says a fact, a part of it, or all that it is part of.
const within = (one, field) => `${one}.`.startsWith(`${field}.`);
const named = (field) => ({ dataset: { field: one } }) => one && (within(one, field) || within(field, one));
const about = (number, field) => (one) =>
  one.dataset.remark === number || one.dataset.remarks?.split(" ").includes(number) || (field && one.dataset.field === field);

// What somebody asks for comes into view and takes the keyboard: a field by what is typed in it.
function reach(id) {
  const one = document.getElementById(decodeURIComponent(id));
  if (!one) return;
  for (let at = one.closest("details:not([open])"); at; at = at.closest("details:not([open])")) at.open = true;
  const typed = one.matches(".field, .alinea") && one.querySelector("input:not([type=hidden]), select, .prose");
  one.scrollIntoView({ block: "nearest" });
  (typed || one).focus({ preventScroll: true });
}

paginate(document);
if (location.hash.startsWith("#f-")) reach(location.hash.slice(1));

document.addEventListener("click", (event) => {
  const near = (selector) => event.target.closest(selector);
  const remark = near(".remark"), link = near("a[href^='#']"), mark = near(".sheet mark"), said = near("[data-said]");
  if (remark && !near("summary, button, input, textarea, select, label, a:not([href^='#'])")) {
    light(about(remark.dataset.remark, remark.dataset.field));
    if (link) reach(link.hash.slice(1));
    else (document.querySelector(".sheet mark.lit") ?? document.querySelector(".field.lit"))?.scrollIntoView({ block: "center" });
  } else if (link) {
    if (link.dataset.field) light(named(link.dataset.field));
    reach(link.hash.slice(1));
  } else if (mark) {
    const [number] = mark.dataset.remarks.split(" ");
    light(about(number));
    reach(`r-${number}`);
  } else if (said && getSelection().isCollapsed) reach(`p-${said.dataset.said}`);
  if (link) event.preventDefault();
});
