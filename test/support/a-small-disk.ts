import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { test } from "@jest/globals";

const run = promisify(execFile);

/** A disk of a few megabytes, which can be filled and emptied again. */
export interface SmallDisk {
  readonly folder: string;
  readonly fill: () => Promise<void>;
  readonly makeRoom: () => Promise<void>;
  /** Nothing can be written on it any more. */
  readonly readOnly: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

/**
 * Skipped where this user may not mount one, which is said, unless that is not allowed. `limitFiles` needs no mount: that a
 * disk refuses what is written is tested everywhere.
 */
export function onASmallDisk(what: string, act: (disk: SmallDisk) => Promise<void>): void {
  (mayMount || process.env["DISK_TESTS"] === "required" ? test : test.skip)(what, async () => {
    const disk = await mountOne();
    try {
      await act(disk);
    } finally {
      await disk.remove();
    }
  });
}

const mayMount = await mountOne().then(
  async ({ remove }) => {
    await remove();
    return true;
  },
  () => {
    process.stderr.write("A full or read-only disk is not tested: this user may not mount one.\n");
    return false;
  },
);

async function mountOne(): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), "small-disk-"));
  try {
    await run("mount", ["-t", "tmpfs", "-o", "size=4m", "tmpfs", folder]);
  } catch (error) {
    await rm(folder, { recursive: true });
    throw error;
  }
  const filler = join(folder, "filler");
  const takes = (block: string) =>
    writeFile(filler, block, { flag: "a" }).then(
      () => true,
      () => false,
    );
  return {
    folder,
    fill: async () => {
      // Block by block, until not one more fits.
      for (const size of [65_536, 4_096]) while (await takes("x".repeat(size)));
    },
    makeRoom: () => rm(filler),
    readOnly: async () => {
      await run("mount", ["-o", "remount,ro", folder]);
    },
    remove: async () => {
      await run("umount", [folder]);
      await rm(folder, { recursive: true });
    },
  };
}

/** From now on no file that the process writes may be longer than this: a disk that refuses, for one process. */
export async function limitFiles(pid: number | undefined, bytes: number | "unlimited"): Promise<void> {
  await run("prlimit", ["--pid", String(pid), `--fsize=${bytes}:unlimited`]);
}
