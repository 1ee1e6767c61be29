/* Keeps records in the browser until the player has stored them; sends them on. */
// @ts-check

/** @typedef {import("./types.js").Posted} Posted */

const NAME = "mingbai-screen";
const RECORDS = "records";
const NOTES = "notes";
const MOST = 100_000;
const AT_ONCE = 200;
const RETRY_MS = 5_000;
const WAIT_MS = 10_000;

/** @returns {Promise<Spool>} */
export async function openSpool() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(RECORDS, { autoIncrement: true });
    request.result.createObjectStore(NOTES);
  };
  return new Spool(await done(request));
}

/** Records wait here, oldest first; a note is a value that outlives the page. */
export class Spool {
  /** @param {IDBDatabase} database */
  constructor(database) {
    this.database = database;
    this.sending = false;
    setInterval(() => void this.send(), RETRY_MS);
  }

  /** Keep records, drop a note with them in the same commit, and send.
   * @param {Record<string, unknown>[]} records @param {string} [closes] */
  async put(records, closes) {
    const tx = this.#begin();
    const store = tx.objectStore(RECORDS);
    const kept = await done(store.count());
    if (kept >= MOST) await dropOldest(store, kept - MOST + records.length);
    for (const record of records) store.add({ id: crypto.randomUUID(), record });
    if (closes) tx.objectStore(NOTES).delete(closes);
    await ended(tx);
    void this.send();
  }

  /** @param {string} name @param {unknown} value */
  async note(name, value) {
    const tx = this.#begin();
    tx.objectStore(NOTES).put(value, name);
    await ended(tx);
  }

  /** @param {string} name @returns {Promise<any>} */
  async noted(name) {
    return done(this.database.transaction(NOTES).objectStore(NOTES).get(name));
  }

  /** Send what waits; what is not confirmed stays. */
  async send() {
    if (this.sending) return;
    this.sending = true;
    try {
      while (await this.#sendSome());
    } catch (error) {
      // The player is away or its disk refuses: tried again in a while.
      console.debug("records wait", error);
    } finally {
      this.sending = false;
    }
  }

  /** @returns {Promise<boolean>} whether more may wait */
  async #sendSome() {
    const store = this.database.transaction(RECORDS).objectStore(RECORDS);
    const [keys, records] = await Promise.all([
      done(store.getAllKeys(null, AT_ONCE)),
      done(store.getAll(null, AT_ONCE)),
    ]);
    if (records.length === 0) return false;
    const answer = await fetch("/records", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(records),
      signal: AbortSignal.timeout(WAIT_MS),
    });
    if (!answer.ok) throw new Error(`records: ${answer.status}`);
    const { stored, refused } = await answer.json();
    const settled = new Set([...stored, ...refused]);
    const tx = this.#begin();
    for (const [index, posted] of records.entries()) {
      if (settled.has(posted.id)) tx.objectStore(RECORDS).delete(keys[index]);
    }
    await ended(tx);
    return records.length === AT_ONCE && settled.size > 0;
  }

  #begin() {
    return this.database.transaction([RECORDS, NOTES], "readwrite", {
      durability: "strict",
    });
  }
}

/** @param {IDBObjectStore} store @param {number} count */
async function dropOldest(store, count) {
  const keys = await done(store.getAllKeys(null, count));
  for (const key of keys) store.delete(key);
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** @param {IDBTransaction} tx @returns {Promise<void>} */
function ended(tx) {
  return new Promise((resolve, reject) => {
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(tx.error);
  });
}
