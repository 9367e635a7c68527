import { once } from "node:events";
import Sqlite from "better-sqlite3";

/** A process of its own (`a-lock.ts`): holds the write lock of the file until it is told to let go. */

const file = new Sqlite(process.argv[2]);
file.exec("begin immediate");
process.send?.("held");
await once(process, "message");
file.exec("rollback");
file.close();
process.disconnect();
