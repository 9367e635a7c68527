import { afterEach, beforeEach, expect, test } from "@jest/globals";
import Sqlite from "better-sqlite3";
import { keepStatements } from "../../src/store/kept-statements.ts";

let file: Sqlite.Database;
beforeEach(() => {
  file = keepStatements(new Sqlite(":memory:"));
});
afterEach(() => {
  file.close();
});

test("a statement is prepared once, and answers anew each time", () => {
  file.exec("create table numbers (number integer)");
  const count = () => file.prepare("select count(*) as count from numbers");
  expect(count()).toBe(count());
  expect(count().get()).toEqual({ count: 0 });
  file.prepare("insert into numbers values (?)").run(1);
  expect(count().get()).toEqual({ count: 1 });
});

test("a statement that was prepared before its table changed knows what there is now", () => {
  file.exec("create table numbers (number integer)");
  file.exec("insert into numbers values (1)");
  const all = () => file.prepare("select * from numbers").all();
  expect(all()).toEqual([{ number: 1 }]);
  file.exec("alter table numbers add column name text default 'one'");
  expect(all()).toEqual([{ number: 1, name: "one" }]);
});

test("however many different ones there are, no more than some hundreds are kept", () => {
  const first = file.prepare("select 0");
  for (let count = 1; count <= 500; count += 1) file.prepare(`select ${count}`);
  expect(file.prepare("select 0")).not.toBe(first);
  expect(file.prepare("select 0").pluck().get()).toBe(0);
});
