/** Titles, submit buttons and buttons of the modal and the card. */
export const controls = {
  titles: {
    situation: "Situação · 1 de 5",
    scope: "Escopo · 2 de 5",
    partner: "Parceiro · 3 de 5",
    examples: "Exemplos · 4 de 5",
    ask: "Seu pedido · 5 de 5",
    review: "Revisão",
  },
  submit: {
    next: "Avançar",
    review: "Revisar",
    send: "Enviar ao CSM",
    send_anyway: "Enviar assim mesmo",
    save: "Salvar",
  },
  buttons: {
    back: "Voltar",
    add_example: "Adicionar outro exemplo",
    edit: "Editar",
    remove: "Remover",
    resume: "Retomar rascunho",
    start_over: "Começar de novo",
    add_missing: "Completar o que falta",
    have_it: "Estou com o caso",
    withdraw: "Retirar",
    snooze: "Lembrar amanhã",
    stop: "Parar lembretes",
    reopen: "Reabrir",
    continue_anyway: "Continuar assim mesmo",
  },
  stepNote: "Pule o que não se aplica. Cada resposta fortalece o caso.",
};
