import Database from 'better-sqlite3';

declare const readable: unique symbol;
declare const writable: unique symbol;

/** A connection that can only read: query handlers get nothing else. */
export type ReadDb = Omit<Database.Database, 'exec'> & { readonly [readable]: true };
/** The one connection that writes; it lives in the writer thread. A WriteDb may be read from as well. */
export type WriteDb = Database.Database & { readonly [readable]: true; readonly [writable]: true };
