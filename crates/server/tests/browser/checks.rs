//! Checks that run in the page and return what they find wrong.

/// Nothing makes the page scroll sideways.
pub(crate) const SIDEWAYS: &str = r#"
const width = document.documentElement.clientWidth;
if (document.documentElement.scrollWidth <= width) return [];
const wide = [...document.body.querySelectorAll("*")].filter(it => it.getBoundingClientRect().right > width + 1
  && !it.closest(".scroll"));
return wide.slice(0, 5).map(it => it.tagName + "." + it.className).concat("the page is too wide");
"#;

/// Text stands out from its background as WCAG 2.2, 1.4.3 asks: 4.5 to 1, large text 3 to 1.
pub(crate) const CONTRAST: &str = r#"
const rgb = text => { const n = text.match(/[\d.]+/g).map(Number); return { c: n.slice(0, 3), a: n[3] ?? 1 }; };
const light = c => { const [r, g, b] = c.map(v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
const ground = it => { for (; it; it = it.parentElement) { const { c, a } = rgb(getComputedStyle(it).backgroundColor);
  if (a > 0) return c; } return [255, 255, 255]; };
const faults = new Set();
for (const it of document.body.querySelectorAll("*")) {
  const own = [...it.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
  if (!own || it.closest("svg") || it.closest(".skip, .hidden") || !it.getClientRects().length) continue;
  const style = getComputedStyle(it);
  const [a, b] = [light(rgb(style.color).c), light(ground(it))].sort((x, y) => y - x);
  const ratio = (a + 0.05) / (b + 0.05);
  const size = parseFloat(style.fontSize);
  const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  if (ratio < (large ? 3 : 4.5)) faults.add(`${ratio.toFixed(2)}: ${it.tagName}.${it.className} ${it.textContent.trim().slice(0, 30)}`);
}
return [...faults];
"#;

/// Every page has one title and one main heading, and every control, link and picture a name.
pub(crate) const NAMES: &str = r#"
const faults = [];
if (document.querySelectorAll("h1").length !== 1) faults.push("not one h1");
if (!document.title) faults.push("no title");
for (const it of document.querySelectorAll("input:not([type=hidden]), select, textarea"))
  if (!it.labels.length && !it.getAttribute("aria-label")) faults.push("no label: " + it.outerHTML);
for (const it of document.querySelectorAll("a, button"))
  if (!it.textContent.trim() && !it.getAttribute("aria-label")) faults.push("no name: " + it.outerHTML);
for (const it of document.querySelectorAll("a, button, input:not([type=hidden]), select"))
  // A click on a label is one on its control.
  if (it.getClientRects().length && (it.closest("label") ?? it).getBoundingClientRect().height < 24
      && !it.closest("p, dd, li, td, th"))
    faults.push("too small to hit: " + it.outerHTML);
const ids = [...document.querySelectorAll("[id]")].map(it => it.id);
for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) faults.push("id twice: " + id);
return faults;
"#;
