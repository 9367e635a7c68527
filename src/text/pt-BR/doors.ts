import type { Door } from "../../domain/doors.ts";
import type { Words } from "../catalog.ts";
import type { DoorWords } from "../en/doors.ts";

/** Names of buttons, reasons and places at Adobe stay as a person finds them there: in English. */
const doors: Record<Door, DoorWords> = {
  outage: {
    heading: "Isto é para o Suporte da Adobe, agora",
    why: "Loja fora do ar, sem receber pedidos ou com perda de dados é P1. Um CSM não consegue trazer a loja de volta; o Suporte consegue.",
    steps: [
      "Abra um chamado com prioridade P1 no Adobe Commerce Help Center. Informe o impacto no negócio.",
      "Coloque tudo no chamado: endereço da loja, desde quando, o que mudou por último, logs, seu fuso horário.",
      "Depois ligue para a linha direta de P1 e informe o número do chamado. Por telefone a Adobe atende só em inglês, e não há número no Brasil: ligue para o número de um dos países da lista.",
      "Avise também seu parceiro: alguém precisa trabalhar nisso com você.",
    ],
  },
  security: {
    heading: "Isto é para sua equipe de segurança e o Suporte da Adobe",
    why: "Com segurança ou dados pessoais em risco, cada hora conta. Não cole aqui dados de cartão nem dados pessoais.",
    steps: [
      "Abra um chamado com o motivo Security (segurança). Anexe os logs lá, não aqui.",
      "Envolva seu parceiro e sua equipe de segurança: guardem os logs, descubram o que foi afetado e por onde entrou, troquem as credenciais.",
      "Avise o jurídico ou quem cuida da privacidade: pode haver o dever de comunicar em poucos dias.",
    ],
  },
  product_or_infrastructure: {
    heading: "Se for o produto ou a nuvem, o Suporte é mais rápido",
    why: "Falhas do produto ou da nuvem da Adobe são tratadas em chamados. Um CSM mandaria você para lá.",
    steps: [
      "Abra um chamado: o que você tenta fazer, o que falha, passos para reproduzir, versão, ambiente, o que mudou por último.",
      "Diga o que esperava e o que aconteceu, com horários e seu fuso horário, e anexe logs ou capturas de tela.",
      "Passado o prazo da primeira resposta, use Escalate to management (escalar à gerência) no chamado.",
    ],
  },
  extension_fault: {
    heading: "Se a falha é de uma extensão, o fornecedor pode corrigir",
    why: "A Adobe não dá suporte a extensões de terceiros. Seu parceiro pode ajudar a mostrar de onde vem a falha.",
    steps: [
      "Escreva ao fornecedor da extensão com a versão e os passos para reproduzir a falha.",
      "Comprou no Commerce Marketplace e precisa de reembolso? Use o formulário do Marketplace.",
      "Se foi seu parceiro que escolheu ou alterou a extensão e agora deixa você sem ajuda, continue: isso é assunto para este caso.",
    ],
  },
  support_experience: {
    heading: "Se o problema é o próprio Suporte, há um botão para isso",
    why: "Reclamações sobre um chamado são tratadas dentro dele, pela gerência do Suporte.",
    steps: [
      "Abra o chamado e escolha Escalate to management (escalar à gerência), passado o prazo da primeira resposta.",
      "Informe o motivo: comunicação do atendimento, conhecimento técnico, espera por retorno, mudança de urgência, solução ou tempo até a solução.",
    ],
  },
  i_am_the_partner: {
    heading: "Este formulário é para lojistas",
    why: "Parceiros têm uma porta própria na Adobe, e o caso de uma loja precisa da voz da loja.",
    steps: [
      "Escreva para SPPHelp@adobe.com.",
      "Para agir por uma loja em um chamado, peça Shared Access (acesso compartilhado) a quem é titular da conta.",
    ],
  },
};

export const door: Words["door"] = {
  title: "Outra porta",
  doors,
  stepsHeading: "O que fazer",
  draftKept: "Seu rascunho fica guardado. Se escolheu isto por engano, volte e escolha de novo.",
  continueNote: "Se, afinal, o problema for o parceiro, continue.",
};
