/**
 * Drives Firefox for engines.py: a line of JSON in, a line of JSON out, one tab at a time.
 *
 *   node scripts/firefox.mjs /usr/bin/firefox-esr        ends, with Firefox, when its input ends
 */

import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const packages = createRequire(new URL("../widgets/runtime/package.json", import.meta.url));
const { launch } = await import(pathToFileURL(packages.resolve("puppeteer-core")).href);

const browser = await launch({ browser: "firefox", executablePath: process.argv[2], headless: true });
let context;
let page;

const acts = {
  async reader({ width, height }) {
    context = await browser.createBrowserContext(); // cookies and stores of its own
    page = await context.newPage();
    await page.setViewport({ width, height });
  },
  open: ({ address }) => page.goto(address, { waitUntil: "load" }).then(() => null),
  reload: () => page.reload({ waitUntil: "load" }).then(() => null),
  click: ({ selector }) => page.click(selector),
  choose: async ({ selector, file }) => (await page.$(selector)).uploadFile(file).then(() => null),
  evaluate: ({ expression }) => page.evaluate(expression),
  resize: ({ width, height }) => page.setViewport({ width, height }),
  screenshot: () => page.screenshot({ encoding: "base64" }),
  close: () => context.close(),
};

try {
  for await (const line of createInterface({ input: process.stdin })) {
    const { do: act, ...given } = JSON.parse(line);
    let answer;
    try {
      answer = { value: (await acts[act](given)) ?? null };
    } catch (error) {
      answer = { error: error.message };
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
} finally {
  await browser.close();
}
