// The sheets cut into pages nearly as Word will: measured at the width of A4, wherever and however small they are shown.
const ROOM = 66.7; // em of text between the margins of a page: 247 mm in 10.5 points
const BOUND = ".entete, .titre, .sous_titre, .autorite, .formule, .intertitre, .lieu_date, h4"; // go with what follows
const CUT = ".paragraphe, .article:not(h4), .item"; // what may stand on two pages

// Cuts a screen that comes from the server, shown or not yet.
export function paginate(root) {
  const host = Object.assign(document.createElement("div"), { className: "measure", ariaHidden: "true" });
  const sheets = [...root.querySelectorAll(".sheet")], copies = sheets.map((one) => document.importNode(one, true));
  host.append(...copies);
  document.body.append(host);
  const every = copies.map(pages);
  host.remove();
  sheets.forEach((sheet, rank) => draw(sheet, every[rank]));
}

const blocks = (sheet) => [...sheet.children].filter((one) => !one.matches("h3, footer"));

// Where each page but the first begins: a block, a rank among its characters; what is left blank above, in lines.
function pages(sheet) {
  const all = blocks(sheet), box = all.map((one) => one.getBoundingClientRect()), em = parseFloat(getComputedStyle(sheet).fontSize);
  const cuts = [];
  let top = box[0]?.top ?? 0, start = 0;
  for (let n = 0; n < all.length; n += 1) {
    const limit = top + ROOM * em;
    if (box[n].bottom <= limit) continue;
    const split = all[n].matches(CUT) ? fits(all[n], Math.max(top, box[n].top), limit) : null;
    let first = n;
    while (!split && first > start && (all[first - 1].matches(BOUND) || all[first].matches(".lieu_date"))) first -= 1;
    if (!split && first === start) { // taller than a page, with what goes with it
      if (n > start && box[n].height < ROOM * em) first = n;
      else { top = box[n].bottom - ((box[n].bottom - top) % (ROOM * em)); start = n + 1; continue; }
    }
    const end = split?.end ?? box[first - 1].bottom;
    cuts.push({ block: first, at: split?.at ?? 0, blank: Math.max(0, Math.floor((limit - end) / em / 1.265)) });
    top = split?.top ?? box[first].top;
    start = first;
    n = first - 1;
  }
  return { cuts, blank: Math.max(0, Math.floor((top + ROOM * em - (box.at(-1)?.bottom ?? 0)) / em / 1.265)) };
}

// The lines of a paragraph that fit, two at least on either side: where the next one begins.
function fits(block, from, limit) {
  const range = document.createRange(), lines = [];
  range.selectNodeContents(block);
  for (const one of [...range.getClientRects()].filter((each) => each.width && each.top >= from - 2).sort((a, b) => a.top - b.top)) {
    if (lines.length && one.top < lines.at(-1).bottom - 3) lines.at(-1).bottom = Math.max(lines.at(-1).bottom, one.bottom);
    else lines.push({ top: one.top, bottom: one.bottom });
  }
  const rank = Math.min(lines.filter((one) => one.bottom <= limit).length, lines.length - 2);
  if (rank < 2) return null;
  let at = 0;
  for (const node of texts(block)) {
    for (let n = 0; n < node.length; n += 1) {
      range.setStart(node, n);
      range.setEnd(node, n + 1);
      if ((range.getClientRects()[0]?.top ?? 0) > lines[rank].top - 3) return { at: at + n, top: lines[rank].top, end: lines[rank - 1].bottom };
    }
    at += node.length;
  }
  return null;
}

function texts(block) {
  const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT), found = [];
  while (walk.nextNode()) found.push(walk.currentNode);
  return found;
}

function draw(sheet, { cuts, blank }) {
  const footer = sheet.querySelector("footer"), all = blocks(sheet), many = cuts.length + 1;
  const lines = (count) => Array.from({ length: count }, () => document.createElement("br"));
  const made = (name, data = {}) => {
    const one = Object.assign(document.createElement("span"), { className: name, ariaHidden: "true" });
    Object.assign(one.dataset, data);
    return one;
  };
  footer.dataset.folio = `page ${many} / ${many}`;
  const rest = made("rest");
  rest.append(...lines(blank));
  footer.before(rest);
  cuts.forEach((cut, rank) => cut.node = made("turn", { page: rank + 2 }));
  for (const { node, block, at, blank: left } of [...cuts].reverse()) { // the ranks of what comes before stay true
    node.append(...lines(left), made("folio", { foot: footer.textContent, folio: `page ${node.dataset.page - 1} / ${many}` }));
    let rank = at;
    const text = at && texts(all[block]).find((one) => rank < one.length || !(rank -= one.length, true));
    if (text) (rank ? text.splitText(rank) : text).before(node);
    else all[block].before(node);
  }
}
