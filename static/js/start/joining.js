// What a feature's fields on the start page are to it.

/** wrong() → the first field that can't be sent, which says why; null: all can
 *  fields() → what the call that opens a conversation has of them
 *  refused(names): the server's, of the call · values(), restore(values): kept with what is typed
 *  @typedef {{wrong: () => HTMLElement | null, fields: () => object, refused: (names: string[]) => void,
 *    values: () => any, restore: (values: any) => void}} Joining */
export {};
