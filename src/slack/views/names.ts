/** A channel as a person reads it: its name, or its id while that is all there is. */
export function channelLabel(known: { readonly name: string } | null, channelId: string): string {
  return known?.name ? `#${known.name}` : channelId;
}
