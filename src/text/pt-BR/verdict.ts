import type { Cap, ExampleTest, GapCode, Level } from "../../domain/verdict.ts";
import type { Words } from "../catalog.ts";
import type { Concern, GapWords } from "../en/verdict.ts";

const levels: Record<Level | "partner_first", string> = {
  ready: "Pronto",
  almost_ready: "Quase pronto",
  not_ready: "Ainda não está pronto",
  partner_first: "Parceiro primeiro",
};

/** What to look for in the scope document. */
const lookFor: Partial<Record<Concern, string>> = {
  missed_deliverable: "a entrega que falta",
  late: "o prazo combinado",
  quality: "os critérios de aceite",
  unresponsive: "em quanto tempo o parceiro deve responder",
  cost_or_change: "o que diz sobre custos e mudanças",
  people_or_skills: "quem faria o trabalho",
  handover_or_access: "o que diz sobre acessos e transição",
};

/** `short` is read after “Falta”. */
const gaps: Record<GapCode, GapWords> = {
  scope_not_reread: {
    short: () => "reler o documento de escopo",
    ask: ({ document, documentLost, concern }) => {
      const what = (concern && lookFor[concern]) ?? "o que foi combinado";
      return documentLost
        ? `Peça uma cópia do documento de escopo a quem assinou e procure ${what}. Anote a seção, mesmo que ela diga não.`
        : `Abra ${document || "o documento de escopo"} e procure ${what}. Anote a seção, mesmo que ela diga não.`;
    },
  },
  scope_document_missing: {
    short: () => "qual é o documento de escopo",
    ask: () => "Diga o nome e a versão do documento de escopo, ou cole um link.",
  },
  scope_clause_missing: {
    short: () => "a cláusula ou entrega",
    ask: () => "Qual seção ou entrega está em jogo? O número e um trecho curto bastam.",
  },
  scope_change_unweighed: {
    short: () => "o efeito da mudança no prazo",
    ask: () => "O trabalho extra tinha prazo? Uma linha com os dias a mais.",
  },
  scope_change_unsure: {
    short: () => "saber se o escopo mudou",
    ask: () => "Algo foi incluído no escopo desde a assinatura? Procure solicitações de mudança.",
  },
  partner_not_told: {
    short: ({ partner }) => `avisar ${partner}`,
    ask: ({ partner }) =>
      `Quando quiser: avise ${partner} por escrito. Duas linhas bastam; depois, conte aqui.`,
  },
  partner_not_in_writing: {
    short: () => "um registro escrito da conversa",
    ask: ({ partner }) =>
      `Você falou com ${partner}, mas não por escrito. Um e-mail de duas linhas basta; depois, conte aqui e informe o assunto.`,
  },
  partner_contact_date: {
    short: ({ partner }) => `quando ${partner} soube`,
    ask: ({ partner }) => `Quando você falou pela primeira vez com ${partner}? O dia basta.`,
  },
  partner_who_how: {
    short: () => "quem soube e onde está registrado",
    ask: () => "Com quem você falou e onde está registrado? Um nome e o assunto do e-mail, chamado ou link.",
  },
  partner_answer_missing: {
    short: ({ partner }) => `o que ${partner} respondeu`,
    ask: ({ partner }) => `O que ${partner} respondeu? Nada até agora também é resposta.`,
  },
  partner_words_missing: {
    short: ({ partner }) => `as palavras de ${partner}`,
    ask: ({ partner }) => `Pode colar a resposta de ${partner}? As palavras deles ajudam mais que um resumo.`,
  },
  plan_date_missing: {
    short: () => "a data prometida",
    ask: ({ partner }) => `Que data ${partner} deu?`,
  },
  example_missing: {
    short: ({ example }) => (example === 1 ? "um exemplo com data" : "mais um exemplo"),
    ask: ({ example }) =>
      example === 1
        ? "Adicione um exemplo com data: o que deveria ter acontecido, o que aconteceu, onde se pode ver."
        : "Adicione mais um exemplo: as mesmas perguntas, outro dia.",
  },
  example_date: {
    short: ({ example }) => `o dia do exemplo ${example}`,
    ask: ({ example }) => `Quando ocorreu o exemplo ${example}? O dia basta.`,
  },
  example_expected_actual: {
    short: ({ example }) => `o esperado e o ocorrido no exemplo ${example}`,
    ask: ({ example }) =>
      `No exemplo ${example}, diga o que deveria ter acontecido e o que aconteceu, uma frase para cada.`,
  },
  example_where: {
    short: ({ example }) => `onde ver o exemplo ${example}`,
    ask: ({ example }) => `Onde a Adobe pode ver o exemplo ${example}: link, chamado ou número do pedido?`,
  },
  example_impact: {
    short: ({ example }) => `quanto custou o exemplo ${example}`,
    ask: ({ example }) => `Mais ou menos quantos pedidos, horas ou dias o exemplo ${example} custou?`,
  },
  example_told: {
    short: ({ example }) => `quem soube do exemplo ${example}`,
    ask: ({ example }) => `Quem, no parceiro, soube do exemplo ${example}, e quando?`,
  },
  ask_missing: {
    short: () => "o pedido",
    ask: () => "Se o CSM pudesse fazer uma coisa, qual seria?",
  },
  outcome_missing: {
    short: () => "como saber que está resolvido",
    ask: () => "Como você saberá que está resolvido? Um resultado que você e o parceiro possam conferir.",
  },
  need_by_missing: {
    short: () => "a data-limite",
    ask: () => "Até que data precisa estar resolvido?",
  },
};

