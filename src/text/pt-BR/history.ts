import { withFullStop } from "../punctuation.ts";
import type { Words } from "../catalog.ts";

const quoted = (said: string) => (said === "" ? "." : `: “${said}”`);
const judged = (verdict: string) => (verdict === "" ? "." : `: ${verdict}.`);
const to = (what: string) => (what === "" ? "" : ` em “${what}”`);

const events: Words["history"]["events"] = {
  sent: ({ who, verdict }) => `${who} enviou o caso aos CSMs${judged(verdict)}`,
  waiting: ({ who, verdict }) => `${who} deixou o caso aguardando o parceiro${judged(verdict)}`,
  acknowledged: ({ who }) => `${who} assumiu o caso.`,
  evidence_added: ({ who, what, verdict }) => `${who} completou respostas${to(what)}${judged(verdict)}`,
  person_erased: () => "Alguém que participou foi apagado, com o que escreveu.",
  withdrawn: ({ who }) => `${who} retirou o caso.`,
  avoided: ({ who, said }) => `${who} encerrou o caso como evitado${quoted(said)}`,
  card_posted: ({ who }) => `${who} publicou o resumo.`,
  nudge_set_out: ({ who, isQuestion }) =>
    isQuestion ? `${who} preparou a pergunta sobre o parceiro.` : `${who} preparou um lembrete.`,
  nudged: ({ who, nth, where, isQuestion }) =>
    isQuestion
      ? `${who} perguntou${where} o que houve com o parceiro.`
      : `${who} enviou o lembrete ${nth}${where}.`,
  nudge_withdrawn: ({ who, why, isQuestion }) =>
    `${who} cancelou ${isQuestion ? "uma pergunta" : "um lembrete"} antes de publicar: ${why}.`,
  snoozed: ({ who }) => `${who} adiou o próximo lembrete.`,
  reminders_stopped: ({ who }) => `${who} parou os lembretes.`,
  parked: ({ who, why }) => `${who} deixou o caso em espera: ${why}.`,
  reopened: ({ who }) => `${who} reabriu o caso, que estava em espera.`,
  reopening_over: () => "O prazo para reabrir o caso em espera acabou.",
  handed_over: ({ who, whom }) => `${who} passou o caso para ${whom}.`,
  question_asked: ({ who, said }) => `${who} fez uma pergunta a quem abriu o caso${quoted(said)}`,
  question_answered: ({ who, said }) => `${who} respondeu à pergunta${quoted(said)}`,
  returned: ({ who, said }) => `${who} devolveu o caso a quem o abriu${quoted(said)}`,
  sent_again: ({ who }) => `${who} enviou o caso de novo.`,
  resolved: ({ who, what, where, said }) =>
    [`${who} encerrou o caso: ${what.toLowerCase()}.`, where, said === "" ? "" : `“${said}”`]
      .filter((part) => part !== "")
      .join(" "),
  closed_reopened: ({ who }) => `${who} reabriu o caso, que estava encerrado.`,
  co_owner_added: ({ who, whom }) => `${who} incluiu ${whom} do lado de quem abriu o caso.`,
  taken_over: ({ who, whom }) => `${who} passou a responder pelo caso no lugar de ${whom}.`,
  chase_set_out: ({ who }) => `${who} preparou o aviso de que ninguém tinha assumido o caso.`,
  chase_put_off: ({ who }) =>
    `${who} adiou o aviso de que ninguém tinha assumido o caso: estava fora do horário de trabalho.`,
  chased: ({ who, called }) => {
    if (called === "requester") return `${who} avisou a quem abriu o caso que ninguém o tinha assumido.`;
    return called === "csms"
      ? `${who} chamou os CSMs: ninguém tinha assumido o caso.`
      : `${who} chamou quem substitui os CSMs: ninguém tinha assumido o caso.`;
  },
  proof_added: ({ who, what, verdict }) => `${who} incluiu uma mensagem${to(what)}${judged(verdict)}`,
  proof_edited: ({ who, what, verdict }) =>
    `${who} editou uma mensagem que estava incluída${to(what)}${judged(verdict)}`,
  proof_deleted: ({ who, what, verdict }) =>
    `${who} apagou uma mensagem que estava incluída${to(what)}${judged(verdict)}`,
  channel_moved: () => "O Slack deu outro id ao canal, e o caso acompanhou.",
  delivery_parked: ({ what, why }) => `Retido: ${what}, porque ${withFullStop(why)}`,
  delivery_resumed: ({ what }) => `Não está mais retido: ${what}.`,
  card_reposted: ({ who }) => `${who} publicou o resumo de novo, porque ele tinha sido apagado no Slack.`,
};

/** The story of a case, event by event. */
export const history: Words["history"] = {
  heading: (name) => `A história de ${name}`,
  times: (zone) => `Do mais antigo ao mais recente. Os horários são os de ${zone}.`,
  olderLeftOut: (count) =>
    count === 1
      ? "Um passo mais antigo ficou de fora aqui."
      : `${count} passos mais antigos ficaram de fora aqui.`,
  bot: "O bot",
  somebody: "Alguém",
  verdict: (level, score) => `${level}, ${score} de 100 pontos`,
  score: (score) => `${score} de 100 pontos`,
  places: { thread: " na thread do resumo", dm: " por mensagem direta" },
  events,
  steps: {
    situation: "Situação",
    scope: "Escopo",
    partner: "Comunicação com o parceiro",
    examples: "Exemplos",
    ask: "Seu pedido",
  },
  messages: {
    card: "o resumo",
    evidence: "as respostas na thread",
    receipt: "a cópia do caso para quem o abriu",
    case_notice: "o aviso a quem abriu o caso",
    step_note: "uma nota na thread",
    question: "uma pergunta a quem abriu o caso",
    question_note: "uma nota sobre uma pergunta",
    answer: "a resposta a uma pergunta",
    chase: "a chamada por um CSM",
    unclaimed_notice: "o aviso de que ninguém tinha assumido o caso",
    nudge: "um lembrete",
    nudge_note: "uma nota sobre um lembrete",
    thanks: "o agradecimento por uma resposta",
    ready_notice: "o aviso de que o caso está pronto",
    parked_notice: "o aviso de que o caso ficou em espera",
    stuck_notice: "o aviso de que uma mensagem ficou retida",
    brief: "uma síntese",
  },
  heldUp: {
    not_in_channel: "o bot não estava no canal",
    channel_not_found: "o canal não foi encontrado",
    is_archived: "o canal estava arquivado",
    missing_scope: "faltava uma permissão ao bot",
    token_revoked: "o Slack não aceitava o token do bot",
    restricted: "o bot não podia publicar lá",
    person_gone: "a pessoa tinha saído do workspace",
    message_deleted: "foi apagado de novo no Slack",
    defect: "o Slack recusou a mensagem por uma falha do bot",
  },
  takenBack: {
    moot: "não era mais necessário",
    not_now: "chegaria fora do horário de trabalho",
    refused: "o Slack não aceitou",
  },
};
