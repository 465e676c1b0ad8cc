/** Takes the four pictures of the documentation, finer than a page is drawn. */

import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "node:test";
import { bench } from "../bench.mjs";
import { IMAGES } from "../places.mjs";
import { sample } from "../workspace.mjs";

/** @typedef {{ x: number, y: number, width: number, height: number }} Box */

const SCALE = 2;
const NARROW = { width: 960, height: 760 };
const WIDE = { width: 1100, height: 760 };

/** A caret and the frame around its line say nothing in a picture. */
const UNCLUTTERED = `
  .monaco-editor .cursors-layer, .monaco-editor .current-line { visibility: hidden }
`;

test("pictures", { timeout: 120_000 }, async () => {
  const files = {
    "main.json": sample("fail-parameter-default.json").replace(
      "[Parameters('IDENTITYTYPE')]",
      "[parameters('identityType')]",
    ),
    "network.json": sample("fail-identity-none.json"),
    "orders.json": sample("fail-symbolic-names.json"),
  };
  const { workbench } = await bench.window(files, undefined, SCALE);
  const { page, editor } = workbench;
  await page.addStyleTag({ content: UNCLUTTERED });
  await page.keyboard.press("Control+B"); // Hides the side bar.
  await page.setViewportSize(NARROW);

  await workbench.openFile("main.json");
  await editor.squiggles.first().waitFor();
  await take("squiggle", await lines(3, 20, 560));

  const hover = await workbench.hover(/Template reference/);
  const box = /** @type {Box} */ (await hover.boundingBox());
  const below = await lines(18, 20, 520);
  const right = box.x + box.width + 8;
  const bottom = Math.max(below.y + below.height, box.y + box.height + 8);
  const top = Math.min(below.y, box.y - 8);
  await take("hover", { x: below.x, y: top, width: right - below.x, height: bottom - top });
  await page.mouse.move(0, 0);
  await page.keyboard.press("Escape");

  await workbench.goTo(18, 17);
  await workbench.openQuickFixes();
  const menu = /** @type {Box} */ (await page.locator(".action-widget").boundingBox());
  const { x, y } = await lines(15, 18, 520);
  const [width, height] = [menu.x + menu.width + 8 - x, menu.y + menu.height + 8 - y];
  await take("fix", { x, y, width, height });
  await page.keyboard.press("Escape");

  await page.setViewportSize(WIDE);
  await workbench.openFile("network.json");
  await workbench.openFile("orders.json");
  await workbench.ourProblems(3);
  await workbench.editor.focus();
  const panel = /** @type {Box} */ (await page.locator(".part.panel").boundingBox());
  await take("problems", { ...panel, height: 206 });

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
    execFileSync("pngquant", ["--force", "--strip", "--speed=1", "--output", file, "48", file]);
  }
});
