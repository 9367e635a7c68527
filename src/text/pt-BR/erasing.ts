import type { Words } from "../catalog.ts";

export const erasing: Words["erasing"] = {
  ask: (name) => `Apagar ${name} de vez?`,
  goes: "O que some: o caso com respostas, evidências, perguntas e rascunhos, e todas as mensagens que publiquei sobre ele, no canal e nas mensagens diretas.",
  stays:
    "O que fica: o número, quem abriu o caso e quem fez que tipo de coisa e quando, sem uma palavra do que foi escrito. O que as pessoas escreveram no Slack é delas e continua lá.",
  open: "O caso não está encerrado: depois disso, ninguém pode continuar com ele.",
  noWayBack: "Não dá para trazer de volta.",
  button: (name) => `Apagar ${name}`,
  done: (name) =>
    `${name} foi apagado. Minhas mensagens sobre ele estão sendo excluídas, e o número não será usado de novo.`,
  erased: (name, on) =>
    `${name} foi apagado em ${on}. Nada do que foi escrito nele está guardado, e o número não será usado de novo.`,
  erasedBy: (name, on, who) =>
    `${name} foi apagado em ${on} por ${who}. Nada do que foi escrito nele está guardado, e o número não será usado de novo.`,
  refused: "Só quem abriu este caso, ou quem administra este workspace, pode apagá-lo. Nada foi apagado.",
  cannotTell:
    "O Slack não me disse se você administra este workspace, então não pude verificar se você pode fazer isso. Nada foi apagado. Tente de novo em instantes, por favor.",
};
