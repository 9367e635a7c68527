/** Looking for cases, and turning the pages of what was found. */
export const find = {
  heading: (words: string) => `Cases with “${words}”`,
  what: (command: string) => `Type the words to look for behind it, such as: ${command} find northwind`,
  none: "I found none that you may see. Each of the words has to begin a word of the case; fewer words find more.",
  parked: (state: string) => `${state}, parked`,
  older: "Older",
  newest: "Newest",
  stale: "This button does not say any more what it was for. Please type the command once more.",
};
