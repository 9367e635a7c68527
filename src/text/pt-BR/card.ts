import type { Closing } from "../../domain/escalation.ts";
import type { Words } from "../catalog.ts";

const closings: Record<Closing, string> = {
  resolved: "Resolvido",
  plan_agreed: "Plano combinado",
  withdrawn: "Retirado por quem abriu o caso",
  avoided: "Evitado",
  not_ours: "Fora do nosso alcance",
  declined: "Recusado",
};

/** The card in the CSM channel, its evidence, and what the requester keeps of it. The card is “o resumo”: “cartão” is what people pay with. */
export const card: Words["card"] = {
  lines: { what: "O quê", cost: "Custo", told: "Contato", ask: "Pedido", missing: "Falta" },
  level: (level, partner) => `${level} · ${partner}`,
  overridden: "Enviado antes de o parceiro poder responder",
  told: {
    yes_written: "por escrito",
    yes_verbal: "verbalmente",
    not: "O parceiro ainda não foi avisado",
    on: (date, how) => `${date}, ${how}`,
    undated: (how) => `${how}, sem data`,
    plan: (answer, date) => `${answer}: ${date}`,
  },
  askBy: (ask, date) => `${ask}, até ${date}`,
  noAsk: "Ainda não informado",
  examples: (count) => {
    if (count === 0) return "nenhum exemplo completo";
    return count === 1 ? "1 exemplo completo" : `${count} exemplos completos`;
  },
  scope: {
    reread: "escopo relido",
    not_reread: "escopo não relido",
    cant_find: "escopo não encontrado",
    none_exists: "sem escopo",
    unanswered: "escopo não informado",
  },
  edition: {
    cloud: "Infraestrutura em nuvem",
    onprem: "On-premises (local)",
    managed: "Managed Services",
    accs: "Adobe Commerce as a Cloud Service",
    aco: "Adobe Commerce Optimizer",
    magento_open_source: "Magento Open Source",
  },
  older: "anterior",
  tier: {
    standard: "suporte padrão",
    extended: "suporte estendido",
    security_only: "só correções de segurança",
    ended: "suporte encerrado",
  },
  caveats: {
    bypass: (date) => `Há uma data fixa próxima (${date}), então o caso não precisa esperar o parceiro.`,
    override: (reason, sentence) => `Enviado antes de o parceiro poder responder. ${reason}: “${sentence}”`,
    anyway: (sentence) => `Enviado como está: “${sentence}”`,
    extended: (asOf) => `Esta versão está em suporte estendido (datas de ${asOf}).`,
    security_only: (asOf) => `Esta versão só recebe correções de segurança (datas de ${asOf}).`,
    ended: (asOf) =>
      `O Suporte da Adobe não aceita novos chamados para esta versão (datas de ${asOf}). Uma conversa sobre o parceiro ainda é possível; traga um plano de atualização.`,
    not_listed:
      "A lista da Adobe fala de infraestrutura em nuvem e on-premises (local); esta edição não é nenhuma das duas.",
    verbal_change: "Houve trabalho incluído sem registro.",
    language: (language) => `Escrito em ${language}.`,
  },
  languages: { en: "inglês", "pt-BR": "português" },
  status: {
    acknowledged: (name) => `${name} está com o caso.`,
    closed: (how) => `${how}.`,
    closings,
    returned: "Devolvido a quem abriu o caso.",
    waiting_partner: "Aguardando o parceiro.",
  },
  withdrawConfirm: {
    title: "Retirar este caso?",
    text: "O resumo fica no canal e diz que você retirou o caso. O CSM não vai trabalhar nele.",
    confirm: "Retirar",
    deny: "Manter aberto",
  },
  evidence: {
    heading: (name, part) =>
      part === 1 ? `${name}: as respostas na íntegra` : `${name}: as respostas, parte ${part}`,
    reports: "Relato da loja, em suas próprias palavras.",
    score: (score, rubric) => `${score} de 100 pontos (critérios, versão ${rubric})`,
    breakdown: {
      scope: "Escopo",
      partner: "Comunicação com o parceiro",
      examples: "Exemplos",
      ask: "Impacto e pedido",
    },
    of: (points, most) => `${points} de ${most}`,
    missingHeading: "Ainda falta",
    nothingMissing: "Não falta nada.",
    continued: "continuação",
    continues: "Continua na minha próxima mensagem nesta thread.",
    continuesHere: "Continua aqui",
    empty: "As respostas ficaram mais curtas; esta parte agora está vazia.",
  },
  receipt: {
    sent: (name, channel) => `${name} foi enviado para ${channel}.`,
    posting: (name, channel) => `${name} está salvo e a caminho de ${channel}.`,
    link: "Abrir o resumo",
    next: {
      open: "Agora é com um CSM, que responde na thread do resumo. Eu aviso quando alguém assumir.",
      acknowledged: (who) => `${who} está com o caso e responde na thread do resumo.`,
      returned: "O caso voltou para você. A thread do resumo diz o que se pede.",
      waiting_partner: "O caso aguarda o parceiro.",
      closed: (how) => `O caso está encerrado: ${how.toLowerCase()}.`,
    },
    asSent: "Como está agora",
    cutHere: (command) => `Cortei aqui para caber. ${command} mostra tudo.`,
  },
  acknowledgedNotice: (who, name) => `${who} assumiu ${name} e vai responder na thread do resumo.`,
};
