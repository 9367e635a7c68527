import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "@jest/globals";

/** A file with these routes for the tests of one file; answers its path, within a test. */
export function routesFile(text: string): { readonly path: string } {
  const folder = mkdtempSync(join(tmpdir(), "routes-"));
  const path = join(folder, "routes.yml");
  beforeAll(() => {
    writeFileSync(path, text);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return { path };
}
