import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { pageServer } from "../../playground/page-server.ts";
import { asks } from "../support/a-playground.ts";

let folder: string;
let site: { readonly url: string; readonly close: () => void };
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "page-"));
  await writeFile(join(folder, "index.html"), "<!doctype html><title>Here</title>");
  await writeFile(join(folder, "look.css"), "p { color: red }");
  await writeFile(join(folder, "main.ts"), 'import { b } from "./b.ts";\nexport const a: number = b;\n');
  await writeFile(join(folder, "tsconfig.json"), "{}");
  await writeFile(join(folder, ".secret.css"), "secret");
  site = await serving(new URL(`${pathToFileURL(folder).href}/`));
});
afterAll(async () => {
  site.close();
  await rm(folder, { recursive: true });
});

async function serving(from?: URL): Promise<typeof site> {
  const page = from === undefined ? pageServer() : pageServer(from);
  const server = createServer((request, response) => {
    void page.serve(request, response).then((known) => known || response.writeHead(410).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No port.");
  return { url: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}

test("the page and its files come with their types, and nothing from elsewhere may run in them", async () => {
  const index = await asks(site, "/");
  expect(index).toMatchObject({ status: 200, body: expect.stringContaining("<title>Here") });
  expect(index.headers).toMatchObject({
    "content-type": "text/html; charset=utf-8",
    "content-security-policy":
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  });
  expect(await asks(site, "/page/look.css")).toMatchObject({
    status: 200,
    body: "p { color: red }",
    headers: { "content-type": "text/css; charset=utf-8" },
  });
  expect(await asks(site, "/", { method: "HEAD" })).toMatchObject({ status: 200, body: "" });
});

test("a module is served as JavaScript, and anew once it was edited", async () => {
  const asked = await asks(site, "/page/main.ts");
  expect(asked.headers["content-type"]).toBe("text/javascript; charset=utf-8");
  expect(asked.body.replaceAll(/ +/g, " ")).toBe('import { b } from "./b.ts";\nexport const a = b;\n');
  await writeFile(join(folder, "main.ts"), "export const c: string = '';\n");
  await utimes(join(folder, "main.ts"), new Date(), new Date(Date.now() + 5_000));
  expect((await asks(site, "/page/main.ts")).body).toContain("const c");
});

test("a module that cannot be read says where, and takes nobody down", async () => {
  await writeFile(join(folder, "broken.ts"), "export const = ;\n");
  expect(await asks(site, "/page/broken.ts")).toMatchObject({
    status: 500,
    body: expect.stringContaining("broken.ts"),
  });
});

test.each([
  "/page/../page-server.ts",
  "/page/..%2fpage-server.ts",
  "/page/%2e%2e/page-server.ts",
  "/page/..\\page-server.ts",
  "/page//etc/passwd",
  "/page/.secret.css",
  "/page/tsconfig.json",
  "/page/main.ts/",
  "/page/main.ts%00.css",
  "/page/absent.css",
  "/page/",
])("%s is refused", async (path) => {
  const { status, body } = await asks(site, path);
  expect([404, 410]).toContain(status);
  expect(body).not.toMatch(/import|secret|\{/u);
});

test("a page is asked for, not written to", async () => {
  expect(await asks(site, "/", { method: "POST" })).toMatchObject({ status: 405 });
  expect(await asks(site, "/elsewhere")).toMatchObject({ status: 410 });
});

test("the page with all it loads stays under 150 kB", async () => {
  const page = new URL("../../playground/page/", import.meta.url);
  const files = existsSync(page) ? readdirSync(page).filter((name) => /\.(html|css|ts|svg)$/.test(name)) : [];
  const real = await serving();
  let bytes = 0;
  for (const name of files) {
    const { status, body } = await asks(real, `/page/${name}`);
    expect([name, status]).toEqual([name, 200]);
    bytes += Buffer.byteLength(body);
  }
  real.close();
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThan(150_000);
});