const caps: Record<Cap, string> = {
  no_passing_example:
    "Nenhum exemplo está completo ainda: o dia, o que se esperava, o que aconteceu, onde ver.",
  scope_not_reread: "O documento de escopo ainda não foi relido.",
  tell_partner_now:
    "A data está próxima, então o caso pode seguir, mas o parceiro precisa ser avisado agora.",
};

const strengths: Words["verdict"]["strengths"] = {
  scope_reread: () => "Você releu o documento de escopo.",
  no_scope_document: () => "Está claro que não existe documento de escopo.",
  clause_named: () => "A cláusula ou entrega em jogo está indicada.",
  change_weighed: () => "Está claro o que mudou no escopo, se algo mudou.",
  told_in_writing: ({ partner }) => `${partner} recebeu aviso por escrito.`,
  partner_had_chance: ({ partner }) => `${partner} já teve chance de responder.`,
  partner_words_kept: ({ partner }) => `As palavras de ${partner} estão registradas.`,
  examples_complete: ({ examples }) =>
    examples === 1 ? "Um exemplo completo." : `${examples} exemplos completos.`,
  impact_measured: () => "O custo está em números.",
  ask_clear: () => "Está claro o que você pede.",
};

const partnerFirst: Words["verdict"]["partnerFirst"] = {
  partner_fixed: ({ partner }) =>
    `Você diz que ${partner} já resolveu. Se é assim, este caso foi evitado: encerre, e ninguém mais é avisado.`,
  partner_not_told: ({ partner, date }) =>
    `${partner} ainda não teve chance de responder. Escreva primeiro para eles; a mensagem está pronta. Se você enviar hoje e não houver resposta até ${date}, o caso pode ir ao CSM.`,
  reply_window_open: ({ partner, date }) =>
    `${partner} já soube, mas ainda não teve tempo de responder. Se não houver resposta, o caso pode ir ao CSM a partir de ${date}.`,
  plan_not_due: ({ partner, date }) =>
    `${partner} deu uma data a você. Se ela não for cumprida, o caso pode ir ao CSM a partir de ${date}.`,
};

const exampleTests: Record<ExampleTest, string> = {
  date: "data",
  expected_and_actual: "o que se esperava e o que aconteceu",
  where: "onde ver",
  impact: "custo em números",
  told: "quem foi avisado",
};

/** The verdict in words, and what is missing, in the same words wherever it is said. */
export const verdict: Words["verdict"] = {
  levels,
  levelSays: {
    ready: "Está completo para o CSM. Confira o resumo e envie.",
    almost_ready: (gapCount) =>
      gapCount <= 1
        ? "Falta uma resposta para evitar idas e vindas:"
        : `Faltam ${gapCount === 2 ? "duas" : "algumas"} respostas para evitar idas e vindas:`,
    not_ready: "O CSM ainda não conseguiria agir. Comece pelo primeiro destes itens:",
  },
  gaps,
  caps,
  strengths,
  partnerFirst,
  exampleTests,
  goodHeading: "O que está bom",
  nextHeading: "O que um CSM ainda perguntaria",
  brings: (points, minutes) => {
    const time = `cerca de ${minutes} min`;
    if (points < 1) return time;
    return points === 1 ? `+1 ponto, ${time}` : `+${points} pontos, ${time}`;
  },
  score: (score) => `${score} de 100 pontos · critérios, versão 1`,
  bypass: "Sua data está próxima, então o caso não precisa esperar o parceiro.",
};
