import type { Words } from "../catalog.ts";

export const settings: Words["settings"] = {
  title: "Configurações",
  text: "Valem para este workspace. Os casos já enviados ficam onde estão.",
  submit: "Salvar",
  fields: {
    channel: {
      label: "Canal dos CSMs",
      hint: "Os cartões são publicados lá, e os lembretes em suas conversas. Convide-me para ele.",
    },
    usergroup: { label: "Grupo de usuários dos CSMs", hint: "As pessoas dele podem assumir casos." },
    backup: { label: "Grupo de apoio", hint: "É chamado quando ninguém assumiu um caso." },
    channelLocale: {
      label: "Idioma dos cartões",
      hint: "As janelas e mensagens diretas de cada pessoa ficam no idioma dela.",
    },
    defaultZone: {
      label: "Fuso horário",
      hint: "Por ele os CSMs são lembrados, e também quem não tem um no Slack; por exemplo America/Sao_Paulo.",
    },
    workingDays: { label: "Dias de trabalho", hint: "Os dias úteis são contados por eles." },
    from: { label: "Horário de trabalho, das", hint: "Ninguém é lembrado mais cedo, em seu próprio fuso." },
    to: { label: "Horário de trabalho, até", hint: "Ninguém é lembrado mais tarde, em seu próprio fuso." },
    holidays: {
      label: "Feriados",
      hint: "Códigos de países ou regiões e dias avulsos, separados por vírgulas: US, BR-SP, 2026-12-24.",
    },
  },
  weekdays: {
    mon: "Segunda-feira",
    tue: "Terça-feira",
    wed: "Quarta-feira",
    thu: "Quinta-feira",
    fri: "Sexta-feira",
    sat: "Sábado",
    sun: "Domingo",
  },
  languages: { en: "Inglês", "pt-BR": "Português (Brasil)" },
  members: "Todos do canal, menos convidados",
  nobody: "Ninguém",
  noGroups: {
    not_in_plan:
      "O plano do Slack deste workspace não tem grupos de usuários, então eles ficam aqui como estão. Para escolher um, é preciso um plano que os tenha.",
    untold:
      "O Slack não listou os grupos de usuários agora, então eles ficam como estão. Para escolher um, abra as configurações de novo em instantes. Se continuar assim, talvez me falte uma permissão: instale-me outra vez.",
  },
  errors: {
    zone: "Isto não é um fuso horário. Um exemplo: Europe/London.",
    hours: (nudgeTime) => `O horário de trabalho precisa começar antes de terminar e incluir ${nudgeTime}.`,
    holidays: "Não conheço todos estes. Códigos são como US ou BR-SP, dias como 2026-12-24.",
  },
  saved: (channel) => `Salvo. Os casos vão para ${channel}.`,
  notThere: (channel) =>
    `Ainda não estou em ${channel}: escreva lá /invite e o meu nome. Até então os cartões esperam.`,
  archived: (channel) => `${channel} está arquivado: os cartões esperam até ser restaurado.`,
  sharedWith: (teams) => `Pessoas de outras organizações também leem lá: ${teams}.`,
  notSeen: "Não consigo ver este canal. Se for privado, escreva lá /invite e o meu nome e salve outra vez.",
  cannotTell: "O Slack não me disse se você é administrador. Nada foi mudado; tente de novo em instantes.",
  onlyAdministrators: "Só administradores deste workspace podem ver e mudar as configurações.",
  ofEnvironment: "As configurações deste bot estão em seu ambiente (.env). Quem o opera pode mudá-las lá.",
  notSetUp: (command) =>
    `Ainda não estou configurado neste workspace. Um administrador precisa escrever ${command} settings e escolher o canal dos CSMs.`,
  notSetUpTitle: "Falta configurar",
  commandHelp: "as configurações deste workspace, para administradores",
};
