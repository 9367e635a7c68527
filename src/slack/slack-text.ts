/**
 * The words of a message as Slack reports it: markup in angle brackets becomes what it says, entities become
 * characters, once. The result is a person's text like any other.
 */
export function plainTextOf(slackText: string): string {
  return slackText
    .replace(/<([^<>]*)>/gu, (_, inside: string) => saidBy(inside))
    .replace(/&(lt|gt|amp);/gu, (_, name: string) => ({ lt: "<", gt: ">" })[name] ?? "&");
}

/** `<url|label>` says its label and where it leads, `<@U1|name>` its name, `<!here>` its word. */
function saidBy(inside: string): string {
  const [target = "", label] = inside.split("|", 2);
  if (/^[@#!]/u.test(target))
    return (
      label ?? `${target.startsWith("!") ? "@" : ""}${target.replace(/^!/u, "").replace(/^subteam\^/u, "")}`
    );
  const address = target.replace(/^mailto:/u, "");
  return label && label !== address ? `${label} (${address})` : address;
}
