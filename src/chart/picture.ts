import { createRequire } from "node:module";

import { renderAsync } from "@resvg/resvg-js";

import type { Picture } from "../ports/picture.ts";
import { drawStats } from "./draw.ts";
import { WIDTH } from "./svg.ts";

const FONTS = ["400Regular/PTSans_400Regular.ttf", "700Bold/PTSans_700Bold.ttf"];

/** Draws beside the event loop; the font comes with the product, so that it looks the same everywhere. */
export function createPicture(): Picture {
  const require = createRequire(import.meta.url);
  const fontFiles = FONTS.map((file) => require.resolve(`@expo-google-fonts/pt-sans/${file}`));
  return {
    async draw(facts, language, theme) {
      const image = await renderAsync(drawStats(facts, language, theme), {
        fitTo: { mode: "width", value: WIDTH },
        font: { fontFiles, loadSystemFonts: false, defaultFontFamily: "PT Sans" },
      });
      return image.asPng();
    },
  };
}
