import { describe, expect, test } from "@jest/globals";
import { busyMs } from "../support/busy-time.ts";
import { fc } from "../support/drawn.ts";
import {
  citesClause,
  hasQuantity,
  isFilled,
  isPlaceholder,
  namesSomeone,
} from "../../src/domain/evidence.ts";
import { clean, foldedToTheBone } from "../../src/domain/plain-text.ts";
import { hasReference } from "../../src/domain/reference.ts";
import { hostileText } from "../../playground/sample-cases.ts";

describe("clean text", () => {
  test.each([
    ["  Order 12 \n", "Order 12"],
    ["a\u0000b\u001bc", "abc"],
    ["pay\u200b\u200dpal\ufeff", "paypal"],
    ["\u202eevil\u202c \u2066txt\u2069\u061c", "evil txt"],
    ["reunia\u0303o", "reunião"],
    ["e\u200d\u0301", "é"],
    ["Section\n4.2\tsync\r\nback", "Section 4.2 sync  back"],
    ["\u3164\u200b", ""],
  ])("%j becomes %j", (text, expected) => {
    expect(clean(text)).toBe(expected);
  });
});

describe("filled", () => {
  test.each([
    ["abcdefghij", 10, true],
    ["abcdefghi", 10, false],
    ["  abcdefghi ", 10, false],
    ["abc", 3, false],
    ["abcd", 3, true],
    ["aaaaabbbbbccccc", 10, false],
    ["a b c a b c a b c", 10, false],
    ["😀😁😂😃", 4, true],
    ["😀😁😂😃", 5, false],
    // Han, kana and Hangul count two each, but four different ones are still asked for.
    ["注文同期", 8, true],
    ["注文同期", 9, false],
    ["ちゅうも", 8, true],
    ["データは", 8, true],
    ["주문동기", 8, true],
    ["日本", 4, false],
    ["n/a", 3, false],
    ["none", 3, false],
    ["", 0, false],
    ["\u200babc\u200bd\u200b", 5, false],
  ])("%j is filled(%p): %p", (text, least, expected) => {
    expect(isFilled(text, least)).toBe(expected);
  });

  test.each([
    "n/a",
    "N/A",
    " na ",
    "None",
    "nil",
    "test",
    "Teste",
    "TODO",
    "tbd",
    "nenhum",
    "nenhuma",
    "nao sei",
    "Não  sei",
    "nada",
    "asdf",
    "asdfasdf jkl",
    "qwerty",
    "xxxxxx",
    "X",
    "......",
    "…",
    "-",
    "----",
    "—",
    "????",
    "Lorem ipsum dolor sit amet, consectetur",
  ])("%j is a placeholder", (text) => {
    expect(isPlaceholder(text)).toBe(true);
    expect(isFilled(text, 1)).toBe(false);
  });

  test.each([
    "none of the orders",
    "tests failed",
    "nada funciona",
    "x-ray",
    "ok...",
    "qwerty layout",
    "nothing?",
  ])("%j is no placeholder", (text) => {
    expect(isPlaceholder(text)).toBe(false);
  });
});

describe("reference", () => {
  test.each([
    "https://staging.example.com/admin/sales/order/view/order_id/18301",
    "see HTTP://example.com",
    "<https://files.example.com|the file>",
    "www.example.com",
    "NWD-398",
    "case E-001234567",
    "(NWD-398)",
    "Commit 9f3c2ab",
    "9F3C2AB41",
    "order #000018233",
    "Pedido nº 12345",
    "PR 42",
    "pull request: 17",
    "chamado n.º 77",
    "SKU AB 1234",
    "build 20261103",
    "order 123456789012",
    "app/code/HL/Catalog/Plugin",
    "checkout/cart",
    "C:\\logs\\system.log",
    "var/log/system.log, line 12",
    "(app/etc)",
    "Demo call, meeting minutes 18 Nov page 2",
    "E-mail de 9 de novembro",
    "REUNIAO de 3/11",
    "Reunião do dia 3",
    "ata 7",
    "ligação às 14h",
    "Pedido\n12345",
  ])("%j is one", (text) => {
    expect(hasReference(text)).toBe(true);
  });

  test.each([
    "",
    "everywhere",
    "Checkout page",
    "the category page 3",
    "and/or",
    "yes (and/or) no",
    "e/ou",
    "N/A",
    "n/a.",
    "2026-11-03",
    "3/11/2026",
    "03/nov/2026",
    "Nov/2026",
    "NOV-03",
    "24/7",
    "1/2",
    "step-2",
    "1234567",
    "defaced",
    "9f3c2a",
    `${"9f3c2ab4".repeat(5)}9`,
    "order 7",
    "orders: many",
    "reorder 12345",
    "order from the list: 12",
    "email from Priya",
    "/checkout",
    "https://",
    `minutes ${"of the long gathering of everybody there ".repeat(2)}18`,
  ])("%j is none", (text) => {
    expect(hasReference(text)).toBe(false);
  });

  test.each([
    [`order ${"·".repeat(11)}42`, true],
    [`order ${"·".repeat(12)}42`, false],
    [`email ${"·".repeat(39)}4`, true],
    [`email ${"·".repeat(40)}4`, false],
  ])("the number stands within 12 characters, the date within 40: %j", (text, expected) => {
    expect(hasReference(text)).toBe(expected);
  });

  test.each([
    ["9f3c2ab", true],
    ["9f3c2ab4".repeat(5), true],
  ])("a commit has 7 to 40 characters: %s", (text, expected) => {
    expect(hasReference(text)).toBe(expected);
  });
});

