import { describe, expect, test } from "@jest/globals";
import { busyMs } from "../support/busy-time.ts";
import { fc } from "../support/drawn.ts";
import { hostileText, s1, s2, s4 } from "../../playground/sample-cases.ts";
import { type Answers, emptyExample, type Example, noAnswers } from "../../src/domain/answers.ts";
import { hasCardNumber } from "../../src/domain/card-numbers.ts";
import { hasSecret } from "../../src/domain/secrets.ts";
import { sensitiveAnswers } from "../../src/domain/sensitive.ts";

/** What should not be passed on by mistake is found; what only looks like it is left alone. */

/** In two pieces, so that no scanner of this repository takes it for a leaked one. */
const token = (start: string, rest: string) => `${start}${rest}`;

describe("a card number", () => {
  test.each([
    ["Visa", "4111111111111111"],
    ["Visa, in groups", "4111 1111 1111 1111"],
    ["Visa, with dashes", "paid with 4012-8888-8888-1881, twice"],
    ["Visa, with the expiry date", "4111 1111 1111 1111 12/28 123"],
    ["Visa, after a date", "16.11.2026 10.30 4111 1111 1111 1111"],
    ["Visa, at the end of a sentence", "The card was 4111 1111 1111 1111."],
    ["Visa of 13 digits, in groups", "4222 222 222 222"],
    ["Visa, with wide and invisible spaces", "4111\u00a01111\u200b 1111\u202f1111"],
    ["Mastercard", "5555555555554444"],
    ["Mastercard of the second series", "2223 0031 2200 3222"],
    ["American Express", "378282246310005"],
    ["American Express, in groups", "3782 822463 10005"],
    ["Discover", "6011 1111 1111 1117"],
    ["Diners Club, in groups", "3056 930902 5904"],
    ["JCB", "3530111333300000"],
    ["UnionPay", "6200000000000005"],
    ["Elo", "6362 9700 0045 7013"],
    ["Hipercard", "6062826786276634"],
    ["in JSON", '{"cc_number":"4111111111111111","cvv":"123"}'],
    ["in a query", "?card=4111111111111111&step=2"],
    ["over two lines", "4111 1111\n1111 1111"],
    ["in groups, whatever the word before it says", "order 4111 1111 1111 1111"],
  ])("is found: %s", (_, text) => {
    expect(hasCardNumber(text)).toBe(true);
  });

  test.each([
    ["a wrong check digit", "4111 1111 1111 1112"],
    ["no issuer", "9999 9999 9999 9995"],
    ["no issuer of that length", "4111 1111 1111 116"],
    ["an order number of Adobe Commerce", "order #000018233"],
    ["an order number that would pass", "order #4111111111111111"],
    ["an order number by its name", "Pedido nº 4111111111111111"],
    ["an order number in a payload", '"order_id":"4111111111111111"'],
    ["a tracking number", "tracking: 4111111111111111"],
    ["a number after a hash", "#4111111111111111"],
    ["an address", "https://shop.test/sales/order/view/4111111111111111/"],
    ["a bar code", "4006381333931"],
    ["a bar code that passes as a card", "4222222222222"],
    ["a CNPJ in digits", "36123456000189"],
    ["Diners Club without groups, which may be a CNPJ", "30569309025904"],
    ["a Slack message", "1763800000.000100"],
    ["a moment in milliseconds", "1763899200000"],
    ["a phone number", "+55 11 91234-5678"],
    ["days in a row", "2026-11-16 2026-11-17 2026-11-18"],
    ["the key of a Brazilian invoice", "3519 0112 4111 1111 1111 1111 5500 1000 0012 3412 3456"],
    ["a commit", "4111111111111111abcdef0123456789abcdef01"],
    ["a part number", "NWD-4111111111111111"],
    ["a number with more digits", "41111111111111110000"],
    ["an account number", "DE89 3704 0044 0532 0130 00"],
    ["money", "R$ 4.111.111.111.111.111,00 of debt"],
    ["nothing", ""],
  ])("is not seen in %s", (_, text) => {
    expect(hasCardNumber(text)).toBe(false);
  });

  test("is found whatever stands around it, as long as that is no part of a word or number", () => {
    const around = fc.string({ unit: fc.constantFrom(...Array.from("ab ,;()!?\n\"'é中")), maxLength: 40 });
    fc.assert(
      fc.property(around, around, (before, after) => {
        expect(hasCardNumber(`${before} 4012 8888 8888 1881 ${after}`)).toBe(true);
      }),
    );
  });
});

