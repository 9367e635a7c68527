/**
 * The words that rubric 1, the warnings and the tips look for, English and Brazilian Portuguese. They match whatever
 * their case, with and without accents, and as whole words. One list a meaning, so that a word is added in one place.
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

/** What a long number may be the number of, besides a payment card. */
export const numbersOfOtherThings = [
  ...numberedThings,
  ...["ean", "gtin", "upc", "imei", "tracking", "transaction", "account", "id"],
  ...["rastreio", "rastreamento", "transação", "conta", "nota", "boleto", "protocolo"],
] as const;

/** What a text calls something that is to be kept secret, before an equals sign or a colon. */
export const secretNames = [
  ...["password", "passwd", "pwd", "passphrase", "secret", "token", "api key", "api_key", "apikey"],
  ...["access_token", "refresh_token", "client_secret", "secret_key", "private_key", "access key"],
  ...["senha", "chave de api", "chave secreta", "segredo"],
] as const;

/** Addresses of no person: before the @. */
export const roleAddresses = [
  ...["admin", "billing", "contact", "git", "hello", "help", "info", "mailer-daemon", "no-reply", "noreply"],
  ...["office", "orders", "postmaster", "root", "sales", "security", "service", "support", "system", "team"],
  ...["ajuda", "atendimento", "comercial", "contato", "financeiro", "naoresponda", "nao-responda"],
  ...["pedidos", "sac", "suporte", "vendas"],
] as const;

/** Words that say always or never where a date or a number would say more. */
export const absoluteWords = [
  ...["always", "never", "constantly", "every time", "all the time", "nothing works", "everything is broken"],
  ...["sempre", "nunca", "jamais", "constantemente", "toda hora", "o tempo todo", "toda vez"],
  ...["nada funciona", "tudo quebrado"],
] as const;

/** Words that judge people rather than say what happened. */
export const judgingWords = [
  ...["incompetent", "incompetence", "liar", "liars", "lying", "lazy", "useless", "unprofessional", "stupid"],
  ...["idiot", "idiots", "clueless", "amateur", "amateurs", "scam", "scammers", "careless", "dishonest"],
  ...["incompetente", "incompetentes", "incompetência", "mentiroso", "mentirosa", "mentirosos", "mentindo"],
  ...["preguiçoso", "preguiçosos", "inútil", "inúteis", "antiprofissional", "idiota", "idiotas", "burro"],
  ...["burros", "amador", "amadores", "golpe", "golpista", "golpistas", "picareta", "picaretas"],
  ...["desonesto", "desonestos", "irresponsável", "irresponsáveis"],
] as const;
