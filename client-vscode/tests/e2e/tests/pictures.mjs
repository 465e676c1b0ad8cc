/** Takes the four pictures of the documentation, finer than a page is drawn. */

import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "node:test";
import { bench } from "../bench.mjs";
import { ALL_RULES } from "../codeServer.mjs";
import { CLIENT, IMAGES } from "../places.mjs";

/** @typedef {{ x: number, y: number, width: number, height: number }} Box */

const SCALE = 2;
const NARROW = { width: 960, height: 760 };
const WIDE = { width: 1100, height: 760 };

/** A caret and the frame around its line say nothing in a picture. */
const UNCLUTTERED = `
  .monaco-editor .cursors-layer, .monaco-editor .current-line { visibility: hidden }
`;

/** The walkthrough's sample without comments, with a default of its own for the identity. */
function cluster(/** @type {string} */ identity) {
  const file = path.join(CLIENT, "walkthrough/sample.jsonc");
  const text = fs.readFileSync(file, "utf8").replaceAll(/^ *\/\/.*\n/gm, "");
  return text.replace('"defaultValue": "None"', `"defaultValue": "${identity}"`);
}

test("pictures", { timeout: 120_000 }, async () => {
  const files = {
    "main.json": cluster("None"),
    "network.json": cluster("SystemAssigned").replace('"203.0.113.0/24"', ""),
    "orders.json": cluster("SystemAssigned").replace("Standard", "Free").replace("110", "30"),
  };
  const server = await bench.server({ settings: ALL_RULES });
  const { workbench } = await bench.window(files, server, SCALE);
  const { page, editor } = workbench;
  await page.addStyleTag({ content: UNCLUTTERED });
  await page.keyboard.press("Control+B"); // Hides the side bar.
  await page.setViewportSize(NARROW);

  await workbench.openFile("main.json");
  await editor.squiggles.first().waitFor();
  await take("squiggle", await lines(13, 24, 560));

  const hover = await workbench.hover(/Template reference/);
  const box = /** @type {Box} */ (await hover.boundingBox());
  const below = await lines(20, 22, 520);
  const right = box.x + box.width + 8;
  const bottom = Math.max(below.y + below.height, box.y + box.height + 8);
  const top = Math.min(below.y, box.y - 8);
  await take("hover", { x: below.x, y: top, width: right - below.x, height: bottom - top });
  await page.mouse.move(0, 0);
  await page.keyboard.press("Escape");

  await workbench.goTo(20, 17);
  await workbench.openQuickFixes();
  const menu = /** @type {Box} */ (await page.locator(".action-widget").boundingBox());
  const { x, y } = await lines(17, 20, 520);
  const [width, height] = [menu.x + menu.width + 8 - x, menu.y + menu.height + 8 - y];
  await take("fix", { x, y, width, height });
  await page.keyboard.press("Escape");

  await page.setViewportSize(WIDE);
  await workbench.openFile("network.json");
  await workbench.openFile("orders.json");
  await workbench.ourProblems(4);
  await workbench.editor.focus();
  const panel = /** @type {Box} */ (await page.locator(".part.panel").boundingBox());
  await take("problems", { ...panel, height: 230 });

  /** A part of the editor, from one line to another. */
  async function lines(
    /** @type {number} */ first,
    /** @type {number} */ last,
    /** @type {number} */ width,
  ) {
    const top = await editor.numberBox(first);
    const bottom = await editor.numberBox(last);
    return { x: top.x, y: top.y, width, height: bottom.y + bottom.height - top.y };
  }

  async function take(/** @type {string} */ name, /** @type {Box} */ clip) {
    const file = path.join(IMAGES, `${name}.png`);
    fs.mkdirSync(IMAGES, { recursive: true });
    await page.screenshot({ path: file, clip });
    // A third of the size, and no difference to the eye. Debian's package of the same name.
    execFileSync("pngquant", ["--force", "--strip", "--speed=1", "--nofs", "--output", file, "32", file]);
  }
});
