import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

/**
 * Loaded before everything else by `npm start`: what Node has stripped of its types and compiled is kept beside the
 * packages, and taken from there at the next start. Where nothing can be written, a start takes as long as it does.
 */
enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/compiled", import.meta.url)));
