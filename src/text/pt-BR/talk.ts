import type { Refusal } from "../../domain/case-moves.ts";
import type { NudgingRefusal } from "../../domain/nudging-moves.ts";
import type { Words } from "../catalog.ts";

const refusals: Record<Refusal | NudgingRefusal, string> = {
  outsider:
    "Só pessoas do workspace que usa este bot, e de organizações em que ele confia, podem fazer isso. Você pode acompanhar e responder na thread.",
  only_requester: "Só quem abriu este caso pode fazer isso. Você pode responder na thread.",
  only_csm:
    "Só um CSM pode fazer isso. Se for o seu papel, peça a quem administra o workspace para incluir você no grupo de CSMs.",
  only_owners:
    "Só quem abriu este caso, e colegas que essa pessoa incluiu, podem fazer isso. Você pode responder na thread.",
  only_owners_or_csm: "Só quem abriu o caso, colegas incluídos por essa pessoa ou um CSM podem fazer isso.",
  only_co_owners_or_csm: "Só um colega incluído por quem abriu o caso, ou um CSM, pode fazer isso.",
  own_case: "Este caso é seu, então um CSM que não esteja do seu lado precisa fazer isso.",
  already_acknowledged: "Alguém já está com este caso.",
  already_closed: "Este caso está encerrado.",
  is_returned: "Este caso voltou para quem o abriu. Um CSM pode assumir quando ele for enviado de novo.",
  not_returned: "Este caso já está com os CSMs, então não há o que enviar de novo.",
  requester_is_here: "Quem abriu o caso ainda está neste workspace, então ninguém precisa assumir no lugar.",
  not_waiting: "Este caso não aguarda mais o parceiro.",
  not_sent: "Este caso ainda aguarda o parceiro; o CSM ainda não o recebeu.",
  reminders_over: "Não há mais lembretes por vir neste caso. O resumo mostra em que pé ele está.",
  not_parked: "Este caso não está em espera, então não há o que reabrir.",
  reopen_too_late:
    "O prazo para reabrir este caso já passou. Ainda dá para completar o que falta, e um novo caso é sempre possível.",
  reopened_before:
    "Este caso já foi reaberto uma vez. Ainda dá para completar o que falta, e um novo caso é sempre possível.",
};

const parked: Words["talk"]["parked"] = {
  not_in_channel: (channel) =>
    `Não estou em ${channel}. Peça a quem administra o workspace para me convidar com /invite.`,
  channel_not_found: (channel) =>
    `Não encontro ${channel}. Peça a quem administra o workspace para conferir as configurações CSM_CHANNEL e CSM_ROUTES e, se o canal for privado, me convidar.`,
  is_archived: (channel) =>
    `${channel} está arquivado. Peça a quem administra o workspace para restaurar o canal ou indicar outro canal em CSM_CHANNEL ou CSM_ROUTES.`,
  missing_scope: () =>
    "Falta uma permissão para mim. Peça a quem administra o workspace para reinstalar o app, para que ele receba as permissões do manifesto.",
  token_revoked: () =>
    "O Slack não aceita mais o meu token. Peça a quem administra o workspace para instalar o app de novo e definir o novo token.",
  restricted: (channel) =>
    `Nem todo mundo pode publicar em ${channel}, e eu não estou entre os que podem. Peça a quem administra o workspace para liberar.`,
  person_gone: () => "A pessoa não está mais neste workspace.",
  message_deleted: () => "A mensagem foi apagada no Slack. O caso em si está seguro.",
  defect: () =>
    "O Slack recusou a mensagem por uma falha minha. Peça a quem administra o workspace para olhar o log.",
};

/** What the bot says outside the modal: answers to commands, refusals, and word of trouble. */
export const talk: Words["talk"] = {
  refusals,
  wasFirst: {
    acknowledged: (who) => `${who} já está com este caso.`,
    returned: (who) =>
      `${who} devolveu este caso a quem o abriu. Um CSM pode assumir quando ele for enviado de novo.`,
    closed: (who, how) => `${who} encerrou este caso: ${how.toLowerCase()}.`,
  },
  cannotTell:
    "O Slack não me disse quem está no grupo de CSMs, então não pude verificar se você pode fazer isso. Tente de novo em instantes, por favor.",
  unknownCase: (name) => `Não há um caso ${name} que você possa ver.`,
  parked,
  stuck: (name, why) =>
    `${name} está salvo, mas o resumo ainda não foi publicado. ${why} Continuo tentando, e ele sai sozinho assim que isso se resolver.`,
  outdated: (name, why) =>
    `${name} está salvo, mas o resumo ainda mostra como as coisas estavam antes. ${why} Continuo tentando, e ele se atualiza sozinho assim que isso se resolver.`,
  help: (command) => ({
    heading:
      "Eu ajudo você a levar um problema com o parceiro de implementação ao CSM ou à equipe de conta da Adobe, ou a resolver sem eles.",
    body: [
      "Você responde a três perguntas: o que foi combinado, o que o parceiro disse e o que aconteceu, com exemplos. Eu digo na hora quão pronto o caso está e o que um CSM ainda perguntaria.",
      "Se o parceiro ainda não foi avisado, primeiro eu ajudo você com isso.",
    ],
    commandsHeading: "Comandos",
    commands: [
      [command, "abre um caso ou continua o seu rascunho"],
      [`${command} o checkout está seis semanas atrasado`, "abre um caso com esta frase"],
      [`${command} lista`, "os seus casos"],
      [`${command} lista abertos`, "todos os casos abertos, para CSMs; também aguardando, espera, todos"],
      [`${command} buscar northwind`, "os casos que você pode ver em que estas palavras estão"],
      [`${command} relatório 4`, "os números das últimas quatro semanas, para CSMs"],
      [`${command} ESC-4`, "um caso na íntegra"],
      [`${command} ESC-4 histórico`, "o que aconteceu com ele, passo a passo"],
      [`${command} ESC-4 apagar`, "apagar de vez, depois de ler o que some"],
      [`${command} exportar`, "os casos que você pode ver, em CSV e JSON, para CSMs e administradores"],
      [`${command} ajuda`, "este texto"],
    ],
    keptHeading: "O que fica guardado",
    kept: "Tudo o que você enviou e o que estava na tela na última vez que você tocou em Avançar ou Voltar, fez uma escolha, definiu uma data ou tocou em um botão. O Slack não me diz nada do que foi digitado depois disso quando você fecha a janela.",
    threads:
      "Comandos não funcionam em threads. Lá, use “Escalate this message” (escalar esta mensagem) no menu da mensagem.",
  }),
  list: {
    mine: "Seus casos",
    open: "Casos abertos",
    waiting: "Casos que aguardam um parceiro ou um solicitante",
    parked: "Casos em espera",
    all: "Todos os casos",
    none: "Não há nenhum.",
    onlyCsm: "A lista de todos os casos abertos é para CSMs. Os seus estão aqui:",
    draft: (command) => `Você também tem um rascunho: para retomar, use ${command}.`,
    state: {
      waiting_partner: "aguardando o parceiro",
      open: "aberto",
      acknowledged: "com um CSM",
      returned: "devolvido",
      closed: "encerrado",
    },
    notPosted: "resumo ainda não publicado",
  },
};