describe("a secret", () => {
  test.each([
    ["a Slack token", token("xox", "b-2345678901-abcdefghij")],
    ["a Slack app token", token("xap", "p-1-A0READY01-234567")],
    ["an AWS key", `id ${token("AKI", "AIOSFODNN7EXAMPLE")}`],
    ["a GitHub token", token("gh", "p_16C7e42F292c6912E7710c838347Ae178B4a")],
    ["a fine-grained GitHub token", token("github", "_pat_11ABCDEFG0abcdefghijkl_more")],
    ["a GitLab token", token("glp", "at-Ab3dEf6hIj9kLmNoPqRs")],
    ["a Google key", token("AIz", "aSyA1234567890abcdefghijklmnopqrstuv")],
    ["a payment key", token("sk_", "live_4eC39HqLyjWDarjtT1zdp7dc")],
    ["a JSON web token", token("ey", "JhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmN")],
    ["a header", "Authorization: Bearer 8f14e45fceea167a5a36dedd4bea2543"],
    ["a basic header", "authorization: basic dXNlcjpwYXNzd29yZDE="],
    ["a private key", "-----BEGIN RSA PRIVATE KEY-----"],
    ["a private key of OpenSSH", "-----BEGIN OPENSSH PRIVATE KEY-----"],
    ["a password", "password=hunter2"],
    ["a password of the database", "DB_PASSWORD = correct"],
    ["a password in PHP", "'password' => 's3cret'"],
    ["a password in JSON", '{"password": "Magento123"}'],
    ["a password that somebody tells", "Password: Magento123"],
    ["a password in Portuguese", "senha: abc12345"],
    ["a password of digits", "Senha: 123456"],
    ["a key in Portuguese", "Chave secreta=abcd"],
    ["a token in an address", "https://shop.test/reset?token=9f86d081884c7d65"],
  ])("is found: %s", (_, text) => {
    expect(hasSecret(text)).toBe(true);
  });

  test.each([
    ["the talk of one", "The customer cannot reset their password: the page stays blank"],
    ["the talk of one in Portuguese", "Senha: o cliente não recebe o e-mail"],
    ["the talk of a token", "The token expired, and the new token is refused"],
    ["the name of a header", "Bearer authentication is missing"],
    ["a hidden one", "password=******"],
    ["a placeholder", "password=<your password>, token: $TOKEN_1234"],
    ["one taken out", "password: [removed 2026]"],
    ["none", "password=null&token=undefined"],
    ["where one is kept", "Password: https://vault.test/item/42"],
    ["the word inside another", "xpassword=hunter2, tokenizer=fast"],
    ["the start of a token", token("xox", "b-1")],
    ["a public key", "-----BEGIN PUBLIC KEY-----"],
    ["words that begin alike", "AKIA is a town, eyJunk is no word"],
    ["a commit", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b"],
  ])("is not seen in %s", (_, text) => {
    expect(hasSecret(text)).toBe(false);
  });
});

const one = "joana.silva@mail.test.br";
const withExample = (given: Partial<Example>): Answers => ({
  ...noAnswers,
  examples: [{ ...emptyExample(1), ...given }],
});
const kindsAt = (answers: Answers) => sensitiveAnswers(answers).map(({ field, kinds }) => [field, ...kinds]);

describe("an email address", () => {
  test.each(["ex_where", "ex_expected", "ex_actual", "ex_impact"] as const)(
    "in %s may be a shopper's",
    (field) => {
      expect(kindsAt(withExample({ [field]: `The order of ${one} is lost` }))).toEqual([[field, "email"]]);
    },
  );

  test.each(["summary", "outcome"] as const)("in %s may be a shopper's", (field) => {
    expect(kindsAt({ ...noAnswers, [field]: one })).toEqual([[field, "email"]]);
  });

  test("of the partner is in its place where the partner is named", () => {
    const told: Answers = {
      ...noAnswers,
      contacted: "yes_written",
      who_how: `Priya, ${one}`,
      response_state: "unclear",
      response_quote: `Soon. ${one}`,
      partner_view: one,
      scope_status: "reread",
      scope_ref: `Mail of ${one}`,
    };
    expect(sensitiveAnswers(told)).toEqual([]);
    expect(sensitiveAnswers(withExample({ ex_told: one }))).toEqual([]);
  });

  test("of the partner may then be anywhere", () => {
    const actual = { ex_actual: `${one.toUpperCase()} promised a fix` };
    const contact = { contacted: "yes_written", who_how: `Priya, ${one}` } as const;
    expect(sensitiveAnswers({ ...withExample(actual), ...contact })).toEqual([]);
    expect(sensitiveAnswers(withExample({ ...actual, ex_told: `${one}, 3 Nov` }))).toEqual([]);
    expect(kindsAt(withExample(actual))).toEqual([["ex_actual", "email"]]);
  });

  test.each([
    "git@github.com:acme/store.git",
    "noreply@acme.com",
    "suporte@northwind.com.br",
    "someone@example.com",
    "lodash@4.17.21",
    "@channel and @casey",
    "root@localhost",
    "a@b",
  ])("is not seen in “%s”", (text) => {
    expect(sensitiveAnswers(withExample({ ex_actual: text }))).toEqual([]);
  });
});

describe("answers", () => {
  test("are told by field and example, in the order of the form, each kind once", () => {
    const answers: Answers = {
      ...noAnswers,
      summary: "password=hunter2 for 4111 1111 1111 1111",
      examples: [
        { ...emptyExample(3), ex_told: "4111 1111 1111 1111 and 5555 5555 5555 4444" },
        { ...emptyExample(7), ex_where: one, ex_actual: "senha=abcd" },
      ],
    };
    expect(sensitiveAnswers(answers)).toEqual([
      { field: "summary", step: "situation", example: null, kinds: ["card_number", "secret"] },
      { field: "ex_where", step: "examples", example: 2, kinds: ["email"] },
      { field: "ex_actual", step: "examples", example: 2, kinds: ["secret"] },
      { field: "ex_told", step: "examples", example: 1, kinds: ["card_number"] },
    ]);
  });

  test("that are hidden are not looked at", () => {
    const hidden: Answers = { ...noAnswers, contacted: "no_chance", response_quote: "password=hunter2" };
    expect(sensitiveAnswers(hidden)).toEqual([]);
  });

  test.each([
    ["S1", s1],
    ["S2", s2],
    ["S4", s4],
  ])("of the sample %s raise no alarm", (_, { answers }) => {
    expect(sensitiveAnswers(answers)).toEqual([]);
  });

  test("never show what was found", () => {
    const secret = "4012888888881881";
    expect(JSON.stringify(sensitiveAnswers(withExample({ ex_actual: secret })))).not.toContain(secret);
  });
});

describe("hostile text", () => {
  const shapes: readonly (readonly [string, (size: number) => string])[] = [
    ["the sample", (size) => hostileText.repeat(Math.ceil(size / hostileText.length)).slice(0, size)],
    ...[
      "1",
      "4",
      "1 ",
      "4111 ",
      "4-",
      "1/",
      "1a",
      "order ",
      "order_id",
      "order number ",
      "#",
      "a@",
      "a.",
      "a@a.",
      "%",
      "eyJ",
      "eyJaaaaaaaa.",
      "bearer ",
      "bearer a",
      "password",
      "password=",
      "password : ",
      "xoxb-",
      "-----BEGIN ",
      "senha:a",
      "\u200b",
      "\u0301",
      "\ud83d",
    ].map((piece): readonly [string, (size: number) => string] => [
      JSON.stringify(piece),
      (size) => piece.repeat(Math.ceil(size / piece.length)).slice(0, size),
    ]),
  ];
  const look = (text: string) => sensitiveAnswers(withExample({ ex_actual: text }));
  const timeFor = (text: string) => {
    const rounds = [1, 2, 3, 4, 5].map(() => busyMs(() => look(text)));
    return Math.min(...rounds);
  };

  test.each(shapes)("eight times as much of %s takes about eight times as long", (_, textOf) => {
    // A pattern that goes back over what it has read would take sixty-four times as long; a moment is added to both,
    // so that what takes no time at all is not compared.
    const moment = 1;
    expect(timeFor(textOf(24_000)) + moment).toBeLessThan((timeFor(textOf(3000)) + moment) * 24);
  });

  test("never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        look(text);
      }),
    );
  });
});
