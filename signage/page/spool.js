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
  return new Spool(await opened());
}

/** @returns {Promise<IDBDatabase | null>} null: the browser's disk refuses */
async function opened() {
  try {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(RECORDS, { autoIncrement: true });
      request.result.createObjectStore(NOTES);
    };
    return await done(request);
  } catch (error) {
    console.warn("records are only in memory", error);
    return null;
  }
}

/** Records wait here, oldest first; a note is a value that outlives the page. A disk
 * that refuses takes nothing from the glass: what it refuses waits in memory. */
export class Spool {
  /** @param {IDBDatabase | null} database */
  constructor(database) {
    this.database = database;
    /** @type {Posted[]} */
    this.held = [];
    this.sending = false;
    setInterval(() => void this.send(), RETRY_MS);
  }

  /** Keep records, drop a note with them in the same commit, and send.
   * @param {Record<string, unknown>[]} records @param {string} [closes] */
  async put(records, closes) {
    const posted = records.map((record) => ({ id: crypto.randomUUID(), record }));
    try {
      await this.#keep(posted, closes);
    } catch (error) {
      console.warn("records are only in memory", error);
      this.held.push(...posted);
      this.held.splice(0, this.held.length - MOST);
      // It may be closed for good: it is opened anew before the next sending.
      this.database?.close();
      this.database = null;
    }
    void this.send();
  }

  /** @param {Posted[]} posted @param {string} [closes] */
  async #keep(posted, closes) {
    const tx = this.#begin("strict");
    const store = tx.objectStore(RECORDS);
    const kept = await done(store.count());
    if (kept >= MOST) await dropOldest(store, kept - MOST + posted.length);
    for (const one of posted) store.add(one);
    if (closes) tx.objectStore(NOTES).delete(closes);
    await ended(tx);
  }

  /** A power cut may cost the last of them, as it costs what is on the glass; each one
   * flushed would be most of what a screen writes to its disk.
   * @param {string} name @param {unknown} value */
  async note(name, value) {
    try {
      const tx = this.#begin("relaxed");
      tx.objectStore(NOTES).put(value, name);
      await ended(tx);
    } catch (error) {
      console.debug("not noted", error);
    }
  }

  /** @param {string} name @returns {Promise<any>} */
  async noted(name) {
    try {
      return await done(this.#open().transaction(NOTES).objectStore(NOTES).get(name));
    } catch (error) {
      console.debug("no note", error);
      return undefined;
    }
  }

  /** Send what waits; what is not confirmed stays. */
  async send() {
    if (this.sending) return;
    this.sending = true;
    try {
      this.database ??= await opened();
      while (await this.#sendHeld());
      while (this.database && (await this.#sendSome()));
    } catch (error) {
      // The player is away or its disk refuses: tried again in a while.
      console.debug("records wait", error);
    } finally {
      this.sending = false;
    }
  }

  /** @returns {Promise<boolean>} whether more may wait */
  async #sendHeld() {
    const records = this.held.slice(0, AT_ONCE);
    if (records.length === 0) return false;
    const settled = await handedIn(records);
    this.held = this.held.filter((posted) => !settled.has(posted.id));
    return this.held.length > 0 && settled.size > 0;
  }

  /** @returns {Promise<boolean>} whether more may wait */
  async #sendSome() {
    const store = this.#open().transaction(RECORDS).objectStore(RECORDS);
    const [keys, records] = await Promise.all([
      done(store.getAllKeys(null, AT_ONCE)),
      done(store.getAll(null, AT_ONCE)),
    ]);
    if (records.length === 0) return false;
    const settled = await handedIn(records);
    // What a power cut brings back is sent again, and stored once by its id.
    const tx = this.#begin("relaxed");
    for (const [index, posted] of records.entries()) {
      if (settled.has(posted.id)) tx.objectStore(RECORDS).delete(keys[index]);
    }
    await ended(tx);
    return records.length === AT_ONCE && settled.size > 0;
  }

  /** @param {"strict" | "relaxed"} durability */
  #begin(durability) {
    return this.#open().transaction([RECORDS, NOTES], "readwrite", { durability });
  }

  #open() {
    if (!this.database) throw new Error("the browser keeps no records now");
    return this.database;
  }
}

/** Hand records to the player.
 * @param {Posted[]} records @returns {Promise<Set<string>>} the ids it is done with */
async function handedIn(records) {
  const answer = await fetch("/records", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(records),
    signal: AbortSignal.timeout(WAIT_MS),
  });
  if (!answer.ok) throw new Error(`records: ${answer.status}`);
  const { stored, refused } = await answer.json();
  return new Set([...stored, ...refused]);
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
