import { expect, test } from "@jest/globals";
import { sealerWith } from "../../src/store/sealing.ts";
import { fc } from "../support/drawn.ts";

/** A token is stored so that only who has the key can read it, and only as the token of its workspace. */

const key = (byte: number) => Buffer.alloc(32, byte);
const old = sealerWith([key(1)]);
const changing = sealerWith([key(2), key(1)]);
const renewed = sealerWith([key(2)]);

test("whatever is sealed comes back, and is sealed differently each time", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (secret, team) => {
      const sealed = old.seal(secret, team);
      expect(old.unseal(sealed, team)).toBe(secret);
      expect(old.seal(secret, team)).not.toBe(sealed);
    }),
  );
});

test("it is nothing to another workspace, nor when a single character of it is changed", () => {
  const sealed = old.seal("xoxb-1", "T1");
  expect(old.unseal(sealed, "T2")).toBeNull();
  const [version = "", name = "", text = ""] = sealed.split(".");
  for (let place = 0; place < text.length - 1; place += 1) {
    const other = text[place] === "A" ? "B" : "A";
    const changed = `${version}.${name}.${text.slice(0, place)}${other}${text.slice(place + 1)}`;
    expect(old.unseal(changed, "T1")).toBeNull();
  }
  for (const broken of ["", "v1", "v1..", `v2.${name}.${text}`, `v1.${name}.AAAA`, `v1.00000000.${text}`])
    expect(old.unseal(broken, "T1")).toBeNull();
});

test("while a key is replaced both open, and the new one seals", () => {
  const before = old.seal("xoxb-1", "T1");
  expect(changing.unseal(before, "T1")).toBe("xoxb-1");
  expect(changing.isCurrent(before)).toBe(false);
  const after = changing.seal("xoxb-1", "T1");
  expect(changing.isCurrent(after)).toBe(true);
  expect(renewed.unseal(after, "T1")).toBe("xoxb-1");
  expect(renewed.unseal(before, "T1")).toBeNull();
});

test("nothing of the token or the key is in it", () => {
  const sealed = old.seal("xoxb-secret", "T1");
  expect(sealed).not.toContain("secret");
  expect(sealed).not.toContain(key(1).toString("base64url"));
});
