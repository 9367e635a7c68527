/** The store cannot be opened; the message tells the person who runs the bot why, and what to do. */
export class StoreError extends Error {
  override readonly name = "StoreError";
}
