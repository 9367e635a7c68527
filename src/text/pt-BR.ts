import type { Words } from "./catalog.ts";
import { en } from "./en.ts";
import { controls } from "./pt-BR/controls.ts";
import { form } from "./pt-BR/form.ts";

/** Brazilian Portuguese. */
export const ptBR: Words = { ...en, form, controls };
