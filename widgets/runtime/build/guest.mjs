/**
 * The style sheet for sites with a theme of their own, made of the widgets' rules in the theme's `widget.css`: each is held
 * to the inside of a widget, and made to win there over whatever the site says.
 */

import fs from "node:fs";
import path from "node:path";
import postcss from "postcss";

/** A widget's root, with the weight of an id that no page has. */
const ROOT = ":is(#handrail, .widget[data-widget])";
const NOTICE = ".handrail-notice:is(#handrail, .handrail-notice)";

/** What only our pages have, and what would reach outside a widget. */
const OURS = /^\[data-notice\]|^\.has-exit|\.step\b|\.prose\b|\.device\b(?!\))/;

/** The selector for a guest's page, or "" where there is nothing for it there. */
export function scoped(selector) {
  const said = selector
    .replaceAll(":is(.widget, .device)", ".widget")
    .replaceAll(/\.no-js\b/g, "html:not([data-python])") // the class is the theme's own; the attribute comes with our script
    .replace(/\s+/g, " ");
  if (OURS.test(said)) return "";
  if (said.startsWith("#handrail-announcer")) return said;
  if (said.startsWith(".handrail-notice")) return said.replace(".handrail-notice", NOTICE);
  if (/\.widget(?![-\w])/.test(said)) return said.replace(/\.widget(?![-\w])/, ROOT);
  const tool = /^(html:not\(\[data-python\]\) )?(\[data-widget)/;
  if (tool.test(said)) return said.replace(tool, (_, before = "", root) => `${before}${ROOT}${root}`);
  const before = /^html:not\(\[data-python\]\) /.exec(said)?.[0] ?? "";
  return `${before}${ROOT} ${said.slice(before.length)}`;
}

/** Lengths in `rem` as parts of the site's own size of text; a face is the site's own. */
function adapted(rule) {
  rule.walkDecls((decl) => {
    const font = decl.prop === "font" ? /^(\d+) (.+?) \/ (\S+) var\(--(?:text|display)-face\)$/.exec(decl.value) : null;
    if (font) {
      const [, weight, size, height] = font;
      decl.cloneBefore({ prop: "font-family", value: "inherit" });
      decl.cloneBefore({ prop: "font-weight", value: weight });
      decl.cloneBefore({ prop: "font-size", value: size });
      decl.replaceWith({ prop: "line-height", value: height });
    }
  });
}

function measured(root) {
  root.walkDecls((decl) => {
    if (decl.prop !== "--rem") decl.value = decl.value.replace(/(?<![\w.-])(\d*\.?\d+)rem\b/g, "calc($1 * var(--rem))");
  });
}

/** The whole sheet: before, the theme's own `widget.css`, after. */
export function guestSheet(folder, widgetSheet) {
  const read = (file) => postcss.parse(fs.readFileSync(file, "utf8"), { from: file });
  const rules = read(widgetSheet);
  rules.walkRules((rule) => {
    const kept = rule.selectors.map(scoped).filter(Boolean);
    if (kept.length === 0) return rule.remove();
    rule.selectors = kept;
    adapted(rule);
  });
  const sheets = [read(path.join(folder, "guest.css")), rules, read(path.join(folder, "after.css"))];
  for (const sheet of sheets) {
    measured(sheet);
    sheet.walkComments((comment) => comment.remove());
  }
  return sheets.map((sheet) => sheet.toString()).join("\n");
}
