import type { Words } from "../catalog.ts";

export const install: Words["install"] = {
  start: {
    headline: "Instalar o bot de escalonamento",
    text: [
      "Ele prepara um escalonamento do parceiro para o seu Customer Success Manager, ou o torna desnecessário.",
      "O Slack mostra o que ele pode fazer antes de qualquer coisa acontecer.",
    ],
    button: "Continuar no Slack",
  },
  done: (command) => ({
    headline: "Instalado",
    text: [
      `Falta um passo: no Slack, um administrador escreve ${command} settings e escolhe o canal dos CSMs.`,
      "Você pode fechar esta página.",
    ],
  }),
  failed: {
    headline: "Não instalado",
    text: [
      "Nada foi mudado. Talvez a página tenha ficado aberta por mais de dez minutos, ou foi aberta em outro navegador.",
      "Comece de novo em /slack/install.",
    ],
  },
  organisation: {
    headline: "Não instalado",
    text: [
      "O bot não pode ser instalado para uma organização inteira de uma vez. Nada é guardado.",
      "Escolha um workspace.",
    ],
  },
};
