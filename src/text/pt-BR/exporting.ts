import type { Words } from "../catalog.ts";

const cases = (count: number) => (count === 1 ? "1 caso" : `${count} casos`);

export const exporting: Words["exporting"] = {
  refused:
    "A exportação é para CSMs e para quem administra este workspace. Seus próprios casos estão na lista, e cada um pode ser lido por inteiro.",
  atIt: "Uma exportação sua está em andamento. Ela chega por mensagem direta.",
  none: "Não há casos que você possa ver, então não há o que exportar.",
  soFar: (count) => `${cases(count)} até agora. Continuo.`,
  sent: (count) => `${cases(count)} em CSV e em JSON: os arquivos estão nas nossas mensagens diretas.`,
  comment: (count) =>
    `${cases(count)} que você pode ver, como estão agora: CSV para planilhas, JSON para programas. Um caso apagado depois continua nestes arquivos: exclua-os quando terminar.`,
  stopped:
    "Estou sendo desligado, então a exportação não terminou. Nada foi enviado. Peça de novo em alguns minutos, por favor.",
  notSent: "A exportação foi escrita, mas o Slack não a aceitou.",
  restricted:
    "Este workspace não aceita estes arquivos de mim: pergunte a quem o administra se ele permite envios deste tipo e tamanho, e tem espaço para eles.",
  again: "Peça de novo em alguns minutos, por favor.",
  unknown:
    "O Slack não disse se a exportação chegou. Veja as nossas mensagens diretas; se não estiver lá, peça de novo.",
  dm: "nossas mensagens diretas",
};
