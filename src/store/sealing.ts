import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

/**
 * Tokens are stored sealed: AES-256-GCM, a nonce of its own for each, bound to the workspace that it is the token of, so
 * that no row can be passed off as another one's.
 */
export interface Sealer {
  readonly seal: (secret: string, boundTo: string) => string;
  /** Null: it was sealed with a key that is not among these, or is not what was sealed for `boundTo`. */
  readonly unseal: (sealed: string, boundTo: string) => string | null;
  /** Whether it was sealed with the first of the keys. */
  readonly isCurrent: (sealed: string) => boolean;
}

const cipher = "aes-256-gcm";
export const keyBytes = 32;
/** What NIST SP 800-38D recommends for GCM. */
const nonceBytes = 12;
const tagBytes = 16;
const version = "v1";

/** The first key seals; all of them open, so that a key can be replaced while the bot runs. */
export function sealerWith([first, ...others]: readonly [Buffer, ...Buffer[]]): Sealer {
  const keys = new Map([first, ...others].map((key) => [nameOf(key), key]));
  return {
    seal: (secret, boundTo) => {
      const nonce = randomBytes(nonceBytes);
      const sealing = createCipheriv(cipher, first, nonce, { authTagLength: tagBytes });
      sealing.setAAD(Buffer.from(boundTo));
      const sealed = [sealing.update(secret, "utf8"), sealing.final(), sealing.getAuthTag()];
      return [version, nameOf(first), Buffer.concat([nonce, ...sealed]).toString("base64url")].join(".");
    },
    unseal: (sealed, boundTo) => {
      const [as, name = "", text = ""] = sealed.split(".");
      const key = keys.get(name);
      const bytes = Buffer.from(text, "base64url");
      if (as !== version || !key || bytes.length < nonceBytes + tagBytes) return null;
      const opening = createDecipheriv(cipher, key, bytes.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      });
      opening.setAAD(Buffer.from(boundTo));
      opening.setAuthTag(bytes.subarray(-tagBytes));
      try {
        return Buffer.concat([
          opening.update(bytes.subarray(nonceBytes, -tagBytes)),
          opening.final(),
        ]).toString("utf8");
      } catch {
        return null;
      }
    },
    isCurrent: (sealed) => sealed.split(".")[1] === nameOf(first),
  };
}

/** Says which key it is, and nothing of what it is. */
function nameOf(key: Buffer): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 8);
}
