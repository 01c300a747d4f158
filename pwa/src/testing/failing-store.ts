/** How IndexedDB fails on real phones: it does not open, it has no room, or the browser closes it. */

import { forceCloseDatabase } from "fake-indexeddb";
import { unwrap } from "idb";
import { vi } from "vitest";
import type { Phone } from "./phone";

const WRITES = ["put", "add", "delete", "clear"] as const;

/** fake-indexeddb's own; the real one aborts so by itself. */
interface Abortable {
	_abort(name: string): void;
}

/** From now on every write aborts its transaction for want of room, as at commit, until there is room again. */
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

/** The browser closes the connection under the app; `told`: it says so by an event, as the standard has it. */
export async function closeFromOutside(phone: Phone, told: boolean): Promise<void> {
	const db = await phone.local.local();
	// its types ask for the class where it takes a database
	if (told) forceCloseDatabase(unwrap(db) as unknown as Parameters<typeof forceCloseDatabase>[0]);
	else db.close();
}

/** What `indexedDB.open` does instead of opening. */
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
