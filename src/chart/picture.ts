import { createRequire } from "node:module";

import { renderAsync } from "@resvg/resvg-js";

import type { Picture } from "../ports/picture.ts";
import { drawStats } from "./draw.ts";
import { WIDTH } from "./svg.ts";

/** Draws beside the event loop; the font comes with the product, so that it looks the same everywhere. */
export function createPicture(): Picture {
  const require = createRequire(import.meta.url);
  const fontFiles = [
    require.resolve("@expo-google-fonts/pt-sans/400Regular/PTSans_400Regular.ttf"),
    require.resolve("@expo-google-fonts/pt-sans/700Bold/PTSans_700Bold.ttf"),
  ];
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
