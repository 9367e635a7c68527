import type { FormWords } from "../form-words.ts";

/** Labels, hints and options of the form. */
export const form: FormWords = {
  summary: {
    label: "Em uma frase, o que está errado?",
    hint: "Diga como diria a um colega. Os detalhes vêm depois.",
  },
  concern_type: {
    label: "Que tipo de problema é?",
    options: {
      missed_deliverable: "Algo combinado não foi entregue",
      late: "Está atrasado",
      quality: "Foi entregue, mas não funciona bem",
      unresponsive: "O parceiro não responde",
      cost_or_change: "Divergência sobre custo ou mudança",
      people_or_skills: "Equipe, competência ou rotatividade",
      handover_or_access: "Acesso, código ou transição",
      product_or_infrastructure: "Acho que é o produto ou a nuvem da Adobe",
      extension_fault: "A falha é de uma extensão de terceiros",
      support_experience: "Estou insatisfeito com o Suporte da Adobe",
      i_am_the_partner: "Eu sou o parceiro",
      other: "Outro",
    },
  },
  urgency: {
    label: "Qual é a urgência?",
    options: {
      outage: "Loja fora do ar, sem pedidos ou perda de dados",
      security: "Segurança ou dados de clientes em risco",
      deadline: "Há uma data fixa próxima",
      slowing_us: "Está nos atrasando",
      not_urgent: "Não é urgente",
    },
  },
  need_by: {
    label: "Até que data precisa estar resolvido?",
    hint: "Uma data próxima muda o que pedimos: go-live, contrato, auditoria, campanha.",
  },
  partner_company: {
    label: "Quem é o parceiro?",
  },
  scope_status: {
    label: "Você releu o documento de escopo?",
    hint: "SOW, proposta ou anexo do contrato. Muitos casos se resolvem aqui.",
    options: {
      reread: "Sim, reli",
      not_reread: "Tenho, mas ainda não reli",
      cant_find: "Não encontro",
      none_exists: "Não existe",
    },
  },
  scope_ref: {
    label: "Qual documento e versão?",
    hint: "Nome, data ou link. Se não existe, o que faz as vezes dele (e-mail, proposta)?",
  },
  scope_clause: {
    label: "Qual entrega ou cláusula está em jogo?",
    hint: "Número da seção e um trecho, por exemplo: 4.2 integração de pedidos em 5 minutos.",
  },
  scope_changed: {
    label: "Algo foi incluído ou alterado desde então?",
    options: {
      no: "Não",
      yes_written: "Sim, com solicitação de mudança por escrito",
      yes_verbal: "Sim, combinado sem registro",
      not_sure: "Não tenho certeza",
    },
  },
  scope_timeline: {
    label: "Qual foi o efeito no prazo?",
    hint: "Dias a mais, marcos adiados ou: não foi combinado.",
  },
  contacted: {
    label: "Você já falou com o parceiro sobre isso?",
    hint: "Se não, escrevemos a mensagem. Quem envia é você.",
    options: {
      yes_written: "Sim, por escrito",
      yes_verbal: "Sim, só por telefone ou em reunião",
      no_chance: "Ainda não",
      no_contact: "Não, não sei com quem falar",
      no_worried: "Não, tenho receio de abalar a relação",
    },
  },
  first_contact_date: {
    label: "Quando você falou pela primeira vez?",
  },
  who_how: {
    label: "Com quem falou e onde está registrado?",
    hint: "Nome e cargo, e o assunto do e-mail, chamado ou link.",
  },
  response_state: {
    label: "O que eles responderam?",
    options: {
      no_reply: "Nada até agora",
      unclear: "Responderam, mas sem clareza",
      refused: "Discordam ou recusam",
      dated_plan: "Um plano com data",
      plan_missed: "Um plano, e a data passou",
      fixed: "Já resolveram",
    },
  },
  response_quote: {
    label: "Cole o que eles disseram",
    hint: "As palavras deles ajudam mais que um resumo. Sem dados pessoais.",
  },
  plan_due: {
    label: "Que data eles deram?",
  },
  partner_view: {
    label: "O que o parceiro diz sobre isso?",
    hint: "O lado deles, com justiça: o CSM vai ouvir isso mais cedo ou mais tarde. Cite a empresa ou o cargo, não o nome de alguém.",
  },
  ex_date: {
    label: "Quando aconteceu?",
  },
  ex_where: {
    label: "Onde podemos ver?",
    hint: "Link, chamado, número do pedido, commit ou ata com data.",
  },
  ex_expected: {
    label: "O que deveria ter acontecido?",
  },
  ex_actual: {
    label: "O que aconteceu?",
    hint: "Cole a evidência aqui. Sem senhas, dados de cartão ou nomes de clientes.",
  },
  ex_impact: {
    label: "Quanto isso custou?",
    hint: "Um número basta: pedidos, horas, dias, dinheiro, pessoas.",
  },
  ex_told: {
    label: "Quem foi avisado e quando?",
  },
  ask: {
    label: "Qual ajuda da Adobe faria mais diferença?",
    options: {
      joint_call: "Uma reunião a três com o parceiro",
      find_partner_executive: "Chegar a alguém da direção do parceiro",
      introduce_partner_manager: "Envolver o time de parceiros da Adobe",
      second_opinion: "Uma segunda opinião sobre a solução",
      what_is_normal: "Dizer o que é normal nesse caso",
      not_sure: "Ainda não sei",
    },
  },
  outcome: {
    label: "Como você saberá que está resolvido?",
    hint: "Um resultado que você e o parceiro possam conferir.",
  },
  platform: {
    label: "Qual Adobe Commerce você usa?",
    hint: "O Admin mostra a versão no canto inferior direito de cada página.",
    options: {
      "cloud:2.4.9": "Infraestrutura em nuvem 2.4.9",
      "cloud:2.4.8": "Infraestrutura em nuvem 2.4.8",
      "cloud:2.4.7": "Infraestrutura em nuvem 2.4.7",
      "cloud:2.4.6": "Infraestrutura em nuvem 2.4.6",
      "cloud:2.4.5": "Infraestrutura em nuvem 2.4.5",
      "cloud:2.4.4": "Infraestrutura em nuvem 2.4.4",
      "cloud:older": "Infraestrutura em nuvem, anterior",
      "onprem:2.4.9": "On-premises (local) 2.4.9",
      "onprem:2.4.8": "On-premises (local) 2.4.8",
      "onprem:2.4.7": "On-premises (local) 2.4.7",
      "onprem:2.4.6": "On-premises (local) 2.4.6",
      "onprem:2.4.5": "On-premises (local) 2.4.5",
      "onprem:2.4.4": "On-premises (local) 2.4.4",
      "onprem:older": "On-premises (local), anterior",
      managed: "Managed Services",
      accs: "Adobe Commerce as a Cloud Service",
      aco: "Adobe Commerce Optimizer",
      magento_open_source: "Magento Open Source",
      not_sure: "Não sei",
    },
  },
};