describe("citing a clause", () => {
  test.each([
    "Section 4",
    "the SOW says so",
    "ACCEPTANCE in UAT",
    "user story about carts",
    "Cláusula sétima",
    "clausula setima",
    "SEÇÃO três",
    "secao tres",
    "entrega D7",
    "§ 7",
    "4.2 order sync",
    "version 10.12",
    'it says "order sync"',
    "diz “sincronizar pedidos”",
    "diz «sincronizar»",
    "it says 'order sync'",
    "it says ‘order sync’",
    "「注文同期」",
  ])("%j cites", (text) => {
    expect(citesClause(text)).toBe(true);
  });

  test.each([
    "order sync with the ERP",
    "the partner's work isn’t done",
    "the partners' work",
    "itemised",
    "sections",
    "4,2",
    "history",
    "4. 2",
  ])("%j does not", (text) => {
    expect(citesClause(text)).toBe(false);
  });
});

describe("quantity", () => {
  test.each([
    "41 orders re-keyed by hand",
    "about 7h",
    "3-day delay",
    "Mobile conversion down 18%",
    "18 %",
    "$612 in freight",
    "R$ 1.200,00",
    "R$900",
    "US$ 5",
    "USD500",
    "500 usd",
    "500EUR",
    "£ 30",
    "30€",
    "2k",
    "40 mil",
    "1,5 hora",
    "3 MESES",
    "3 mês",
    "3 mes",
    "2 usuários",
    "2 usuarios",
    "-$30",
    "$ -30",
  ])("%j has one", (text) => {
    expect(hasQuantity(text)).toBe(true);
  });

  test.each([
    "huge!!!",
    "many orders",
    "41",
    "3 parcels",
    "orders 41",
    "2 daylights",
    "30 EURO2024",
    "$",
    "AUSD 5x",
    "5 hx",
  ])("%j has none", (text) => {
    expect(hasQuantity(text)).toBe(false);
  });
});

describe("naming someone", () => {
  test.each([
    "their pm",
    "CTO",
    "the project manager",
    "líder técnico",
    "lider tecnico",
    "a sócia",
    "@priya",
    "told Priya",
    "Émile",
    "محمد",
    "王伟",
    "ดูแล",
    "გიორგი",
  ])("%j does", (text) => {
    expect(namesSomeone(text)).toBe(true);
  });

  test.each(["everyone", "the leadership", "them on the 3rd", "iPad", "TOLD ALL", "3 º", "王"])(
    "%j does not",
    (text) => {
      expect(namesSomeone(text)).toBe(false);
    },
  );
});

test("case, accents, spaces and punctuation do not make two texts different; a word does", () => {
  expect(foldedToTheBone("Não chegou: o PEDIDO.")).toBe(foldedToTheBone("nao chegou o pedido"));
  expect(foldedToTheBone("The order came")).not.toBe(foldedToTheBone("The order never came"));
});

describe("hostile text", () => {
  const judges = [
    (text: string) => isFilled(text, 20),
    hasReference,
    citesClause,
    hasQuantity,
    namesSomeone,
    foldedToTheBone,
  ];
  const shapes: readonly (readonly [string, string])[] = [
    ["the sample", hostileText],
    ["one letter", "a".repeat(3000)],
    ["digits", "1".repeat(3000)],
    ["hexadecimal letters", "abcdef".repeat(500)],
    ["numbered things without a number", "order ".repeat(500)],
    ["conversations without a date", "e-mail ".repeat(428)],
    ["slashes", "/".repeat(3000)],
    ["slashes and letters", "a/".repeat(1500)],
    ["and/or", "and/or ".repeat(428)],
    ["capitals and hyphens", "A-".repeat(1500)],
    ["dots and digits", "1.,".repeat(1000)],
    ["spaces", `a${" ".repeat(2998)}b`],
    ["punctuation around a letter", `${"!".repeat(1499)}a${"!".repeat(1500)}`],
    ["half a link", "https:/".repeat(428)],
    ["scheme characters", "a+".repeat(1500)],
    ["stacked accents", `a${"\u0301".repeat(2999)}`],
    ["accents in a script without capitals", "\u0915\u094d".repeat(1500)],
    ["zero-width characters", "\u200b".repeat(3000)],
    ["lone surrogates", "\ud83d".repeat(3000)],
    ["asdf", "asdf ".repeat(600)],
    ["signs of currencies", "R$ ".repeat(1000)],
    ["ligatures that grow", "\ufdfa".repeat(3000)],
  ];

  test.each(shapes)("3,000 characters of %s are judged in under 50 ms", (_name, text) => {
    expect(text.length).toBeLessThanOrEqual(3000);
    // The best of three, so that a busy machine does not decide; a pattern that backtracks takes seconds every time.
    const times = [1, 2, 3].map(() => {
      return busyMs(() => {
        for (const judge of judges) judge(text);
      });
    });
    expect(Math.min(...times)).toBeLessThan(50);
  });

  test("no text makes a text test throw", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        for (const judge of judges) judge(text);
      }),
    );
  });
});
