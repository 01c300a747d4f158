/** How IndexedDB fails on real phones: it does not open, it is full, or the browser closes it. */

import { forceCloseDatabase } from "fake-indexeddb";
import { unwrap } from "idb";
import { vi } from "vitest";
import type { Phone } from "./phone";

const WRITES = ["put", "add", "delete", "clear"] as const;

/** fake-indexeddb's method; the real one also aborts so by itself. */
interface Abortable {
	_abort(name: string): void;
}

/** Makes every write abort its transaction as if storage were full, until it is undone. */
export function fillUp(): () => void {
	const spies = WRITES.map((name) => {
		// one of four methods with the same shape, as far as this goes
		const write = IDBObjectStore.prototype[name] as (this: IDBObjectStore, ...args: unknown[]) => IDBRequest;
		return vi.spyOn(IDBObjectStore.prototype, name).mockImplementation(function (
			this: IDBObjectStore,
			...args: unknown[]
		) {
			const request = write.apply(this, args);
			queueMicrotask(() => (this.transaction as unknown as Abortable)._abort("QuotaExceededError"));
			// each of the four returns a request
			return request as never;
		});
	});
	return () => {
		for (const spy of spies) spy.mockRestore();
	};
}

/** The browser closes the connection; `told`: with the event of the standard. */
export async function closeFromOutside(phone: Phone, told: boolean): Promise<void> {
	const db = await phone.local.local();
	// its types ask for the class where it takes a database
	if (told) forceCloseDatabase(unwrap(db) as unknown as Parameters<typeof forceCloseDatabase>[0]);
	else db.close();
}

/** Lets the page write in one transaction, as if it were reloaded right after; every later one throws until undone. */
export function reloadAfterOne(): () => void {
	const begin = IDBDatabase.prototype.transaction;
	let used = false;
	const spy = vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (this: IDBDatabase, ...args) {
		if (used) throw new Error("the page is closed");
		used = true;
		return begin.apply(this, args);
	});
	return () => spy.mockRestore();
}

/** What `indexedDB.open` does instead. */
export const REFUSALS = {
	"is missing": () => undefined,
	"throws a SecurityError": () => ({
		open: () => {
			throw new DOMException("The operation is insecure.", "SecurityError");
		},
	}),
	"fires an error": () => ({ open: () => refused() }),
	"never answers": () => ({ open: () => new EventTarget() }),
} as const;

function refused(): EventTarget {
	const request = Object.assign(new EventTarget(), { error: new DOMException("Internal error", "UnknownError") });
	queueMicrotask(() => request.dispatchEvent(new Event("error")));
	return request;
}
