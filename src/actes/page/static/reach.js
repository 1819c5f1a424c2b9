// What somebody asks for comes into view and takes the keyboard: a field by what is typed in it.
export function reach(one) {
  if (!one) return;
  for (let at = one.closest("details:not([open])"); at; at = at.closest("details:not([open])")) at.open = true;
  const typed = one.matches(".field, .alinea") && one.querySelector("input:not([type=hidden]), select, .prose");
  one.scrollIntoView({ block: "nearest" });
  (typed || one).focus({ preventScroll: true });
}
