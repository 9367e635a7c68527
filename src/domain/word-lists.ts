/**
 * The words rubric 1 looks for, English and Brazilian Portuguese. They match whatever their case, with and without
 * accents, and as whole words. One list a meaning, so that a word is added in one place.
 */

/** Texts that only fill a box, when they are the whole text. */
export const placeholders = [
  "n/a",
  "na",
  "none",
  "nil",
  "test",
  "teste",
  "todo",
  "tbd",
  "nenhum",
  "nenhuma",
  "nao sei",
  "nada",
] as const;

/** Parts of a contract: a text that names one says where it is written. */
export const clauseWords = [
  ...[
    "section",
    "clause",
    "item",
    "deliverable",
    "annex",
    "appendix",
    "milestone",
    "story",
    "requirement",
    "req",
  ],
  ...["sow", "acceptance"],
  ...["seção", "cláusula", "entrega", "anexo", "marco", "requisito", "aceite"],
] as const;

/** Things that carry a number by which they are found again. */
export const numberedThings = [
  ...["order", "orders", "pedido", "pedidos", "case", "cases", "caso", "casos"],
  ...["ticket", "tickets", "chamado", "chamados", "PR", "pull request", "quote", "invoice", "SKU", "build"],
] as const;

/** Conversations that are found again by their date. */
export const conversations = [
  ...["email", "e-mail", "minutes", "meeting", "message", "call"],
  ...["ata", "reunião", "mensagem", "ligação"],
] as const;

export const currencySigns = ["$", "€", "£"] as const;
export const currencyCodes = ["R$", "US$", "USD", "BRL", "EUR", "GBP"] as const;

/** What is counted when a cost is named. The percent sign is a unit too, but not a word. */
export const units = [
  ...["k", "mil", "hour", "hours", "hora", "horas", "h", "minute", "minutes", "min", "minuto", "minutos"],
  ...["day", "days", "dia", "dias", "week", "weeks", "semana", "semanas", "month", "months", "mês", "meses"],
  ...["order", "orders", "pedido", "pedidos", "user", "users", "usuário", "usuários"],
  ...["customer", "customers", "cliente", "clientes", "buyer", "buyers", "comprador", "compradores"],
  ...[
    "sku",
    "skus",
    "product",
    "products",
    "produto",
    "produtos",
    "ticket",
    "tickets",
    "chamado",
    "chamados",
  ],
  ...["people", "pessoas", "staff", "store", "stores", "loja", "lojas", "sprint", "sprints"],
  ...["cart", "carts", "carrinho", "carrinhos", "reais", "dollar", "dollars", "dólares", "euro", "euros"],
] as const;

export const roles = [
  ...["PM", "CTO", "CEO", "COO", "project manager", "account", "lead", "director", "manager", "engineer"],
  ...["architect", "owner", "gerente", "líder", "diretor", "diretora", "arquiteto"],
  ...["coordenador", "coordenadora", "sócio", "sócia"],
] as const;

/** Months as people abbreviate or write them: they make a date, not a reference. */
export const months = [
  ...["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"],
  ...["fev", "abr", "mai", "ago", "set", "out", "dez"],
  ...["january", "february", "march", "april", "june", "july", "august", "september", "october", "november"],
  ...["december", "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro"],
  ...["outubro", "novembro", "dezembro"],
] as const;
