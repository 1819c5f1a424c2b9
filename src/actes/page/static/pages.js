// The sheets cut into pages nearly as Word will: the browser cuts them itself, into columns as high as the text of a page of
// A4 (see `.measure`), wherever and however small they are shown; what it puts at the head of each is found, and drawn.
const LINE = 1.265; // em

// Cuts a screen that comes from the server, shown or not yet.
export function paginate(root) {
  const sheets = [...root.querySelectorAll(".sheet")], hosts = sheets.map((one) => {
    const host = Object.assign(document.createElement("div"), { className: "measure", ariaHidden: "true" });
    host.append(document.importNode(one, true));
    return host;
  });
  document.body.append(...hosts);
  const every = hosts.map(pages);
  hosts.forEach((one, rank) => { one.remove(); draw(sheets[rank], every[rank]); });
}

const blocks = (sheet) => [...sheet.children].filter((one) => !one.matches("h3, footer"));

// Where each page but the first begins, in a block, at a rank among its characters; what is left blank on each, in lines.
function pages(host) {
  const { left, width, bottom: foot } = host.getBoundingClientRect(), em = parseFloat(getComputedStyle(host).fontSize);
  const heads = [], blanks = [0], all = blocks(host.firstChild);
  const high = (one) => [...one.getClientRects()].reduce((sum, { height }) => sum + height, 0);
  for (const one of all) if (high(one) < 4 * LINE * em) one.style.breakInside = "avoid"; // two lines on either side of a cut
  all.forEach((one, block) => [...one.getClientRects()].forEach((box) => {
    const page = Math.floor((box.left - left + 1) / width);
    if (page > heads.length) heads.push({ block, at: first(one, left + page * width - 1) });
    blanks[heads.length] = Math.max(0, Math.floor((foot - box.bottom) / em / LINE));
  }));
  return { heads, blanks };
}

function texts(block) {
  const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT), found = [];
  while (walk.nextNode()) found.push(walk.currentNode);
  return found;
}

// The rank of the first character of a block that stands on a page.
function first(block, edge) {
  const range = document.createRange();
  let at = 0;
  for (const node of texts(block))
    for (let n = 0; n < node.length; n += 1, at += 1) {
      range.setStart(node, n);
      range.setEnd(node, n + 1);
      if (range.getClientRects()[0]?.left >= edge) return at;
    }
  return 0;
}

function made(name, blank, data, more = []) {
  const one = Object.assign(document.createElement("span"), { className: name, ariaHidden: "true" });
  Object.assign(one.dataset, data);
  one.append(...Array.from({ length: blank }, () => document.createElement("br")), ...more);
  return one;
}

function draw(sheet, { heads, blanks }) {
  const footer = sheet.querySelector("footer"), all = blocks(sheet), folio = (page) => `page ${page} / ${blanks.length}`;
  footer.dataset.folio = folio(blanks.length);
  footer.before(made("rest", blanks.at(-1)));
  for (let page = heads.length; page; page -= 1) { // the last one first: the ranks of what comes before stay true
    const { block, at } = heads[page - 1], turned = made("folio", 0, { foot: footer.textContent, folio: folio(page) });
    let rank = at;
    const text = at && texts(all[block]).find((one) => rank < one.length || !(rank -= one.length, true));
    (text ? text.splitText(rank) : all[block]).before(made("turn", blanks[page - 1], { page: page + 1 }, [turned]));
  }
}
